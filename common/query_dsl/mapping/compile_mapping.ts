import { ElasticsearchError } from '../errors/elasticsearch_error';
import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../json';
import { buildField } from './build_field';
import type { CompiledMapping } from './compiled_mapping';
import type { Dynamic, Field, MappingNode, ObjectNode } from './field';
import { mappingError } from './field_parameters';
import { METADATA_FIELDS } from './metadata_fields';

/** Root keys besides `properties` that are kept as they are. */
const ROOT_KEYS = new Set([
  '_meta', '_source', '_routing', '_field_names', '_data_stream_timestamp', '_tier', '_size', '_doc_count', 'dynamic_templates', 'dynamic_date_formats',
  'date_detection', 'numeric_detection', 'dynamic', 'properties', 'runtime', 'enabled', 'subobjects',
]);
const OBJECT_KEYS = new Set([
  'type', 'properties', 'dynamic', 'enabled', 'include_in_parent', 'include_in_root', 'subobjects', 'synthetic_source_keep', 'store_array_source',
]);
const MAX_DEPTH = 20;

/** `compileMapping` for a changed mapping: fields whose definition is the very object of `previous` are taken over. */
export function recompileMapping(mappings: JsonObject, previous: CompiledMapping): CompiledMapping {
  return compiledOrWrapped(mappings, new MappingCompiler(previous.settings, previous));
}

/**
 * Compiles a mapping as it is sent to `PUT /<index>` (`{ properties, dynamic, dynamic_templates, runtime … }`), with the index
 * settings for its analysers and normalisers. Throws mapper_parsing_exception with Elasticsearch's reason.
 */
export function compileMapping(mappings: JsonObject, settings: JsonObject = {}): CompiledMapping {
  return compiledOrWrapped(mappings, new MappingCompiler(settings, undefined));
}

function compiledOrWrapped(mappings: JsonObject, compiler: MappingCompiler): CompiledMapping {
  try {
    return compiler.compile(mappings);
  } catch (error) {
    if (error instanceof ElasticsearchError) throw wrapped(error);
    throw error;
  }
}

function wrapped(error: ElasticsearchError): ElasticsearchError {
  const reason = error.reason.replace(/^Failed to parse mapping: /, '');
  const { parameter: _, ...extra } = error.extra;
  return new ElasticsearchError({
    type: 'mapper_parsing_exception',
    reason: `Failed to parse mapping: ${reason}`,
    causedBy: { type: error.type, reason, causedBy: error.causedBy, extra },
  });
}

class MappingCompiler {
  private readonly fields = new Map<string, Field>();
  private readonly aliases = new Map<string, string>();
  private readonly nestedPaths: string[] = [];
  private readonly objectPaths: string[] = [];

  constructor(
    private readonly settings: JsonObject,
    private readonly previous: CompiledMapping | undefined,
  ) {}

  compile(mappings: JsonObject): CompiledMapping {
    for (const key of Object.keys(mappings)) {
      if (!ROOT_KEYS.has(key)) throw mappingError(`Root mapping definition has unsupported parameters:  [${key} : ${JSON.stringify(mappings[key])}]`);
    }
    refuseSubobjects(mappings);
    const dynamic = readDynamic(mappings.dynamic, 'dynamic') ?? 'true';
    const properties: Record<string, JsonValue> = {};
    const children = this.children(mappings.properties, { path: '', nestedPath: undefined, dynamic, depth: 1, enabled: mappings.enabled !== false }, properties);
    const runtime = this.runtimeFields(mappings.runtime);
    const root: ObjectNode = {
      kind: 'object', path: '', nested: false, enabled: mappings.enabled !== false, includeInParent: false, includeInRoot: false, dynamic, children,
    };
    this.checkAliases();
    return this.finish(root, rootSource(mappings, properties, runtime));
  }

  private runtimeFields(runtime: JsonValue | undefined): JsonObject {
    if (!isJsonObject(runtime)) return {};
    const source: Record<string, JsonValue> = {};
    for (const [name, definition] of Object.entries(runtime)) {
      if (!isJsonObject(definition)) continue;
      if (definition.script !== undefined) throw mappingError(`runtime field [${name}] with a script is not supported by this server`);
      const field = buildField({ path: name, name, nestedPath: undefined, parentPath: undefined, settings: this.settings, isRuntime: true }, definition);
      this.fields.set(name, field);
      setOwn(source, name, field.parameters);
    }
    return source;
  }

  private children(properties: JsonValue | undefined, place: ObjectPlace, source: Record<string, JsonValue>): Map<string, MappingNode> {
    const children = new Map<string, MappingNode>();
    if (properties === undefined) return children;
    if (!isJsonObject(properties)) throw mappingError(`Expected map for property [properties] on field [${place.path}] but got a ${javaClass(properties)}`);
    for (const [name, definition] of Object.entries(expandDots(properties))) {
      if (!isJsonObject(definition)) {
        throw mappingError(`Expected map for property [fields] on field [${name}] but got a ${javaClass(definition ?? null)}`);
      }
      children.set(name, this.node(name, definition, place, source));
    }
    return children;
  }

  private node(name: string, definition: JsonObject, place: ObjectPlace, source: Record<string, JsonValue>): MappingNode {
    if (name.trim() === '') throw mappingError('field name cannot be an empty string');
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const type = definition.type ?? (definition.properties === undefined && Object.keys(definition).length > 0 && !looksLikeObject(definition) ? undefined : 'object');
    if (type === undefined) throw mappingError(`No type specified for field [${name}]`);
    if (type === 'object' || type === 'nested') return this.object(name, path, definition, place, source);
    if (type === 'alias') return this.alias(name, path, definition, source);
    const field = this.unchanged(path, definition, place) ?? buildField({ path, name, nestedPath: place.nestedPath, parentPath: undefined, settings: this.settings, isRuntime: false }, definition);
    if (place.enabled) this.addField(field);
    setOwn(source, name, field.parameters);
    return { kind: 'field', field };
  }

  private unchanged(path: string, definition: JsonObject, place: ObjectPlace): Field | undefined {
    const before = this.previous?.resolve(path);
    return before?.parameters === definition && before.path === path && before.nestedPath === place.nestedPath ? before : undefined;
  }

  private object(name: string, path: string, definition: JsonObject, place: ObjectPlace, source: Record<string, JsonValue>): ObjectNode {
    const nested = definition.type === 'nested';
    checkObjectKeys(name, definition);
    if (place.depth >= MAX_DEPTH) throw new ElasticsearchError({ type: 'illegal_argument_exception', reason: `Limit of mapping depth [${MAX_DEPTH}] has been exceeded due to object field [${path}]` });
    const own = readDynamic(definition.dynamic, `${name}.dynamic`);
    const dynamic = own ?? place.dynamic;
    (nested ? this.nestedPaths : this.objectPaths).push(path);
    const properties: Record<string, JsonValue> = {};
    const nestedPath = nested ? path : place.nestedPath;
    const children = this.children(definition.properties, { path, nestedPath, dynamic, depth: place.depth + 1, enabled: place.enabled && !isFalse(definition.enabled) }, properties);
    setOwn(source, name, objectSource(definition, own, properties));
    return {
      kind: 'object', path, nested, dynamic, children,
      enabled: !isFalse(definition.enabled),
      includeInParent: isTrue(definition.include_in_parent),
      includeInRoot: isTrue(definition.include_in_root),
    };
  }

  private alias(name: string, path: string, definition: JsonObject, source: Record<string, JsonValue>): MappingNode {
    if (typeof definition.path !== 'string') throw mappingError(`The [path] property must be specified for field [${name}].`);
    this.aliases.set(path, definition.path);
    setOwn(source, name, { type: 'alias', path: definition.path });
    return { kind: 'alias', path, target: definition.path };
  }

  private addField(field: Field): void {
    this.fields.set(field.path, field);
    for (const multi of field.multiFields) this.addField(multi);
  }

  private checkAliases(): void {
    for (const [path, target] of this.aliases) {
      if (this.aliases.has(target)) {
        throw mappingError(`Invalid [path] value [${target}] for field alias [${path}]: an alias cannot refer to another alias.`);
      }
      if (!this.fields.has(target)) {
        throw mappingError(`Invalid [path] value [${target}] for field alias [${path}]: an alias must refer to an existing field in the mappings.`);
      }
    }
  }

  private finish(root: ObjectNode, source: JsonObject): CompiledMapping {
    const { fields, aliases } = this;
    const names = [...fields.keys(), ...aliases.keys()].sort();
    const nestedPaths = [...this.nestedPaths].sort();
    const objectPaths = [...this.objectPaths].sort();
    const flattened = [...fields.values()].filter((field) => field.family === 'flattened');
    return {
      source,
      settings: this.settings,
      root,
      resolve: (name) => {
        const target = aliases.get(name) ?? name;
        return fields.get(target) ?? METADATA_FIELDS.get(target) ?? flattenedKey(flattened, target);
      },
      fieldNames: () => names,
      nestedPaths: () => nestedPaths,
      objectPaths: () => objectPaths,
      constants: [...fields.values()].filter((field) => field.constantValue !== undefined && field.nestedPath === undefined),
      isAlias: (name) => aliases.has(name),
    };
  }
}

interface ObjectPlace {
  readonly path: string;
  readonly nestedPath: string | undefined;
  readonly dynamic: Dynamic;
  readonly depth: number;
  /** False below an object with `enabled: false`: nothing there is indexed. */
  readonly enabled: boolean;
}

function flattenedKey(flattened: readonly Field[], name: string): Field | undefined {
  const owner = flattened.find((field) => name.startsWith(`${field.path}.`));
  return owner && { ...owner, path: owner.path, flattenedKey: name.slice(owner.path.length + 1) };
}

function looksLikeObject(definition: JsonObject): boolean {
  return Object.keys(definition).every((key) => OBJECT_KEYS.has(key));
}

function checkObjectKeys(name: string, definition: JsonObject): void {
  for (const key of Object.keys(definition)) {
    if (OBJECT_KEYS.has(key)) continue;
    throw mappingError(`Mapping definition for [${name}] has unsupported parameters:  [${key} : ${printJava(definition[key] ?? null)}]`);
  }
  refuseSubobjects(definition);
}

function refuseSubobjects(definition: JsonObject): void {
  if (definition.subobjects !== undefined && !isTrue(definition.subobjects)) {
    throw mappingError(`[subobjects: ${String(definition.subobjects)}] is not supported by this server`);
  }
}

function printJava(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function javaClass(value: JsonValue): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (Array.isArray(value)) return 'java.util.ArrayList';
  return typeof value === 'boolean' ? 'java.lang.Boolean' : 'java.lang.Integer';
}

function isFalse(value: JsonValue | undefined): boolean {
  return value === false || value === 'false';
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}

function readDynamic(value: JsonValue | undefined, name: string): Dynamic | undefined {
  if (value === undefined) return undefined;
  const text = String(value).toLowerCase();
  if (text === 'true' || text === 'false' || text === 'strict' || text === 'runtime') return text;
  throw new ElasticsearchError({
    type: 'illegal_argument_exception',
    reason: `Could not convert [${name === 'dynamic' ? 'dynamic.dynamic' : name}] to boolean`,
    causedBy: { type: 'illegal_argument_exception', reason: `Failed to parse value [${String(value)}] as only [true] or [false] are allowed.` },
  });
}

/** `a.b: x` becomes `a: { properties: { b: x } }`, joined with what `a` already has. */
function expandDots(properties: JsonObject): JsonObject {
  if (!Object.keys(properties).some((name) => name.includes('.'))) return properties;
  const result: Record<string, JsonValue> = {};
  for (const [name, definition] of Object.entries(properties)) {
    const dot = name.indexOf('.');
    const head = dot < 0 ? name : name.slice(0, dot);
    const value: JsonValue = dot < 0 ? (definition ?? {}) : { properties: { [name.slice(dot + 1)]: definition ?? {} } };
    const before = Object.hasOwn(result, head) ? result[head] : undefined;
    const joined = isJsonObject(before) && isJsonObject(value) ? joinDefinitions(before, value) : value;
    setOwn(result, head, joined);
  }
  return result;
}

function joinDefinitions(left: JsonObject, right: JsonObject): JsonObject {
  const leftProperties = isJsonObject(left.properties) ? left.properties : {};
  const rightProperties = isJsonObject(right.properties) ? right.properties : {};
  const properties: Record<string, JsonValue> = {};
  for (const [name, definition] of [...Object.entries(leftProperties), ...Object.entries(rightProperties)]) {
    const before = Object.hasOwn(properties, name) ? properties[name] : undefined;
    setOwn(properties, name, isJsonObject(before) && isJsonObject(definition) ? joinDefinitions(before, definition) : (definition ?? {}));
  }
  return { ...left, ...right, properties };
}

function objectSource(definition: JsonObject, dynamic: Dynamic | undefined, properties: JsonObject): JsonObject {
  const hasProperties = Object.keys(properties).length > 0;
  const plain: Record<string, JsonValue> = {};
  if (definition.type === 'nested') plain.type = 'nested';
  if (dynamic !== undefined) plain.dynamic = dynamic;
  if (isFalse(definition.enabled)) plain.enabled = false;
  if (isTrue(definition.include_in_parent)) plain.include_in_parent = true;
  if (isTrue(definition.include_in_root)) plain.include_in_root = true;
  if (definition.type !== 'nested' && Object.keys(plain).length === 0 && !hasProperties) plain.type = 'object';
  if (definition.type !== 'nested' && !hasProperties) plain.type = 'object';
  return hasProperties ? { ...plain, properties } : plain;
}

function rootSource(mappings: JsonObject, properties: JsonObject, runtime: JsonObject): JsonObject {
  const source: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(mappings)) {
    if (value === undefined || key === 'properties' || key === 'runtime' || key === 'subobjects') continue;
    source[key] = key === 'dynamic' ? String(value).toLowerCase() : value;
  }
  if (Object.keys(runtime).length > 0) source.runtime = runtime;
  if (Object.keys(properties).length > 0) source.properties = properties;
  return source;
}
