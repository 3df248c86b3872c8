import type { EndpointResponse, getCoverageCell as contract } from '../../common/api';
import { readsAlerts, sourceIndexOf, stylesToJudge, TestBench, withoutEvents, type CorpusTest, type RuleUnderTest } from '../../common/coverage';
import { explainEpisode, nearMiss, toStagingEvent, type EventStyle, type Explanation, type SourceDocument } from '../../common/detection';
import type { FoundAlert } from '../../common/rule_run';
import { AppError } from '../lib/app_error';
import type { CoverageDependencies } from './coverage_dependencies';
import { alertsKnownIn } from './known_alerts';
import { readSubjects } from './coverage_subjects';

const shownAlerts = 20;

export interface CellName {
  readonly ruleId: string;
  readonly testId: string;
  readonly style: EventStyle;
}

/** One cell, run anew: what was replayed, what the rule says, and why it does or how close it came. Throws `not_found`. */
export async function getCoverageCell(dependencies: CoverageDependencies, { ruleId, testId, style }: CellName): Promise<EndpointResponse<typeof contract>> {
  const { rules, tests, testHashes, corpusHash } = await readSubjects(dependencies);
  const underTest = rules.find(({ rule }) => rule.ruleId === ruleId);
  const test = tests.find((candidate) => candidate.testId === testId);
  if (!underTest || !test || !stylesToJudge(test).includes(style)) throw new AppError('not_found', 'There is no such rule, test or style.', { details: { ruleId, testId, style } });
  const bench = new TestBench(rules, alertsKnownIn(testHashes));
  const { result, alerts } = bench.judge(underTest, { test, style, ranAt: dependencies.now().toISOString() });
  const events = replayed(bench, underTest, test, style);
  const [first] = alerts;
  const isMissed = result.verdict === 'missed' || result.verdict === 'silent' || result.verdict === 'hidden_by_exclusion';
  const placeOf = (id: string): number => events.findIndex((event) => event.id === id) + 1;
  const explanation = first && explain(underTest, first, events);
  const miss = isMissed && underTest.runnable?.type === 'eql' ? nearMiss(underTest.runnable.query ?? '', events.map(({ document }) => document)) : undefined;
  return {
    rule: underTest.rule,
    test: withoutEvents(test),
    result,
    query: underTest.runnable?.query ?? '',
    events: events.map(({ id, index, document, alertOf }, place) => ({ ...toStagingEvent(document, { position: place + 1, id, index }), ...(alertOf === undefined ? {} : { alertOf }) })),
    alerts: alerts.slice(0, shownAlerts).map((alert) => alert.events.map(({ id }) => placeOf(id))),
    ...(explanation ? { explanation } : {}),
    ...(miss ? { nearMiss: miss } : {}),
    corpusHash,
  };
}

/** What a rule is run over in a cell. */
interface Replayed {
  readonly id: string;
  readonly index: string;
  readonly document: SourceDocument;
  /** Of an alert: the name of its rule. */
  readonly alertOf?: string;
}

/** The events of the test; for a rule that reads alerts those that the other rules gave on it. */
function replayed(bench: TestBench, underTest: RuleUnderTest, test: CorpusTest, style: EventStyle): Replayed[] {
  if (!readsAlerts(underTest)) return (test.events[style] ?? []).map((document, place) => ({ id: String(place + 1), index: sourceIndexOf(style, document), document }));
  return bench.alertDocuments(test, style).map(({ id, document }) => ({ id, index: sourceIndexOf('alerts', document), document, alertOf: String(document['kibana.alert.rule.name'] ?? '') }));
}

function explain({ runnable }: RuleUnderTest, alert: FoundAlert, events: readonly Replayed[]): Explanation | undefined {
  if (!runnable) return undefined;
  const documents = alert.events.flatMap(({ id }, index) => {
    const found = events.find((event) => event.id === id);
    return found ? [{ position: index + 1, document: found.document }] : [];
  });
  return explainEpisode({ rule: { query: runnable.query ?? '', language: runnable.language ?? '', type: runnable.type }, events: documents });
}
