import type { EventExplanation } from '../../common/detection/index';
import type { IndexedDocument } from '../../common/query_dsl/index';
import type { EventLine } from './event_line';
import type { EventReader } from './event_reader';

export interface MatchedEvent {
  readonly source: EventLine;
  /** Why it matched; undefined where the query has to be seen as a whole. */
  explain(): Omit<EventExplanation, 'position'> | undefined;
}

/** One answer. */
export type QueryMatch =
  | { readonly kind: 'event'; readonly event: MatchedEvent }
  | {
      /** A sequence or sample; null stands for an event that must be missing. */
      readonly kind: 'sequence';
      readonly events: readonly (MatchedEvent | null)[];
      readonly joinKeys: readonly { readonly field: string; readonly value: unknown }[];
    };

/** A query that events are given to, one after the other. */
export interface QueryRun {
  /** The match that the event is by itself, valid until the next event; `problem` says why the event cannot take part although it should. */
  accept(document: IndexedDocument, source: EventLine): QueryMatch | { readonly kind: 'problem'; readonly reason: string } | undefined;
  /** The matches that only all events together show. */
  finish(): readonly QueryMatch[];
}

/** A query whose text is right. */
export interface ParsedQuery {
  /** Full names of the fields it reads. */
  readonly fields: readonly string[];
  /** Whether it also asks for fields by pattern, or for all. */
  readonly asksForPatterns: boolean;
  /** Checks the query against the types of the fields. Throws what the language throws for a query the mapping refuses. */
  begin(reader: EventReader): QueryRun;
}
