import { compileMapping, type CompiledMapping, type FieldValue, type IndexedDocument, type JsonObject } from '../../../../common/query_dsl';
import type { DocumentVersion } from '../documents/document_version';
import { SearchView } from '../documents/search_view';
import { notImplemented } from '../errors/known_errors';
import { isObject } from '../json/values';
import { documentValues } from '../scripts/document_values';
import { compileScript, type Script } from '../scripts/script';
import { fromScriptValue } from '../scripts/script_value';
import type { SearchRequest } from './search_request';
import type { SearchTarget } from './search_target';

const TYPES = new Set(['keyword', 'long', 'double', 'date', 'boolean', 'ip']);

/** Targets whose documents also have the fields that `runtime_mappings` computes. */
export function withRuntimeFields(request: SearchRequest, targets: readonly SearchTarget[]): readonly SearchTarget[] {
  const options = request.runtimeMappings;
  if (options === undefined || Object.keys(options).length === 0) return targets;
  const fields = Object.entries(options).map(([name, option]) => readField(name, isObject(option) ? option : {}));
  return targets.map((target) => extend(target, fields));
}

interface RuntimeField {
  readonly name: string;
  readonly type: string;
  readonly script: Script;
}

function readField(name: string, option: JsonObject): RuntimeField {
  const type = String(option['type'] ?? '');
  if (!TYPES.has(type)) throw notImplemented(`runtime field type [${type}]`);
  if (option['script'] === undefined) throw notImplemented(`runtime field [${name}] without a script`);
  return { name, type, script: compileScript(option['script']) };
}

function extend(target: SearchTarget, fields: readonly RuntimeField[]): SearchTarget {
  const extra = compileMapping({ properties: Object.fromEntries(fields.map((field) => [field.name, { type: field.type }])) });
  const base = target.mapping;
  const mapping: CompiledMapping = Object.assign(Object.create(base) as CompiledMapping, {
    resolve: (name: string) => extra.resolve(name) ?? base.resolve(name),
    fieldNames: () => [...new Set([...base.fieldNames(), ...extra.fieldNames()])].sort(),
  });
  const build = (entry: DocumentVersion): IndexedDocument => withValues(target.view.documentOf(entry), fields, base);
  const entries = target.view.entries.map((entry) => ({ ...entry, indexed: undefined }));
  return { ...target, mapping, view: new SearchView(entries, build) };
}

/** The document with computed fields; each is computed once, when first asked for. */
function withValues(document: IndexedDocument, fields: readonly RuntimeField[], mapping: CompiledMapping): IndexedDocument {
  const computed = new Map<string, readonly FieldValue[]>();
  const compute = (field: RuntimeField): readonly FieldValue[] => {
    const known = computed.get(field.name);
    if (known !== undefined) return known;
    const emitted: FieldValue[] = [];
    const emit = (value: FieldValue | null): null => {
      if (value !== null) emitted.push(field.type === 'keyword' || field.type === 'ip' ? String(value) : value);
      return null;
    };
    field.script.run({ doc: documentValues(document, mapping) }, { emit: ([value]) => emit(fromScriptValue(value ?? null) as FieldValue | null) });
    computed.set(field.name, emitted);
    return emitted;
  };
  const computedValues = (path: string): readonly FieldValue[] | undefined => {
    const field = fields.find((candidate) => candidate.name === path);
    return field === undefined ? undefined : compute(field);
  };
  return {
    id: document.id,
    ignored: document.ignored,
    nested: (path) => document.nested(path),
    paths: () => [...document.paths(), ...fields.filter((field) => compute(field).length > 0).map((field) => field.name)],
    values: (path) => computedValues(path) ?? document.values(path),
    fieldValues: (field) => computedValues(field.path) ?? document.fieldValues(field),
    ranges: (path) => document.ranges(path),
    words: (field) => document.words(field),
    has: (field) => (computedValues(field.path)?.length ?? 0) > 0 || document.has(field),
  };
}
