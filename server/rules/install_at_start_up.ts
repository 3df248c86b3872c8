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

type ProblemCode = InstallReport['failed'][number]['code'];
/** `failed` covers a 5xx and a stored object that was written at the same moment. */
const passing: ReadonlySet<ProblemCode> = new Set(['detection_engine_unavailable', 'conflict', 'failed']);
/** What a person puts right without a restart. */
const refusals: ReadonlySet<ProblemCode> = new Set(['forbidden', 'unauthenticated']);

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
  /** Called after each try; `isOver` where it was the last one until the next start. */
  readonly report: (report: InstallReport, isOver: boolean) => void;
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
}

/**
 * Installs with the configured key as soon as the detection engine answers: asks again with growing pauses while it does not, or while two
 * processes are in each other's way. A key that is not accepted or may not install is tried again after the longest pause, because rights are
 * given and keys are renewed while Kibana runs. Any other problem is final until the next start. A problem is logged when its cause changes.
 * Never throws.
 */
export async function installAtStartUp(installation: StartUpInstallation): Promise<void> {
  const { spaceId, signal, report, log, longestDelayMs = LONGEST_DELAY_MS } = installation;
  let delayMs = installation.firstDelayMs ?? FIRST_DELAY_MS;
  let said = '';
  while (!signal.aborted) {
    const result = await installOnce(installation);
    const isPassing = result.failed.some(({ code }) => passing.has(code));
    const isOver = !isPassing && !result.failed.some(({ code }) => refusals.has(code));
    report(result, isOver);
    const sentence = sentenceOf(result);
    if (causeOf(result) !== said) log[levelOf(result)](`Rules in space ${spaceId}: ${sentence}`);
    said = causeOf(result);
    if (isOver) return;
    await wait(isPassing ? delayMs : longestDelayMs, undefined, { signal }).catch(() => undefined);
    if (isPassing) delayMs = Math.min(delayMs * 2, longestDelayMs);
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


/** While Kibana starts nobody answers yet: nothing to warn of. */
function levelOf({ failed }: InstallReport): 'warn' | 'info' {
  return failed.some(({ code }) => code !== 'detection_engine_unavailable') ? 'warn' : 'info';
}

/** Messages may carry what differs each time, an id or a time; codes and counts do not. */
function causeOf({ installed, unchanged, kept, notOffered, failed }: InstallReport): string {
  return JSON.stringify([installed.length, unchanged.length, kept.length, notOffered.length, failed.map(({ ruleId, code }) => [ruleId, code])]);
}

function sentenceOf({ installed, unchanged, kept, notOffered, failed }: InstallReport): string {
  const absent = notOffered.length === 0 ? '' : `, ${notOffered.length} not offered by this Kibana, whose twins are installed`;
  const counts = `${installed.length} installed, ${unchanged.length} unchanged, ${kept.length} kept as a person left them${absent}`;
  const problems = failed.map(({ ruleId, code, message }) => `${ruleId ?? 'all rules'}: ${code} (${message})`);
  return problems.length === 0 ? counts : `${counts}, ${problems.length} failed: ${problems.join('; ')}`;
}
