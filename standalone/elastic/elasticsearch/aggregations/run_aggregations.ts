import { setOwn } from '../json/values';
import type { BodyValue } from '../json/write_json';
import type { SearchOutcome } from '../search/execute_search';
import type { SearchTarget } from '../search/search_target';
import type { AggregationDocument, AggregationNode, AggregationRun } from './aggregation';
import { FieldReaders } from './field_readers';
import { AGGREGATION_KINDS } from './kinds';
import { applyPipelines, PIPELINE_TYPES } from './pipelines';

/** Refuses one index for aggregations that cannot be run on it. @throws ElasticsearchError of phase `shard` */
export function checkAggregationTarget(nodes: readonly AggregationNode[], target: SearchTarget, parent?: AggregationNode): void {
  for (const node of nodes) {
    AGGREGATION_KINDS[node.type]?.checkTarget?.(node, target, parent);
    checkAggregationTarget(node.children, target, node);
  }
}

/** Runs aggregations over the matches of a search; the body of `aggregations`. */
export function runAggregations(nodes: readonly AggregationNode[], outcome: SearchOutcome, options: { readonly now: number; readonly typedKeys: boolean }): BodyValue {
  const run: AggregationRun = {
    outcome,
    now: options.now,
    fields: new FieldReaders(),
    key: (node, typedName) => (options.typedKeys ? `${typedName}#${node.name}` : node.name),
    children: (node, documents) => (node.children.length === 0 ? {} : runAll(node.children, documents, run)),
  };
  return runAll(nodes, outcome.matches.map((hit) => ({ document: hit.document, hit })), run);
}

function runAll(nodes: readonly AggregationNode[], documents: readonly AggregationDocument[], run: AggregationRun): Record<string, BodyValue> {
  const out: Record<string, BodyValue> = {};
  for (const node of nodes) {
    const kind = AGGREGATION_KINDS[node.type];
    if (kind === undefined || PIPELINE_TYPES.has(node.type)) continue;
    const { typedName, body } = kind.run(node, documents, run);
    const metadata = node.metadata === undefined ? {} : { meta: node.metadata as BodyValue };
    setOwn<BodyValue>(out, run.key(node, typedName), { ...metadata, ...applyPipelines(node, body) });
  }
  return out;
}
