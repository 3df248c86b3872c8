import { i18n } from '@kbn/i18n';
import { useEnableRules, useInstallRules, useRunRule, type RunRuleAnswer } from '../../data';
import { useServices } from '../../services';

export interface RuleActions {
  readonly isBusy: boolean;
  readonly install: () => void;
  readonly repair: (ruleId: string) => void;
  readonly enable: (ruleIds: readonly string[], enabled: boolean) => void;
  readonly runNow: (ruleId: string) => void;
}

/** What can be done with rules; every outcome is told in a toast, partial ones with their reasons. */
export function useRuleActions(): RuleActions {
  const { toasts } = useServices();
  const installing = useInstallRules();
  const enabling = useEnableRules();
  const running = useRunRule();
  const onError = (error: Error): void => {
    toasts.addDanger({ title: i18n.translate('stagingWatch.rules.actionFailedTitle', { defaultMessage: 'This was not done' }), text: error.message, 'data-test-subj': 'stagingWatchRuleActionFailed' });
  };
  const tell = (title: string, failures: readonly string[]): void => {
    if (failures.length === 0) toasts.addSuccess({ title, 'data-test-subj': 'stagingWatchRuleActionDone' });
    else toasts.addWarning({ title, text: failures.join('\n'), 'data-test-subj': 'stagingWatchRuleActionPartial' });
  };
  const installWith = (body: { repair: boolean; ruleIds?: string[] }): void =>
    installing.mutate(body, { onError, onSuccess: ({ installed, failed }) => tell(installedTitle(installed.length, failed.length), failed.map(({ message }) => message)) });
  return {
    isBusy: installing.isLoading || enabling.isLoading || running.isLoading,
    install: () => installWith({ repair: false }),
    repair: (ruleId) => installWith({ repair: true, ruleIds: [ruleId] }),
    enable: (ruleIds, enabled) => enabling.mutate({ ruleIds: [...ruleIds], enabled }, { onError, onSuccess: ({ changed, failed }) => tell(enabledTitle(changed.length, failed.length, enabled), failed.map(({ message }) => message)) }),
    runNow: (ruleId) => running.mutate(ruleId, { onError, onSuccess: (answer) => (answer.started ? tell(startedTitle(), []) : toasts.addWarning({ title: notStartedTitle(answer.why), 'data-test-subj': 'stagingWatchRuleNotStarted' })) }),
  };
}

const installedTitle = (installed: number, failed: number): string =>
  i18n.translate('stagingWatch.rules.installedTitle', { defaultMessage: '{installed, plural, one {# rule} other {# rules}} installed or repaired{failed, plural, =0 {} other {, # failed}}', values: { installed, failed } });

const enabledTitle = (changed: number, failed: number, enabled: boolean): string =>
  i18n.translate('stagingWatch.rules.enabledTitle', {
    defaultMessage: '{changed, plural, one {# rule} other {# rules}} {enabled, select, true {enabled} other {disabled}}{failed, plural, =0 {} other {, # failed}}',
    values: { changed, failed, enabled: String(enabled) },
  });

const startedTitle = (): string => i18n.translate('stagingWatch.rules.startedTitle', { defaultMessage: 'The rule runs now. New alerts show in a few seconds.' });

function notStartedTitle(why: RunRuleAnswer['why']): string {
  switch (why) {
    case 'disabled':
      return i18n.translate('stagingWatch.rules.notStartedDisabledTitle', { defaultMessage: 'A disabled rule cannot be run: enable it first' });
    case 'missing':
      return i18n.translate('stagingWatch.rules.notStartedMissingTitle', { defaultMessage: 'The rule is not installed' });
    case 'already_running':
      return i18n.translate('stagingWatch.rules.alreadyRunningTitle', { defaultMessage: 'The rule is running already, and has been for some seconds: try again when that run is over' });
    default:
      return i18n.translate('stagingWatch.rules.notStartedTitle', { defaultMessage: 'This Kibana does not offer to run a rule at once; it runs by its schedule' });
  }
}
