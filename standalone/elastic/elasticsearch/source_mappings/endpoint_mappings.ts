import { BASE_DATES, BASE_KEYWORDS, fileFacts, LABEL_KEYWORDS } from './common_fields';
import type { SourceMapping } from './source_mapping';

// Elastic Defend: `dynamic: false`, names and paths also caseless and as text, command lines as wildcard (detection-engine.md §8.1).

const SHARED = {
  constant_keyword: 'data_stream.type data_stream.dataset data_stream.namespace',
  match_only_text: 'message',
  ip: 'host.ip',
  double: 'labels.epoch',
  'keyword+match_only_text': 'user.name user.full_name',
};
const SHARED_NAMES = 'host.os.full host.os.name';
const SHARED_LONGS = 'event.sequence event.severity host.uptime labels.line';
const SHARED_KEYWORDS = `${BASE_KEYWORDS} ${LABEL_KEYWORDS} host.os.Ext.variant user.Ext.real.id user.Ext.real.name group.Ext.real.id group.Ext.real.name`;
const SIGNATURE_KEYWORDS = `
  process.code_signature.signing_id process.code_signature.status process.code_signature.subject_name process.code_signature.team_id
  process.Ext.code_signature.status process.Ext.code_signature.subject_name process.Ext.ancestry`;
const SIGNATURE_BOOLEANS = `
  process.code_signature.exists process.code_signature.trusted process.code_signature.valid
  process.Ext.code_signature.exists process.Ext.code_signature.trusted process.Ext.code_signature.valid`;
const DEVICE = 'bus_type dos_name file_system_type nt_name product_id serial_number vendor_id volume_device_type';

const deviceFields = (prefix: string): string => DEVICE.split(' ').map((name) => `${prefix}.${name}`).join(' ');

export const ENDPOINT_PROCESS: SourceMapping = {
  name: 'logs-endpoint.events.process',
  indexPatterns: ['logs-endpoint.events.process-*'],
  priority: 250,
  dataStream: true,
  others: 'unmapped',
  fields: {
    ...SHARED,
    date: `${BASE_DATES} process.start process.end process.parent.start process.entry_leader.start process.session_leader.start process.group_leader.start`,
    long: `${SHARED_LONGS}
      process.args_count process.exit_code process.pgid process.pid process.ppid process.uptime process.thread.id
      process.parent.args_count process.parent.exit_code process.parent.pgid process.parent.pid process.parent.ppid process.parent.uptime process.parent.Ext.real.pid process.parent.thread.id
      process.entry_leader.pid process.session_leader.pid process.group_leader.pid process.Ext.effective_parent.pid`,
    boolean: `${SIGNATURE_BOOLEANS} process.interactive process.parent.interactive process.Ext.token.elevation process.Ext.created_suspended process.Ext.trusted process.Ext.trusted_descendant
      process.parent.code_signature.exists process.parent.code_signature.trusted process.parent.code_signature.valid
      process.parent.Ext.code_signature.exists process.parent.Ext.code_signature.trusted process.parent.Ext.code_signature.valid`,
    double: `${SHARED.double} process.Ext.relative_file_creation_time process.Ext.relative_file_name_modify_time process.Ext.session_info.relative_logon_time process.Ext.session_info.relative_password_age`,
    'keyword+caseless+text': `${SHARED_NAMES} process.name process.executable process.working_directory process.parent.name process.parent.executable process.parent.working_directory
      process.entry_leader.name process.entry_leader.executable process.entry_leader.working_directory process.session_leader.name process.session_leader.executable
      process.group_leader.name process.group_leader.executable process.previous.executable`,
    'wildcard+caseless+text': 'process.command_line process.parent.command_line process.entry_leader.command_line process.session_leader.command_line process.group_leader.command_line',
    'keyword+match_only_text': `${SHARED['keyword+match_only_text']} process.title process.parent.title process.user.name process.real_user.name process.parent.user.name`,
    keyword: `${SHARED_KEYWORDS} ${SIGNATURE_KEYWORDS} ${fileFacts('process')} ${deviceFields('process.Ext.device')}
      process.args process.entity_id process.parent.args process.parent.entity_id process.entry_leader.entity_id process.session_leader.entity_id process.group_leader.entity_id
      process.Ext.architecture process.Ext.authentication_id process.Ext.defense_evasions process.Ext.desktop_name process.Ext.mitigation_policies process.Ext.protection process.Ext.session
      process.Ext.effective_parent.entity_id process.Ext.effective_parent.executable process.Ext.effective_parent.name
      process.Ext.session_info.authentication_package process.Ext.session_info.client_address process.Ext.session_info.logon_type
      process.Ext.token.elevation_level process.Ext.token.elevation_type process.Ext.token.integrity_level_name process.Ext.token.security_attributes process.Ext.windows.zone_identifier
      process.parent.code_signature.status process.parent.code_signature.subject_name process.parent.Ext.architecture process.parent.Ext.protection`,
  },
};

export const ENDPOINT_FILE: SourceMapping = {
  name: 'logs-endpoint.events.file',
  indexPatterns: ['logs-endpoint.events.file-*'],
  priority: 250,
  dataStream: true,
  others: 'unmapped',
  fields: {
    ...SHARED,
    date: `${BASE_DATES} file.accessed file.created file.ctime file.mtime`,
    long: `${SHARED_LONGS} file.size process.args_count process.pid process.ppid process.parent.pid process.thread.id Effective_process.pid`,
    unsigned_long: 'file.Ext.monotonic_id',
    boolean: `${SIGNATURE_BOOLEANS} Persistence.keepalive Persistence.runatload`,
    double: `${SHARED.double} file.Ext.entropy`,
    text: 'file.Ext.header_data',
    'keyword+caseless+text': `${SHARED_NAMES} file.path file.target_path process.name process.executable`,
    'wildcard+caseless+text': 'process.command_line',
    keyword: `${SHARED_KEYWORDS} ${SIGNATURE_KEYWORDS} ${fileFacts('file')} ${deviceFields('file.Ext.device')}
      file.attributes file.device file.directory file.drive_letter file.extension file.gid file.group file.inode file.mime_type file.mode file.name file.owner file.type file.uid
      file.origin_referrer_url file.origin_url file.Ext.header_bytes file.Ext.windows.zone_identifier
      file.Ext.original.extension file.Ext.original.gid file.Ext.original.group file.Ext.original.mode file.Ext.original.name file.Ext.original.owner file.Ext.original.path file.Ext.original.uid
      process.entity_id process.parent.entity_id process.entry_leader.entity_id process.session_leader.entity_id process.group_leader.entity_id
      Effective_process.entity_id Effective_process.executable Effective_process.name Persistence.args Persistence.executable Persistence.name Persistence.path`,
  },
};

export const ENDPOINT_REGISTRY: SourceMapping = {
  name: 'logs-endpoint.events.registry',
  indexPatterns: ['logs-endpoint.events.registry-*'],
  priority: 250,
  dataStream: true,
  others: 'unmapped',
  fields: {
    ...SHARED,
    date: BASE_DATES,
    long: `${SHARED_LONGS} process.pid process.thread.id Effective_process.pid`,
    boolean: SIGNATURE_BOOLEANS,
    'keyword+caseless+text': `${SHARED_NAMES} process.name process.executable`,
    wildcard: 'registry.data.strings',
    keyword: `${SHARED_KEYWORDS} ${SIGNATURE_KEYWORDS} process.entity_id registry.data.bytes registry.data.type registry.hive registry.key registry.path registry.value
      Effective_process.entity_id Effective_process.executable Effective_process.name`,
  },
};
