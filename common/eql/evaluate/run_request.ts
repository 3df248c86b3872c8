/** One shard of a search over several indices: its events stand together, in the order of the shards (index name, then shard number). */
export interface Shard {
  /** How many of the given events are its own. */
  readonly size: number;
  /** Whether its index maps the field of this path. */
  isMapped(path: string): boolean;
}

/** How a compiled query is run. Elasticsearch's defaults where absent. */
export interface RunRequest {
  /** Results wanted, default 10. */
  readonly size?: number;
  /** Default `tail`: the last ones. */
  readonly resultPosition?: 'head' | 'tail';
  /** Events of the first stage read at a time, default 1000, at least 2. */
  readonly fetchSize?: number;
  /** Default 1. */
  readonly maxSamplesPerKey?: number;
  /** Where the events come from; absent: one shard. Decides ties between indices in exact mode (eql-observed.md §2, §3.2). */
  readonly shards?: readonly Shard[];
  /** `exact` (default): what Elasticsearch answers. `ideal`: events in strict order of time and arrival, nothing lost. */
  readonly mode?: 'exact' | 'ideal';
  /** Event ids (sequences × stages) of an answer in exact mode; Elasticsearch refuses more than 10,000, the default. */
  readonly maxEventIds?: number;
  /** Partial sequences kept at once; beyond it the run is refused by name. Default 2,000,000. */
  readonly maxOpenSequences?: number;
}

/** Defaults of a run. */
/** A request with everything filled in. */
export type FullRequest = Required<Omit<RunRequest, 'shards'>> & Pick<RunRequest, 'shards'>;

export const runDefaults: FullRequest = { size: 10, resultPosition: 'tail', fetchSize: 1000, maxSamplesPerKey: 1, mode: 'exact', maxEventIds: 10_000, maxOpenSequences: 2_000_000 };
