import { readDocument, type EventStyle, type SourceDocument } from '../../detection';

const indexNames: Readonly<Record<EventStyle, readonly string[]>> = {
  elastic_defend: ['logs-endpoint.events.file-default', 'logs-endpoint.events.process-default', 'logs-endpoint.events.registry-default'],
  sysmon: ['logs-windows.sysmon_operational-default'],
  winlogbeat: ['winlogbeat-8'],
  windows_security: ['logs-system.security-default'],
  powershell_log: ['logs-windows.powershell_operational-default'],
  alerts: ['.alerts-security.alerts-default'],
};

/** The indices in which events of a style lie. */
export function indexNamesOf(style: EventStyle): readonly string[] {
  return indexNames[style];
}

/** The one of them an event lies in, by its category; that of processes for a category of its own index, which no rule here reads. */
export function sourceIndexOf(style: EventStyle, document: SourceDocument): string {
  const names = indexNames[style];
  const category = readDocument(document).text('event.category') ?? '';
  return names.find((index) => index.includes(`.events.${category}-`)) ?? names.find((index) => index.includes('.process-')) ?? names[0] ?? '';
}
