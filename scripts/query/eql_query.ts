import { explainEqlTrace, fieldsOfEql } from '../../common/detection/index';
import { compile, EqlError, type CompiledQuery, type CompiledStage, type EqlEvent, foldsToNothing, parse, type Query, run, trace } from '../../common/eql/index';
import { type CompiledMapping, eqlEvent, eqlSource, type IndexedDocument, PartialDocument } from '../../common/query_dsl/index';
import type { EventLine } from './event_line';
import type { EventReader } from './event_reader';
import { QueryInputError } from './query_input_error';
import type { MatchedEvent, ParsedQuery, QueryMatch, QueryRun } from './query_match';

export interface EqlQueryOptions {
  readonly mode: 'exact' | 'ideal';
  readonly tiebreakerField: string | undefined;
  /** Epoch milliseconds of `now` in dates. */
  readonly now: number;
}

/** Parses EQL. Throws EqlSyntaxError. */
export function parseEqlQuery(text: string, options: EqlQueryOptions): ParsedQuery {
  const query = parse(text);
  const tiebreaker = options.tiebreakerField === undefined ? [] : [options.tiebreakerField];
  return { fields: [...new Set([...fieldsReadBy(query), ...tiebreaker])], asksForPatterns: false, begin: (reader) => beginEql(query, reader, options) };
}

function fieldsReadBy(query: Query): string[] {
  const terms = query.kind === 'event_query' ? [query] : query.terms;
  const readsCategory = terms.some(({ filter }) => filter.category !== null);
  return fieldsOfEql(query).filter((name) => name !== 'event.category' || readsCategory);
}

function beginEql(query: Query, { mapping }: EventReader, options: EqlQueryOptions): QueryRun {
  if (!mapping.resolve('@timestamp')) throw new QueryInputError('The mapping has no field @timestamp, which EQL orders events by.');
  const compiled = compile(query, eqlSource(mapping), { now: options.now, ...(options.tiebreakerField === undefined ? {} : { tiebreakerField: options.tiebreakerField }) });
  const stages = compiled.until ? [...compiled.stages, compiled.until] : compiled.stages;
  for (const { failure } of stages) if (failure) throw failure;
  const events = new EventsOfDocuments(mapping);
  if (compiled.kind === 'event_query' && query.pipes.length === 0) return new EventAtATime(compiled, events);
  return new HeldEvents(compiled, stages, events, options.mode);
}

/** Documents as events. A document that comes again with other values is the same event again, unless it is to be held. */
class EventsOfDocuments {
  private document: IndexedDocument | undefined;
  private event: EqlEvent | undefined;

  constructor(private readonly mapping: CompiledMapping) {}

  of(document: IndexedDocument): EqlEvent {
    if (this.event === undefined || this.document !== document) {
      this.document = document;
      this.event = eqlEvent(document, this.mapping);
    }
    return this.event;
  }

  toHold(document: IndexedDocument): EqlEvent {
    return eqlEvent(document instanceof PartialDocument ? document.copy() : document, this.mapping);
  }
}

function matchesAny(stages: readonly CompiledStage[], event: EqlEvent, source: EventLine): boolean {
  try {
    for (let index = 0; index < stages.length; index += 1) if (stages[index]?.matcher.matches(event)) return true;
    return false;
  } catch (error) {
    if (error instanceof EqlError) throw new QueryInputError(`${source.id}: the query fails on this event: ${error.reason}`);
    throw error;
  }
}

function matched(stage: CompiledStage | undefined, event: EqlEvent, source: EventLine): MatchedEvent {
  return {
    source,
    explain: () => {
      const traced = stage && trace(stage, event);
      return traced?.matched ? explainEqlTrace(traced) : undefined;
    },
  };
}

/** An event query without pipes: each event is decided alone and forgotten; its match is valid until the next event. */
class EventAtATime implements QueryRun {
  constructor(
    private readonly compiled: CompiledQuery,
    private readonly events: EventsOfDocuments
  ) {}

  accept(document: IndexedDocument, source: EventLine): QueryMatch | undefined {
    const event = this.events.of(document);
    return matchesAny(this.compiled.stages, event, source) ? { kind: 'event', event: matched(this.compiled.stages[0], event, source) } : undefined;
  }

  finish(): readonly QueryMatch[] {
    return [];
  }
}

/** Sequences, samples and pipes: events that match one of the terms are kept until the end, no others. */
class HeldEvents implements QueryRun {
  private readonly held = new Map<EqlEvent, EventLine>();

  constructor(
    private readonly compiled: CompiledQuery,
    private readonly stages: readonly CompiledStage[],
    private readonly events: EventsOfDocuments,
    private readonly mode: EqlQueryOptions['mode']
  ) {}

  accept(document: IndexedDocument, source: EventLine): { readonly kind: 'problem'; readonly reason: string } | undefined {
    const event = this.events.of(document);
    if (!matchesAny(this.stages, event, source)) return undefined;
    const times = event.values(this.compiled.timestampField.path).length;
    if (this.compiled.kind === 'sequence' && times !== 1) return { kind: 'problem', reason: times === 0 ? 'no @timestamp that can be read: a sequence needs one' : 'several values of @timestamp: a sequence needs one' };
    this.held.set(this.events.toHold(document), source.copy());
    return undefined;
  }

  finish(): readonly QueryMatch[] {
    const { compiled } = this;
    const request = { size: Number.MAX_SAFE_INTEGER, maxEventIds: Number.MAX_SAFE_INTEGER, mode: this.mode };
    if (foldsToNothing(compiled, request)) return [];
    const result = run(compiled, [...this.held.keys()], request);
    if (result.kind === 'events') return result.events.map((event) => ({ kind: 'event', event: this.eventOf(event, 0) }));
    const fields = (compiled.stages[0]?.keys ?? []).map(({ node }) => node.name);
    return result.sequences.map(({ events, joinKeys }) => ({
      kind: 'sequence',
      events: events.map((event, index) => (event === null ? null : this.eventOf(event, index))),
      joinKeys: joinKeys.map((value, index) => ({ field: fields[index] ?? '', value })),
    }));
  }

  private eventOf(event: EqlEvent, stage: number): MatchedEvent {
    const source = this.held.get(event);
    if (!source) throw new Error('a found event was never given');
    return matched(this.compiled.stages[stage], event, source);
  }
}
