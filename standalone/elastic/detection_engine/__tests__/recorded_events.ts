import type { ContractStack } from './contract_stack';
import { eventOf } from './recorded_rules';

/** The six events of the recordings, out of the alerts they were made into. */
const alertsOfEvents = ['alert-sequence-building-block-1', 'alert-sequence-building-block-2', 'alert-sequence-building-block-3', 'alert-eql-event', 'alert-building-block-rule', 'alert-query'];

/** When the first rule of the recordings ran. */
const recordedNow = Date.parse('2026-11-20T23:48:58.670Z');

const dataStreamMapping = {
  index_patterns: ['logs-endpoint.events.*'],
  data_stream: {},
  priority: 500,
  template: {
    mappings: {
      dynamic_templates: [{ text: { match_mapping_type: 'string', mapping: { type: 'keyword' } } }],
      properties: { '@timestamp': { type: 'date' }, event: { properties: { created: { type: 'date' } } }, destination: { properties: { ip: { type: 'ip' }, port: { type: 'long' } } }, source: { properties: { ip: { type: 'ip' }, port: { type: 'long' } } } },
    },
  },
};

/** Writes the recorded events with their own ids into their data streams, as old as they were when the rules ran. */
export async function writeRecordedEvents(stack: ContractStack, rename: (text: string) => string): Promise<void> {
  const user = 'elastic';
  const template = await stack.send(`${stack.elasticsearchUrl}/_index_template/recorded-events`, { method: 'PUT', user, body: dataStreamMapping });
  if (template.status !== 200) throw new Error(JSON.stringify(template.body));
  const shift = Date.now() - recordedNow;
  for (const name of alertsOfEvents) {
    const { _id, _index, _source } = eventOf(name);
    const stream = /^\.ds-(.*)-\d{4}\.\d{2}\.\d{2}-\d+$/.exec(_index)?.[1] ?? '';
    const moved = rename(JSON.stringify(_source)).replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, (time) => new Date(Date.parse(time) + shift).toISOString());
    const written = await stack.send(`${stack.elasticsearchUrl}/${stream}/_create/${_id}?refresh=true`, { method: 'PUT', user, body: moved });
    if (written.status !== 201) throw new Error(JSON.stringify(written.body));
  }
}
