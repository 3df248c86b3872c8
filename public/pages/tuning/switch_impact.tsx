import { EuiCallOut, EuiLink, EuiLoadingSpinner, EuiPanel, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { styleLabel } from '../../components/event_style';
import type { SwitchPreview } from '../../data';
import { coveragePath, useAppLink } from '../../services';
import { impactLines, type ImpactKind } from './impact_lines';

export interface SwitchImpactProps {
  /** Undefined while it is measured. */
  readonly preview: SwitchPreview | undefined;
  readonly failure: string | undefined;
  readonly isRefused: boolean;
}

/** What the switch would change in the coverage matrix, measured while the user reads. */
export function SwitchImpact({ preview, failure, isRefused }: SwitchImpactProps): ReactElement {
  const unmeasured = failure ?? preview?.unmeasured;
  if (unmeasured !== undefined) return <EuiCallOut size="s" color="warning" iconType="warning" title={i18n.translate('stagingWatch.switchImpact.failedTitle', { defaultMessage: 'The effect could not be measured: {message}', values: { message: unmeasured } })} data-test-subj="stagingWatchSwitchImpactFailed" />;
  return (
    <div aria-live="polite" aria-busy={preview === undefined} data-test-subj="stagingWatchSwitchImpact">
      {preview === undefined ? (
        <EuiText size="s">
          <p>
            <EuiLoadingSpinner size="s" /> <FormattedMessage id="stagingWatch.switchImpact.measuringDescription" defaultMessage="Measuring on all tests of the coverage matrix…" />
          </p>
        </EuiText>
      ) : isRefused ? (
        <Refused blind={preview.blind} />
      ) : (
        <Changes preview={preview} />
      )}
    </div>
  );
}

function Refused({ blind }: Pick<SwitchPreview, 'blind'>): ReactElement {
  return (
    <EuiCallOut
      size="s"
      color="danger"
      iconType="error"
      title={i18n.translate('stagingWatch.switchImpact.refusedTitle', { defaultMessage: 'Cannot turn on: {count, plural, one {# test} other {# tests}} would not be caught any more', values: { count: new Set(blind.map(({ testId }) => testId)).size } })}
      data-test-subj="stagingWatchSwitchRefused"
    >
      <ul>
        {blind.map(({ testId, title, style }) => (
          <li key={`${testId} ${style}`}>
            {testId} {title} · {styleLabel(style)}
          </li>
        ))}
      </ul>
    </EuiCallOut>
  );
}

function Changes({ preview }: { readonly preview: SwitchPreview }): ReactElement {
  const appLink = useAppLink();
  const lines = impactLines(preview.changes);
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s">
      <EuiText size="s">
        {lines.length === 0 ? (
          <p>
            <FormattedMessage id="stagingWatch.switchImpact.nothingDescription" defaultMessage="Measured on {tests, number} tests: no verdict changes." values={{ tests: preview.tests }} />
          </p>
        ) : (
          <>
            <p>
              <FormattedMessage id="stagingWatch.switchImpact.changesDescription" defaultMessage="Measured on {tests, number} tests, for this rule and those that add up its alerts:" values={{ tests: preview.tests }} />
            </p>
            <ul>
              {lines.map(({ kind, tests }) => (
                <li key={kind} data-test-subj={`stagingWatchSwitchImpact-${kind}`}>
                  {kindWords(kind)} {tests.join(', ')}
                </li>
              ))}
            </ul>
          </>
        )}
        {preview.withoutExceptions !== undefined && (
          <p data-test-subj="stagingWatchSwitchImpactWithoutExceptions">
            <FormattedMessage id="stagingWatch.switchImpact.withoutExceptionsDescription" defaultMessage="Measured as if the rule had no exceptions, because these cannot be replayed: {exceptions}" values={{ exceptions: preview.withoutExceptions }} />
          </p>
        )}
        <EuiLink {...appLink(coveragePath({}))}>
          <FormattedMessage id="stagingWatch.switchImpact.coverageLinkLabel" defaultMessage="Coverage matrix" />
        </EuiLink>
      </EuiText>
    </EuiPanel>
  );
}

function kindWords(kind: ImpactKind): string {
  switch (kind) {
    case 'lost':
      return i18n.translate('stagingWatch.switchImpact.lostLabel', { defaultMessage: 'Not detected by it any more:' });
    case 'found':
      return i18n.translate('stagingWatch.switchImpact.foundLabel', { defaultMessage: 'Newly detected:' });
    case 'loud':
      return i18n.translate('stagingWatch.switchImpact.loudLabel', { defaultMessage: 'Look-alikes that would alert:' });
    case 'quiet':
      return i18n.translate('stagingWatch.switchImpact.quietLabel', { defaultMessage: 'Look-alikes that would be silent:' });
    case 'other':
      return i18n.translate('stagingWatch.switchImpact.otherLabel', { defaultMessage: 'Other verdicts:' });
  }
}
