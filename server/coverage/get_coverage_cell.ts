import type { EndpointResponse, getCoverageCell as contract } from '../../common/api';
import { judge, makeJudge, sourceIndexOf, stylesToJudge, withoutEvents, type CorpusTest, type RuleUnderTest } from '../../common/coverage';
import { explainEpisode, nearMiss, toStagingEvent, type EventStyle, type Explanation, type SourceDocument } from '../../common/detection';
import type { FoundAlert } from '../../common/rule_run';
import { AppError } from '../lib/app_error';
import type { CoverageDependencies } from './coverage_dependencies';
import { readSubjects } from './coverage_subjects';

const shownAlerts = 20;

export interface CellName {
  readonly ruleId: string;
  readonly testId: string;
  readonly style: EventStyle;
}

/** One cell, run anew: what was replayed, what the rule says, and why it does or how close it came. Throws `not_found`. */
export async function getCoverageCell(dependencies: CoverageDependencies, { ruleId, testId, style }: CellName): Promise<EndpointResponse<typeof contract>> {
  const { rules, tests, corpusHash } = await readSubjects(dependencies);
  const underTest = rules.find(({ rule }) => rule.ruleId === ruleId);
  const test = tests.find((candidate) => candidate.testId === testId);
  if (!underTest || !test || !stylesToJudge(test).includes(style)) throw new AppError('not_found', 'There is no such rule, test or style.', { details: { ruleId, testId, style } });
  const { result, alerts } = judge(makeJudge(underTest), test, style, dependencies.now().toISOString());
  const events = test.events[style] ?? [];
  const [first] = alerts;
  const isMissed = result.verdict === 'missed' || result.verdict === 'silent' || result.verdict === 'hidden_by_exclusion';
  const explanation = first && explain(underTest, first, events);
  const miss = isMissed && underTest.runnable?.type === 'eql' ? nearMiss(underTest.runnable.query ?? '', events) : undefined;
  return {
    rule: underTest.rule,
    test: withoutEvents(test),
    result,
    query: underTest.runnable?.query ?? '',
    events: toStagingEvents(test, style),
    alerts: alerts.slice(0, shownAlerts).map((alert) => alert.events.map(({ id }) => Number(id))),
    ...(explanation ? { explanation } : {}),
    ...(miss ? { nearMiss: miss } : {}),
    corpusHash,
  };
}

function explain({ runnable }: RuleUnderTest, alert: FoundAlert, events: readonly SourceDocument[]): Explanation | undefined {
  if (!runnable) return undefined;
  const documents = alert.events.flatMap(({ id }, index) => {
    const document = events[Number(id) - 1];
    return document ? [{ position: index + 1, document }] : [];
  });
  return explainEpisode({ rule: { query: runnable.query ?? '', language: runnable.language ?? '', type: runnable.type }, events: documents });
}

function toStagingEvents(test: CorpusTest, style: EventStyle): ReturnType<typeof toStagingEvent>[] {
  return (test.events[style] ?? []).map((event, index) => toStagingEvent(event, { position: index + 1, id: String(index + 1), index: sourceIndexOf(style, event) }));
}
