import { parseQuery, type CompiledQuery, type JsonObject, type ParsedQuery } from '../../../../common/query_dsl';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import type { Hit } from '../search/execute_search';
import { bindQuery, matchesOf, type SearchTarget } from '../search/search_target';
import { shardError } from '../search/search_errors';
import { fieldOption, writeBucket, type AggregationDocument, type AggregationKind, type AggregationNode, type AggregationRun, type CheckContext } from './aggregation';

/** A query as a test of documents in the aggregation, bound once for each index. */
function documentTest(query: ParsedQuery, run: AggregationRun): (item: AggregationDocument) => boolean {
  const bound = new Map<SearchTarget, CompiledQuery | undefined>();
  return ({ document, hit }) => {
    if (!bound.has(hit.target)) bound.set(hit.target, bindQuery(query, { ...hit.target, filters: undefined }, run.now));
    return bound.get(hit.target)?.matches(document) ?? true;
  };
}

function parseAt(query: JsonObject, node: AggregationNode, path: readonly (string | number)[], context?: CheckContext): ParsedQuery {
  return parseQuery(query, context === undefined ? undefined : { text: context.body.text, path: [...node.path, ...path] });
}

export const FILTER: AggregationKind = {
  options: ['*'],
  takesChildren: true,
  check: (node, context) => {
    parseAt(node.options, node, [], context);
  },
  checkTarget: (node, target) => {
    bindQuery(parseQuery(node.options), { ...target, filters: undefined }, 0);
  },
  run: (node, documents, run) => {
    const test = documentTest(parseQuery(node.options), run);
    return { typedName: 'filter', body: writeBucket({ documents: documents.filter(test), head: {} }, node, run) };
  },
};

/** Filters of a `filters` aggregation: named, or in a list without names. */
function readFilters(node: AggregationNode, context?: CheckContext): { readonly name: string | undefined; readonly query: ParsedQuery }[] {
  const { filters } = node.options;
  if (isArray(filters)) return filters.filter(isObject).map((query, at) => ({ name: undefined, query: parseAt(query, node, ['filters', at], context) }));
  if (!isObject(filters)) return [];
  return Object.entries(filters).map(([name, query]) => ({ name, query: parseAt(isObject(query) ? query : {}, node, ['filters', name], context) }));
}

export const FILTERS: AggregationKind = {
  options: ['filters', 'other_bucket', 'other_bucket_key', 'keyed'],
  takesChildren: true,
  check: (node, context) => {
    readFilters(node, context);
  },
  run: (node, documents, run) => {
    const tests = readFilters(node).map(({ name, query }) => ({ name, test: documentTest(query, run) }));
    const keyed = !isArray(node.options['filters']) && node.options['keyed'] !== false;
    const buckets = tests.map(({ name, test }): [string, BodyValue] => [name ?? '', writeBucket({ documents: documents.filter(test), head: keyed || name === undefined ? {} : { key: name } }, node, run)]);
    const otherKey = node.options['other_bucket_key'];
    if (otherKey !== undefined || node.options['other_bucket'] === true) {
      const others = documents.filter((item) => !tests.some(({ test }) => test(item)));
      const name = otherKey === undefined ? '_other_' : String(otherKey);
      buckets.push([name, writeBucket({ documents: others, head: keyed || isArray(node.options['filters']) ? {} : { key: name } }, node, run)]);
    }
    return { typedName: 'filters', body: { buckets: keyed ? Object.fromEntries(buckets) : buckets.map(([, body]) => body) } };
  },
};

export const MISSING: AggregationKind = {
  options: ['field', 'missing'],
  takesChildren: true,
  run: (node, documents, run) => {
    const without = documents.filter((item) => run.fields.values(item, fieldOption(node)).length === 0);
    return { typedName: 'missing', body: writeBucket({ documents: without, head: {} }, node, run) };
  },
};

/** All documents of the searched indices, whatever the query. */
export const GLOBAL: AggregationKind = {
  options: [],
  takesChildren: true,
  run: (node, _documents, run) => {
    const all: AggregationDocument[] = [];
    for (const [shard, target] of run.outcome.targets.entries()) {
      if (run.outcome.failures.some((failure) => failure.index === target.index)) continue;
      for (const match of matchesOf(target, shard, bindQuery(undefined, target, run.now))) {
        const hit: Hit = { ...match, score: 1, keys: [], columns: [] };
        all.push({ document: match.document, hit });
      }
    }
    return { typedName: 'global', body: writeBucket({ documents: all, head: {} }, node, run) };
  },
};

export const NESTED: AggregationKind = {
  options: ['path'],
  takesChildren: true,
  run: (node, documents, run) => {
    const path = String(node.options['path'] ?? '');
    const inner = documents.flatMap(({ document, hit }) => document.nested(path).map((nested): AggregationDocument => ({ document: nested, hit })));
    return { typedName: 'nested', body: writeBucket({ documents: inner, head: {} }, node, run) };
  },
};

export const REVERSE_NESTED: AggregationKind = {
  options: ['path'],
  takesChildren: true,
  checkTarget: (node) => {
    if (node.options['path'] !== undefined) throw shardError('illegal_argument_exception', 'reverse_nested with a path is not implemented by the embedded Elasticsearch');
  },
  run: (node, documents, run) => {
    const roots = [...new Set(documents.map((item) => item.hit))].map((hit): AggregationDocument => ({ document: hit.document, hit }));
    return { typedName: 'reverse_nested', body: writeBucket({ documents: roots, head: {} }, node, run) };
  },
};
