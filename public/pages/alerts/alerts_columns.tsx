/** All columns of the alerts table, one constant or function each: they are one list, read together. */
import { EuiCheckbox, EuiLink, EuiScreenReaderOnly, EuiText, type EuiBasicTableColumn } from '@elastic/eui';
import { css } from '@emotion/react';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { Episode } from '../../../common/detection';
import { AlertSentence } from '../../components/alert_sentence';
import { JoinStrengthBadge, SeverityHealth, StatusBadge, TestBadge } from '../../components/badges';
import { HostileText, toVisibleText } from '../../components/hostile_text';
import { EventTime } from '../../components/time';
import type { Dates } from '../../services';

export interface AlertsColumnsContext {
  readonly dates: Dates;
  /** Fewer and merged columns, for a narrow page. */
  readonly narrow: boolean;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly hostLink: (episode: Episode) => { readonly href: string; readonly onClick: (event: React.MouseEvent) => void };
  /** Absent where the user may not change a status. */
  readonly selection?: { readonly ids: ReadonlySet<string>; readonly onToggle: (id: string) => void; readonly header: ReactElement };
}

const twoLines = css`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  text-align: start;
`;

const threeLines = css`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
`;

/** The columns of the alerts table: `field` of a sortable one is mapped to the sort of the contract in `alerts_table.tsx`. */
export function alertsColumns(context: AlertsColumnsContext): Array<EuiBasicTableColumn<Episode>> {
  const columns = [...selectionColumn(context), severityColumn, whenColumn(context), sentenceColumn(context)];
  return context.narrow ? [...columns, hostColumn(context, true), statusColumn(true)] : [...columns, ruleColumn, hostColumn(context, false), parentColumn, joinColumn, statusColumn(false)];
}

function selectionColumn({ selection }: AlertsColumnsContext): Array<EuiBasicTableColumn<Episode>> {
  if (selection === undefined) return [];
  return [
    {
      name: selection.header,
      width: '40px',
      // EUI 90 repeats a header in each cell for small screens: the control must be there once.
      mobileOptions: { header: false },
      render: (episode: Episode) => (
        <EuiCheckbox
          id={`stagingWatchSelectAlert-${episode.id}`}
          checked={selection.ids.has(episode.id)}
          onChange={() => selection.onToggle(episode.id)}
          aria-label={i18n.translate('stagingWatch.alerts.selectRowAriaLabel', { defaultMessage: 'Select the alert on {host}, {id}', values: { host: toVisibleText(episode.host.name ?? ''), id: episode.id.slice(0, 8) } })}
          data-test-subj={`stagingWatchSelectAlert-${episode.id}`}
        />
      ),
    },
  ];
}

const severityColumn: EuiBasicTableColumn<Episode> = {
  field: 'severity',
  name: i18n.translate('stagingWatch.alerts.severityColumnTitle', { defaultMessage: 'Severity' }),
  width: '100px',
  sortable: true,
  render: (_: unknown, { severity }: Episode) => <SeverityHealth severity={severity} />,
};

/** Rows are ordered by when the alert was made: where that is long after the event, it is said. */
const noteworthyDelayMs = 10 * 60_000;

const whenColumn = ({ dates, narrow }: AlertsColumnsContext): EuiBasicTableColumn<Episode> => ({
  field: 'createdAt',
  name: i18n.translate('stagingWatch.alerts.whenColumnTitle', { defaultMessage: 'When' }),
  width: narrow ? '115px' : '150px',
  sortable: true,
  render: (_: unknown, { occurredAt, createdAt }: Episode) => (
    <div>
      <EventTime
        at={occurredAt}
        shown={dates.relative(occurredAt)}
        full={i18n.translate('stagingWatch.alerts.whenTooltip', { defaultMessage: 'First event: {occurred}. Alert made: {created}.', values: { occurred: dates.full(occurredAt), created: dates.absolute(createdAt) } })}
      />
      {Date.parse(createdAt) - Date.parse(occurredAt) > noteworthyDelayMs && (
        <EuiText size="xs">
          {i18n.translate('stagingWatch.alerts.createdLabel', { defaultMessage: 'alerted {when}', values: { when: dates.relative(createdAt) } })}
        </EuiText>
      )}
    </div>
  ),
});

const sentenceColumn = ({ openId, onOpen }: AlertsColumnsContext): EuiBasicTableColumn<Episode> => ({
  name: i18n.translate('stagingWatch.alerts.sentenceColumnTitle', { defaultMessage: 'What happened' }),
  render: (episode: Episode) => (
    <div css={{ minInlineSize: 0, inlineSize: '100%' }}>
      <EuiLink color="text" css={twoLines} onClick={() => onOpen(episode.id)} aria-haspopup="dialog" aria-expanded={openId === episode.id} data-test-subj={`stagingWatchOpenAlert-${episode.id}`}>
        <AlertSentence episode={episode} />
      </EuiLink>
      <CommandLine episode={episode} />
    </div>
  ),
});

/** The command line says most about a shell: one line of it stands under the sentence. */
function CommandLine({ episode }: { readonly episode: Episode }): ReactElement | null {
  const commandLine = episode.events.length > 1 ? episode.events[0]?.process?.commandLine : undefined;
  if (commandLine === undefined) return null;
  return (
    <EuiText size="xs">
      <code>
        <HostileText text={commandLine} maxCharacters={300} oneLine />
      </code>
    </EuiText>
  );
}

const ruleColumn: EuiBasicTableColumn<Episode> = {
  field: 'rule',
  name: i18n.translate('stagingWatch.alerts.ruleColumnTitle', { defaultMessage: 'Rule' }),
  width: '14%',
  sortable: true,
  render: (_: unknown, { rule }: Episode) => (
    <EuiText size="xs">
      <span css={threeLines}>{rule.name}</span>
    </EuiText>
  ),
};

const hostColumn = ({ hostLink }: AlertsColumnsContext, withParent: boolean): EuiBasicTableColumn<Episode> => ({
  field: 'host',
  name: withParent ? i18n.translate('stagingWatch.alerts.hostUserParentColumnTitle', { defaultMessage: 'Host, user, parent' }) : i18n.translate('stagingWatch.alerts.hostUserColumnTitle', { defaultMessage: 'Host, user' }),
  width: withParent ? '140px' : '11%',
  sortable: true,
  render: (_: unknown, episode: Episode) => (
    <div css={{ minInlineSize: 0 }}>
      <EuiLink {...hostLink(episode)} css={twoLines} data-test-subj={`stagingWatchHostLink-${episode.id}`}>
        <HostileText text={episode.host.name ?? episode.host.id ?? noValue()} maxCharacters={80} />
      </EuiLink>
      {episode.user.name !== undefined && (
        <EuiText size="xs">
          <HostileText text={episode.user.name} maxCharacters={80} />
        </EuiText>
      )}
      {withParent && <Parent episode={episode} />}
    </div>
  ),
});

const parentColumn: EuiBasicTableColumn<Episode> = {
  name: i18n.translate('stagingWatch.alerts.parentColumnTitle', { defaultMessage: 'Parent' }),
  width: '10%',
  render: (episode: Episode) => <Parent episode={episode} />,
};

function Parent({ episode }: { readonly episode: Episode }): ReactElement {
  return (
    <EuiText size="xs">
      <HostileText text={episode.parent?.name ?? episode.parent?.executable ?? noValue()} maxCharacters={80} />
    </EuiText>
  );
}

const joinColumn: EuiBasicTableColumn<Episode> = {
  name: i18n.translate('stagingWatch.alerts.joinColumnTitle', { defaultMessage: 'Join strength' }),
  width: '145px',
  render: (episode: Episode) => <Join episode={episode} />,
};

function Join({ episode }: { readonly episode: Episode }): ReactElement {
  if (episode.joinStrength !== undefined) return <JoinStrengthBadge strength={episode.joinStrength} />;
  return (
    <EuiText size="xs">
      {episode.counted === undefined
        ? i18n.translate('stagingWatch.alerts.singleEventLabel', { defaultMessage: 'Single event' })
        : i18n.translate('stagingWatch.alerts.countedLabel', { defaultMessage: 'Counted' })}
    </EuiText>
  );
}

const statusColumn = (withJoin: boolean): EuiBasicTableColumn<Episode> => ({
  field: 'status',
  name: withJoin ? i18n.translate('stagingWatch.alerts.statusJoinColumnTitle', { defaultMessage: 'Status, join' }) : i18n.translate('stagingWatch.alerts.statusColumnTitle', { defaultMessage: 'Status' }),
  width: withJoin ? '130px' : '110px',
  sortable: true,
  render: (_: unknown, episode: Episode) => (
    <div>
      <StatusBadge status={episode.status} />
      {episode.isTest && (
        <div>
          <TestBadge />
        </div>
      )}
      {withJoin && <Join episode={episode} />}
    </div>
  ),
});

const noValue = (): string => i18n.translate('stagingWatch.alerts.noValueLabel', { defaultMessage: 'unknown' });

/** The header of the selection column: takes all rows of the page or none. */
export function SelectAllHeader({ all, some, onToggle }: { readonly all: boolean; readonly some: boolean; readonly onToggle: () => void }): ReactElement {
  const label = i18n.translate('stagingWatch.alerts.selectAllAriaLabel', { defaultMessage: 'Select all alerts of this page' });
  return (
    <>
      <EuiCheckbox id="stagingWatchSelectAll" checked={all} indeterminate={some && !all} onChange={onToggle} aria-label={label} data-test-subj="stagingWatchSelectAll" />
      <EuiScreenReaderOnly>
        <span>{label}</span>
      </EuiScreenReaderOnly>
    </>
  );
}
