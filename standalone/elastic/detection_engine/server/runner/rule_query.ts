import { kqlFields, kqlToQuery } from '../kql/kql_to_query';
import type { FieldTypes } from '../kql/kql_to_query';
import { parseKql } from '../kql/parse_kql';
import { boolQuery } from './rule_filters';
import type { BoolQuery } from './rule_filters';
import { indexPath } from './rule_run';
import type { RuleRun } from './rule_run';

/** Types of the fields that an expression names, as the indices of the run have them; `wildcard` counts as `keyword`, as field caps has it. */
async function fieldTypes(run: RuleRun, names: readonly string[]): Promise<FieldTypes> {
  if (names.length === 0) return new Map();
  const answer = await run.client.transport.request<{ fields?: Readonly<Record<string, Readonly<Record<string, unknown>>>> }>({
    method: 'POST',
    path: `/${indexPath(run)}/_field_caps`,
    querystring: { fields: [...new Set(names)].join(','), allow_no_indices: true, ignore_unavailable: true },
  });
  return new Map(Object.entries(answer.fields ?? {}).map(([name, types]) => [name, Object.keys(types).filter((type) => type !== 'unmapped')]));
}

/** Lucene text as a query; blank text and a lone star are everything. */
function luceneQuery(text: string): Record<string, unknown> {
  return ['', '*'].includes(text.trim()) ? { match_all: {} } : { query_string: { query: text, analyze_wildcard: true } };
}

/**
 * The query of a KQL or Lucene rule with its filters and exceptions (`detection-engine.md` §6.6). Throws the syntax error of KQL that
 * cannot be read; Lucene text is checked by Elasticsearch.
 */
export async function ruleQuery(run: RuleRun): Promise<BoolQuery> {
  const { query = '', language, filters } = run.rule.attributes.params;
  if (language === 'lucene') return boolQuery({ must: luceneQuery(query), filters, excluded: run.excluded });
  const tree = parseKql(query);
  const filter = tree.kind === 'everything' ? undefined : kqlToQuery(tree, await fieldTypes(run, kqlFields(tree)));
  return boolQuery({ filter, filters, excluded: run.excluded });
}
