import type { Explanation } from './explanation';
import type { SourceDocument } from './flatten_document';

/** The document of one event of an episode. */
export interface SourceEvent {
  /** 1 for event 1. */
  readonly position: number;
  readonly document: SourceDocument;
}

export interface EpisodeToExplain {
  /** As the rule was when it alerted. */
  readonly rule: { readonly query: string; readonly language: string; readonly type: string };
  readonly events: readonly SourceEvent[];
}

/** Why the events matched, clause by clause. Refuses by name what it cannot explain. */
export function explainEpisode({ rule }: EpisodeToExplain): Explanation {
  return { kind: 'not_explained', problem: 'language_not_explained', detail: rule.language };
}
