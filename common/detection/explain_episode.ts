import { explainEql } from './explain_eql';
import { explainKql } from './explain_kql';
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

/**
 * Why the events matched, clause by clause, to the character: the rule's own query is run over each event once more and its trace kept.
 * Refuses by name what it cannot explain: thresholds, new terms, ES|QL and Lucene. Never throws for what an alert may hold.
 */
export function explainEpisode(episode: EpisodeToExplain): Explanation {
  const { type, language } = episode.rule;
  if (episode.events.length === 0) return { kind: 'not_explained', problem: 'event_missing' };
  if (type === 'eql') return explainEql(episode);
  if (type === 'query' && (language === 'kuery' || language === '')) return explainKql(episode);
  return { kind: 'not_explained', problem: 'language_not_explained', detail: type === 'query' ? language : type };
}
