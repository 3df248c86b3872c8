import { randomUUID } from 'node:crypto';
import { isAtLeast } from './kibana_version';
import { integrationFields } from './required_fields';

/**
 * What a create or replace request leaves out. `enabled` is true on 8.12.2 (recording `rule-create-minimal`) and false in the
 * 9.x releases (`detection-engine.md` §1.2).
 */
function defaultRuleFields(kibanaVersion: string): Record<string, unknown> {
  return {
    output_index: '',
    version: 1,
    tags: [],
    enabled: !isAtLeast(kibanaVersion, 9, 0),
    risk_score_mapping: [],
    severity_mapping: [],
    interval: '5m',
    from: 'now-6m',
    to: 'now',
    actions: [],
    exceptions_list: [],
    author: [],
    false_positives: [],
    references: [],
    max_signals: 100,
    threat: [],
    rule_id: randomUUID(),
    related_integrations: [],
    required_fields: [],
    setup: '',
  };
}

/** Defaults that only some types have. */
const typeDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  query: { query: '', language: 'kuery' },
  threshold: { language: 'kuery' },
  new_terms: { language: 'kuery' },
};

/** The body with every default that it leaves out; undefined values count as left out. */
export function applyRuleDefaults(body: Readonly<Record<string, unknown>>, kibanaVersion: string): Record<string, unknown> {
  const sent = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const whole = { ...defaultRuleFields(kibanaVersion), ...typeDefaults[String(body.type)], ...sent };
  return { ...whole, ...integrationFields(whole, kibanaVersion), ...normalThreshold(whole) };
}

/** A threshold is stored with a list of fields and a list of cardinalities, however it was sent. */
function normalThreshold(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const threshold = body.threshold;
  if (body.type !== 'threshold' || typeof threshold !== 'object' || threshold === null) return {};
  const { field, value, cardinality } = threshold as { field: string | string[]; value: number; cardinality?: unknown[] };
  const fields = (Array.isArray(field) ? field : [field]).filter((name) => name !== '');
  return { threshold: { field: fields, value, cardinality: cardinality ?? [] } };
}
