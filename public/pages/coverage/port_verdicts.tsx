import { EuiBasicTable, EuiLink, EuiText, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { styleLabel } from '../../components/event_style';
import { portVerdictLabel } from '../../components/port_notes';
import type { CoverageCellPlace } from '../../data';
import type { PortVerdict } from './port_agreement';
import { kindLabel } from './test_words';
import { verdictLabel } from './verdict_words';

export interface PortVerdictsProps {
  readonly ruleId: string;
  readonly verdicts: readonly PortVerdict[];
  readonly caption: string;
  readonly onOpen: (place: CoverageCellPlace) => void;
}

/** One row a test and source: what the original does, what ours does, and why they differ. */
export function PortVerdicts({ ruleId, verdicts, caption, onOpen }: PortVerdictsProps): ReactElement {
  const columns: Array<EuiBasicTableColumn<PortVerdict>> = [
    {
      name: i18n.translate('stagingWatch.ports.testColumnTitle', { defaultMessage: 'Test' }),
      render: ({ testId, title, kind }: PortVerdict) => (
        <EuiText size="s">
          <strong>{testId}</strong> {title} ({kindLabel(kind)})
        </EuiText>
      ),
    },
    { name: i18n.translate('stagingWatch.ports.sourceColumnTitle', { defaultMessage: 'Source' }), width: '105px', render: ({ style }: PortVerdict) => styleLabel(style) },
    { name: i18n.translate('stagingWatch.ports.originalColumnTitle', { defaultMessage: 'Original' }), width: '85px', render: ({ original }: PortVerdict) => (original === undefined ? i18n.translate('stagingWatch.ports.notKnownLabel', { defaultMessage: 'Not known' }) : portVerdictLabel(original)) },
    {
      name: i18n.translate('stagingWatch.ports.oursColumnTitle', { defaultMessage: 'Ours' }),
      width: '105px',
      render: ({ testId, style, ours }: PortVerdict) => (
        <EuiLink onClick={() => onOpen({ ruleId, testId, style })} aria-haspopup="dialog" data-test-subj={`stagingWatchPortVerdict-${ruleId}-${testId}-${style}`}>
          {verdictLabel(ours)}
        </EuiLink>
      ),
    },
    { name: i18n.translate('stagingWatch.ports.whyColumnTitle', { defaultMessage: 'Why' }), width: '35%', render: (verdict: PortVerdict) => <EuiText size="s">{reasonOf(verdict)}</EuiText> },
  ];
  return <EuiBasicTable<PortVerdict> items={[...verdicts]} columns={columns} tableCaption={caption} tableLayout="fixed" rowProps={({ outcome }) => ({ 'data-test-subj': `stagingWatchPortOutcome-${outcome}` })} />;
}

function reasonOf({ outcome, why, isOutdated, ours }: PortVerdict): string {
  if (isOutdated) return i18n.translate('stagingWatch.ports.outdatedDescription', { defaultMessage: 'A difference is listed, but there is none now.' });
  switch (outcome) {
    case 'agrees':
      return i18n.translate('stagingWatch.ports.agreesDescription', { defaultMessage: 'Both decide the same.' });
    case 'listed':
      return why ?? '';
    case 'unlisted':
      return ours === 'hidden_by_exclusion'
        ? i18n.translate('stagingWatch.ports.hiddenDescription', { defaultMessage: 'An exclusion or exception hides here what the original gives.' })
        : i18n.translate('stagingWatch.ports.unlistedDescription', { defaultMessage: 'No reason is listed.' });
    case 'unknown':
      return i18n.translate('stagingWatch.ports.unknownDescription', { defaultMessage: 'Run the tests, or repair the rule.' });
  }
}
