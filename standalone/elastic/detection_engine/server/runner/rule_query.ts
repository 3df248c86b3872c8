import { buildEsQuery, parse } from '../../../../../common/kql';
import type { BoolQuery, Filter } from '../../../../../common/kql';
import { kqlFields } from '../kql/kql_fields';
import { loadDataView } from './data_view';
import type { RuleRun } from './rule_run';

export type { BoolQuery };

const isObject = (value: unknown): value is Filter => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The filter pills of a rule, and its exceptions as one more, negated (`detection-engine.md` §3.4). */
function filtersOf({ rule, excluded }: Pick<RuleRun, 'rule' | 'excluded'>): Filter[] {
  const pills = (rule.attributes.params.filters ?? []).filter(isObject);
  return excluded === undefined ? pills : [...pills, { meta: { negate: true }, query: excluded }];
}

/** Filters and exceptions of a rule whose query is in another language (`detection-engine.md` §6.3). */
export function filterQuery(run: Pick<RuleRun, 'rule' | 'excluded'>): BoolQuery {
  return buildEsQuery(undefined, [], filtersOf(run));
}

/**
 * The query of a KQL or Lucene rule with its filters and exceptions (`detection-engine.md` §6.6). Throws the syntax error of KQL that
 * cannot be read; Lucene text is checked by Elasticsearch.
 */
export async function ruleQuery(run: RuleRun): Promise<BoolQuery> {
  const { query = '', language = 'kuery' } = run.rule.attributes.params;
  const dataView = language === 'kuery' ? await loadDataView(run, kqlFields(parse(query))) : undefined;
  return buildEsQuery(dataView, { language, query }, filtersOf(run));
}
