import type { RangeHint } from '../compiled_query';
import { MATCH_NONE, matchAll, type BoundQuery } from '../query_node';

/** The clauses of a `bool`, bound. */
export interface BooleanParts {
  readonly must: readonly BoundQuery[];
  readonly filter: readonly BoundQuery[];
  readonly should: readonly BoundQuery[];
  readonly mustNot: readonly BoundQuery[];
  /** How many of `should` have to match; at least one where nothing is required. */
  readonly minimum: number;
  readonly boost: number;
}

/** Joins bound clauses as a `bool` query does. */
export function booleanQuery(parts: BooleanParts): BoundQuery {
  const { must, filter, should, mustNot, boost } = parts;
  const required = [...must, ...filter];
  const minimum = required.length === 0 && should.length > 0 ? Math.max(1, parts.minimum) : parts.minimum;
  if (required.some((clause) => clause.kind === 'none') || mustNot.some((clause) => clause.kind === 'all')) return MATCH_NONE;
  if (minimum > should.filter((clause) => clause.kind !== 'none').length) return MATCH_NONE;
  if (required.length + should.length + mustNot.length === 0) return matchAll(boost);
  const scoring = [...must, ...should];
  return {
    matches: booleanTest(required, should, mustNot, minimum),
    score: (document) => {
      let total = 0;
      for (const clause of scoring) if (clause.matches(document)) total += clause.score(document);
      return total * boost;
    },
    required: [...required, ...(minimum > 0 && should.length === 1 ? should : [])],
  };
}

function booleanTest(
  required: readonly BoundQuery[],
  should: readonly BoundQuery[],
  mustNot: readonly BoundQuery[],
  minimum: number,
): BoundQuery['matches'] {
  return (document) => {
    for (const clause of required) if (!clause.matches(document)) return false;
    for (const clause of mustNot) if (clause.matches(document)) return false;
    if (minimum <= 0) return true;
    let found = 0;
    for (const clause of should) {
      if (!clause.matches(document)) continue;
      found += 1;
      if (found >= minimum) return true;
    }
    return false;
  };
}

/** At least one clause has to match; scores add up. */
export function anyOf(clauses: readonly BoundQuery[], boost = 1): BoundQuery {
  if (clauses.length === 1 && clauses[0] && boost === 1) return clauses[0];
  return clauses.length === 0 ? MATCH_NONE : booleanQuery({ must: [], filter: [], should: clauses, mustNot: [], minimum: 1, boost });
}

/** At least one clause has to match; the best score counts, the others with `tieBreaker`. */
export function bestOf(clauses: readonly BoundQuery[], tieBreaker: number, boost: number): BoundQuery {
  const live = clauses.filter((clause) => clause.kind !== 'none');
  if (live.length === 0) return MATCH_NONE;
  return {
    matches: (document) => live.some((clause) => clause.matches(document)),
    score: (document) => {
      const scores = live.filter((clause) => clause.matches(document)).map((clause) => clause.score(document));
      const best = Math.max(0, ...scores);
      const rest = scores.reduce((sum, score) => sum + score, 0) - best;
      return boost * (best + tieBreaker * rest);
    },
  };
}

/** The bounds on a field that all documents of a query keep. */
export function rangeHint(query: BoundQuery, field: string): RangeHint | undefined {
  const hints: RangeHint[] = [];
  if (query.range?.field === field) hints.push(query.range.hint);
  for (const clause of query.required ?? []) {
    const hint = rangeHint(clause, field);
    if (hint) hints.push(hint);
  }
  if (hints.length === 0) return undefined;
  return hints.reduce((left, right) => ({ gte: tighter(left.gte, right.gte, Math.max), lte: tighter(left.lte, right.lte, Math.min) }));
}

function tighter(left: number | undefined, right: number | undefined, pick: (a: number, b: number) => number): number | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : pick(left, right);
}

/** Ids outside of which no document matches. */
export function idsHint(query: BoundQuery): readonly string[] | undefined {
  if (query.kind === 'none') return [];
  if (query.ids) return query.ids;
  for (const clause of query.required ?? []) {
    const ids = idsHint(clause);
    if (ids) return ids;
  }
  return undefined;
}
