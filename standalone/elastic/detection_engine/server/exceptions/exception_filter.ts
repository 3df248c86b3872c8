import type { ExceptionEntry, ExceptionItem, PlainEntry } from './exception';

type Query = Record<string, unknown>;

const anyOf = (should: Query[]): Query => ({ bool: { minimum_should_match: 1, should } });
const not = (query: Query): Query => ({ bool: { must_not: query } });

const matchQuery = (field: string, value: string): Query => anyOf([{ match_phrase: { [field]: value } }]);

/** Clause of a plain entry without its operator; `prefix` is the path of the nested field around it. */
function plainClause(entry: PlainEntry, prefix = ''): Query {
  const field = `${prefix}${entry.field}`;
  if (entry.type === 'match') return matchQuery(field, entry.value);
  if (entry.type === 'exists') return anyOf([{ exists: { field } }]);
  return anyOf(entry.value.length === 1 ? [{ match_phrase: { [field]: entry.value[0] } }] : entry.value.map((value) => matchQuery(field, value)));
}

function nestedClause(field: string, entries: readonly PlainEntry[]): Query {
  const clauses = entries.map((entry) => {
    const clause = plainClause(entry, `${field}.`);
    return { nested: { path: field, query: entry.operator === 'excluded' ? not(clause) : clause, score_mode: 'none' } };
  });
  return { bool: { filter: clauses } };
}

function entryClause(entry: Exclude<ExceptionEntry, { type: 'list' }>): Query {
  if (entry.type === 'nested') return nestedClause(entry.field, entry.entries);
  const clause = entry.type === 'wildcard' ? { bool: { filter: { wildcard: { [entry.field]: entry.value } } } } : plainClause(entry);
  return entry.operator === 'excluded' ? not(clause) : clause;
}

const hasList = (item: ExceptionItem): boolean => item.entries.some(({ type }) => type === 'list');

function itemClause(item: ExceptionItem): Query {
  const clauses = item.entries.flatMap((entry) => (entry.type === 'list' ? [] : [entryClause(entry)]));
  const whole = clauses.length === 1 ? (clauses[0] ?? {}) : { bool: { filter: clauses } };
  if (item.osTypes.length === 0) return whole;
  const systems = item.osTypes.flatMap((os) => [{ term: { 'host.os.type': os } }, { term: { 'host.os.name.caseless': os } }]);
  return { bool: { filter: [anyOf(systems), whole] } };
}

/** What a rule's exceptions come to. */
export interface ExceptionFilter {
  /** Query whose matches are exceptions; to be negated. Undefined when no item applies. */
  readonly excluded: Query | undefined;
  /** Names of items that cannot be applied: those that refer to value lists. */
  readonly unprocessed: readonly string[];
}

/**
 * Exception items as one query (`detection-engine.md` §3.4). Expired items (before `startedAt`) are left out.
 * @param startedAt begin of the rule's run, epoch milliseconds
 */
export function buildExceptionFilter(items: readonly ExceptionItem[], startedAt: number): ExceptionFilter {
  const live = items.filter(({ expireTime }) => expireTime === undefined || Date.parse(expireTime) >= startedAt);
  const clauses = live.filter((item) => !hasList(item) && item.entries.length > 0).map(itemClause);
  return {
    excluded: clauses.length === 0 ? undefined : { bool: { should: clauses } },
    unprocessed: live.filter(hasList).map(({ name }) => name),
  };
}
