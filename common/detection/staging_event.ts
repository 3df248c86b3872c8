/**
 * One source event of an alert, reduced to the ECS fields that staging is about. Every text is as it was recorded: hostile until shown.
 * `position` is 1 for "event 1" of a sequence, 2 for "event 2"; an alert of a single-event rule has position 1 only.
 */
export interface StagingEvent {
  readonly position: number;
  readonly id: string;
  readonly index: string;
  /** First value of `event.category`: process, file, registry, …; empty where the source has none. */
  readonly category: string;
  /** `event.action`, e.g. `creation`. */
  readonly action?: string;
  /** `event.dataset` or `data_stream.dataset`. */
  readonly dataset?: string;
  /** When it happened, ISO 8601 UTC with milliseconds. */
  readonly occurredAt: string;
  /** `event.ingested`, where the source fills it. */
  readonly ingestedAt?: string;
  readonly host: { readonly id?: string; readonly name?: string };
  readonly user: { readonly name?: string; readonly domain?: string };
  readonly process?: {
    readonly entityId?: string;
    readonly pid?: number;
    readonly name?: string;
    readonly executable?: string;
    readonly commandLine?: string;
    readonly args?: readonly string[];
    readonly parent?: { readonly name?: string; readonly executable?: string; readonly commandLine?: string; readonly entityId?: string };
  };
  readonly file?: {
    readonly path?: string;
    readonly name?: string;
    readonly extension?: string;
    readonly directory?: string;
    readonly sizeBytes?: number;
  };
  readonly registry?: { readonly path?: string; readonly value?: string; readonly dataStrings?: readonly string[] };
}
