import type { RuleParams } from '../rules/rule';

/** Index patterns of a rule without its own (the setting `securitySolution:defaultIndex`; recording `alert-query`). */
const defaultIndices = ['apm-*-transaction*', 'auditbeat-*', 'endgame-*', 'filebeat-*', 'logs-*', 'packetbeat-*', 'traces-apm*', 'winlogbeat-*', '-*elastic-cloud-logs-*'];

/** Index patterns that a rule searches; throws for a data view, which the embedded engine does not know. */
export function ruleIndices({ index, dataViewId }: RuleParams): readonly string[] {
  if (dataViewId !== undefined) throw new Error(`data views are not implemented by the embedded detection engine (data view "${dataViewId}")`);
  return index === undefined ? defaultIndices : index;
}
