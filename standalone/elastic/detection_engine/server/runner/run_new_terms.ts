import type { EventHit } from '../alerts/source_event';
import { buildEventAlert } from '../alerts/build_event_alert';
import { writeAlerts } from '../alerts/write_alerts';
import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import { dateMath } from './date_math';
import { ruleQuery } from './rule_query';
import { indexPath, requestedFields, timeRange } from './rule_run';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';
import { emptyResult, maximumWarning } from './window_result';
import type { WindowResult } from './window_result';

type Terms = Readonly<Record<string, string | number>>;
type Query = Record<string, unknown>;

/** Combinations of values are compared in pages of this size. */
const termsPerPage = 500;

interface Bucket {
  readonly key: Terms;
  readonly first?: { readonly hits: { readonly hits: readonly EventHit[] } };
}
interface Answer {
  readonly aggregations: { readonly terms: { readonly buckets: readonly Bucket[]; readonly after_key?: Terms } };
}

interface TermsSearch {
  readonly query: readonly Query[];
  readonly fields: readonly string[];
  readonly after?: Terms | undefined;
  readonly withEvents: boolean;
}

async function searchTerms(run: RuleRun, { query, fields, after, withEvents }: TermsSearch): Promise<Answer> {
  const sources = fields.map((field) => ({ [field]: { terms: { field } } }));
  const first = { top_hits: { size: 1, sort: [{ '@timestamp': 'asc' }], fields: requestedFields } };
  return run.client.transport.request<Answer>({
    method: 'POST',
    path: `/${indexPath(run)}/_search`,
    querystring: { allow_no_indices: true, ignore_unavailable: true },
    body: {
      size: 0,
      query: { bool: { filter: query } },
      aggs: { terms: { composite: { size: termsPerPage, sources, ...(after === undefined ? {} : { after }) }, ...(withEvents ? { aggs: { first } } : {}) } },
    },
  });
}

const keyText = (key: Terms): string => JSON.stringify(Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1)));

const withoutKnown = (buckets: readonly Bucket[], known: ReadonlySet<string>): Bucket[] => buckets.filter(({ key }) => !known.has(keyText(key)));

async function knownTerms(run: RuleRun, buckets: readonly Bucket[], history: RunWindow, query: Query): Promise<ReadonlySet<string>> {
  if (buckets.length === 0) return new Set();
  const fields = Object.keys(buckets[0]?.key ?? {});
  const among = buckets.map(({ key }) => ({ bool: { filter: Object.entries(key).map(([field, value]) => ({ term: { [field]: value } })) } }));
  const answer = await searchTerms(run, { query: [query, timeRange(run, history), { bool: { minimum_should_match: 1, should: among } }], fields, withEvents: false });
  return new Set(answer.aggregations.terms.buckets.map(({ key }) => keyText(key)));
}

/**
 * Runs a new terms rule over one window: an alert on the first event of each combination of values that the history window before
 * it does not have. The terms that are new stand in `kibana.alert.new_terms`.
 */
export async function runNewTerms(run: RuleRun, window: RunWindow, writing: WriteAlertsDependencies): Promise<WindowResult> {
  const { newTermsFields = [], historyWindowStart = 'now-7d', maxSignals } = run.rule.attributes.params;
  const start = dateMath(historyWindowStart, run.startedAt.getTime());
  if (start === undefined || start >= window.from) throw new Error('History window size must be larger than rule interval + additional lookback');
  const query = (await ruleQuery(run)) as unknown as Query;
  const found: Bucket[] = [];
  const searchMs: number[] = [];
  let after: Terms | undefined;
  do {
    const startedAt = performance.now();
    const page = await searchTerms(run, { query: [query, timeRange(run, window)], fields: newTermsFields, after, withEvents: true });
    const known = await knownTerms(run, page.aggregations.terms.buckets, { from: start, to: window.from - 1 }, query);
    searchMs.push(Math.round(performance.now() - startedAt));
    found.push(...withoutKnown(page.aggregations.terms.buckets, known));
    const { buckets, after_key: afterKey } = page.aggregations.terms;
    after = buckets.length < termsPerPage ? undefined : afterKey;
  } while (after !== undefined && found.length <= maxSignals);
  const alerts = found.slice(0, maxSignals).flatMap(({ key, first }) => {
    const event = first?.hits.hits[0];
    if (event === undefined) return [];
    const { id, source } = buildEventAlert(event, { origin: run.origin, now: () => writing.now().toISOString() });
    return [{ id, source: { ...source, 'kibana.alert.new_terms': newTermsFields.map((field) => key[field]) } }];
  });
  const { created, errors, durationMs } = await writeAlerts(alerts, run.rule.spaceId, writing);
  const reachedMaximum = found.length > maxSignals;
  return { ...emptyResult, created: created.size, reachedMaximum, errors, warnings: reachedMaximum ? [maximumWarning] : [], searchMs, indexMs: alerts.length === 0 ? [] : [durationMs] };
}
