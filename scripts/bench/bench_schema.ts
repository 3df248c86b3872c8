import type { EqlSchema } from '../../common/eql/index';
import { type CompiledMapping, compileMapping, eqlSource } from '../../common/query_dsl/index';

const keywords = [
  'event.category', 'event.type', 'event.action', 'host.id', 'host.os.type', 'user.name', 'process.entity_id', 'process.name', 'process.executable',
  'process.command_line', 'process.parent.name', 'process.parent.executable', 'file.path', 'file.extension', 'registry.path',
];

/** The mapping of generated and recorded events: keywords and a date. */
export function benchMapping(): CompiledMapping {
  const properties = Object.fromEntries(keywords.map((name) => [name, { type: 'keyword', ignore_above: 1024 }]));
  return compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, ...properties } });
}

export function benchSchema(): EqlSchema {
  return eqlSource(benchMapping());
}
