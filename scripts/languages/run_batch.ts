import { isJsonObject, type JsonObject } from '../../common/query_dsl/index';
import type { BatchLanguage, BatchWorld } from './batch_language';
import { readJson, writeJson } from './read_json';

/** Worlds made so far and what answers them. One line in, at most one line out. */
export class BatchRun {
  private readonly worlds = new Map<string, BatchWorld>();
  private readonly broken = new Map<string, string>();

  constructor(private readonly languages: readonly BatchLanguage[]) {}

  /** The answer line of a case; undefined for a definition and for an empty line. A bad line is answered with `error`, never thrown. */
  line(text: string): string | undefined {
    if (text.trim() === '') {
      return undefined;
    }
    try {
      const value = readJson(text);
      if (!isJsonObject(value)) {
        return writeJson({ error: { type: 'bad_line', reason: 'a line must be a JSON object' } });
      }
      return value.define === undefined ? writeJson(this.answer(value)) : this.define(value);
    } catch (error) {
      return writeJson({ error: { type: 'bad_line', reason: error instanceof Error ? error.message : String(error) } });
    }
  }

  private define(line: JsonObject): undefined {
    const name = String(line.define);
    try {
      const language = this.languages.find((candidate) => candidate.defines(line));
      if (language === undefined) {
        throw new Error('no language knows this kind of world');
      }
      this.worlds.set(name, language.define(line));
    } catch (error) {
      this.broken.set(name, error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }

  private answer(line: JsonObject): Readonly<Record<string, unknown>> {
    const { id, language } = line;
    const name = String(line.world);
    const refuse = (reason: string): Readonly<Record<string, unknown>> => ({ id, error: { type: 'bad_case', reason } });
    if (!this.languages.some((candidate) => candidate.name === language)) {
      return refuse(`unknown language [${String(language)}]`);
    }
    const world = this.worlds.get(name);
    if (world === undefined) {
      return refuse(`world [${name}] ${this.broken.has(name) ? `could not be made: ${this.broken.get(name)}` : 'is not defined'}`);
    }
    try {
      return { id, ...world.answer(line) };
    } catch (error) {
      return refuse(`the engine failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
