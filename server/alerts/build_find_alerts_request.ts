import type { EndpointRequest, findAlerts } from '../../common/api';
import { isBuildingBlock, isOfTest, ofStagingRules, shownFields, type Clause } from './alert_query';

export type FindAlertsQuery = EndpointRequest<typeof findAlerts>['query'];

/** Ranks of texts whose alphabet is not their order, lowest first. */
const severities = ['low', 'medium', 'high', 'critical'];
const statuses = ['closed', 'acknowledged', 'open'];

/** Body of the search for one page of episodes: shells and single alerts, sorted, ties broken by the newer and then by the id. */
export function buildFindAlertsRequest(query: FindAlertsQuery, ruleIds: readonly string[]): Clause {
  return {
    from: (query.page - 1) * query.perPage,
    size: query.perPage,
    track_total_hits: true,
    _source: shownFields,
    query: { bool: { filter: [...inRange(query, ruleIds), ...chosen(query), inTests(query)], must_not: [isBuildingBlock], should: rankOf(query) } },
    sort: sortOf(query),
  };
}

/** Body of the search for the values to filter by: the same range, without the filters; and for how many alerts are of an exercise, with them. */
export function buildFacetsRequest(query: FindAlertsQuery, ruleIds: readonly string[]): Clause {
  const name = { terms: { field: 'kibana.alert.rule.name', size: 1 } };
  return {
    size: 0,
    query: { bool: { filter: inRange(query, ruleIds), must_not: [isBuildingBlock] } },
    aggs: {
      shown: {
        filter: inTests(query),
        aggs: {
          rules: { terms: { field: 'kibana.alert.rule.rule_id', size: 100 }, aggs: { name } },
          hosts: { terms: { field: 'host.name', size: 100 } },
        },
      },
      tests: { filter: { bool: { filter: [...chosen(query), isOfTest] } } },
    },
  };
}

/** The alerts that the choice about exercises leaves. */
function inTests({ tests }: FindAlertsQuery): Clause {
  if (tests === 'hide') return { bool: { must_not: [isOfTest] } };
  return tests === 'only' ? isOfTest : { match_all: {} };
}

function inRange({ from, to }: FindAlertsQuery, ruleIds: readonly string[]): Clause[] {
  return [ofStagingRules(ruleIds), { range: { '@timestamp': { gte: from, lte: to } } }];
}

function chosen({ status, rule, host }: FindAlertsQuery): Clause[] {
  const fields = { 'kibana.alert.workflow_status': status, 'kibana.alert.rule.rule_id': rule, 'host.name': host };
  return Object.entries(fields).flatMap(([field, values]) => (values.length > 0 ? [{ terms: { [field]: values } }] : []));
}

/** Severity and status are sorted by a score made of their rank; other sorts need no score. */
function rankOf({ sort }: FindAlertsQuery): Clause[] {
  if (sort === 'severity') return ranked('kibana.alert.severity', severities);
  return sort === 'status' ? ranked('kibana.alert.workflow_status', statuses) : [];
}

function ranked(field: string, values: readonly string[]): Clause[] {
  return values.map((value, rank) => ({ constant_score: { filter: { term: { [field]: value } }, boost: rank + 1 } }));
}

function sortOf({ sort, order }: FindAlertsQuery): Clause[] {
  const first: Readonly<Record<FindAlertsQuery['sort'], Clause[]>> = {
    created: [],
    severity: [{ _score: { order } }],
    status: [{ _score: { order } }],
    rule: [{ 'kibana.alert.rule.name': { order, missing: '_last', unmapped_type: 'keyword' } }],
    host: [{ 'host.name': { order, missing: '_last', unmapped_type: 'keyword' } }],
  };
  const byTime = { '@timestamp': { order: sort === 'created' ? order : 'desc', unmapped_type: 'date' } };
  return [...first[sort], byTime, { 'kibana.alert.uuid': { order: 'asc', unmapped_type: 'keyword' } }];
}
