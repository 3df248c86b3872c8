import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointResponse, findAlerts, InstallReport } from '../../common/api';
import type { JsonObject } from '../../common/query_dsl';
import { indexNameFor } from '../../fixtures/source_mappings';
import { readRulesUnderCheck, type EvidenceCase, type RuleUnderCheck } from '../../scripts/check_rules';
import { startTestStack, type TestStack } from './start_test_stack';

const evidencePrefix = 'evidence-';

const runsEverywhere = ({ content }: RuleUnderCheck): boolean => content.type !== 'esql';
const everyRule = readRulesUnderCheck();
const rules = everyRule.filter(runsEverywhere);

/** A case of evidence on a host of its own, so that no case disturbs another. */
interface HostedCase {
  readonly ruleId: string;
  readonly evidence: EvidenceCase;
  readonly fires: boolean;
  readonly hostId: string;
}

const cases = rules.flatMap(({ content, firesOn, staysSilentOn }, rule) => {
  const hosted = (evidence: readonly EvidenceCase[], fires: boolean) =>
    evidence.map((one, at): HostedCase => ({ ruleId: content.rule_id, evidence: one, fires, hostId: `host${rule}${fires ? 'y' : 'n'}${at}` }));
  return [...hosted(firesOn, true), ...hosted(staysSilentOn, false)];
});

/**
 * Rules of one round run over their own evidence and each other's; a rule that reads alerts comes first, while its evidence is all there is. In a
 * round no rule finds more than the hundred alerts of one run.
 */
const readsAlerts = ({ content }: RuleUnderCheck): boolean => content.data.some(({ sources }) => sources.some(({ style }) => style === 'alerts'));
const ofEvents = rules.filter((rule) => !readsAlerts(rule));
const half = Math.ceil(ofEvents.length / 2);
const rounds = [rules.filter(readsAlerts), ofEvents.slice(0, half), ofEvents.slice(half)].map((round) => round.map(({ content }) => content.rule_id));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The names of the hosts of a case, in order of first mention, with what stands for them here. A rule may look for a host's name in its files. */
function renaming({ evidence: { events }, hostId }: HostedCase): ReadonlyArray<readonly [string, string]> {
  const ids = [...new Set(events.map((event) => textOf(event['host.id'])))];
  const names = [...new Set(events.map((event) => textOf(event['host.name'])))];
  const renamed = (from: readonly string[]) => from.flatMap((name, at): Array<readonly [string, string]> => (name === '' ? [] : [[name, at === 0 ? hostId : `${hostId}x${at}`]]));
  return [...renamed(ids), ...renamed(names)];
}

/** The events as if the last of them had just happened, on the hosts of the case. An alert of the evidence is told from those that rules make by its id. */
function eventsNow(one: HostedCase, nowMs: number): string[] {
  const { style, events } = one.evidence;
  const shiftMs = nowMs - Math.max(...events.map((event) => Date.parse(String(event['@timestamp']))));
  const names = renaming(one);
  return events.map((event, at) => {
    const renamed = names.reduce((text, [from, to]) => text.replaceAll(from, to).replaceAll(from.toUpperCase(), to.toUpperCase()), JSON.stringify(event));
    const document = { ...(JSON.parse(renamed) as JsonObject), '@timestamp': new Date(Date.parse(String(event['@timestamp'])) + shiftMs).toISOString() };
    const action = { _index: indexNameFor(document, style), ...(style === 'alerts' ? { _id: `${evidencePrefix}${one.hostId}-${at}` } : {}) };
    return `${JSON.stringify({ create: action })}\n${JSON.stringify(document)}\n`;
  });
}

interface RunningRule {
  readonly rule_id: string;
  readonly execution_summary?: { readonly last_execution: { readonly status: string; readonly message: string } };
}

describe('every rule that runs everywhere, from the bulk request to the page', () => {
  let stack: TestStack;
  const statuses = new Map<string, string>();
  const hostsOf = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    stack = await startTestStack({ installKey: false });
    const report = await stack.as('tuner').request<InstallReport>('POST', '/internal/staging_watch/rules/_install', {});
    expect(report.body.failed).toEqual([]);
    expect(report.body.installed.sort()).toEqual(rules.map(({ content }) => content.rule_id).sort());
    expect(report.body.notOffered.map(({ ruleId }) => ruleId)).toEqual(everyRule.filter((rule) => !runsEverywhere(rule)).map(({ content }) => content.rule_id));
    for (const round of rounds) await runRound(round);
    for (const { content } of rules) hostsOf.set(content.rule_id, await alertedHosts(content.rule_id, content.building_block_type !== undefined));
  }, 180_000);
  afterAll(() => stack.close());

  async function runRound(ruleIds: readonly string[]): Promise<void> {
    await indexEvidence(cases.filter(({ ruleId }) => ruleIds.includes(ruleId)));
    const enabled = await stack.as('tuner').request<{ failed: unknown[] }>('POST', '/internal/staging_watch/rules/_enable', { ruleIds, enabled: true });
    expect(enabled.body.failed).toEqual([]);
    const last = await untilAllRan(ruleIds);
    for (const [ruleId, status] of last) statuses.set(ruleId, status);
    await stack.as('tuner').request('POST', '/internal/staging_watch/rules/_enable', { ruleIds, enabled: false });
    const cleared = await stack.elasticsearchClient.request('POST', '/logs-*,winlogbeat-*/_delete_by_query?refresh=true&ignore_unavailable=true', { query: { match_all: {} } });
    expect(cleared.status).toBe(200);
  }

  async function indexEvidence(evidence: readonly HostedCase[]): Promise<void> {
    const nowMs = Date.now();
    const lines = evidence.flatMap((one) => eventsNow(one, nowMs));
    const response = await fetch(`${stack.elasticsearch.url}/_bulk?refresh=true`, { method: 'POST', headers: { authorization: stack.hostAuthorization, 'content-type': 'application/x-ndjson' }, body: lines.join('') });
    const { items } = (await response.json()) as { items: ReadonlyArray<{ create: { error?: unknown } }> };
    expect(items.flatMap(({ create }) => create.error ?? [])).toEqual([]);
  }

  async function untilAllRan(ruleIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const until = Date.now() + 90_000;
    for (;;) {
      const { body } = await stack.as('admin').request<{ data: readonly RunningRule[] }>('GET', '/api/detection_engine/rules/_find?per_page=1000');
      const ran = body.data.flatMap(({ rule_id, execution_summary: summary }) => (summary && ruleIds.includes(rule_id) && !/running|going to run/.test(summary.last_execution.status) ? [[rule_id, `${summary.last_execution.status}: ${summary.last_execution.message}`] as const] : []));
      if (ran.length === ruleIds.length) return new Map(ran);
      if (Date.now() > until) throw new Error(`only ${ran.length} of ${ruleIds.length} rules ran`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Hosts with an alert on our page; a building block is no row there, so it is found as Kibana finds it and opened by our page's address of one alert. */
  async function alertedHosts(ruleId: string, isBuildingBlock: boolean): Promise<ReadonlySet<string>> {
    const analyst = stack.as('analyst');
    if (isBuildingBlock) return hostsOfBlocks(ruleId);
    const hosts: string[] = [];
    for (let page = 1; ; page += 1) {
      const { status, body } = await analyst.request<EndpointResponse<typeof findAlerts>>('GET', `/internal/staging_watch/alerts?rule=${ruleId}&perPage=100&page=${page}&from=now-30d&to=now%2B1m`);
      expect(status).toBe(200);
      hosts.push(...body.alerts.filter(({ id }) => !id.startsWith(evidencePrefix)).flatMap(({ host, events }) => [host.id, host.name, ...events.flatMap((event) => [event.host.id, event.host.name])].filter((name) => name !== undefined)));
      if (page * 100 >= body.total) return new Set(hosts);
    }
  }

  async function hostsOfBlocks(ruleId: string): Promise<ReadonlySet<string>> {
    const analyst = stack.as('analyst');
    const { body } = await analyst.request<{ hits: { hits: ReadonlyArray<{ _id: string }> } }>('POST', '/api/detection_engine/signals/search', { size: 1_000, _source: false, query: { term: { 'kibana.alert.rule.rule_id': ruleId } } });
    const alerts = await Promise.all(body.hits.hits.map(({ _id: id }) => analyst.request<{ alert?: { host: { id?: string; name?: string } } }>('GET', `/internal/staging_watch/alerts/${id}`)));
    return new Set(alerts.flatMap((alert) => [alert.body.alert?.host.id, alert.body.alert?.host.name].filter((name) => name !== undefined)));
  }

  it('has its host and the rules it counted named where it reads alerts, which carry neither', async () => {
    const { body } = await stack.as('analyst').request<EndpointResponse<typeof findAlerts>>('GET', '/internal/staging_watch/alerts?rule=staging-watch-several-rules&perPage=100&from=now-30d&to=now%2B1m');
    const counted = body.alerts.filter(({ id }) => !id.startsWith(evidencePrefix));
    expect(counted.length).toBeGreaterThan(0);
    for (const alert of counted) {
      expect(alert.host.name).toBeDefined();
      expect(alert.counted?.ruleNames.length).toBe(alert.counted?.different.find(({ field }) => field === 'kibana.alert.rule.rule_id')?.value);
    }
  });

  it('is installed and runs without a warning', () => {
    expect([...statuses].filter(([, status]) => !status.startsWith('succeeded'))).toEqual([]);
  });

  it.each(rules.map(({ content }) => content.rule_id))('%s alerts on what it has to and on nothing it has to leave alone', (ruleId) => {
    const hosts = hostsOf.get(ruleId) ?? new Set();
    const wrong = cases.filter((one) => one.ruleId === ruleId && hosts.has(one.hostId) !== one.fires);
    expect(wrong.map(({ fires, evidence }) => `${fires ? 'no alert on' : 'an alert on'} "${evidence.case}" (${evidence.style})`)).toEqual([]);
  });
});
