import { EqlError, failsInElasticsearch } from '../../errors/index';
import type { EqlEvent } from '../../schema/event_source';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import { comparePositions, type Position, positionReader, type PositionReader } from '../position';
import { runDefaults } from '../run_request';
import { type Hit, positiveStages, type Sequence } from './hit';
import { type FoundSequence, sequencePrinter } from './run_sequence';
import { StrictSequences } from './strict_sequences';

/** How a stream is searched. */
export interface StreamRequest {
  /** Partial sequences inside maxspan kept at once; beyond it the search is refused by name. Default 2,000,000. */
  readonly maxOpenSequences?: number;
}

function refused(reason: string): EqlError {
  return new EqlError('illegal_argument_exception', reason);
}

/** What can only be decided when all events are known is refused. */
function refuseUnstreamable({ kind, query, stages, until }: CompiledQuery): void {
  if (kind !== 'sequence') {
    throw refused('only sequences are searched in a stream');
  }
  if (stages.some(({ missing }) => missing)) {
    throw refused('missing events [!] are not searched in a stream: what follows an event is not known there');
  }
  if (query.pipes.some(({ name }) => name === 'tail')) {
    throw refused('[tail] is not known in a stream: it has no end');
  }
  for (const { failure } of until === undefined ? stages : [...stages, until]) {
    if (failure !== undefined) {
      throw failure;
    }
  }
}

/**
 * A sequence searched in events that come one by one, in order of time, tiebreaker and arrival. It finds exactly what `run` finds in `ideal` mode with `head` and
 * no limit but the query's own, each sequence with its last event. It keeps the open sequences inside maxspan (at most one for each key and stage; without
 * maxspan they never close) and no event besides, so its memory does not grow with the events seen.
 */
export class SequenceStream {
  private readonly stages: readonly CompiledStage[];
  private readonly positions: PositionReader;
  private readonly state: StrictSequences;
  private readonly print: (sequence: Sequence) => FoundSequence;
  private readonly limit: number;
  private completed: FoundSequence[] = [];
  private last: Position | undefined;
  private arrivals = 0;
  private given = 0;

  /** Throws `EqlError` for a query that a stream cannot answer: an event query, a sample, missing events, `tail`; and where `run` would refuse it. */
  constructor(
    private readonly compiled: CompiledQuery,
    { maxOpenSequences = runDefaults.maxOpenSequences }: StreamRequest = {}
  ) {
    refuseUnstreamable(compiled);
    this.stages = positiveStages(compiled);
    this.positions = positionReader(compiled.timestampField, compiled.tiebreakerField);
    this.print = sequencePrinter(compiled);
    const never = this.stages.some(({ matcher }) => matcher.kind === 'constant' && !matcher.value);
    this.limit = never ? 0 : Math.min(Infinity, ...compiled.query.pipes.map(({ count }) => count));
    const maxSpan = compiled.maxSpanMs === undefined ? undefined : this.positions.length(compiled.maxSpanMs);
    this.state = new StrictSequences({ length: this.stages.length, maxSpan, maxOpen: maxOpenSequences }, (sequence) => this.completed.push(this.print(sequence)));
  }

  /** Partial sequences kept now; some that maxspan has ended may be among them. */
  get open(): number {
    return this.state.open;
  }

  /** Whether `head` has had all it wants. */
  get isFull(): boolean {
    return this.given >= this.limit;
  }

  /** Takes the next event and gives the sequences that it completes. Throws `EqlError` for an event that a stage meets and that is before one of those met. */
  push(event: EqlEvent): readonly FoundSequence[] {
    const order = this.arrivals;
    this.arrivals += 1;
    if (this.isFull) {
      return [];
    }
    let known: { readonly stage: CompiledStage; readonly hit: Hit | undefined } | undefined;
    for (let index = this.stages.length - 1; index >= 0; index -= 1) {
      const stage = this.stages[index] as CompiledStage;
      // The stages of `with runs` are one stage.
      known = known?.stage === stage ? known : { stage, hit: this.hit(stage, event, order) };
      if (known.hit !== undefined) {
        this.state.accept(index, known.hit);
      }
    }
    const stop = this.compiled.until && this.hit(this.compiled.until, event, order);
    if (stop !== undefined) {
      this.state.stop(stop);
    }
    return this.take();
  }

  private take(): readonly FoundSequence[] {
    if (this.completed.length === 0) {
      return [];
    }
    const found = this.completed.slice(0, this.limit - this.given);
    this.completed = [];
    this.given += found.length;
    return found;
  }

  private hit({ matcher, readTuples }: CompiledStage, event: EqlEvent, order: number): Hit | undefined {
    if (!matcher.matches(event)) {
      return undefined;
    }
    const position = this.positions.read(event, order);
    const tuples = position === undefined ? [] : readTuples(event);
    if (position === undefined || tuples.length === 0) {
      return undefined;
    }
    if (this.positions.hasSeveralTimes(event)) {
      throw failsInElasticsearch('an event with several timestamps in a sequence');
    }
    if (this.last !== undefined && comparePositions(position, this.last) < 0) {
      throw refused(`event ${order + 1} of the stream is before one that came earlier: events must come in order of time`);
    }
    this.last = position;
    return { event, position, tuples, arrival: order };
  }
}

/**
 * Searches a sequence in events as they come and gives each one found when it is complete; see {@link SequenceStream}. Ends early when the query's `head` has all it
 * wants.
 */
export function* runStream(compiled: CompiledQuery, events: Iterable<EqlEvent>, request: StreamRequest = {}): Generator<FoundSequence, void, undefined> {
  const stream = new SequenceStream(compiled, request);
  for (const event of events) {
    yield* stream.push(event);
    if (stream.isFull) {
      return;
    }
  }
}
