import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import { isScalar, scalarText, type Field, type MappingNode, type ObjectNode, type Scalar } from '../mapping/field';
import { mergeMapping } from '../mapping/merge_mapping';
import { parseValue } from '../mapping/parse_value';
import { illegalValue, ValueError } from '../mapping/value_error';
import { checkText, isParsedEarly } from './check_text';
import { hasNullValue } from './derive_values';
import { aliasError, belowLeafError, concreteValueError, fieldError, fieldNameError, flattenedSentence, objectSentence, strictError, tooDeepError, type DocumentPlace } from './document_error';
import { newField } from './dynamic_mapping';
import { locateKey, type KeyPlace } from './locate_key';
import { parseRange } from './range_value';
import { StoredDocument } from './stored_document';
import type { IndexedDocument } from './indexed_document';

/** Deeper documents are refused, as Elasticsearch's parser does. */
const MAX_NESTING = 1000;

export interface IndexOptions {
  readonly id: string;
  /** JSON text of the document: gives errors the line and column Elasticsearch names. */
  readonly text?: string;
}

export interface IndexedResult {
  readonly document: IndexedDocument;
  /** The mapping the document was read with: the given one, or one with the fields it introduced. */
  readonly mapping: CompiledMapping;
  /** The fields the document introduced, as a body for `PUT _mapping`; undefined = none. */
  readonly dynamicUpdate?: JsonObject;
}

/**
 * Reads a document with a mapping. Throws ElasticsearchError (document_parsing_exception, strict_dynamic_mapping_exception)
 * with the reason Elasticsearch gives; nothing is changed then.
 */
export function indexDocument(mapping: CompiledMapping, source: JsonObject, options: IndexOptions): IndexedResult {
  const first = new DocumentReader(mapping, options);
  const document = first.read(source);
  const dynamicUpdate = first.dynamicUpdate();
  if (!dynamicUpdate) return { document, mapping };
  const merged = mergeMapping(mapping, dynamicUpdate);
  return { document: new DocumentReader(merged, options).read(source), mapping: merged, dynamicUpdate };
}

/** Where a value of the source goes: the documents around it, innermost last. */
interface Target {
  readonly document: StoredDocument;
  readonly parent: Target | undefined;
}

class DocumentReader {
  private readonly trail: (string | number)[] = [];
  private readonly introduced = new Map<string, JsonObject>();
  private readonly introducedRuntime = new Map<string, JsonObject>();
  private readonly id: string;
  private readonly text: string | undefined;

  constructor(
    private readonly mapping: CompiledMapping,
    options: IndexOptions,
  ) {
    this.id = options.id;
    this.text = options.text;
  }

  read(source: JsonObject): StoredDocument {
    const document = new StoredDocument(this.id, this.mapping.constants);
    if (this.mapping.root.enabled) this.readObject(this.mapping.root, source, { document, parent: undefined });
    return document;
  }

  /** `PUT _mapping` body with the new fields, dotted paths as nested properties. */
  dynamicUpdate(): JsonObject | undefined {
    if (this.introduced.size === 0 && this.introducedRuntime.size === 0) return undefined;
    const update: Record<string, JsonValue> = {};
    if (this.introduced.size > 0) update.properties = Object.fromEntries(this.introduced);
    if (this.introducedRuntime.size > 0) update.runtime = Object.fromEntries(this.introducedRuntime);
    return update;
  }

  private place(): DocumentPlace {
    return { id: this.id, text: this.text, path: [...this.trail] };
  }

  private readObject(node: ObjectNode, object: JsonObject, target: Target): void {
    if (this.trail.length > MAX_NESTING) throw tooDeepError(MAX_NESTING);
    for (const key in object) {
      if (!Object.hasOwn(object, key)) continue;
      const value = object[key];
      if (value === undefined) continue;
      this.trail.push(key);
      this.readKey(locateKey(this.mapping, node, key), value, target);
      this.trail.pop();
    }
  }

  private readKey(place: KeyPlace, value: JsonValue, outer: Target): void {
    let target = outer;
    for (const nested of place.nested) target = this.nestedTarget(nested, target);
    switch (place.kind) {
      case 'node':
        return this.readNode(place.node, value, target);
      case 'new':
        return this.readNewField(place.parent, place.rest, value, target);
      case 'below_leaf':
        if (place.parent.dynamic !== 'false') throw belowLeafError(place, this.place());
        return;
      case 'bad_name':
        throw fieldNameError(place.sentence, this.place());
      case 'disabled':
    }
  }

  private readNode(node: MappingNode, value: JsonValue, target: Target): void {
    if (node.kind === 'field') return this.readField(node.field, value, target);
    if (node.kind === 'alias') throw aliasError(node.path);
    if (!node.enabled || value === null) return;
    if (isJsonObject(value)) return this.readChildObject(node, value, target);
    if (!Array.isArray(value)) throw concreteValueError(node.path, this.place());
    this.eachItem(value, (item) => this.readNode(node, item, target));
  }

  private eachItem(items: readonly JsonValue[], read: (item: JsonValue) => void): void {
    if (this.trail.length > MAX_NESTING) throw tooDeepError(MAX_NESTING);
    for (let index = 0; index < items.length; index += 1) {
      this.trail.push(index);
      read(items[index] ?? null);
      this.trail.pop();
    }
  }

  private readChildObject(node: ObjectNode, value: JsonObject, target: Target): void {
    if (!node.nested) return this.readObject(node, value, target);
    const inner = this.nestedTarget(node, target);
    this.readObject(node, value, inner);
    if (node.includeInParent) target.document.include(inner.document);
    if (node.includeInRoot) rootOf(target).document.include(inner.document);
  }

  private nestedTarget(node: ObjectNode, target: Target): Target {
    const document = new StoredDocument(this.id, this.mapping.constants);
    target.document.addNested(node.path, document);
    return { document, parent: target };
  }

  private readNewField(parent: ObjectNode, rest: readonly string[], value: JsonValue, target: Target): void {
    const path = [...(parent.path === '' ? [] : [parent.path]), ...rest].join('.');
    if (this.readRuntimeField(path, value, target)) return;
    if (parent.dynamic === 'false' || value === null || isEmptyArray(value)) return;
    if (parent.dynamic === 'strict') throw strictError(rest[0] ?? '', parent.path, this.place());
    const found = newField(this.mapping.source, path, value);
    if (!found) return;
    if (found.definition.type === 'object' || found.definition.type === 'nested') return this.introduceObject(path, found.definition, parent, value, target);
    if (parent.dynamic === 'runtime' && found.runtimeType !== undefined) {
      if (!this.introducedRuntime.has(path)) this.introducedRuntime.set(path, { type: found.runtimeType });
    } else if (!this.introduced.has(path)) {
      this.introduced.set(path, found.definition);
    }
  }

  private introduceObject(path: string, definition: JsonObject, parent: ObjectNode, value: JsonValue, target: Target): void {
    const keepsOpen = definition.enabled !== false && definition.dynamic !== false;
    const isPlain = parent.dynamic === 'runtime' && definition.type === 'object';
    if (!isPlain && !this.introduced.has(path)) this.introduced.set(path, definition);
    if (!keepsOpen || definition.type === 'nested') return;
    const node: ObjectNode = { ...parent, path, nested: false, children: new Map() };
    const readItem = (item: JsonValue): void => {
      if (isJsonObject(item)) this.readObject(node, item, target);
      else if (Array.isArray(item)) this.eachItem(item, readItem);
      else if (item !== null) throw concreteValueError(path, this.place());
    };
    readItem(value);
  }

  /** Runtime fields are read from the source, not indexed; unknown names below objects end here too. */
  private readRuntimeField(path: string, value: JsonValue, target: Target): boolean {
    const field = this.mapping.resolve(path);
    if (field?.isRuntime !== true || field.path !== path) return false;
    this.readField(field, value, target);
    return true;
  }

  private readField(field: Field, value: JsonValue, target: Target): void {
    if (Array.isArray(value)) {
      if (field.type === 'geo_point' && value.length > 0 && isScalar(value[0])) return this.readScalar(field, JSON.stringify(value), value, target);
      return this.eachItem(value, (item) => this.readField(field, item, target));
    }
    if (value === null) return this.readNull(field, target);
    if (isScalar(value)) return this.readScalar(field, value, value, target);
    this.readObjectValue(field, value as JsonObject, target);
  }

  private readNull(field: Field, target: Target): void {
    if (hasNullValue(field)) target.document.add(field, null, isParsedEarly(field) ? field.nullValue : undefined);
  }

  private readScalar(field: Field, value: Scalar, shown: JsonValue, target: Target): void {
    if (field.family === 'range') return this.readRange(field, value, target);
    if (field.family === 'flattened') throw fieldError(field, shown, illegalValue(flattenedSentence(this.place())), this.place());
    try {
      const parsed = isParsedEarly(field) ? parseValue(field, value) : undefined;
      if (parsed !== undefined || !isParsedEarly(field)) {
        checkText(field, value);
        target.document.add(field, value, parsed);
      }
    } catch (error) {
      this.fail(field, shown, error, target);
    }
    for (const path of field.copyTo) this.copy(path, value, target);
  }

  private copy(path: string, value: Scalar, target: Target): void {
    const field = this.mapping.resolve(path);
    if (field) this.readScalar({ ...field, copyTo: [] }, value, value, rootOf(target));
  }

  private readRange(field: Field, value: Scalar | JsonObject, target: Target): void {
    try {
      target.document.addRange(field.path, parseRange(field, value));
    } catch (error) {
      this.fail(field, value, error, target);
    }
  }

  private readObjectValue(field: Field, value: JsonObject, target: Target): void {
    if (field.family === 'range') return this.readRange(field, value, target);
    if (field.family === 'flattened') return this.readFlattened(field, value, '', target, 1);
    if (field.type === 'geo_point') return target.document.add(field, JSON.stringify(value), undefined);
    this.fail(field, value, illegalValue(objectSentence(field, this.place())), target);
  }

  private readFlattened(field: Field, value: JsonValue, key: string, target: Target, depth: number): void {
    if (depth > field.depthLimit + 1) {
      throw fieldError(field, value, illegalValue(`The provided [flattened] field [${field.path}] exceeds the maximum depth limit of [${field.depthLimit}].`), this.place());
    }
    if (isJsonObject(value)) {
      for (const [name, inner] of Object.entries(value)) this.readFlattened(field, inner ?? null, key === '' ? name : `${key}.${name}`, target, depth + 1);
    } else if (Array.isArray(value)) {
      for (const inner of value) this.readFlattened(field, inner, key, target, depth);
    } else if (value !== null && isScalar(value)) {
      const text = scalarText(value);
      if (text.length <= field.ignoreAbove) target.document.addFlattened(field, key, text);
    }
  }

  private fail(field: Field, value: JsonValue, error: unknown, target: Target): void {
    if (!(error instanceof ValueError)) throw error;
    if (!field.ignoreMalformed) throw fieldError(field, value, error, this.place());
    target.document.markMalformed(field.path);
  }
}

function rootOf(target: Target): Target {
  return target.parent ? rootOf(target.parent) : target;
}

function isEmptyArray(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}
