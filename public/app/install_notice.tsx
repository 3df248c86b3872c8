import { EuiAccordion, EuiButton, EuiCallOut, EuiFlexGroup, EuiFlexItem, EuiButtonEmpty, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useState, type ReactElement } from 'react';
import type { InstallReport } from '../../common/api';
import { useEnableRules, type FoundRules, type InstallRulesResult } from '../data';
import { useServices } from '../services';
import { installProblemWords } from './install_problem_words';

export interface InstallNoticeProps {
  readonly rules: FoundRules | undefined;
  readonly install: InstallRulesResult;
  readonly mayManage: boolean;
}

/** What opening the app installed, or why it could not; and one click that enables it. Nothing where nothing was done. */
export function InstallNotice({ rules, install, mayManage }: InstallNoticeProps): ReactElement | null {
  const [dismissed, setDismissed] = useState(false);
  if (dismissed) return null;
  if (install.isError) return <InstallFailed problems={[{ code: install.error.code, message: install.error.message }]} onDismiss={() => setDismissed(true)} />;
  if (install.data !== undefined) return <Installed report={install.data} rules={rules} onDismiss={() => setDismissed(true)} />;
  const missing = rules?.rules.filter(({ state }) => state === 'missing').length ?? 0;
  if (rules?.installMode === 'on_open' && missing > 0 && !mayManage) return <InstallNeedsPrivilege missing={missing} />;
  return null;
}

/** So many names stand open; more would push the page below them out of sight. */
const fewNames = 6;

function Installed({ report, rules, onDismiss }: { readonly report: InstallReport; readonly rules: FoundRules | undefined; readonly onDismiss: () => void }): ReactElement | null {
  if (report.failed.length > 0) return <InstallFailed problems={report.failed} onDismiss={onDismiss} />;
  if (report.installed.length === 0) return null;
  const names = report.installed.map((ruleId) => rules?.rules.find((rule) => rule.ruleId === ruleId)?.name ?? ruleId);
  const waiting = (rules?.rules ?? []).filter(({ ruleId, state, enabled }) => report.installed.includes(ruleId) && state === 'installed' && !enabled).map(({ ruleId }) => ruleId);
  return (
    <>
      <EuiCallOut
        iconType="check"
        color="primary"
        title={i18n.translate('stagingWatch.install.installedTitle', { defaultMessage: '{count, plural, one {# staging rule was} other {# staging rules were}} installed in this space', values: { count: names.length } })}
        data-test-subj="stagingWatchInstalledNotice"
      >
        <EuiAccordion id="stagingWatchInstalledRules" initialIsOpen={names.length <= fewNames} buttonContent={i18n.translate('stagingWatch.install.namesTitle', { defaultMessage: 'Which rules' })} data-test-subj="stagingWatchInstalledNames">
          <ul>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </EuiAccordion>
        <EuiSpacer size="s" />
        <EuiFlexGroup gutterSize="s" responsive={false} alignItems="center">
          {waiting.length > 0 && (
            <EuiFlexItem grow={false}>
              <EnableInstalled ruleIds={waiting} />
            </EuiFlexItem>
          )}
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty size="s" onClick={onDismiss} data-test-subj="stagingWatchDismissNotice">
              <FormattedMessage id="stagingWatch.install.dismissButtonLabel" defaultMessage="Dismiss message" />
            </EuiButtonEmpty>
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function EnableInstalled({ ruleIds }: { readonly ruleIds: readonly string[] }): ReactElement {
  const { toasts } = useServices();
  const enable = useEnableRules();
  const onClick = (): void =>
    enable.mutate(
      { ruleIds: [...ruleIds], enabled: true },
      {
        onSuccess: ({ changed, failed }) =>
          failed.length === 0
            ? toasts.addSuccess({ title: i18n.translate('stagingWatch.install.enabledTitle', { defaultMessage: '{count, plural, one {# rule} other {# rules}} enabled. They run with your rights.', values: { count: changed.length } }) })
            : toasts.addWarning({ title: notEnabledTitle(failed.length), text: failed.map(({ message }) => message).join('\n') }),
        onError: (error) => toasts.addDanger({ title: notEnabledTitle(ruleIds.length), text: error.message }),
      }
    );
  return (
    <EuiButton size="s" fill onClick={onClick} isLoading={enable.isLoading} data-test-subj="stagingWatchEnableInstalled">
      <FormattedMessage id="stagingWatch.install.enableButtonLabel" defaultMessage="Enable {count, plural, one {# rule} other {# rules}}" values={{ count: ruleIds.length }} />
    </EuiButton>
  );
}

const notEnabledTitle = (count: number): string => i18n.translate('stagingWatch.install.notEnabledTitle', { defaultMessage: '{count, plural, one {# rule was} other {# rules were}} not enabled', values: { count } });

interface Problem {
  readonly code: string;
  readonly message: string;
}

function InstallFailed({ problems, onDismiss }: { readonly problems: readonly Problem[]; readonly onDismiss: () => void }): ReactElement {
  const unlike = [...new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem])).values()];
  return (
    <>
      <EuiCallOut iconType="error" color="danger" title={i18n.translate('stagingWatch.install.failedTitle', { defaultMessage: 'Staging rules could not be installed' })} data-test-subj="stagingWatchInstallFailedNotice">
        <ul>
          {unlike.slice(0, 5).map(({ code, message }) => (
            <li key={`${code} ${message}`}>
              {installProblemWords(code)} {message}
            </li>
          ))}
        </ul>
        <EuiButton size="s" color="danger" onClick={onDismiss} data-test-subj="stagingWatchDismissNotice">
          <FormattedMessage id="stagingWatch.install.dismissButtonLabel" defaultMessage="Dismiss message" />
        </EuiButton>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function InstallNeedsPrivilege({ missing }: { readonly missing: number }): ReactElement {
  return (
    <>
      <EuiCallOut
        iconType="warning"
        color="warning"
        title={i18n.translate('stagingWatch.install.needsPrivilegeTitle', { defaultMessage: '{count, plural, one {# staging rule is} other {# staging rules are}} not installed in this space', values: { count: missing } })}
        data-test-subj="stagingWatchInstallNeedsPrivilege"
      >
        <p>
          <FormattedMessage id="stagingWatch.install.needsPrivilegeDescription" defaultMessage="They are installed as soon as somebody with the privilege Staging Watch: Manage rules opens this page." />
        </p>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
