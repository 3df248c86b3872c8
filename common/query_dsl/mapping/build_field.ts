import { findAnalyzer, findNormalizer, type Analyzer } from '../analysis/analyzer';
import { compileDateFormat, DEFAULT_DATE_FORMAT, DEFAULT_NANOS_FORMAT, type DateFormat } from '../dates/date_format';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { isScalar, type Field } from './field';
import { canonicalParameters, mappingError, typeFamily } from './field_parameters';
import type { FieldFamily, FieldValue } from './field_type';
import { parseValue } from './parse_value';
import { ValueError } from './value_error';

export interface FieldPlace {
  readonly path: string;
  readonly name: string;
  readonly nestedPath: string | undefined;
  readonly parentPath: string | undefined;
  readonly settings: JsonObject;
  readonly isRuntime: boolean;
}

const RANGE_ELEMENTS: Readonly<Record<string, string>> = {
  date_range: 'date',
  ip_range: 'ip',
  integer_range: 'integer',
  long_range: 'long',
  float_range: 'float',
  double_range: 'double',
};

/** Compiles the mapping of one leaf field, multi-fields included. Throws mapper_parsing_exception. */
export function buildField(place: FieldPlace, definition: JsonObject): Field {
  const type = String(definition.type);
  const family = typeFamily(type, place.path);
  const parameters = canonicalParameters(place.name, type, definition);
  const multiFields = buildMultiFields(place, definition.fields);
  const plain = plainField(place, type, family, parameters, multiFields);
  return { ...plain, nullValue: nullValue(plain, parameters.null_value) };
}

function buildMultiFields(place: FieldPlace, fields: JsonValue | undefined): Field[] {
  if (!isJsonObject(fields)) return [];
  return Object.entries(fields).map(([name, definition]) => {
    if (!isJsonObject(definition) || typeof definition.type !== 'string') throw mappingError(`No type specified for field [${name}]`);
    if (definition.type === 'object' || definition.type === 'nested' || definition.type === 'alias') {
      throw mappingError(`Type [${definition.type}] cannot be used in multi field`);
    }
    return buildField({ ...place, path: `${place.path}.${name}`, name, parentPath: place.path }, definition);
  });
}

function plainField(place: FieldPlace, type: string, family: FieldFamily, parameters: JsonObject, multiFields: Field[]): Field {
  const rangeOf = RANGE_ELEMENTS[type];
  const dateFormat = usesDates(family, rangeOf) ? dateFormatOf(place.name, type, parameters) : undefined;
  const normalizer = typeof parameters.normalizer === 'string' ? parameters.normalizer : undefined;
  const analysis = family === 'text' ? analyzerOf(parameters.analyzer, place.settings) : undefined;
  return {
    path: place.path,
    type,
    family,
    parameters: withMultiFields(parameters, multiFields),
    nestedPath: place.nestedPath,
    parentPath: place.parentPath,
    indexed: parameters.index !== false,
    hasDocValues: parameters.doc_values !== false && family !== 'text' && type !== 'binary',
    isRuntime: place.isRuntime,
    format: dateFormat?.text,
    dateFormat,
    analyzer: analysis?.name ?? normalizer,
    analysis,
    searchAnalysis: analysis && (parameters.search_analyzer === undefined ? analysis : analyzerOf(parameters.search_analyzer, place.settings)),
    positionGap: typeof parameters.position_increment_gap === 'number' ? parameters.position_increment_gap : 100,
    normalize: normalizer === undefined ? undefined : findNormalizer(normalizer, place.name, place.settings),
    ignoreAbove: typeof parameters.ignore_above === 'number' ? parameters.ignore_above : Infinity,
    ignoreMalformed: parameters.ignore_malformed === true,
    coerce: parameters.coerce !== false,
    scalingFactor: scalingFactorOf(place.name, type, parameters),
    nullValue: undefined,
    constantValue: family === 'constant_keyword' && isScalar(parameters.value) ? String(parameters.value) : undefined,
    rangeOf,
    depthLimit: typeof parameters.depth_limit === 'number' ? parameters.depth_limit : 20,
    multiFields,
    copyTo: Array.isArray(parameters.copy_to) ? parameters.copy_to.map(String) : [],
    fielddata: parameters.fielddata === true,
  };
}

function withMultiFields(parameters: JsonObject, multiFields: readonly Field[]): JsonObject {
  if (multiFields.length === 0) return parameters;
  const named = multiFields.map((field) => [field.path.slice(field.path.lastIndexOf('.') + 1), field.parameters] as const);
  return { ...parameters, fields: Object.fromEntries(named) };
}

function usesDates(family: FieldFamily, rangeOf: string | undefined): boolean {
  return family === 'date' || family === 'date_nanos' || rangeOf === 'date';
}

function dateFormatOf(name: string, type: string, parameters: JsonObject): DateFormat {
  const byDefault = type === 'date_nanos' ? DEFAULT_NANOS_FORMAT : DEFAULT_DATE_FORMAT;
  const text = parameters.format === undefined ? byDefault : String(parameters.format);
  try {
    return compileDateFormat(text);
  } catch (error) {
    throw mappingError(`Failed to parse mapping: ${error instanceof Error ? error.message : name}`);
  }
}

function analyzerOf(name: JsonValue | undefined, settings: JsonObject): Analyzer {
  return findAnalyzer(name === undefined ? 'default' : String(name), settings);
}

function scalingFactorOf(name: string, type: string, parameters: JsonObject): number {
  if (type !== 'scaled_float') return 1;
  const factor = Number(parameters.scaling_factor);
  if (parameters.scaling_factor === undefined) throw mappingError(`Failed to parse mapping: Field [scaling_factor] is required`);
  if (!(factor > 0)) throw mappingError(`[scaling_factor] must be a positive number, got [${factor}] for field [${name}]`);
  return factor;
}

function nullValue(field: Field, given: JsonValue | undefined): FieldValue | undefined {
  if (!isScalar(given)) return undefined;
  try {
    const value = parseValue(field, given);
    return typeof value === 'string' && field.normalize ? field.normalize(value) : value;
  } catch (error) {
    if (error instanceof ValueError) throw mappingError(`Failed to parse mapping: ${error.message}`);
    throw error;
  }
}
