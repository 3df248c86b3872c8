import { testEventTag } from '../../common/detection';
import { stagingRuleTag } from '../lib/indices';

export type Clause = Record<string, unknown>;

/** Alerts of our rules, and of copies a person made of them. */
export function ofStagingRules(ruleIds: readonly string[]): Clause {
  return { bool: { should: [{ terms: { 'kibana.alert.rule.rule_id': ruleIds } }, { term: { 'kibana.alert.rule.tags': stagingRuleTag } }], minimum_should_match: 1 } };
}

/** The blocks of a sequence are shown inside their shell (`detection-engine.md` §4.3). */
export const isBuildingBlock: Clause = { exists: { field: 'kibana.alert.building_block_type' } };

/** Alerts of an exercise. A shell has the tag only where all of its blocks have it (`detection-engine.md` §4.4). */
export const isOfTest: Clause = { term: { tags: testEventTag } };

/** What the app shows of an alert document; the rest, above all the rule's parameters, is left where it is. */
export const shownFields: readonly string[] = [
  '@timestamp',
  'kibana.alert.uuid',
  'kibana.alert.group.id',
  'kibana.alert.group.index',
  'kibana.alert.building_block_type',
  'kibana.alert.workflow_status',
  'kibana.alert.severity',
  'kibana.alert.risk_score',
  'kibana.alert.original_time',
  'kibana.alert.ancestors',
  'kibana.alert.threshold_result',
  'kibana.alert.rule.name',
  'kibana.alert.rule.rule_id',
  'kibana.alert.rule.uuid',
  'tags',
  'event',
  'data_stream',
  'host',
  'user',
  'process',
  'file',
  'registry',
];

/** The blocks of the given shells, in order of the sequence. */
export function buildBlocksRequest(shellIds: readonly string[]): Clause {
  return {
    size: 10_000,
    query: { bool: { filter: [{ terms: { 'kibana.alert.group.id': shellIds } }, { exists: { field: 'kibana.alert.group.index' } }] } },
    sort: [{ 'kibana.alert.group.id': 'asc' }, { 'kibana.alert.group.index': 'asc' }],
  };
}
