import { setTimeout as wait } from 'node:timers/promises';
import type { Logger, SavedObjectsClientContract } from '@kbn/core/server';
import type { InstallReport } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { apiKeyCredentials } from '../lib/credentials';
import { createDetectionEngineClient } from '../lib/detection_engine_client';
import type { Loopback } from '../lib/loopback';
import { installRules } from './install_rules';
import { createInstalledRuleStore } from './installed_rule_store';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

export interface StartUpInstallation {
  readonly loopback: Loopback;
  /** A secret. */
  readonly apiKey: string;
  readonly enableRules: boolean;
  readonly spaceId: string;
  readonly ruleContents: readonly RuleContent[];
  /** Internal repository with the plugin's hidden types. */
  readonly savedObjects: SavedObjectsClientContract;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly report: (report: InstallReport) => void;
  readonly firstDelayMs?: number;
}

/**
 * Installs with the configured key as soon as the detection engine answers: asks again with growing pauses while it does not, or while two
 * processes are in each other's way. Any other problem is final until the next start. Never throws.
 */
export async function installAtStartUp(installation: StartUpInstallation): Promise<void> {
  const { spaceId, signal, report, log } = installation;
  let delayMs = installation.firstDelayMs ?? FIRST_DELAY_MS;
  let said = '';
  while (!signal.aborted) {
    const result = await installOnce(installation);
    report(result);
    const sentence = sentenceOf(result);
    if (sentence !== said) log[levelOf(result)](`Rules in space ${spaceId}: ${sentence}`);
    said = sentence;
    if (!result.failed.some(isPassing)) return;
    await wait(delayMs, undefined, { signal }).catch(() => undefined);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  }
}

function installOnce({ loopback, apiKey, enableRules, spaceId, ruleContents, savedObjects, log }: StartUpInstallation): Promise<InstallReport> {
  return installRules(
    {
      detectionEngine: createDetectionEngineClient({ loopback, credentials: () => apiKeyCredentials(apiKey), spaceId }),
      store: createInstalledRuleStore({ savedObjects, namespace: spaceId, log }),
      ruleContents,
      now: () => new Date(),
    },
    { enable: enableRules, repair: false }
  ).then(nameTheKey);
}

/** A key that is not accepted is not a way of logging in that cannot be sent on. */
function nameTheKey(report: InstallReport): InstallReport {
  return { ...report, failed: report.failed.map((problem) => (problem.code === 'authentication_not_forwardable' ? { ...problem, code: 'unauthenticated' as const } : problem)) };
}

/** `failed` covers a 5xx and a stored object that was written at the same moment. */
function isPassing({ code }: InstallReport['failed'][number]): boolean {
  return code === 'detection_engine_unavailable' || code === 'conflict' || code === 'failed';
}

/** While Kibana starts nobody answers yet: nothing to warn of. */
function levelOf({ failed }: InstallReport): 'warn' | 'info' {
  return failed.some(({ code }) => code !== 'detection_engine_unavailable') ? 'warn' : 'info';
}

function sentenceOf({ installed, unchanged, kept, failed }: InstallReport): string {
  const counts = `${installed.length} installed, ${unchanged.length} unchanged, ${kept.length} kept as a person left them`;
  const problems = failed.map(({ ruleId, code, message }) => `${ruleId ?? 'all rules'}: ${code} (${message})`);
  return problems.length === 0 ? counts : `${counts}, ${problems.length} failed: ${problems.join('; ')}`;
}
