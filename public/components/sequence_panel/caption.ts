import type { PredicateExplanation } from '../../../common/detection';

/** What a caption says about one predicate; the words are chosen by `kind`. */
export type Caption =
  | { readonly kind: 'argument_pattern'; readonly index: number; readonly pattern: string; readonly place: Place | undefined }
  | { readonly kind: 'element_pattern'; readonly index: number; readonly pattern: string; readonly place: Place | undefined }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly place: Place | undefined }
  | { readonly kind: 'value'; readonly text: string; readonly listed: number }
  | { readonly kind: 'condition'; readonly operator: string; readonly pattern: string | undefined }
  | { readonly kind: 'not_excluded'; readonly text: string | undefined; readonly patterns: readonly string[] };

/** The first matched characters and where they begin, counted from 1 as people do. */
export interface Place {
  readonly part: string;
  readonly character: number;
}

const equalities = new Set(['==', ':', 'in', 'in~', 'like', 'like~']);

/** Sorts a predicate by what there is to say about it. */
export function captionOf(predicate: PredicateExplanation): Caption {
  if (predicate.outcome === 'did_not_exclude') return { kind: 'not_excluded', text: predicate.text, patterns: predicate.patterns ?? (predicate.pattern === undefined ? [] : [predicate.pattern]) };
  const { pattern, operator, text, element } = predicate;
  if (pattern === undefined || text === undefined || !equalities.has(operator)) return { kind: 'condition', operator, pattern };
  const place = firstPlace(predicate);
  if (element !== undefined) return { kind: /(?:^|\.)args$/.test(predicate.field) ? 'argument_pattern' : 'element_pattern', index: element, pattern, place };
  return /[*?]/.test(pattern) && pattern !== text ? { kind: 'pattern', pattern, place } : { kind: 'value', text, listed: predicate.patterns?.length ?? 1 };
}

function firstPlace({ spans, text }: PredicateExplanation): Place | undefined {
  const [first] = [...spans].sort((one, other) => one.start - other.start);
  return first === undefined || text === undefined || first.end <= first.start ? undefined : { part: text.slice(first.start, first.end), character: first.start + 1 };
}
