import { matchesSimple } from '../../documents/dynamic_templates';
import type { Field } from '../../mapping/field';
import type { BindScope, DocumentTest } from '../query_node';
import { failedToCreate } from '../shard_error';
import { constantTest } from './term_test';

/**
 * Compiles `exists`: a field, an object (any of its fields) or a pattern. Names nobody mapped match nothing.
 * Throws query_shard_exception where a pattern meets a nested object, as Elasticsearch does.
 */
export function existsTest(name: string, scope: BindScope): DocumentTest {
  const fields = existsFields(name, scope);
  const tests = fields.filter(isRecorded).map((field): DocumentTest => (document) => document.has(field));
  if (tests.length === 1 && tests[0]) return tests[0];
  return tests.length === 0 ? constantTest(false) : (document) => tests.some((test) => test(document));
}

/** True where no field of the mapping fits the name. */
export function existsNowhere(name: string, scope: BindScope): boolean {
  const { mapping } = scope;
  if (mapping.objectPaths().includes(name)) return false;
  if (name.includes('*')) return !mapping.fieldNames().some((field) => matchesSimple(name, field));
  return mapping.resolve(name) === undefined;
}

function existsFields(name: string, scope: BindScope): readonly Field[] {
  const { mapping } = scope;
  if (mapping.objectPaths().includes(name)) return fieldsMatching(`${name}.*`, scope);
  if (name.includes('*')) {
    if (mapping.nestedPaths().some((path) => matchesSimple(name, path))) throw nestedError(scope);
    return fieldsMatching(name, scope);
  }
  const field = mapping.resolve(name);
  if (!field) return [];
  if (field.family === 'metadata' && (field.path === '_source' || field.path === '_seq_no')) return [];
  return [field];
}

function fieldsMatching(pattern: string, scope: BindScope): readonly Field[] {
  const names = scope.mapping.fieldNames().filter((name) => matchesSimple(pattern, name));
  return names.flatMap((name) => scope.mapping.resolve(name) ?? []);
}

function nestedError(scope: BindScope): Error {
  const reason = 'Cannot run exists() query against the nested field path';
  return failedToCreate(scope, { type: 'unsupported_operation_exception', reason });
}

function isRecorded(field: Field): boolean {
  return field.indexed || field.hasDocValues || field.family === 'text';
}
