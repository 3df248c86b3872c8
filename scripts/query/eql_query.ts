import { explainEqlTrace, fieldsOfEql } from '../../common/detection/index';
import { compile, EqlError, type CompiledQuery, type CompiledStage, type EqlEvent, foldsToNothing, type FoundSequence, parse, type Query, run, type RunRequest, SequenceSearch, type TakenEvent, trace } from '../../common/eql/index';
import { eqlSource, type IndexedDocument } from '../../common/query_dsl/index';
import type { EventLine } from './event_line';
import type { EventReader } from './event_reader';
import { EventsOfLines, LineEvent } from './line_event';
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

function beginEql(query: Query, reader: EventReader, options: EqlQueryOptions): QueryRun {
  const { mapping } = reader;
  if (!mapping.resolve('@timestamp')) throw new QueryInputError('The mapping has no field @timestamp, which EQL orders events by.');
  const compiled = compile(query, eqlSource(mapping), { now: options.now, ...(options.tiebreakerField === undefined ? {} : { tiebreakerField: options.tiebreakerField }) });
  const stages = compiled.until ? [...compiled.stages, compiled.until] : compiled.stages;
  for (const { failure } of stages) if (failure) throw failure;
  const events = new EventsOfLines(reader);
  if (compiled.kind === 'event_query' && query.pipes.length === 0) return new EventAtATime(compiled, events);
  return compiled.kind === 'sequence' ? new SequencesOfLines(compiled, events, options.mode) : new HeldEvents(compiled, events, options.mode);
}

function refusedOn({ id }: EventLine, error: unknown): unknown {
  return error instanceof EqlError ? new QueryInputError(`${id}: the query fails on this event: ${error.reason}`) : error;
}

function matchesAny(stages: readonly CompiledStage[], event: EqlEvent, source: EventLine): boolean {
  try {
    for (let index = 0; index < stages.length; index += 1) if (stages[index]?.matcher.matches(event)) return true;
    return false;
  } catch (error) {
    throw refusedOn(source, error);
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
    private readonly events: EventsOfLines
  ) {}

  accept(document: IndexedDocument, source: EventLine): QueryMatch | undefined {
    const event = this.events.now(document);
    return matchesAny(this.compiled.stages, event, source) ? { kind: 'event', event: matched(this.compiled.stages[0], event, source) } : undefined;
  }

  finish(): readonly QueryMatch[] {
    return [];
  }
}

function requestOf(mode: EqlQueryOptions['mode']): RunRequest {
  return { size: Number.MAX_SAFE_INTEGER, maxEventIds: Number.MAX_SAFE_INTEGER, mode };
}

function sequenceMatch({ events, joinKeys }: FoundSequence, { stages }: CompiledQuery, lineOf: (event: EqlEvent) => EventLine): QueryMatch {
  const fields = (stages[0]?.keys ?? []).map(({ node }) => node.name);
  return {
    kind: 'sequence',
    events: events.map((event, index) => (event === null ? null : matched(stages[index], event, lineOf(event)))),
    joinKeys: joinKeys.map((value, index) => ({ field: fields[index] ?? '', value })),
  };
}

/** Sequences: of events that meet a stage the line is kept with what the search notes, no others. */
class SequencesOfLines implements QueryRun {
  private readonly search: SequenceSearch;
  private line: EventLine | undefined;

  constructor(
    private readonly compiled: CompiledQuery,
    private readonly events: EventsOfLines,
    mode: EqlQueryOptions['mode']
  ) {
    this.search = new SequenceSearch(compiled, requestOf(mode));
  }

  accept(document: IndexedDocument, source: EventLine): { readonly kind: 'problem'; readonly reason: string } | undefined {
    this.line = source;
    const taken = this.take(this.events.now(document), source);
    if (taken === 'no_time') return { kind: 'problem', reason: 'no @timestamp that can be read: a sequence needs one' };
    return taken === 'several_times' ? { kind: 'problem', reason: 'several values of @timestamp: a sequence needs one' } : undefined;
  }

  private take(event: EqlEvent, source: EventLine): TakenEvent {
    try {
      return this.search.take(event, this.keep);
    } catch (error) {
      throw refusedOn(source, error);
    }
  }

  private readonly keep = (): EqlEvent => {
    if (!this.line) throw new Error('no line was given');
    return new LineEvent(this.line.copy(), this.events);
  };

  finish(): readonly QueryMatch[] {
    return this.search.sequences().map((found) => sequenceMatch(found, this.compiled, lineOfEvent));
  }
}

function lineOfEvent(event: EqlEvent): EventLine {
  if (!(event instanceof LineEvent)) throw new Error('a found event was never given');
  return event.line;
}

/** Samples and queries with pipes: events that match one of the terms are kept until the end, no others. */
class HeldEvents implements QueryRun {
  private readonly held = new Map<EqlEvent, EventLine>();

  constructor(
    private readonly compiled: CompiledQuery,
    private readonly events: EventsOfLines,
    private readonly mode: EqlQueryOptions['mode']
  ) {}

  accept(document: IndexedDocument, source: EventLine): undefined {
    if (matchesAny(this.compiled.stages, this.events.now(document), source)) this.held.set(this.events.toHold(document), source.copy());
  }

  finish(): readonly QueryMatch[] {
    const { compiled } = this;
    const request = requestOf(this.mode);
    if (foldsToNothing(compiled, request)) return [];
    const result = run(compiled, [...this.held.keys()], request);
    if (result.kind === 'events') return result.events.map((event) => ({ kind: 'event', event: matched(compiled.stages[0], event, this.lineOf(event)) }));
    return result.sequences.map((found) => sequenceMatch(found, compiled, (event) => this.lineOf(event)));
  }

  private lineOf(event: EqlEvent): EventLine {
    const source = this.held.get(event);
    if (!source) throw new Error('a found event was never given');
    return source;
  }
}
