import { readDocument, type EventStyle, type SourceDocument } from '../detection';

/** The style of an event that does not say it: by its data stream, module or agent. Undefined where it cannot be told. */
export function styleOfEvent(document: SourceDocument): EventStyle | undefined {
  const read = readDocument(document);
  const dataset = read.text('data_stream.dataset') ?? read.text('event.dataset') ?? '';
  const module = read.text('event.module') ?? '';
  if (read.text('kibana.alert.rule.rule_id') !== undefined) return 'alerts';
  if (dataset.startsWith('endpoint.events.') || module === 'endpoint') return 'elastic_defend';
  if (dataset === 'system.security' || read.text('winlog.channel') === 'Security') return 'windows_security';
  if (dataset.startsWith('windows.powershell') || /powershell/i.test(read.text('winlog.channel') ?? '')) return 'powershell_log';
  if (read.text('agent.type') === 'winlogbeat' && dataset === '') return 'winlogbeat';
  return dataset === 'windows.sysmon_operational' || module === 'sysmon' || /sysmon/i.test(read.text('winlog.channel') ?? '') ? 'sysmon' : undefined;
}
