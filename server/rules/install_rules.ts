import type { InstallReport } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import { toInstallProblem } from './install_problem';
import { installRule, type InstallOutcome } from './install_rule';
import type { InstalledRuleStore } from './installed_rule_store';

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
 * Brings the rules into the space, one by one. Idempotent: what is there as it should be is not written again. What a person edited or
 * deleted stays so. Never throws: what went wrong is in the report, in codes.
 */
export async function installRules(dependencies: InstallDependencies, options: InstallOptions): Promise<InstallReport> {
  const { detectionEngine, ruleContents } = dependencies;
  const report: InstallReport = { installed: [], unchanged: [], kept: [], failed: [] };
  try {
    const { has_encryption_key: canSave } = await detectionEngine.readRights();
    if (!canSave) return { ...report, failed: [{ code: 'encryption_key_missing', message: 'Kibana has no encryption key for saved objects (xpack.encryptedSavedObjects.encryptionKey), so it cannot keep rules.' }] };
    const found = await detectionEngine.findRules(ruleContents.map(({ rule_id }) => rule_id));
    for (const content of ruleContents) {
      const same = found.filter((rule) => rule.rule_id === content.rule_id);
      await installRule(dependencies, options, { content, same }).then(
        (outcome) => note(report, content.rule_id, outcome),
        (error: unknown) => report.failed.push(toInstallProblem(error, content.rule_id))
      );
    }
  } catch (error) {
    report.failed.push(toInstallProblem(error));
  }
  return report;
}

function note(report: InstallReport, ruleId: string, outcome: InstallOutcome): void {
  if (outcome === 'edited' || outcome === 'deleted') report.kept.push({ ruleId, why: outcome });
  else report[outcome].push(ruleId);
}
