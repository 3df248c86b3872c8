import type { RuleContent } from '../../common/detection/index';
import { readsAlerts, withAlerts } from './alert_worlds';
import { withoutGroup, type RecallOrigins } from './recall_origins';
import type { Recording } from './recordings';
import { isShown, scoreRule, type RuleScore } from './score_rules';

/** What several rules found together. */
export interface UnionScore {
  readonly name: string;
  readonly rules: number;
  readonly recordings: readonly string[];
  readonly groups: readonly string[];
  readonly missed: readonly string[];
  /** Alerts by label, those with several labels under each. */
  readonly hits: ReadonlyMap<string, number>;
}

export interface RecallReport {
  readonly scores: readonly RuleScore[];
  readonly unions: readonly UnionScore[];
  /** The same with each group's own conditions left out while that group is scored. */
  readonly leftOut: readonly UnionScore[];
  readonly positiveRecordings: readonly string[];
  readonly positiveGroups: readonly string[];
  /** Conditions declared as shaped on a group of these recordings. */
  readonly declaredOrigins: number;
}

export interface RecallInput {
  readonly rules: readonly RuleContent[];
  readonly recordings: readonly Recording[];
  readonly positiveRecordings: readonly string[];
  readonly groupOf: (recording: string) => string;
  readonly origins: RecallOrigins;
}

const isSeed = ({ seed }: RuleContent): boolean => seed === 'verbatim' || seed === 'port';

const unions: readonly (readonly [name: string, includes: (rule: RuleContent) => boolean])[] = [
  ['our rules, medium or higher', (rule) => !isSeed(rule) && isShown(rule)],
  ['our rules, all (low and building blocks too)', (rule) => !isSeed(rule)],
  ['seed rules and ports, medium or higher', (rule) => isSeed(rule) && isShown(rule)],
  ['seed rules and ports, all', isSeed],
];

/** Scores rules over recordings. Throws RecallInputError for origins that do not fit the rules. */
export function makeReport(input: RecallInput): RecallReport {
  const { rules, recordings, positiveRecordings, groupOf, origins } = input;
  const scores = scoreRules(rules, recordings);
  const positiveGroups = [...new Set(positiveRecordings.map(groupOf))].sort();
  const leftOutScores = leaveGroupsOut(scores, positiveGroups, input);
  const unionOf = (of: readonly RuleScore[]): UnionScore[] => unions.map(([name, includes]) => union(name, of.filter(({ rule }) => includes(rule)), input));
  const known = new Set(rules.map(({ rule_id: id }) => id));
  const declared = Object.entries(origins).filter(([id]) => known.has(id)).flatMap(([, list]) => list);
  return { scores, unions: unionOf(scores), leftOut: unionOf(leftOutScores), positiveRecordings, positiveGroups, declaredOrigins: declared.length };
}

function union(name: string, scores: readonly RuleScore[], { positiveRecordings, groupOf }: RecallInput): UnionScore {
  const recordings = positiveRecordings.filter((recording) => scores.some((score) => score.positiveRecordings.has(recording)));
  const hits = new Map<string, number>();
  for (const [label, count] of scores.flatMap((score) => [...score.hits])) hits.set(label, (hits.get(label) ?? 0) + count);
  const missed = positiveRecordings.filter((recording) => !recordings.includes(recording));
  return { name, rules: scores.length, recordings, groups: [...new Set(recordings.map(groupOf))].sort(), missed, hits };
}

/** Rules over the recordings, then those that read alerts over what the others alerted on. In the order given. */
function scoreRules(rules: readonly RuleContent[], recordings: readonly Recording[]): RuleScore[] {
  const first = new Map(rules.filter((rule) => !readsAlerts(rule)).map((rule) => [rule, scoreRule(rule, recordings)]));
  const alerted = rules.some(readsAlerts) ? withAlerts(recordings, [...first.values()]) : recordings;
  return rules.map((rule) => first.get(rule) ?? scoreRule(rule, alerted));
}

/** What the rules find of each group without the conditions shaped on it; all else is as before. */
function leaveGroupsOut(scores: readonly RuleScore[], groups: readonly string[], { recordings, groupOf, origins }: RecallInput): RuleScore[] {
  const found = new Map(scores.map(({ rule }) => [rule.rule_id, new Set<string>()]));
  for (const group of groups) {
    const reduced = scores.flatMap(({ rule }) => withoutGroup(rule, origins, group) ?? []);
    const isAsBefore = reduced.length === scores.length && reduced.every((rule, position) => rule === scores[position]?.rule);
    const ofGroup = isAsBefore ? scores : scoreRules(reduced, recordings.filter(({ source }) => groupOf(source) === group));
    for (const { rule, positiveRecordings } of ofGroup) for (const recording of positiveRecordings) if (groupOf(recording) === group) found.get(rule.rule_id)?.add(recording);
  }
  return scores.map((score) => ({ ...score, positiveRecordings: found.get(score.rule.rule_id) ?? new Set() }));
}
