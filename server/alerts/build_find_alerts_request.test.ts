import { describe, expect, it } from 'vitest';
import { findAlerts } from '../../common/api';
import { buildFacetsRequest, buildFindAlertsRequest, type FindAlertsQuery } from './build_find_alerts_request';

const query = (given: Record<string, unknown> = {}): FindAlertsQuery => findAlerts.query.parse(given) as FindAlertsQuery;

describe('buildFindAlertsRequest', () => {
  it('asks for the newest of the last day by default', () => {
    expect(buildFindAlertsRequest(query(), ['a'])).toMatchObject({
      from: 0,
      size: 25,
      query: { bool: { filter: [{ bool: { should: [{ terms: { 'kibana.alert.rule.rule_id': ['a'] } }, { term: { 'kibana.alert.rule.tags': 'Staging Watch' } }] } }, { range: { '@timestamp': { gte: 'now-24h', lte: 'now' } } }, { bool: { must_not: [{ term: { tags: 'staging-watch-test' } }] } }], must_not: [{ exists: { field: 'kibana.alert.building_block_type' } }], should: [] } },
      sort: [{ '@timestamp': { order: 'desc', unmapped_type: 'date' } }, { 'kibana.alert.uuid': { order: 'asc', unmapped_type: 'keyword' } }],
    });
  });

  it('filters by one or several values', () => {
    const { filter } = (buildFindAlertsRequest(query({ status: 'open', rule: ['a', 'b'], host: 'ws-1', page: '3', perPage: '10' }), ['a']).query as { bool: { filter: unknown[] } }).bool;
    expect(filter.slice(2, -1)).toEqual([{ terms: { 'kibana.alert.workflow_status': ['open'] } }, { terms: { 'kibana.alert.rule.rule_id': ['a', 'b'] } }, { terms: { 'host.name': ['ws-1'] } }]);
  });

  it('sorts severity and status by rank, not by the alphabet', () => {
    const { sort, query: body } = buildFindAlertsRequest(query({ sort: 'severity', order: 'asc' }), ['a']) as { sort: unknown[]; query: { bool: { should: unknown[] } } };
    expect(sort[0]).toEqual({ _score: { order: 'asc' } });
    expect(body.bool.should.at(-1)).toEqual({ constant_score: { filter: { term: { 'kibana.alert.severity': 'critical' } }, boost: 4 } });
  });

  it('asks for facets over the range alone, and counts the alerts of an exercise with the filters', () => {
    const { query: body, aggs } = buildFacetsRequest(query({ status: 'open', host: 'ws-1' }), ['a']) as { query: unknown; aggs: { shown: unknown; tests: unknown } };
    expect(JSON.stringify([body, aggs.shown])).not.toContain('ws-1');
    expect(aggs.tests).toEqual({ filter: { bool: { filter: [{ terms: { 'kibana.alert.workflow_status': ['open'] } }, { terms: { 'host.name': ['ws-1'] } }, { term: { tags: 'staging-watch-test' } }] } } });
  });

  it('leaves alerts of an exercise out, in, or alone', () => {
    const last = (tests: string): unknown => (buildFindAlertsRequest(query({ tests }), ['a']).query as { bool: { filter: unknown[] } }).bool.filter.at(-1);
    expect([last('hide'), last('show'), last('only')]).toEqual([{ bool: { must_not: [{ term: { tags: 'staging-watch-test' } }] } }, { match_all: {} }, { term: { tags: 'staging-watch-test' } }]);
  });
});
