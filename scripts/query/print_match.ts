import type { EventExplanation, PredicateExplanation } from '../../common/detection/index';
import { writeJson } from '../languages/read_json';
import type { MatchedEvent, QueryMatch } from './query_match';
import { safeJson, showText, showWithCarets } from './show_text';

/** A match as one line of NDJSON. */
export function printAsJson(match: QueryMatch): string {
  if (match.kind === 'event') return `${safeJson(match.event.source.text)}\n`;
  const events = match.events.map((event) => event?.source.text ?? 'null').join(',');
  return `${safeJson(`{"join_keys":${writeJson(match.joinKeys.map(({ value }) => value))},"events":[${events}]}`)}\n`;
}

/** A match in words, carets under the characters that matched; ends in an empty line. `number` is from 1. */
export function printExplanation(match: QueryMatch, number: number): string {
  if (match.kind === 'event') return `Match ${number}: ${placeOf(match.event)}\n${reasonsOf(match.event)}\n`;
  const keys = match.joinKeys.map(({ field, value }) => `${field} = ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`).join(', ');
  const events = match.events.map((event, index) => (event ? `  Event ${index + 1}: ${placeOf(event)}\n${indent(reasonsOf(event))}` : `  Event ${index + 1}: missing, as the query wants\n`));
  return `Match ${number}${keys === '' ? '' : `: ${showText(keys)}`}\n${events.join('')}\n`;
}

function placeOf({ source }: MatchedEvent): string {
  return showText(source.id);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function reasonsOf(event: MatchedEvent): string {
  const explained = event.explain();
  if (!explained) return '  matched; its parts cannot be told one by one\n';
  const lines = explained.predicates.map(printPredicate);
  return `${branchLine(explained)}${lines.length > 0 ? lines.join('') : '  every event of this kind matches\n'}`;
}

function branchLine({ branch }: Omit<EventExplanation, 'position'>): string {
  return branch ? `  alternative ${branch.number} of ${branch.of} held\n` : '';
}

function printPredicate(predicate: PredicateExplanation): string {
  const { outcome, field, operator, pattern, patterns, text, element, spans } = predicate;
  const constants = pattern === undefined ? (patterns ?? []).map(quoted).join(', ') : quoted(pattern);
  const test = `${outcome === 'did_not_exclude' ? 'not excluded by ' : ''}${showText(field)} ${showText(operator)} ${constants}`.trimEnd();
  const place = element === undefined ? '' : `  (value ${element + 1})`;
  if (text === undefined) return `  ${test}: no value\n`;
  const [shown, carets] = showWithCarets(text, spans);
  return `  ${test}${place}\n      ${shown}\n${carets === '' ? '' : `      ${carets}\n`}`;
}

function quoted(text: string): string {
  return `"${showText(text)}"`;
}
