import { EuiLink } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { Severity, WorkflowStatus } from '../../../common/detection';
import type { TimelineRow } from '../../../common/timeline';
import { severityLabel, statusLabel } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { alertsPath, useAppLink } from '../../services';
import { actionOf } from './row_action';

const name = (text: string): ReactElement => (
  <strong>
    <HostileText text={text} maxCharacters={200} />
  </strong>
);
const path = (text: string): ReactElement => <HostileText text={text} maxCharacters={500} />;

/** What a row says, as one sentence. */
export function RowSentence({ row }: { readonly row: TimelineRow }): ReactElement {
  if (row.alert !== undefined) return <AlertSentence alert={row.alert} />;
  const process = row.process?.name ?? row.process?.executable;
  const values = {
    hasProcess: process === undefined ? 'no' : 'yes',
    process: name(process ?? ''),
    hasUser: row.user === undefined ? 'no' : 'yes',
    user: path(row.user ?? ''),
    act: actionOf(row),
    action: row.action ?? '',
    count: row.count,
  };
  return row.lane === 'process' ? <ProcessSentence row={row} values={values} /> : <ObjectSentence row={row} values={values} />;
}

interface SentenceProps {
  readonly row: TimelineRow;
  readonly values: Record<string, string | number | ReactElement>;
}

function ProcessSentence({ row, values }: SentenceProps): ReactElement {
  return (
    <FormattedMessage
      id="stagingWatch.timeline.processDescription"
      defaultMessage="{hasProcess, select, yes {{process}} other {A process}} {act, select, started {started} ended {ended} other {({action})}} {count, plural, one {} other {# times }}{hasParent, select, yes {by {parent} } other {}}{hasUser, select, yes {· {user}} other {}}"
      values={{ ...values, hasParent: row.process?.parentName === undefined ? 'no' : 'yes', parent: path(row.process?.parentName ?? '') }}
    />
  );
}

function ObjectSentence({ row, values }: SentenceProps): ReactElement {
  if (row.count > 1) {
    return (
      <FormattedMessage
        id="stagingWatch.timeline.foldedDescription"
        defaultMessage="{hasProcess, select, yes {{process}} other {A process}} {act, select, created {created} changed {changed} deleted {deleted} renamed {renamed} other {({action})}} {count, number} {lane, select, file {files} other {values}}{hasSize, select, yes {, {size} in all} other {}} {hasExtensions, select, yes {({extensions}) } other {}}{hasFolder, select, yes {in {folder} } other {}}{hasUser, select, yes {· {user}} other {}}"
        values={{
          ...values,
          lane: row.lane,
          hasExtensions: (row.extensions ?? []).length === 0 ? 'no' : 'yes',
          extensions: path((row.extensions ?? []).join(', ')),
          hasSize: row.sizeBytes === undefined ? 'no' : 'yes',
          size: formatBytes(row.sizeBytes ?? 0),
          hasFolder: row.folder === undefined ? 'no' : 'yes',
          folder: path(row.folder ?? ''),
        }}
      />
    );
  }
  return (
    <FormattedMessage
      id="stagingWatch.timeline.objectDescription"
      defaultMessage="{hasProcess, select, yes {{process}} other {A process}} {act, select, created {created} changed {changed} deleted {deleted} renamed {renamed} other {({action})}} {object} {hasUser, select, yes {· {user}} other {}}"
      values={{ ...values, object: path(row.object ?? row.folder ?? '') }}
    />
  );
}

function AlertSentence({ alert }: { readonly alert: NonNullable<TimelineRow['alert']> }): ReactElement {
  const appLink = useAppLink();
  return (
    <FormattedMessage
      id="stagingWatch.timeline.alertDescription"
      defaultMessage="{rule} · {severity} · {status}"
      values={{
        rule: (
          <EuiLink {...appLink(alertsPath({ flyout: alert.id, status: [] }))} data-test-subj={`stagingWatchTimelineAlert-${alert.id}`}>
            {alert.ruleName}
          </EuiLink>
        ),
        severity: severities.has(alert.severity) ? severityLabel(alert.severity as Severity) : alert.severity,
        status: statuses.has(alert.status) ? statusLabel(alert.status as WorkflowStatus) : alert.status,
      }}
    />
  );
}

const severities: ReadonlySet<string> = new Set<Severity>(['low', 'medium', 'high', 'critical']);
const statuses: ReadonlySet<string> = new Set<WorkflowStatus>(['open', 'acknowledged', 'closed']);

/** "1.2 GB", in steps of 1,000, in the user's language. */
function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(i18n.getLocale(), { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / 1_000 ** step);
}
