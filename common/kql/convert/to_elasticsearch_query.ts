import { isLoneWildcard, operandText, type KqlNode, type KqlOperand } from '../language/ast';
import { nameTest, toQueryStringText } from '../language/wildcard_text';
import type { DataView, DataViewField } from './data_view';

/** A query DSL clause as plain JSON. */
export type QueryClause = { readonly [key: string]: unknown };

/** Options of the conversion; names as in Kibana's `KueryQueryOptions`. */
export interface KqlConversionOptions {
  /** Time zone of dates without one (`Zulu` for rules). */
  readonly dateFormatTZ?: string;
  /** Puts `and` into `must` instead of `filter`. */
  readonly filtersInMustClause?: boolean;
  /** Adds `ignore_unmapped` to nested queries. */
  readonly nestedIgnoreUnmapped?: boolean;
  /** Adds `case_insensitive` to term and wildcard queries on keywords. */
  readonly caseInsensitive?: boolean;
}

/** A tree that cannot be converted with this data view (a nested field outside its group and the like). */
export class KqlConversionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Error';
  }
}

/**
 * The Elasticsearch query of a tree, as Kibana 8.12 builds it: with a data view the types of its fields decide, without one every
 * field counts as unknown. Throws KqlConversionError.
 */
export function toElasticsearchQuery(node: KqlNode, dataView?: DataView, options: KqlConversionOptions = {}): QueryClause {
  return new Converter(dataView, options).node(node, undefined);
}

class Converter {
  private byName: ReadonlyMap<string, DataViewField> | undefined;

  constructor(
    private readonly dataView: DataView | undefined,
    private readonly options: KqlConversionOptions,
  ) {}

  node(node: KqlNode, nestedPath: string | undefined): QueryClause {
    switch (node.kind) {
      case 'or':
        return anyOf(node.children.map((child) => this.node(child, nestedPath)));
      case 'and': {
        const key = this.options.filtersInMustClause ? 'must' : 'filter';
        return { bool: { [key]: node.children.map((child) => this.node(child, nestedPath)) } };
      }
      case 'not':
        return { bool: { must_not: this.node(node.child, nestedPath) } };
      case 'nested':
        return this.nested(node, nestedPath);
      case 'is':
        return this.is(node.field, node.value, nestedPath);
      case 'range':
        return this.range(node, nestedPath);
    }
  }

  private nested(node: Extract<KqlNode, { kind: 'nested' }>, outer: string | undefined): QueryClause {
    const own = operandText(node.path);
    const path = outer === undefined ? own : `${outer}.${own}`;
    return this.nestedClause(path, this.node(node.child, path));
  }

  private nestedClause(path: string, query: QueryClause): QueryClause {
    const unmapped = this.options.nestedIgnoreUnmapped ? { ignore_unmapped: true } : {};
    return { nested: { path, query, score_mode: 'none', ...unmapped } };
  }

  private is(field: KqlOperand, value: KqlOperand, nestedPath: string | undefined): QueryClause {
    const isExists = isLoneWildcard(value);
    if (isExists && isLoneWildcard(field)) return { match_all: {} };
    const full = this.fullName(field, nestedPath);
    if (isNoField(full)) return withoutField(value);
    const clauses = this.fieldsOf(full).map((target) => this.wrap(full, target, nestedPath, this.isClause(target, value, isExists)));
    return anyOf(clauses);
  }

  private isClause(field: DataViewField, value: KqlOperand, isExists: boolean): QueryClause {
    if (isExists) return { exists: { field: field.name } };
    const isKeyword = field.esTypes?.length === 1 && field.esTypes[0] === 'keyword';
    const insensitive = this.options.caseInsensitive === undefined ? {} : { case_insensitive: this.options.caseInsensitive };
    if (value.type === 'wildcard') {
      const pattern = toQueryStringText(value);
      if (isKeyword) return { wildcard: named(field.name, { value: pattern, ...insensitive }) };
      return { query_string: { fields: [field.name], query: pattern } };
    }
    if (field.type === 'date') return { range: named(field.name, { gte: value.value, lte: value.value, ...this.timeZone() }) };
    if (isKeyword) return { term: named(field.name, { value: value.value, ...insensitive }) };
    return { [value.isQuoted ? 'match_phrase' : 'match']: named(field.name, value.value) };
  }

  private range(node: Extract<KqlNode, { kind: 'range' }>, nestedPath: string | undefined): QueryClause {
    const full = this.fullName(node.field, nestedPath);
    const bound = node.value.type === 'wildcard' ? operandText(node.value) : node.value.value;
    const clauses = this.fieldsOf(full).map((field) => {
      const zone = field.type === 'date' ? this.timeZone() : {};
      return this.wrap(full, field, nestedPath, { range: named(field.name, { [node.operator]: bound, ...zone }) });
    });
    return anyOf(clauses);
  }

  private timeZone(): { time_zone?: string } {
    return this.options.dateFormatTZ === undefined ? {} : { time_zone: this.options.dateFormatTZ };
  }

  /** A pattern may meet nested fields; each of them gets its own nested query. */
  private wrap(name: KqlOperand, field: DataViewField, nestedPath: string | undefined, query: QueryClause): QueryClause {
    const path = field.subType?.nested?.path;
    if (name.type !== 'wildcard' || path === undefined || nestedPath !== undefined) return query;
    return this.nestedClause(path, query);
  }

  private fullName(field: KqlOperand, nestedPath: string | undefined): KqlOperand {
    const full: KqlOperand = nestedPath === undefined ? field : { ...field, value: `${nestedPath}.${String(field.value)}` };
    if (this.dataView && !(full.type === 'wildcard' && nestedPath === undefined)) this.checkNesting(full, nestedPath);
    return full;
  }

  private checkNesting(name: KqlOperand, nestedPath: string | undefined): void {
    const problems = this.known(name).flatMap((field) => nestingProblem(field, nestedPath) ?? []);
    if (problems.length > 0) throw new KqlConversionError(problems.join('\n'));
  }

  private fieldsOf(name: KqlOperand): readonly DataViewField[] {
    const fields = this.known(name);
    const scripted = fields.find((field) => field.scripted);
    if (scripted) throw new KqlConversionError(`scripted field ${scripted.name} is not supported`);
    return fields.length > 0 ? fields : [{ name: operandText(name), type: '' }];
  }

  private known(name: KqlOperand): readonly DataViewField[] {
    if (!this.dataView) return [];
    if (name.type === 'wildcard') {
      const test = nameTest(name);
      return this.dataView.fields.filter((field) => test(field.name));
    }
    this.byName ??= new Map(this.dataView.fields.map((field) => [field.name, field]));
    const found = this.byName.get(String(name.value));
    return found ? [found] : [];
  }
}

function nestingProblem(field: DataViewField, nestedPath: string | undefined): string | undefined {
  const own = field.subType?.nested?.path;
  if (own === nestedPath) return undefined;
  if (own === undefined) return `${field.name} is not a nested field but is in nested group "${nestedPath ?? ''}" in the KQL expression.`;
  if (nestedPath === undefined) return `${field.name} is a nested field, but is not in a nested group in the KQL expression.`;
  return `Nested field ${field.name} is being queried with the incorrect nested path. The correct path is ${own}.`;
}

function isNoField(name: KqlOperand): boolean {
  return name.type === 'literal' && name.value === null;
}

function withoutField(value: KqlOperand): QueryClause {
  if (value.type === 'wildcard') return { query_string: { query: toQueryStringText(value) } };
  return { multi_match: { type: value.isQuoted ? 'phrase' : 'best_fields', query: value.value, lenient: true } };
}

function anyOf(clauses: readonly QueryClause[]): QueryClause {
  return { bool: { should: clauses, minimum_should_match: 1 } };
}

/** An object with one key that may be any text. */
function named(name: string, value: unknown): QueryClause {
  return Object.fromEntries([[name, value]]);
}
