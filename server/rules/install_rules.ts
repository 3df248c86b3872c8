import type { InstallReport } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { inParallel } from '../lib/in_parallel';
import { UpstreamFailure } from '../lib/upstream_failure';
import { enableInstalled } from './enable_installed';
import { toInstallProblem } from './install_problem';
import { bringRule, settleCreated, type SettledRule } from './install_rule';
import type { InstalledRuleStore } from './installed_rule_store';

/**
 * Rules that are written at one time: each write waits up to a second until Elasticsearch shows it, and Kibana's own installer writes fifty.
 */
const PARALLEL = 8;

export interface InstallDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly store: InstalledRuleStore;
  readonly ruleContents: readonly RuleContent[];
  readonly now: () => Date;
}

export interface InstallOptions {
  /** Freshly installed rules are enabled too. */
  readonly enable: boolean;
  /** Brings back deleted rules (of `ruleIds` where given) and resets edited ones named in `ruleIds`. */
  readonly repair: boolean;
  readonly ruleIds?: readonly string[];
}

/**
 * Brings the rules into the space: each by itself, some at a time; then all that were created are looked at together, and enabled together.
 * Idempotent: what is there as it should be is not written again. What a person edited or deleted stays so. Never throws: what went wrong is in
 * the report, in codes.
 */
export async function installRules(dependencies: InstallDependencies, options: InstallOptions): Promise<InstallReport> {
  const { detectionEngine, ruleContents } = dependencies;
  try {
    const { has_encryption_key: canSave } = await detectionEngine.readRights();
    if (!canSave) return { ...nothing(), failed: [{ code: 'encryption_key_missing', message: 'Kibana has no encryption key for saved objects (xpack.encryptedSavedObjects.encryptionKey), so it cannot keep rules.' }] };
    const brought = await bringAll(dependencies, options);
    const settled = await settleAll(dependencies, options, brought);
    const notEnabled = await enableInstalled(dependencies, !options.enable ? [] : [...settled.values()].flatMap((rule) => (isSettled(rule) && rule.enable ? [rule.enable] : [])), PARALLEL);
    return reportOf(ruleContents, settled, notEnabled);
  } catch (error) {
    return { ...nothing(), failed: [toInstallProblem(error)] };
  }
}

function nothing(): InstallReport {
  return { installed: [], unchanged: [], kept: [], notOffered: [], failed: [] };
}

class Failure {
  constructor(readonly error: unknown) {}
}

type Settled = SettledRule | Failure;
const isSettled = (rule: Settled): rule is SettledRule => !(rule instanceof Failure);

async function bringAll(dependencies: InstallDependencies, options: InstallOptions): Promise<ReadonlyArray<readonly [RuleContent, Settled | 'created']>> {
  const { detectionEngine, store, ruleContents } = dependencies;
  const ruleIds = ruleContents.map(({ rule_id }) => rule_id);
  const [found, states] = await Promise.all([detectionEngine.findRules(ruleIds), store.getMany(ruleIds)]);
  const attempt = attempts();
  return inParallel(ruleContents, PARALLEL, async (content) => {
    const ruleInSpace = { content, same: ofRule(found, content), state: states.get(content.rule_id) };
    return [content, await attempt(() => bringRule(dependencies, options, ruleInSpace))] as const;
  });
}

async function settleAll(dependencies: InstallDependencies, options: InstallOptions, brought: Awaited<ReturnType<typeof bringAll>>): Promise<ReadonlyMap<string, Settled>> {
  const created = brought.flatMap(([content, rule]) => (rule === 'created' ? [content] : []));
  const settled = new Map<string, Settled>(brought.flatMap(([{ rule_id }, rule]) => (rule === 'created' ? [] : [[rule_id, rule]])));
  if (created.length === 0) return settled;
  const found = await dependencies.detectionEngine.findRules(created.map(({ rule_id }) => rule_id));
  const attempt = attempts();
  await inParallel(created, PARALLEL, async (content) => {
    settled.set(content.rule_id, await attempt(() => settleCreated(dependencies, options, { content, same: ofRule(found, content) })));
  });
  return settled;
}

function ofRule(found: readonly DetectionRule[], { rule_id: ruleId }: RuleContent): DetectionRule[] {
  return found.filter((rule) => rule.rule_id === ruleId);
}

/** Tries one rule after the other; once nobody answers any more, the rules that are left share that failure and wait for no time limit of their own. */
function attempts(): <Result>(task: () => Promise<Result>) => Promise<Result | Failure> {
  let silent: Failure | undefined;
  return async (task) => {
    if (silent) return silent;
    try {
      return await task();
    } catch (error) {
      const failure = new Failure(error);
      if (error instanceof UpstreamFailure && error.status === 0) silent = failure;
      return failure;
    }
  };
}

/** In the order of the contents. */
function reportOf(contents: readonly RuleContent[], settled: ReadonlyMap<string, Settled>, notEnabled: ReadonlyMap<string, unknown>): InstallReport {
  const report = nothing();
  for (const { rule_id: ruleId, twin } of contents) {
    const rule = settled.get(ruleId);
    if (rule === undefined) continue;
    if (!isSettled(rule)) report.failed.push(toInstallProblem(rule.error, ruleId));
    else if (notEnabled.has(ruleId)) report.failed.push(toInstallProblem(notEnabled.get(ruleId), ruleId));
    else note(report, { ruleId, twin, outcome: rule.outcome });
  }
  return report;
}

function note(report: InstallReport, { ruleId, twin = '', outcome }: { readonly ruleId: string; readonly twin: string | undefined; readonly outcome: SettledRule['outcome'] }): void {
  if (outcome === 'edited' || outcome === 'deleted') report.kept.push({ ruleId, why: outcome });
  else if (outcome === 'not_offered') report.notOffered.push({ ruleId, twin });
  else report[outcome].push(ruleId);
}
