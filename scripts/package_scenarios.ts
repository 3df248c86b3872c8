import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { packagedScenariosSchema, scenarioContentSchema, type PackagedScenarios } from '../common/coverage';

const scenariosDirectory = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../fixtures/scenarios');

/** Every `fixtures/scenarios/<name>` with its events, checked; throws with file and place of what is wrong. Sorted by kind and id. */
export function packageScenarios(): PackagedScenarios {
  const folders = fs.readdirSync(scenariosDirectory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => path.join(scenariosDirectory, name));
  const scenarios = folders.map((folder) => ({ content: readContent(path.join(folder, 'scenario.yml')), events: readEvents(folder) }));
  const ids = scenarios.map(({ content }) => content.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`fixtures/scenarios: two scenarios have the id ${twice}`);
  return packagedScenariosSchema.parse({ scenarios: scenarios.sort((one, other) => compare(one.content, other.content)) });
}

const kinds = ['test', 'neighbour', 'benign'];
/** Seed tests first, those of the kind's other sources after them, as the reference lists them. */
const letters = 'SPANB';

function compare(one: ScenarioOrder, other: ScenarioOrder): number {
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || letters.indexOf(one.id.charAt(0)) - letters.indexOf(other.id.charAt(0)) || one.id.localeCompare(other.id, 'en', { numeric: true });
}
interface ScenarioOrder {
  readonly id: string;
  readonly kind: string;
}

function readContent(file: string): ReturnType<typeof scenarioContentSchema.parse> {
  const decoded = scenarioContentSchema.safeParse(parse(fs.readFileSync(file, 'utf8')));
  if (decoded.success) return decoded.data;
  throw new Error(`${path.relative(path.dirname(scenariosDirectory), file)}: ${decoded.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
}

function readEvents(folder: string): Record<string, unknown[]> {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.ndjson')).sort();
  return Object.fromEntries(files.map((file) => [file.slice('events_'.length, -'.ndjson'.length), fs.readFileSync(path.join(folder, file), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)]));
}
