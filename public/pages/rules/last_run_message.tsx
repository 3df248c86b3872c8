import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { HostileText } from '../../components/hostile_text';
import { useDates } from '../../services';

/** What the last run said in full, where it did not succeed. */
export function LastRunMessage({ rule: { lastRun } }: { readonly rule: RuleRow }): ReactElement | null {
  const dates = useDates();
  if (lastRun === undefined || (lastRun.outcome !== 'failed' && lastRun.outcome !== 'partial failure')) return null;
  const failed = lastRun.outcome === 'failed';
  const values = { when: dates.absolute(lastRun.at) };
  return (
    <>
      <EuiCallOut
        color={failed ? 'danger' : 'warning'}
        iconType={failed ? 'error' : 'warning'}
        title={failed ? i18n.translate('stagingWatch.ruleFlyout.failedTitle', { defaultMessage: 'The last run failed ({when})', values }) : i18n.translate('stagingWatch.ruleFlyout.partialTitle', { defaultMessage: 'The last run had warnings ({when})', values })}
        data-test-subj="stagingWatchRuleLastError"
      >
        <div css={{ maxBlockSize: '20em', overflow: 'auto' }} role="group" tabIndex={0} aria-label={i18n.translate('stagingWatch.ruleFlyout.messageAriaLabel', { defaultMessage: 'What the run said' })}>
          {lastRun.message.split('\n').map((line, index) => (
            <p key={index}>
              <HostileText text={line} />
            </p>
          ))}
        </div>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
