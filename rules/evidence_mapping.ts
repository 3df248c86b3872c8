import { compileMapping, type CompiledMapping, type JsonObject } from '../common/query_dsl';

const keyword: JsonObject = { type: 'keyword', ignore_above: 1024 };
const name: JsonObject = { type: 'keyword', ignore_above: 1024, fields: { text: { type: 'match_only_text' } } };
const line: JsonObject = { type: 'wildcard', fields: { text: { type: 'match_only_text' } } };

/** The fields rules ask for, typed as their sources map them (`detection-engine.md` §8). `dynamic: false`: what is not here is not seen. */
const types: Readonly<Record<string, JsonObject>> = {
  '@timestamp': { type: 'date' },
  'event.category': keyword,
  'event.type': keyword,
  'event.action': keyword,
  'event.code': keyword,
  'event.sequence': { type: 'long' },
  'host.id': keyword,
  'host.name': keyword,
  'host.os.type': keyword,
  'user.name': name,
  'process.entity_id': keyword,
  'process.name': name,
  'process.executable': name,
  'process.command_line': line,
  'process.args': keyword,
  'process.parent.name': name,
  'process.parent.executable': name,
  'process.pe.original_file_name': keyword,
  'file.path': name,
  'file.name': keyword,
  'file.extension': keyword,
  'winlog.channel': keyword,
};

export function evidenceMapping(): CompiledMapping {
  return compileMapping({ dynamic: false, properties: types });
}
