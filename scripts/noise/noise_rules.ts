import { parse } from '../../common/eql';
import { seedSequenceRuleId, withoutExclusions } from '../../common/exclusions';
import { prepareRule, type PreparedRule, type RunOptions, type RunnableRule } from '../../common/rule_run';
import type { RuleContent } from '../../common/detection';
import { readRuleFolders } from '../package_rules';

/** A rule as it runs here: as shipped, and where it has exclusions without them. */
export interface NoiseRule {
  readonly content: RuleContent;
  readonly withExclusions: PreparedRule;
  readonly withoutExclusions?: PreparedRule;
  readonly options: RunOptions;
  /** Reads other rules' alerts, not events. */
  readonly readsAlerts: boolean;
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of `5m` or `now-15m`. */
export function spanMs(text: string): number {
  const [, amount = '0', unit = 's'] = /(\d+)([smhd])$/.exec(text) ?? [];
  return Number(amount) * unitMs[unit as keyof typeof unitMs];
}

function toNoiseRule(content: RuleContent): NoiseRule {
  const bare = withoutExclusions(content);
  return {
    content,
    withExclusions: prepareRule(content),
    ...(bare === content.query ? {} : { withoutExclusions: prepareRule({ ...content, query: bare }) }),
    options: content.type === 'threshold' ? { schedule: { everyMs: spanMs(content.interval), lookBackMs: spanMs(content.from) } } : {},
    readsAlerts: content.index.some((pattern) => pattern.startsWith('.alerts-')),
  };
}

/** All rules of the tree but those in ES|QL, which run only in Elasticsearch: their twins are counted in their place. */
export function readNoiseRules(): NoiseRule[] {
  return readRuleFolders().flatMap(({ content }) => (content.type === 'esql' ? [] : [toNoiseRule(content)]));
}

/** The seed sequence and its first event alone over both sensors' indices: its document names no index that Sysmon's integration writes. */
export interface SeedProbes {
  readonly sequence: PreparedRule;
  readonly firstEvent: PreparedRule;
}

export function seedProbes(rules: readonly NoiseRule[]): SeedProbes {
  const seed = rules.find(({ content }) => content.rule_id === seedSequenceRuleId)?.content;
  const query = seed && parse(seed.query);
  const first = query?.kind === 'sequence' ? query.terms[0]?.filter : undefined;
  if (!seed || !first) throw new Error('the seed sequence is not among the rules');
  const probe: RunnableRule = { type: 'eql', language: 'eql', index: [...seed.index, 'logs-windows.sysmon_operational-*'], query: seed.query };
  return { sequence: prepareRule(probe), firstEvent: prepareRule({ ...probe, query: seed.query.slice(first.location.start, first.location.end) }) };
}

/** The longest time between the first and last event of any sequence: what two pieces of a host's stream must share. Thresholds over more than that are counted within a piece, so at most too low. */
export function longestSequenceMs(rules: readonly NoiseRule[]): number {
  const spans = rules.filter(({ content }) => content.type === 'eql').map(({ content }) => {
    const query = parse(content.query);
    return query.kind === 'sequence' ? (query.maxSpan?.milliseconds ?? 0) : 0;
  });
  return Math.max(0, ...spans);
}
