import { compile, EqlError, parse, trace, type CompiledQuery, type CompiledStage, type EqlEvent, type MatchTrace, type PredicateTrace } from '../eql';
import { eqlEvent, eqlSource } from '../query_dsl';
import { fieldsOfEql } from './explain_eql';
import { readForExplanation } from './explanation_mapping';
import { findBreak, type SequenceBreak } from './find_break';
import type { SourceDocument } from './flatten_document';

/** The first predicate that kept an event from matching, and what it saw instead. */
export interface FailedPredicate {
  /** `failed`: a positive condition did not hold; `excluded`: a `not …` condition held. */
  readonly outcome: 'failed' | 'excluded';
  readonly field: string;
  readonly operator: string;
  readonly patterns: readonly string[];
  /** The values that were looked at, at most 20. Empty: the event has no such field. */
  readonly values: readonly string[];
  readonly location: { readonly start: number; readonly end: number };
}

/** An event that came close to one term of the query. */
export interface CloseEvent {
  /** Index into the events that were given. */
  readonly event: number;
  /** Share of the term's conditions that held, 0 to 1. */
  readonly closeness: number;
  /** The alternative that came closest, from 1, where the term has alternatives. */
  readonly branch?: number;
  /** Absent where the event matches the term. */
  readonly failed?: FailedPredicate;
}

export interface NearMiss {
  /** For each event of the sequence, by position, the events that came closest, closest first. */
  readonly stages: ReadonlyArray<{ readonly position: number; readonly closest: readonly CloseEvent[] }>;
  /** For a sequence whose every term is matched by some event: what kept them from being one. */
  readonly sequence?: SequenceBreak;
}

const shownEvents = 3;
const shownValues = 20;

/**
 * Tells for an EQL event query or sequence how close the given events came, in a fixed order: closest first, then as given. Gives undefined for
 * a text that is no such query. Words are made by whoever shows it.
 */
export function nearMiss(query: string, documents: readonly SourceDocument[]): NearMiss | undefined {
  const prepared = prepare(query, documents);
  if (!prepared) return undefined;
  const { compiled, events } = prepared;
  const stages = compiled.stages.filter((stage) => !stage.missing);
  const traced = stages.map((stage) => events.map((event) => safeTrace(stage, event)));
  const sequence = compiled.kind === 'sequence' ? findBreak(compiled, stages.map((stage, index) => ({ stage, matching: matchingEvents(traced[index] ?? [], events) }))) : undefined;
  return {
    stages: stages.map((_stage, index) => ({ position: index + 1, closest: closest(traced[index] ?? []) })),
    ...(sequence === undefined ? {} : { sequence }),
  };
}

function prepare(text: string, documents: readonly SourceDocument[]): { compiled: CompiledQuery; events: readonly EqlEvent[] } | undefined {
  try {
    const query = parse(text);
    if (query.kind === 'sample') return undefined;
    const { mapping, documents: readable } = readForExplanation(documents, fieldsOfEql(query));
    return { compiled: compile(query, eqlSource(mapping)), events: readable.map((document) => eqlEvent(document, mapping)) };
  } catch (error) {
    if (error instanceof EqlError) return undefined;
    throw error;
  }
}

function safeTrace(stage: CompiledStage, event: EqlEvent): MatchTrace | undefined {
  try {
    return trace(stage, event);
  } catch (error) {
    if (error instanceof EqlError) return undefined;
    throw error;
  }
}

function matchingEvents(traces: ReadonlyArray<MatchTrace | undefined>, events: readonly EqlEvent[]): Array<{ index: number; event: EqlEvent }> {
  return events.flatMap((event, index) => (traces[index]?.matched ? [{ index, event }] : []));
}

function closest(traces: ReadonlyArray<MatchTrace | undefined>): CloseEvent[] {
  const close = traces.flatMap((traced, event): CloseEvent[] => {
    if (!traced || categoryFailed(traced)) return [];
    const { share, failed, branch } = measure(traced, false);
    return [{ event, closeness: share, ...(branch === undefined ? {} : { branch }), ...(failed === undefined ? {} : { failed }) }];
  });
  return close.sort((one, other) => other.closeness - one.closeness || one.event - other.event).slice(0, shownEvents);
}

/** An event of another category is not close, whatever else it has. */
function categoryFailed(traced: MatchTrace): boolean {
  if (traced.kind === 'predicate') return traced.role === 'category' && !traced.matched;
  return traced.kind === 'and' && traced.parts.some((part) => part.kind === 'predicate' && part.role === 'category' && !part.matched);
}

interface Measured {
  readonly share: number;
  readonly weight: number;
  readonly failed?: FailedPredicate;
  readonly branch?: number;
}

/** Share of the predicates that held: all parts of an `and` count, of an `or` its best part. */
function measure(traced: MatchTrace, negated: boolean): Measured {
  const holds = traced.matched !== negated;
  switch (traced.kind) {
    case 'constant':
      return { share: holds ? 1 : 0, weight: 0 };
    case 'predicate':
      return holds ? { share: 1, weight: traced.role === 'category' ? 0 : 1 } : { share: 0, weight: 1, failed: describe(traced, negated) };
    case 'not':
      return measure(traced.part, !negated);
    case 'and':
    case 'or':
      return (traced.kind === 'and') !== negated ? measureAll(traced.parts, negated) : measureBest(traced.parts, negated);
  }
}

function measureAll(parts: readonly MatchTrace[], negated: boolean): Measured {
  const measured = parts.map((part) => measure(part, negated));
  const weight = measured.reduce((sum, part) => sum + part.weight, 0);
  const share = weight === 0 ? 1 : measured.reduce((sum, part) => sum + part.share * part.weight, 0) / weight;
  const broken = measured.find((part) => part.failed !== undefined);
  const branch = broken?.branch ?? measured.find((part) => part.branch !== undefined)?.branch;
  return { share, weight, ...(broken?.failed ? { failed: broken.failed } : {}), ...(branch === undefined ? {} : { branch }) };
}

function measureBest(parts: readonly MatchTrace[], negated: boolean): Measured {
  const measured = parts.map((part) => measure(part, negated));
  const best = measured.reduce((found, part, index) => (part.share > (measured[found]?.share ?? -1) ? index : found), 0);
  const chosen = measured[best] ?? { share: 0, weight: 0 };
  return { ...chosen, branch: best + 1 };
}

function describe({ field, operator, patterns, values, location }: PredicateTrace, negated: boolean): FailedPredicate {
  return { outcome: negated ? 'excluded' : 'failed', field, operator, patterns, values: values.slice(0, shownValues), location };
}
