/** The sequences that one mode finds and the other does not, each with its cause (eql-observed.md §1.2): what really happened against what will alert. */
import { EqlError } from '../errors/index';
import type { EqlEvent } from '../schema/event_source';
import type { CompiledQuery, FoundSequence, RunRequest, RunResult } from '../evaluate/index';
import { run, runDefaults } from '../evaluate/index';
import { positionReader } from '../evaluate/position';

/** Why a sequence is in one mode only. */
export type DifferenceCause =
  /** Events of one timestamp are read in an order of their own. */
  | 'tie'
  /** A tied event lacks the tiebreaker's value, so it never chains. */
  | 'missing_tiebreaker_value'
  /** The first stage is read in pages; what crosses a page can be lost. */
  | 'page'
  /** The size cuts the answer. */
  | 'limit'
  /** The first event read is not stopped by `until`. */
  | 'until_exemption'
  /** Elasticsearch refuses the whole query; `refusal` says why. */
  | 'refused';

export interface SequenceDifference {
  readonly sequence: FoundSequence;
  readonly cause: DifferenceCause;
}

export interface ModeComparison {
  /** Happened, but no alert. */
  readonly onlyIdeal: readonly SequenceDifference[];
  /** Alerts, though it did not happen so. */
  readonly onlyExact: readonly SequenceDifference[];
  /** In both. */
  readonly shared: number;
  readonly refusal?: string;
}

const unlimited = 0x7fffffff;

function sequencesOf(result: RunResult): readonly FoundSequence[] {
  return result.kind === 'sequences' ? result.sequences : [];
}

class Comparer {
  private readonly numbers = new Map<EqlEvent, number>();
  private readonly timesSeen = new Map<string, EqlEvent[]>();

  constructor(
    private readonly compiled: CompiledQuery,
    events: readonly EqlEvent[]
  ) {
    const positions = positionReader(compiled.timestampField, compiled.tiebreakerField);
    events.forEach((event, order) => {
      this.numbers.set(event, order);
      const time = String(positions.read(event, order)?.time);
      const tied = this.timesSeen.get(time);
      if (tied === undefined) {
        this.timesSeen.set(time, [event]);
      } else {
        tied.push(event);
      }
    });
  }

  identity({ events, joinKeys }: FoundSequence): string {
    return `${events.map((event) => (event === null ? '-' : this.numbers.get(event))).join()}|${joinKeys.map(String).join()}`;
  }

  /** The events of a sequence that share their time with another event, and those among them without tiebreaker. */
  private tiesOf({ events }: FoundSequence): { tied: boolean; unbroken: boolean } {
    const positions = positionReader(this.compiled.timestampField, this.compiled.tiebreakerField);
    let tied = false;
    let unbroken = false;
    for (const event of events) {
      const position = event === null ? undefined : positions.read(event, 0);
      const neighbours = position === undefined ? [] : (this.timesSeen.get(String(position.time)) ?? []);
      tied = tied || neighbours.length > 1;
      unbroken = unbroken || (neighbours.length > 1 && neighbours.some((other) => positions.read(other, 0)?.tiebreaker === null));
    }
    return { tied, unbroken };
  }

  causeOf(sequence: FoundSequence, known: { readonly onePage: ReadonlySet<string>; readonly unlimited: ReadonlySet<string> }, present: boolean): DifferenceCause {
    const identity = this.identity(sequence);
    if (known.unlimited.has(identity) !== !present) {
      return known.onePage.has(identity) !== !present ? this.tieOrUntil(sequence) : 'page';
    }
    return 'limit';
  }

  private tieOrUntil(sequence: FoundSequence): DifferenceCause {
    const { tied, unbroken } = this.tiesOf(sequence);
    if (unbroken && this.compiled.tiebreakerField !== undefined) {
      return 'missing_tiebreaker_value';
    }
    return !tied && this.compiled.until !== undefined ? 'until_exemption' : 'tie';
  }
}

/**
 * Compares exact and ideal mode of a compiled sequence over events in order of arrival. `request` is what the rule sends. Event queries and samples give an
 * empty comparison. Causes are found by running again without the limit, and with all events in one page.
 */
export function compareModes(compiled: CompiledQuery, events: readonly EqlEvent[], request: RunRequest = {}): ModeComparison {
  if (compiled.kind !== 'sequence') {
    return { onlyIdeal: [], onlyExact: [], shared: 0 };
  }
  const comparer = new Comparer(compiled, events);
  const ideal = sequencesOf(run(compiled, events, { ...request, mode: 'ideal', size: unlimited }));
  try {
    return difference(comparer, ideal, exactRuns(compiled, events, request));
  } catch (error) {
    if (error instanceof EqlError) {
      return { onlyIdeal: ideal.map((sequence) => ({ sequence, cause: 'refused' })), onlyExact: [], shared: 0, refusal: error.reason };
    }
    throw error;
  }
}

interface ExactRuns {
  readonly asAsked: readonly FoundSequence[];
  readonly withoutLimit: readonly FoundSequence[];
  readonly inOnePage: readonly FoundSequence[];
}

function exactRuns(compiled: CompiledQuery, events: readonly EqlEvent[], request: RunRequest): ExactRuns {
  const asAsked = sequencesOf(run(compiled, events, { ...request, mode: 'exact' }));
  const free: RunRequest = { ...request, mode: 'exact', size: unlimited, maxEventIds: Infinity };
  const withoutLimit = sequencesOf(run(compiled, events, free));
  const fetchSize = Math.max(events.length + 1, runDefaults.fetchSize);
  return { asAsked, withoutLimit, inOnePage: sequencesOf(run(compiled, events, { ...free, fetchSize })) };
}

function difference(comparer: Comparer, ideal: readonly FoundSequence[], { asAsked, withoutLimit, inOnePage }: ExactRuns): ModeComparison {
  const setOf = (sequences: readonly FoundSequence[]): ReadonlySet<string> => new Set(sequences.map((sequence) => comparer.identity(sequence)));
  const known = { unlimited: setOf(withoutLimit), onePage: setOf(inOnePage) };
  const [inIdeal, inExact] = [setOf(ideal), setOf(asAsked)];
  const missing = ideal.filter((sequence) => !inExact.has(comparer.identity(sequence)));
  const extra = asAsked.filter((sequence) => !inIdeal.has(comparer.identity(sequence)));
  return {
    onlyIdeal: missing.map((sequence) => ({ sequence, cause: comparer.causeOf(sequence, known, false) })),
    onlyExact: extra.map((sequence) => ({ sequence, cause: comparer.causeOf(sequence, known, true) })),
    shared: ideal.length - missing.length,
  };
}
