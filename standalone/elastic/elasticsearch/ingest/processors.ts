import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { ElasticsearchError } from '../../../../common/query_dsl';
import { illegalArgument, notImplemented } from '../errors/known_errors';
import { isArray, isObject, setOwn } from '../json/values';
import { compileScript } from '../scripts/script';
import { fromScriptValue, toScriptValue } from '../scripts/script_value';

/** A document on its way through a pipeline; processors change it in place. */
export interface IngestDocument {
  source: Record<string, JsonValue>;
  readonly id: string | undefined;
  readonly index: string;
  dropped: boolean;
}

type Processor = (document: IngestDocument, options: JsonObject) => void;

const text = (options: JsonObject, key: string): string => String(options[key] ?? '');
const flag = (options: JsonObject, key: string): boolean => options[key] === true;

const PROCESSORS: Readonly<Record<string, Processor>> = {
  set: (document, options) => {
    if (options['override'] === false && getAt(document.source, text(options, 'field')) !== undefined) return;
    const copied = options['copy_from'];
    const value = copied === undefined ? render(options['value'] ?? null, document) : getAt(document.source, String(copied)) ?? null;
    if (flag(options, 'ignore_empty_value') && (value === null || value === '')) return;
    setAt(document.source, text(options, 'field'), value);
  },
  remove: (document, options) => {
    const fields = options['field'];
    for (const field of isArray(fields) ? fields.map(String) : [String(fields ?? '')]) removeAt(document.source, field, flag(options, 'ignore_missing'));
  },
  rename: (document, options) => {
    const value = removeAt(document.source, text(options, 'field'), flag(options, 'ignore_missing'));
    if (value !== undefined) setAt(document.source, text(options, 'target_field'), value);
  },
  lowercase: (document, options) => convertText(document, options, (value) => value.toLowerCase()),
  uppercase: (document, options) => convertText(document, options, (value) => value.toUpperCase()),
  trim: (document, options) => convertText(document, options, (value) => value.trim()),
  append: (document, options) => {
    const known = getAt(document.source, text(options, 'field'));
    const added = options['value'];
    const values = [...(isArray(known) ? known : known === undefined ? [] : [known]), ...(isArray(added) ? added : [added ?? null]).map((value) => render(value, document))];
    setAt(document.source, text(options, 'field'), values);
  },
  drop: (document) => {
    document.dropped = true;
  },
  fail: (document, options) => {
    throw new ElasticsearchError({ type: 'fail_processor_exception', reason: String(render(options['message'] ?? '', document)) }, { status: 500 });
  },
};

/** @throws ElasticsearchError naming a processor that is not implemented */
export function checkProcessors(processors: readonly JsonValue[]): void {
  for (const entry of processors) {
    const [name = '', options] = isObject(entry) ? Object.entries(entry)[0] ?? [] : [];
    if (!Object.hasOwn(PROCESSORS, name)) throw notImplemented(`ingest processor [${name}]`);
    if (isObject(options) && options['if'] !== undefined) compileScript(options['if']);
  }
}

export function runProcessors(document: IngestDocument, processors: readonly JsonValue[]): void {
  for (const entry of processors) {
    const [name = '', options] = isObject(entry) ? Object.entries(entry)[0] ?? [] : [];
    const run = Object.hasOwn(PROCESSORS, name) ? PROCESSORS[name] : undefined;
    if (run === undefined || !isObject(options) || document.dropped || !applies(document, options)) continue;
    try {
      run(document, options);
    } catch (error) {
      if (!flag(options, 'ignore_failure')) throw error;
    }
  }
}

function applies(document: IngestDocument, options: JsonObject): boolean {
  if (options['if'] === undefined) return true;
  return fromScriptValue(compileScript(options['if']).run({ ctx: toScriptValue(document.source) })) === true;
}

/** Replaces `{{field}}` and `{{{field}}}` by values of the document. */
function render(value: JsonValue, document: IngestDocument): JsonValue {
  if (typeof value !== 'string' || !value.includes('{{')) return value;
  return value.replace(/\{\{\{?\s*([^{}\s]+)\s*\}?\}\}/g, (_, path: string) => {
    if (path === '_index') return document.index;
    if (path === '_id') return document.id ?? '';
    const found = getAt(document.source, path.replace(/^_source\./, ''));
    return found === undefined ? '' : String(found);
  });
}

function convertText(document: IngestDocument, options: JsonObject, convert: (value: string) => string): void {
  const field = text(options, 'field');
  const value = getAt(document.source, field);
  if (value === undefined || value === null) {
    if (flag(options, 'ignore_missing')) return;
    throw illegalArgument(value === null ? `field [${field}] is null, cannot process it.` : `field [${field}] not present as part of path [${field}]`);
  }
  const target = options['target_field'] === undefined ? field : text(options, 'target_field');
  if (typeof value === 'string') setAt(document.source, target, convert(value));
  else if (isArray(value)) setAt(document.source, target, value.map((item) => convert(String(item))));
  else throw illegalArgument(`field [${field}] of type [${typeof value}] cannot be cast to [java.lang.String]`);
}

function parentOf(source: Record<string, JsonValue>, path: string, make: boolean): [Record<string, JsonValue>, string] | undefined {
  const parts = path.split('.');
  let node = source;
  for (const part of parts.slice(0, -1)) {
    const next = Object.hasOwn(node, part) ? node[part] : undefined;
    if (isObject(next)) node = next as Record<string, JsonValue>;
    else if (next === undefined && make) {
      const made: Record<string, JsonValue> = {};
      setOwn<JsonValue>(node, part, made);
      node = made;
    } else return undefined;
  }
  return [node, parts.at(-1) ?? ''];
}

function getAt(source: Record<string, JsonValue>, path: string): JsonValue | undefined {
  const place = parentOf(source, path, false);
  return place !== undefined && Object.hasOwn(place[0], place[1]) ? place[0][place[1]] : undefined;
}

function setAt(source: Record<string, JsonValue>, path: string, value: JsonValue): void {
  const place = parentOf(source, path, true);
  if (place === undefined) throw illegalArgument(`cannot set [${path}]: a part of it is no object`);
  setOwn(place[0], place[1], value);
}

function removeAt(source: Record<string, JsonValue>, path: string, ignoreMissing: boolean): JsonValue | undefined {
  const value = getAt(source, path);
  if (value === undefined) {
    if (ignoreMissing) return undefined;
    throw illegalArgument(`field [${path}] doesn't exist`);
  }
  const place = parentOf(source, path, false);
  if (place !== undefined) delete place[0][place[1]];
  return value;
}
