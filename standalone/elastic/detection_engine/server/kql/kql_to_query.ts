import { fitsPattern, isStar, isWildcard, textOf } from './kql_tree';
import type { KqlTree, KqlValue } from './kql_tree';

type Query = Record<string, unknown>;

/** Elasticsearch types of each known field. */
export type FieldTypes = ReadonlyMap<string, readonly string[]>;

const anyOf = (should: readonly Query[]): Query => ({ bool: { should, minimum_should_match: 1 } });

const escapeQueryString = (text: string): string => text.replace(/[\\+\-=!&|(){}[\]^"~:/?]/g, '\\$&').replace(/\b(AND|OR|NOT)\b/g, '\\$&');
const wildcardText = ({ parts }: KqlValue): string => parts.map(escapeQueryString).join('*');

interface Target {
  readonly name: string;
  readonly types: readonly string[];
}

function targets(field: KqlValue, types: FieldTypes): readonly Target[] {
  if (!isWildcard(field)) return [{ name: textOf(field), types: types.get(textOf(field)) ?? [] }];
  return [...types].filter(([name]) => fitsPattern(field, name)).map(([name, found]) => ({ name, types: found }));
}

const isKeyword = ({ types }: Target): boolean => types.length === 1 && types[0] === 'keyword';
const isDate = ({ types }: Target): boolean => types.includes('date') || types.includes('date_nanos');

/** One comparison with one field, by its type (`detection-engine.md` §6.6). */
function isClause(target: Target, value: KqlValue): Query {
  const { name } = target;
  const text = textOf(value);
  if (isStar(value)) return { exists: { field: name } };
  if (isWildcard(value)) return isKeyword(target) ? { wildcard: { [name]: { value: wildcardText(value) } } } : { query_string: { fields: [name], query: wildcardText(value) } };
  if (isDate(target)) return { range: { [name]: { gte: text, lte: text, time_zone: 'Zulu' } } };
  if (isKeyword(target)) return { term: { [name]: { value: text } } };
  return value.quoted ? { match_phrase: { [name]: text } } : { match: { [name]: literal(value) } };
}

/** Unquoted `true`, `false` and `null` are typed. */
function literal({ quoted, parts }: KqlValue): unknown {
  const text = parts[0] ?? '';
  if (quoted) return text;
  return text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : text;
}

function anyField(value: KqlValue): Query {
  if (isWildcard(value)) return { query_string: { query: wildcardText(value) } };
  return { multi_match: { type: value.quoted ? 'phrase' : 'best_fields', query: textOf(value), lenient: true } };
}

/** The Elasticsearch query of a KQL expression as rules send it (`detection-engine.md` §6.6). */
export function kqlToQuery(tree: KqlTree, types: FieldTypes): Query {
  switch (tree.kind) {
    case 'everything':
      return { match_all: {} };
    case 'and':
      return { bool: { filter: tree.children.map((child) => kqlToQuery(child, types)) } };
    case 'or':
      return anyOf(tree.children.map((child) => kqlToQuery(child, types)));
    case 'not':
      return { bool: { must_not: kqlToQuery(tree.child, types) } };
    case 'range':
      return anyOf(targets(tree.field, types).map((target) => ({ range: { [target.name]: { [tree.operator]: textOf(tree.value), ...(isDate(target) ? { time_zone: 'Zulu' } : {}) } } })));
    case 'is':
      if (tree.field === undefined) return anyField(tree.value);
      if (isStar(tree.field) && isStar(tree.value)) return { match_all: {} };
      if (isStar(tree.value) && isWildcard(tree.field)) return anyOf([{ exists: { field: textOf(tree.field) } }]);
      return anyOf(targets(tree.field, types).map((target) => isClause(target, tree.value)));
  }
}

/** Names and patterns of the fields that an expression asks for. */
export function kqlFields(tree: KqlTree): string[] {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.children.flatMap(kqlFields);
    case 'not':
      return kqlFields(tree.child);
    case 'everything':
      return [];
    default:
      return tree.field === undefined ? [] : [textOf(tree.field)];
  }
}
