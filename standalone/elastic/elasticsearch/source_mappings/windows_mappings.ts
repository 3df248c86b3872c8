import { BASE_DATES, BASE_KEYWORDS, fileFacts, LABEL_KEYWORDS } from './common_fields';
import type { SourceMapping } from './source_mapping';

// Sysmon and Windows Security events as the Windows integrations and Winlogbeat map them: known fields are listed, the others follow
// their names (detection-engine.md §8.2, §8.3). Only process names and executables of the event itself are caseless.

const FIELDS: SourceMapping['fields'] = {
  date: BASE_DATES,
  long: 'event.sequence process.args_count process.pid process.parent.args_count process.parent.pid destination.port source.port dns.answers.ttl labels.line',
  double: 'labels.epoch',
  boolean: 'file.code_signature.exists file.code_signature.trusted file.code_signature.valid',
  ip: 'destination.ip source.ip dns.resolved_ip related.ip host.ip',
  match_only_text: 'message error.message',
  wildcard: 'registry.data.strings',
  'wildcard+match_only_text': 'process.command_line process.parent.command_line',
  'keyword+caseless+match_only_text': 'process.name process.executable',
  'keyword+match_only_text': 'process.parent.name process.parent.executable process.title process.working_directory process.parent.working_directory file.path file.target_path user.name user.full_name',
  keyword: `${BASE_KEYWORDS} ${LABEL_KEYWORDS} ${fileFacts('process')} ${fileFacts('file')}
    data_stream.type data_stream.dataset data_stream.namespace
    process.args process.entity_id process.parent.args process.parent.entity_id
    file.code_signature.status file.code_signature.subject_name file.directory file.extension file.name
    registry.data.type registry.hive registry.key registry.path registry.value
    related.hash related.hosts related.user rule.name service.name service.type log.level
    destination.domain source.domain network.community_id network.direction network.protocol network.transport network.type
    dns.answers.class dns.answers.data dns.answers.name dns.answers.type dns.question.name dns.question.type dns.response_code
    user.target.group.domain user.target.group.id user.target.group.name user.target.name
    winlog.channel winlog.computer_name winlog.event_id winlog.provider_name winlog.record_id winlog.task winlog.opcode`,
};

export const SYSMON: SourceMapping = {
  name: 'logs-windows.sysmon_operational', indexPatterns: ['logs-windows.sysmon_operational-*'], priority: 250, dataStream: true, others: 'by_name', fields: FIELDS,
};

/** A script block is read by its words; longer ones come in parts. */
const POWERSHELL_FIELDS: SourceMapping['fields'] = {
  ...FIELDS,
  text: 'powershell.file.script_block_text',
  long: `${FIELDS.long} powershell.sequence powershell.total`,
  keyword: `${FIELDS.keyword} powershell.file.script_block_id`,
};

export const POWERSHELL: SourceMapping = {
  name: 'logs-windows.powershell', indexPatterns: ['logs-windows.powershell-*', 'logs-windows.powershell_operational-*'], priority: 250, dataStream: true, others: 'by_name', fields: POWERSHELL_FIELDS,
};

/** Reads every channel, PowerShell's too. */
export const WINLOGBEAT: SourceMapping = {
  name: 'winlogbeat', indexPatterns: ['winlogbeat-*'], priority: 250, dataStream: false, others: 'by_name', fields: POWERSHELL_FIELDS,
};

export const SECURITY: SourceMapping = {
  name: 'logs-system.security', indexPatterns: ['logs-system.security-*'], priority: 250, dataStream: true, others: 'by_name', fields: FIELDS,
};

/** Logs of anything else. */
export const LOGS: SourceMapping = {
  name: 'logs',
  indexPatterns: ['logs-*-*'],
  priority: 100,
  dataStream: true,
  others: 'by_name',
  fields: { date: BASE_DATES, match_only_text: 'message', keyword: `data_stream.type data_stream.dataset data_stream.namespace ${LABEL_KEYWORDS}`, double: 'labels.epoch', long: 'event.sequence labels.line' },
};
