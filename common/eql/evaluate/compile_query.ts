import { type CheckedKey, type CheckedQuery, type CheckedTerm, resolveQuery, type Typed } from '../check/index';
import { EqlError, EqlVerificationError, failsInElasticsearch } from '../errors/index';
import { parse, type ParseOptions, type Query } from '../language/index';
import type { EqlSchema } from '../schema/event_source';
import { compileCondition } from './compile_condition';
import type { CompiledQuery, CompiledStage, CompileOptions } from './compiled_query';
import { tupleReader } from './join_keys';
import { constantMatcher } from './matcher';
import { propagateKeyConstraints } from './propagate_key_constraints';

/**
 * Checks and compiles a query (or its text) for a schema. Throws `EqlError`: `EqlSyntaxError`, `EqlVerificationError` with all diagnostics, or the refusal
 * Elasticsearch answers when it translates the query. A literal that its field cannot read is kept as `failure` of its stage: `run` throws it when the
 * stage is searched, as Elasticsearch does.
 */
export function compile(query: Query | string, schema: EqlSchema, options: CompileOptions & ParseOptions = {}): CompiledQuery {
  const tree = typeof query === 'string' ? parse(query, options) : query;
  const { checked, diagnostics } = resolveQuery(tree, schema, options);
  const { timestampField } = checked;
  if (diagnostics.length > 0 || timestampField === undefined) {
    throw new EqlVerificationError(diagnostics, tree.text);
  }
  const conditions = tree.kind === 'event_query' ? checked.terms.map(({ condition }) => condition) : propagateKeyConstraints(checked.terms);
  const context = { now: options.now ?? 0 };
  const stages = checked.terms.flatMap((term, index) => {
    const stage = compileStage(term, conditions[index] as Typed, index, context);
    return Array.from({ length: term.runs }, () => stage);
  });
  const until = checked.until === undefined ? undefined : compileStage(checked.until, checked.until.condition, checked.terms.length, context);
  refuseFailingStages(stages);
  return { query: tree, kind: tree.kind, stages, until, maxSpanMs: maxSpanOf(checked), timestampField, tiebreakerField: checked.tiebreakerField };
}

function maxSpanOf({ query }: CheckedQuery): number | undefined {
  return query.kind === 'sequence' ? query.maxSpan?.milliseconds : undefined;
}

function compileStage(term: CheckedTerm, condition: Typed, index: number, context: { now: number }): CompiledStage {
  const keys: readonly CheckedKey[] = term.keys;
  const stage = { term: index, filter: term.filter, missing: term.missing, keys, readTuples: tupleReader(keys) };
  try {
    return { ...stage, matcher: compileCondition(condition, context) };
  } catch (error) {
    if (error instanceof EqlError && error.type === 'search_phase_execution_exception') {
      return { ...stage, matcher: constantMatcher(condition, true), failure: error };
    }
    throw error;
  }
}

/** A missing term that can never match is HTTP 500 (eql-observed.md §3.7). */
function refuseFailingStages(stages: readonly CompiledStage[]): void {
  if (stages.some(({ missing, matcher }) => missing && matcher.kind === 'constant' && !matcher.value)) {
    throw failsInElasticsearch('a missing event query that can never match');
  }
}
