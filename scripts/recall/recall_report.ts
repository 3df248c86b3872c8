import type { RuleContent } from '../../common/detection/index';
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
  const scores = rules.map((rule) => scoreRule(rule, recordings));
  const positiveGroups = [...new Set(positiveRecordings.map(groupOf))].sort();
  const leftOutScores = scores.map((score) => leaveGroupsOut(score, positiveGroups, input));
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

/** What the rule finds of each group without the conditions shaped on it. */
function leaveGroupsOut(score: RuleScore, groups: readonly string[], { recordings, groupOf, origins }: RecallInput): RuleScore {
  const found = groups.flatMap((group) => {
    const reduced = withoutGroup(score.rule, origins, group);
    const ofGroup = recordings.filter(({ source }) => groupOf(source) === group);
    if (reduced === score.rule) return [...score.positiveRecordings].filter((recording) => groupOf(recording) === group);
    return reduced ? [...scoreRule(reduced, ofGroup).positiveRecordings] : [];
  });
  return { ...score, positiveRecordings: new Set(found) };
}
