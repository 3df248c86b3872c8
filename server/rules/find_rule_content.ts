import type { EndpointResponse, RuleDetail, RulePort, findPorts as portsContract } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { EqlError, parse } from '../../common/eql';
import { AppError } from '../lib/app_error';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { queryWithSwitches } from './rule_write';

export interface GetRuleDependencies {
  readonly detectionEngine: Pick<DetectionEngineClient, 'findRules'>;
  readonly ruleContents: readonly RuleContent[];
}

/** All that is known about one rule of this build, with the schedule and the text it has in the space. Throws `not_found`. */
export async function getRule({ detectionEngine, ruleContents }: GetRuleDependencies, ruleId: string): Promise<RuleDetail> {
  const content = ruleContents.find(({ rule_id }) => rule_id === ruleId);
  if (!content) throw new AppError('not_found', 'There is no such rule in this build of Staging Watch.', { details: { ruleId } });
  const [rule] = await detectionEngine.findRules([ruleId]);
  return toDetail(content, rule);
}

/** The rules that carry a text of another product. */
export function findPorts(ruleContents: readonly RuleContent[]): EndpointResponse<typeof portsContract> {
  return {
    ports: ruleContents.flatMap((content) => {
      const { rule_id: ruleId, name, seed, query, references, port } = content;
      if (!port) return [];
      const original = ruleContents.find((candidate) => isOriginalOf(candidate, content));
      return [{ ruleId, ...(original ? { originalRuleId: original.rule_id } : {}), name, seed, query, references, port: toPort(port) }];
    }),
  };
}

/** A rule with the original's very text, or the port that keeps what a corrected one changes. */
function isOriginalOf(candidate: RuleContent, { rule_id: ruleId, seed, port }: RuleContent): boolean {
  if (candidate.rule_id === ruleId || !port) return false;
  const isVerbatim = candidate.seed === 'verbatim' && candidate.query.trim() === port.original.text.trim();
  return isVerbatim || (seed === 'corrected' && candidate.seed === 'port' && candidate.port?.original.text === port.original.text);
}

/** `rule` is the content's rule as it is installed; undefined where it is not. */
export function toDetail(content: RuleContent, rule: DetectionRule | undefined): RuleDetail {
  const shown: Pick<DetectionRule, 'risk_score' | 'tiebreaker_field' | 'threshold' | 'new_terms_fields' | 'history_window_start'> & Scheduled = rule ?? content;
  const { threshold, new_terms_fields: fields, tiebreaker_field: tiebreakerField } = shown;
  const { port } = content;
  return {
    ruleId: content.rule_id,
    source: content.source,
    riskScore: shown.risk_score,
    severityReason: content.severity_reason,
    schedule: scheduleOf(shown),
    threat: content.threat.map(({ tactic, technique }) => ({ tactic, techniques: technique.map(({ subtechnique = [], ...name }) => ({ ...name, subtechniques: subtechnique })) })),
    references: content.references,
    data: content.data,
    falsePositives: content.false_positives,
    triage: content.triage,
    exclusions: content.exclusions.map(({ default: shipped, ...exclusion }) => ({ ...exclusion, shippedOn: shipped === 'on' })),
    ...(tiebreakerField === undefined ? {} : { tiebreakerField }),
    ...(threshold ? { threshold: { fields: [threshold.field].flat(), value: threshold.value, distinct: [...(threshold.cardinality ?? [])] } } : {}),
    ...(fields ? { newTerms: { fields: [...fields], historyWindowStart: shown.history_window_start ?? '' } } : {}),
    ...(rule && !hasShippedText(content, rule.query ?? '') ? { shippedQuery: content.query } : {}),
    ...(port ? { port: toPort(port) } : {}),
  };
}

/** The content's text, whichever of its exclusions are off. */
function hasShippedText(content: RuleContent, query: string): boolean {
  return queryWithSwitches(content, content.query, query) === query;
}

function toPort({ language, original, deviations, verdict_differences: verdictDifferences }: NonNullable<RuleContent['port']>): RulePort {
  return { language, original, deviations, verdictDifferences };
}

type Scheduled = Pick<DetectionRule, 'interval' | 'from' | 'max_signals' | 'language' | 'query'>;

function scheduleOf({ interval, from, max_signals: maxSignals, language, query = '' }: Scheduled): RuleDetail['schedule'] {
  const times = { intervalMs: durationMs(interval), lookBackMs: durationMs(/^now-(.+)$/.exec(from)?.[1] ?? ''), maxSpanMs: language === 'eql' ? maxSpanMs(query) : undefined };
  return { interval, from, maxSignals, ...Object.fromEntries(Object.entries(times).filter(([, ms]) => ms !== undefined)) };
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Of whole seconds to days; undefined for any other text, which a person may have put into the rule. */
function durationMs(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const ms = unitMs[unit];
  return count === undefined || ms === undefined ? undefined : Number(count) * ms;
}

/** Undefined too for a text that cannot be read: a person may have written it. */
function maxSpanMs(query: string): number | undefined {
  try {
    const parsed = parse(query);
    return parsed.kind === 'sequence' ? parsed.maxSpan?.milliseconds : undefined;
  } catch (error) {
    if (error instanceof EqlError) return undefined;
    throw error;
  }
}
