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
  /** `exact` (default): what Elasticsearch answers. `ideal`: events in strict order of time and arrival, nothing lost. */
  readonly mode?: 'exact' | 'ideal';
  /** Event ids (sequences × stages) of an answer in exact mode; Elasticsearch refuses more than 10,000, the default. */
  readonly maxEventIds?: number;
  /** Partial sequences kept at once; beyond it the run is refused by name. Default 2,000,000. */
  readonly maxOpenSequences?: number;
}

/** Defaults of a run. */
export const runDefaults: Required<RunRequest> = { size: 10, resultPosition: 'tail', fetchSize: 1000, maxSamplesPerKey: 1, mode: 'exact', maxEventIds: 10_000, maxOpenSequences: 2_000_000 };
