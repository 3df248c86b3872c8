/** What there is to know about the rules when there are no alerts: silence must be proved. */
export type RulesHealth =
  | { readonly kind: 'running'; readonly count: number; readonly lastRunAt: string }
  | { readonly kind: 'some_failing'; readonly running: number; readonly failing: number; readonly lastRunAt: string }
  | { readonly kind: 'cannot_match'; readonly why: 'none_installed' | 'none_enabled' | 'all_failing' | 'never_ran'; readonly count: number };

interface RuleFacts {
  readonly state: 'installed' | 'edited' | 'missing' | 'deleted';
  readonly enabled: boolean;
  readonly lastRun?: { readonly at: string; readonly outcome: string };
}

const goodOutcomes = new Set(['succeeded', 'partial failure', 'running']);

/** Sums up the rules: do any run, do all enabled ones, since when. */
export function rulesHealth(rules: readonly RuleFacts[]): RulesHealth {
  const installed = rules.filter(({ state }) => state === 'installed' || state === 'edited');
  if (installed.length === 0) return { kind: 'cannot_match', why: 'none_installed', count: 0 };
  const enabled = installed.filter((rule) => rule.enabled);
  if (enabled.length === 0) return { kind: 'cannot_match', why: 'none_enabled', count: installed.length };
  const ran = enabled.filter(({ lastRun }) => lastRun !== undefined);
  if (ran.length === 0) return { kind: 'cannot_match', why: 'never_ran', count: enabled.length };
  const running = ran.filter(({ lastRun }) => goodOutcomes.has(lastRun?.outcome ?? ''));
  const lastRunAt = running.map(({ lastRun }) => lastRun?.at ?? '').sort().pop();
  if (lastRunAt === undefined) return { kind: 'cannot_match', why: 'all_failing', count: ran.length };
  const failing = enabled.length - running.length;
  return failing === 0 ? { kind: 'running', count: running.length, lastRunAt } : { kind: 'some_failing', running: running.length, failing, lastRunAt };
}
