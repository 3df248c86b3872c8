import type { CompiledMapping, JsonObject } from '../../../../common/query_dsl';
import { isObject } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import { analyzeText } from './analyze_text';

export interface TextHighlightOptions {
  readonly mapping: CompiledMapping;
  readonly field: string;
  readonly tags: { readonly pre: string; readonly post: string };
}

/** Wraps the words of a text that the clauses ask for; nothing where there is none. */
export function highlightText(text: string, clauses: readonly JsonObject[], options: TextHighlightOptions): string[] {
  const wanted = clauses.flatMap((clause) => wantedTerms(clause, options));
  let out = '';
  let at = 0;
  for (const token of analyzeText(options.mapping, options.field, text)) {
    if (!wanted.some((pattern) => matchesWildcard(pattern, token.token))) continue;
    out += `${text.slice(at, token.start)}${options.tags.pre}${text.slice(token.start, token.end)}${options.tags.post}`;
    at = token.end;
  }
  return at === 0 ? [] : [out + text.slice(at)];
}

function wantedTerms(clause: JsonObject, options: TextHighlightOptions): string[] {
  const [kind, body] = Object.entries(clause)[0] ?? ['', undefined];
  const value = isObject(body) ? body[options.field] : undefined;
  const text = isObject(value) ? value['query'] ?? value['value'] : value;
  if (text === undefined) return [];
  if (kind === 'wildcard') return [String(text)];
  if (kind === 'prefix') return [`${String(text)}*`];
  if (kind === 'term') return [String(text)];
  return analyzeText(options.mapping, options.field, String(text)).map((token) => token.token);
}
