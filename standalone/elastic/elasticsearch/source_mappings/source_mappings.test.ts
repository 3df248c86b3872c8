import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileMapping, type CompiledMapping, type JsonObject } from '../../../../common/query_dsl';
import { buildTemplate } from './build_template';
import { SOURCE_MAPPINGS } from './install_source_mappings';
import { fieldShapes } from './source_mapping';

const MAPPINGS_OF_SOURCES = fileURLToPath(new URL('../../../../../shared/telemetry/mappings.json', import.meta.url));

function compiled(name: string): CompiledMapping {
  const source = SOURCE_MAPPINGS.find((candidate) => candidate.name === name);
  if (source === undefined) throw new Error(`no source ${name}`);
  const template = buildTemplate(source)['template'] as JsonObject;
  return compileMapping(template['mappings'] as JsonObject);
}

describe('mappings of sources', () => {
  it.each(SOURCE_MAPPINGS.map((source) => [source.name, source] as const))('%s names every field once and compiles', (_, source) => {
    const names = [...fieldShapes(source)].map(([name]) => name);
    expect(names.length).toBe(new Set(names).size);
    const mapping = compiled(source.name);
    for (const name of names) expect(mapping.resolve(name), name).toBeDefined();
  });

  it.each([
    ['logs-endpoint.events.process', 'process.command_line', 'wildcard'],
    ['logs-endpoint.events.process', 'process.command_line.caseless', 'keyword'],
    ['logs-endpoint.events.file', 'file.path.text', 'text'],
    ['logs-windows.sysmon_operational', 'process.name.caseless', 'keyword'],
    ['winlogbeat', 'process.parent.name.text', 'match_only_text'],
    ['winlogbeat', 'powershell.file.script_block_text', 'text'],
    ['logs-windows.powershell', 'powershell.file.script_block_text', 'text'],
  ])('%s maps %s as %s', (source, field, type) => {
    expect(compiled(source).resolve(field)?.type).toBe(type);
  });

  it('leaves parents and arguments of file events out, as Elastic Defend does', () => {
    expect(compiled('logs-endpoint.events.file').resolve('process.parent.name')).toBeUndefined();
    expect(compiled('logs-endpoint.events.file').resolve('process.args')).toBeUndefined();
  });
});

/** Entry of the reference file, and the source of ours that it describes. */
const PAIRS = [
  ['endpoint.events.process', 'logs-endpoint.events.process'],
  ['endpoint.events.file', 'logs-endpoint.events.file'],
  ['endpoint.events.registry', 'logs-endpoint.events.registry'],
  ['sysmon-atomics', 'logs-windows.sysmon_operational'],
  ['sysmon-recorded', 'winlogbeat'],
  ['security-recorded', 'logs-system.security'],
] as const;

const present = existsSync(MAPPINGS_OF_SOURCES);
if (!present) console.warn('telemetry/mappings.json is not here: field types were not compared with it');

describe.skipIf(!present)('field types of telemetry/mappings.json', () => {
  const reference = present ? (JSON.parse(readFileSync(MAPPINGS_OF_SOURCES, 'utf8')) as Record<string, { properties: JsonObject }>) : {};
  it.each(PAIRS)('%s', (entry, source) => {
    const theirs = new Map(leafTypes(reference[entry]?.properties ?? {}, ''));
    const ours = compiled(source);
    const compared = ours.fieldNames().filter((name) => theirs.has(name));
    expect(compared.length).toBeGreaterThan(4);
    const different = compared.filter((name) => ours.resolve(name)?.type !== theirs.get(name)).map((name) => `${name}: ${theirs.get(name)}, ours ${ours.resolve(name)?.type}`);
    expect(different).toEqual([]);
  });
});

function* leafTypes(properties: JsonObject, prefix: string): Iterable<[string, string]> {
  for (const [name, field] of Object.entries(properties) as [string, JsonObject][]) {
    const path = prefix + name;
    if (field['properties'] !== undefined) yield* leafTypes(field['properties'] as JsonObject, `${path}.`);
    else yield [path, String(field['type'])];
    for (const [inner, innerField] of Object.entries((field['fields'] as JsonObject | undefined) ?? {})) yield [`${path}.${inner}`, String((innerField as JsonObject)['type'])];
  }
}
