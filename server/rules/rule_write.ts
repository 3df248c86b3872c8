import { createHash } from 'node:crypto';
import type { RuleContent } from '../../common/detection';
import { exclusionsOfRule, seedTextLike } from '../../common/exclusions';
import type { DetectionRule, RuleWrite } from '../lib/detection_rule';
import type { InstalledRule } from './installed_rule_store';
import { noteOf } from './rule_note';

/** A rule's content as the body of a create or patch request. `query` is the text with the switches it shall have. */
export function toRuleWrite(content: RuleContent, query: string = content.query): RuleWrite {
  const { seed: _seed, source: _source, known_faults: _faults, severity_reason: _reason, data: _data, exclusions: _exclusions, triage: _triage, port: _port, twin: _twin, index, ...fields } = content;
  return { ...fields, ...(index.length === 0 ? {} : { index }), query, to: 'now', author: ['Staging Watch'], note: noteOf(content) };
}

/** `contentQuery`, the content's own or an older one, with those exclusions of the rule off that are off in `currentQuery`. */
export function queryWithSwitches(content: RuleContent, contentQuery: string, currentQuery: string): string {
  const exclusions = exclusionsOfRule(content);
  return exclusions.length === 0 ? contentQuery : seedTextLike(currentQuery, contentQuery, exclusions);
}

type Fingerprinted = Pick<DetectionRule, 'name' | 'description' | 'type' | 'severity' | 'risk_score' | 'interval' | 'from' | 'to' | 'max_signals' | 'query' | 'index' | 'language' | 'tiebreaker_field' | 'tags' | 'threat' | 'threshold' | 'new_terms_fields' | 'history_window_start' | 'building_block_type' | 'note'>;

/**
 * What a person can edit and we wrote, as one hash: fields the detection engine adds or normalises by version take no part, nor does `enabled`,
 * nor exceptions: neither is an edit of the rule.
 */
export function fingerprint(rule: Fingerprinted): string {
  const { name, description, type, severity, risk_score, interval, from, to, max_signals, query, index, language, tiebreaker_field } = rule;
  const tags = [...rule.tags].sort();
  const fields = [name, description, type, severity, risk_score, interval, from, to, max_signals, query ?? '', index ?? [], language ?? '', tiebreaker_field ?? '', tags, threatIds(rule), ...laterFields(rule)];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/**
 * Fields that came after the first release, left out where a rule has none of them: its hash is then the one that release stored, and an update
 * tells the rule it wrote from one a person edited.
 */
function laterFields({ threshold, new_terms_fields, history_window_start, building_block_type, note }: Fingerprinted): unknown[] {
  const { field = [], value = 0, cardinality = [] } = threshold ?? {};
  const fields = [[field].flat(), value, cardinality.map((counted) => [counted.field, counted.value]), new_terms_fields ?? [], history_window_start ?? '', building_block_type ?? '', note ?? ''];
  return threshold ?? new_terms_fields ?? history_window_start ?? building_block_type ?? (note || undefined) ? fields : [];
}

function threatIds({ threat }: Fingerprinted): string[] {
  return threat.flatMap(({ tactic, technique = [] }) => [tactic.id, ...technique.flatMap(({ id, subtechnique = [] }) => [id, ...subtechnique.map((sub) => sub.id)])]);
}

/** True where the rule is the content with some exclusions off, and nothing else. */
export function isAsContent(rule: DetectionRule, content: RuleContent): boolean {
  const query = queryWithSwitches(content, content.query, rule.query ?? '');
  return fingerprint(rule) === fingerprint(toRuleWrite(content, query));
}

/** True where the rule is an older content as we wrote it, with some exclusions off, and nothing else. */
export function isAsWritten(rule: DetectionRule, content: RuleContent, state: InstalledRule): boolean {
  const query = rule.query ?? '';
  return queryWithSwitches(content, state.query, query) === query && fingerprint({ ...rule, query: state.query }) === state.fingerprint;
}
