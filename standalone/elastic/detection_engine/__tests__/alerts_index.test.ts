import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password, startContractStack } from './contract_stack';
import type { ContractStack } from './contract_stack';
import { readRecording, recordingsPresent } from './recordings';

const index = '.internal.alerts-security.alerts-default-000001';
const user = 'elastic';

interface ByIndex<T> {
  readonly [name: string]: T;
}

describe.skipIf(!recordingsPresent)('the alerts index against the recordings of a real Kibana', () => {
  let stack: ContractStack;
  beforeAll(async () => {
    stack = await startContractStack({ users: [{ username: user, password, roles: ['superuser'] }], roles: [] });
    await stack.send(`${stack.kibanaUrl}/api/detection_engine/signals/search`, { method: 'POST', user, headers: { 'kbn-xsrf': 'x' }, body: { query: { match_all: {} } } });
  });
  afterAll(async () => stack.close());

  async function ours<T>(api: string): Promise<T> {
    const { body } = await stack.send(`${stack.elasticsearchUrl}/.alerts-security.alerts-default/${api}`, { method: 'GET', user });
    return (body as ByIndex<T>)[index] as T;
  }
  const recorded = <T>(name: string): T => (readRecording(name).response.body as ByIndex<T>)[index] as T;

  it('has every field with its type and options', async () => {
    const { mappings } = await ours<{ mappings: { properties: unknown; dynamic: unknown } }>('_mapping');
    const expected = recorded<{ mappings: { properties: unknown; dynamic: unknown } }>('alerts-mapping').mappings;
    // `ignore_malformed: false` of a single field is left out by the embedded Elasticsearch, as it is the default.
    delete (expected.properties as Record<string, Record<string, unknown>>)['@timestamp']?.ignore_malformed;
    delete (mappings.properties as Record<string, Record<string, unknown>>)['@timestamp']?.ignore_malformed;
    expect({ properties: mappings.properties, dynamic: mappings.dynamic }).toEqual({ properties: expected.properties, dynamic: expected.dynamic });
  });

  it('has the aliases', async () => {
    expect(await ours('_alias')).toEqual(recorded('alerts-aliases'));
  });

  it('has the settings that its content needs', async () => {
    interface Settings {
      readonly settings: { readonly index: { readonly hidden: string; readonly auto_expand_replicas: string; readonly mapping: unknown } };
    }
    const { hidden, auto_expand_replicas: replicas, mapping } = (await ours<Settings>('_settings')).settings.index;
    const expected = recorded<Settings>('alerts-index-settings').settings.index;
    expect({ hidden, replicas, mapping }).toEqual({ hidden: expected.hidden, replicas: expected.auto_expand_replicas, mapping: expected.mapping });
  });
});
