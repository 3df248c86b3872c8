import { ElasticsearchError } from '../../../../common/query_dsl';
import { invalidIndexName } from '../errors/known_errors';

const FORBIDDEN = [' ', '"', '*', '\\', '<', '|', ',', '>', '/', '?'];
const MAX_BYTES = 255;

/** @throws ElasticsearchError for a name that no index, alias or data stream may have */
export function checkIndexName(name: string): void {
  if (name === '') throw invalidIndexName(name, 'must not be empty');
  if (/[#:]/.test(name)) throw invalidIndexName(name, name.includes('#') ? "must not contain '#'" : "must not contain ':'");
  if (/^[_\-+]/.test(name)) throw invalidIndexName(name, "must not start with '_', '-', or '+'");
  if (FORBIDDEN.some((character) => name.includes(character))) {
    throw invalidIndexName(name, `must not contain the following characters [${FORBIDDEN.map((character) => (character === '"' ? '\\"' : character)).join(',')}]`);
  }
  if (Buffer.byteLength(name) > MAX_BYTES) throw invalidIndexName(name, `index name is too long, (${Buffer.byteLength(name)} > ${MAX_BYTES})`);
  if (name === '.' || name === '..') throw invalidIndexName(name, "must not be '.' or '..'");
  if (name !== name.toLowerCase()) throw invalidIndexName(name, 'must be lowercase');
}

/** A name to read from may not begin with `_`. @throws ElasticsearchError */
export function refuseUnderscore(name: string): void {
  if (!name.startsWith('_') || name === '_all') return;
  throw new ElasticsearchError({ type: 'invalid_index_name_exception', reason: `Invalid index name [${name}], must not start with '_'.`, extra: { index: name } });
}

/**
 * Resolves date math in names: `<logs-{now/d}>`, `<logs-{now/M{yyyy.MM}}>`; other names stay as they are.
 * @throws ElasticsearchError for math this service does not work out
 */
export function resolveDateMath(name: string, nowMs: number): string {
  if (!name.startsWith('<') || !name.endsWith('>')) return name;
  return name.slice(1, -1).replace(/\{([^{}]+)(?:\{([^{}]+)\})?\}/g, (_, math: string, format: string | undefined) => formatDay(math, format ?? 'yyyy.MM.dd', nowMs));
}

const DAY_MS = 86_400_000;

function formatDay(math: string, format: string, nowMs: number): string {
  const match = /^now(?:([+-]\d+)d)?(?:\/([dMy]))?$/.exec(math);
  if (match === null || !/^[yMd.\-_/]+$/.test(format)) {
    throw new ElasticsearchError({ type: 'parse_exception', reason: `date math [${math}] in an index name is not implemented by the embedded Elasticsearch` }, { status: 501 });
  }
  const date = new Date(nowMs + Number(match[1] ?? 0) * DAY_MS).toISOString();
  const month = match[2] === 'y' ? '01' : date.slice(5, 7);
  const day = match[2] === 'y' || match[2] === 'M' ? '01' : date.slice(8, 10);
  return format.replace('yyyy', date.slice(0, 4)).replace('MM', month).replace('dd', day);
}
