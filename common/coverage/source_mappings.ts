import type { EventStyle, SourceDocument } from '../detection';
import { readDocument } from '../detection';
import { compileMapping, type CompiledMapping, type JsonObject } from '../query_dsl';

const keyword: JsonObject = { type: 'keyword', ignore_above: 1024 };
const caseless: JsonObject = { type: 'keyword', ignore_above: 1024, normalizer: 'lowercase' };
const text: JsonObject = { type: 'match_only_text' };
const name: JsonObject = { ...keyword, fields: { text } };
const caselessName: JsonObject = { ...keyword, fields: { caseless, text } };
const caselessLine: JsonObject = { type: 'wildcard', fields: { caseless, text } };
const line: JsonObject = { type: 'wildcard', fields: { text } };
const date: JsonObject = { type: 'date' };
const long: JsonObject = { type: 'long' };
const boolean: JsonObject = { type: 'boolean' };
type Fields = Readonly<Record<string, JsonObject>>;

const all = (names: string, type: JsonObject, prefix = ''): Fields => Object.fromEntries(names.split(' ').map((field) => [prefix + field, type]));

const ofEveryEvent: Fields = {
  ...all('@timestamp event.created event.ingested', date),
  ...all('agent.id agent.type agent.version data_stream.dataset data_stream.namespace data_stream.type ecs.version', keyword),
  ...all('action category code dataset id kind module outcome provider type', keyword, 'event.'),
  ...all('architecture hostname id name os.family os.platform os.type os.version', keyword, 'host.'),
  ...all('domain id', keyword, 'user.'),
  'event.sequence': long,
  'event.severity': long,
  'host.ip': { type: 'ip' },
  'user.name': name,
  message: text,
};
const signature = (prefix: string): Fields => ({ ...all('exists trusted valid', boolean, `${prefix}code_signature.`), ...all('signing_id status subject_name team_id', keyword, `${prefix}code_signature.`) });
const hashes = (prefix: string): Fields => all('md5 sha1 sha256', keyword, `${prefix}hash.`);
const portableExecutable = (prefix: string): Fields => all('company description file_version imphash original_file_name product', keyword, `${prefix}pe.`);

/** What Elastic Defend says of the process in events of every kind. */
const defendProcess: Fields = {
  ...all('name executable', caselessName, 'process.'),
  ...all('args_count pid ppid thread.id parent.pid', long, 'process.'),
  ...all('entity_id parent.entity_id', keyword, 'process.'),
  ...signature('process.'),
  'process.command_line': caselessLine,
};
const defendProcessEvents: Fields = {
  ...ofEveryEvent,
  ...defendProcess,
  ...all('name executable working_directory', caselessName, 'process.parent.'),
  ...all('args group_leader.name entry_leader.name session_leader.name', keyword, 'process.'),
  ...all('args', keyword, 'process.parent.'),
  ...all('args_count ppid', long, 'process.parent.'),
  ...all('start end', date, 'process.'),
  ...signature('process.parent.'),
  ...hashes('process.'),
  ...portableExecutable('process.'),
  ...portableExecutable('process.parent.'),
  'process.working_directory': caselessName,
  'process.exit_code': long,
  'process.interactive': boolean,
  'process.parent.command_line': caselessLine,
};
const defendFileEvents: Fields = {
  ...ofEveryEvent,
  ...defendProcess,
  ...all('path target_path', caselessName, 'file.'),
  ...all('attributes directory drive_letter extension name owner type Ext.header_bytes Ext.original.path Ext.original.name Ext.original.extension', keyword, 'file.'),
  ...all('accessed created ctime mtime', date, 'file.'),
  ...hashes('file.'),
  ...portableExecutable('file.'),
  'file.size': long,
  'file.Ext.entropy': { type: 'double' },
};
const registry: Fields = { ...all('data.bytes data.type hive key path value', keyword, 'registry.'), 'registry.data.strings': { type: 'wildcard' } };
const defendRegistryEvents: Fields = { ...ofEveryEvent, ...defendProcess, ...registry };

/** Sysmon and Windows events through the Elastic Agent or Winlogbeat, which share a pipeline. */
const windowsEvents: Fields = {
  ...ofEveryEvent,
  ...registry,
  ...all('name executable', caselessName, 'process.'),
  ...all('name executable', name, 'process.parent.'),
  ...all('command_line parent.command_line', line, 'process.'),
  ...all('args entity_id parent.args parent.entity_id', keyword, 'process.'),
  ...all('args_count pid parent.args_count parent.pid', long, 'process.'),
  ...all('working_directory title', name, 'process.'),
  ...hashes('process.'),
  ...portableExecutable('process.'),
  ...all('directory extension name', keyword, 'file.'),
  ...hashes('file.'),
  ...signature('file.'),
  ...portableExecutable('file.'),
  'file.path': name,
  ...all('channel computer_name event_id provider_name record_id event_data.SubjectUserName event_data.TargetObject', keyword, 'winlog.'),
  'powershell.file.script_block_id': keyword,
  'powershell.file.script_block_text': text,
  ...all('sequence total', long, 'powershell.'),
};
const alertEvents: Fields = {
  ...defendProcessEvents,
  ...defendFileEvents,
  ...registry,
  ...all('kibana.alert.rule.rule_id kibana.alert.rule.name kibana.alert.rule.tags kibana.alert.severity kibana.alert.workflow_status kibana.alert.building_block_type', keyword),
  'kibana.alert.risk_score': { type: 'float' },
};

const fieldsByIndex: Readonly<Record<EventStyle, Readonly<Record<string, Fields>>>> = {
  elastic_defend: { 'logs-endpoint.events.file-default': defendFileEvents, 'logs-endpoint.events.process-default': defendProcessEvents, 'logs-endpoint.events.registry-default': defendRegistryEvents },
  sysmon: { 'logs-windows.sysmon_operational-default': windowsEvents },
  winlogbeat: { 'winlogbeat-8': windowsEvents },
  windows_security: { 'logs-system.security-default': windowsEvents },
  powershell_log: { 'logs-windows.powershell_operational-default': windowsEvents },
  alerts: { '.alerts-security.alerts-default': alertEvents },
};
const settings: JsonObject = { analysis: { normalizer: { lowercase: { type: 'custom', filter: ['lowercase'] } } } };
const compiled = new Map<Fields, CompiledMapping>();

/** The indices in which events of a style lie, and how they map the fields that rules ask for (`detection-engine.md` §8). What is not in the lists is not mapped. */
export function sourceIndices(style: EventStyle): ReadonlyArray<{ readonly name: string; readonly mapping: CompiledMapping }> {
  return Object.entries(fieldsByIndex[style]).map(([index, fields]) => {
    const mapping = compiled.get(fields) ?? compileMapping({ dynamic: false, properties: fields }, settings);
    compiled.set(fields, mapping);
    return { name: index, mapping };
  });
}

/** The index an event of the style lies in, by its category. */
export function sourceIndexOf(style: EventStyle, document: SourceDocument): string {
  const names = Object.keys(fieldsByIndex[style]);
  const category = readDocument(document).text('event.category') ?? '';
  return names.find((index) => index.includes(`.events.${category}-`)) ?? names.find((index) => index.includes('.process-')) ?? names[0] ?? '';
}

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
