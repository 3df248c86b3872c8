import { lowerCaseAscii } from '../../analysis/lower_case';
import { ElasticsearchError } from '../../errors/elasticsearch_error';
import type { JsonValue } from '../../json';
import { isScalar, scalarText, type Field } from '../../mapping/field';
import type { FieldValue } from '../../mapping/field_type';
import { matchesSimple } from '../../documents/dynamic_templates';
import { canonicalIp, cidrBounds, ipKey } from '../../values/ip_address';
import type { BindScope, DocumentTest } from '../query_node';
import { failedToCreate } from '../shard_error';
import { isKeywordLike, requireSearchable, unsupportedQuery } from './field_kinds';
import { comparableFloat, floatTerm, wholeTerm } from './number_bounds';
import { anyValue, booleanTerm, rangeTest } from './range_test';

/** What a term query tests on a document, and whether it has a term whose rarity can be scored. */
export interface TermTest {
  readonly test: DocumentTest;
  /** The indexed term (keyword and text fields); undefined for points, whose score is constant. */
  readonly term?: string;
  readonly nothing?: boolean;
}

const NOTHING: TermTest = { test: () => false, nothing: true };

/** Compiles "the field has exactly this value" for one field. Throws query_shard_exception or parse_exception. */
export function termTest(field: Field, value: JsonValue, caseInsensitive: boolean, scope: BindScope): TermTest {
  if (field.family === 'metadata') return { test: metadataTest(field, value, caseInsensitive, scope) };
  requireSearchable(field, scope);
  if (caseInsensitive && !isKeywordLike(field) && field.family !== 'text') throw noCaseInsensitive(field, scope);
  if (isKeywordLike(field)) return keywordTerm(field, plainText(value), caseInsensitive);
  if (field.family === 'text') return textTerm(field, plainText(value), caseInsensitive);
  return { test: typedTerm(field, value, scope) ?? NOTHING.test };
}

function typedTerm(field: Field, value: JsonValue, scope: BindScope): DocumentTest | undefined {
  switch (field.family) {
    case 'integer':
    case 'unsigned_long': {
      const wanted = wholeTerm(field, value, scope);
      return wanted === undefined ? undefined : anyValue(field, (stored) => stored === wanted);
    }
    case 'float': {
      const wanted = floatTerm(field, value, scope);
      return anyValue(field, (stored) => comparableFloat(field, Number(stored)) === wanted);
    }
    case 'boolean': {
      const wanted = booleanTerm(value, scope);
      return anyValue(field, (stored) => stored === wanted);
    }
    case 'version': {
      const wanted = plainText(value);
      return anyValue(field, (stored) => stored === wanted);
    }
    case 'ip':
      return anyValue(field, ipTest(plainText(value), scope));
    case 'date':
    case 'date_nanos':
    case 'range':
      return rangeTest(field, { lower: value, upper: value, includeLower: true, includeUpper: true, relation: 'intersects' }, scope).test;
    default:
      throw unsupportedQuery(field, scope, 'term');
  }
}

function plainText(value: JsonValue): string {
  return isScalar(value) ? scalarText(value) : '';
}

function noCaseInsensitive(field: Field, scope: BindScope): ElasticsearchError {
  const reason = `[${field.path}] field which is of type [${field.type}], does not support case insensitive term queries`;
  return failedToCreate(scope, { type: 'query_shard_exception', reason });
}

function keywordTerm(field: Field, text: string, caseInsensitive: boolean): TermTest {
  const wanted = field.normalize ? field.normalize(text) : text;
  if (caseInsensitive) {
    const folded = lowerCaseAscii(wanted);
    return { test: anyValue(field, (stored) => lowerCaseAscii(String(stored)) === folded) };
  }
  const test = anyValue(field, (stored) => stored === wanted);
  return field.family === 'keyword' || field.family === 'flattened' ? { test, term: wanted } : { test };
}

function textTerm(field: Field, text: string, caseInsensitive: boolean): TermTest {
  if (!caseInsensitive) return { test: (document) => document.words(field).terms.includes(text), term: text };
  const folded = lowerCaseAscii(text);
  return { test: (document) => document.words(field).terms.some((term) => lowerCaseAscii(term) === folded) };
}

function ipTest(text: string, scope: BindScope): (value: FieldValue) => boolean {
  try {
    if (text.includes('/')) {
      const { lower, upper } = cidrBounds(text);
      return (stored) => {
        const key = ipKey(String(stored)) ?? '';
        return key >= lower && key <= upper;
      };
    }
  } catch (error) {
    throw failedToCreate(scope, { type: 'illegal_argument_exception', reason: error instanceof Error ? error.message : text });
  }
  const wanted = canonicalIp(text);
  if (wanted === undefined) throw failedToCreate(scope, { type: 'illegal_argument_exception', reason: `'${text}' is not an IP string literal.` });
  return (stored) => stored === wanted;
}

function metadataTest(field: Field, value: JsonValue, caseInsensitive: boolean, scope: BindScope): DocumentTest {
  const fold = caseInsensitive ? lowerCaseAscii : (text: string): string => text;
  const wanted = fold(plainText(value));
  switch (field.path) {
    case '_id':
      return (document) => document.id === wanted;
    case '_index':
      return constantTest(indexNames(scope).some((name) => matchesSimple(wanted, fold(name))));
    case '_ignored':
      return (document) => document.ignored.some((name) => fold(name) === wanted);
    case '_source':
    case '_seq_no':
    case '_version':
    case '_doc_count':
      throw unsupportedMetadata(field, scope);
    default:
      return constantTest(false);
  }
}

function unsupportedMetadata(field: Field, scope: BindScope): ElasticsearchError {
  if (field.path === '_source') return failedToCreate(scope, { type: 'query_shard_exception', reason: 'The _source field is not searchable' });
  return failedToCreate(scope, { type: 'illegal_argument_exception', reason: `term queries on [${field.path}] are not supported by this server` });
}

/** Names an `_index` query may call this index by. */
export function indexNames(scope: BindScope): readonly string[] {
  return [...(scope.context.index === undefined ? [] : [scope.context.index]), ...(scope.context.aliases ?? [])];
}

export function constantTest(result: boolean): DocumentTest {
  return () => result;
}
