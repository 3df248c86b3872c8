import { EuiCode, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { NearMiss } from '../../../common/detection';
import { HostileText } from '../../components/hostile_text';

/** How close the events came: for each event of the rule the closest one and the first condition that failed, then what broke the sequence. */
export function NearMissWords({ nearMiss }: { readonly nearMiss: NearMiss }): ReactElement {
  return (
    <EuiText size="s" data-test-subj="stagingWatchNearMiss">
      <ul>
        {nearMiss.stages.map(({ position, closest: [closest] }) => (
          <li key={position}>{closest === undefined ? <NoEvent position={position} /> : closest.failed === undefined ? <Matched position={position} event={closest.event} /> : <Failed position={position} event={closest.event} branch={closest.branch} failed={closest.failed} />}</li>
        ))}
      </ul>
      {nearMiss.sequence !== undefined && <SequenceBreakWords cause={nearMiss.sequence.cause} position={nearMiss.sequence.position} />}
    </EuiText>
  );
}

function NoEvent({ position }: { readonly position: number }): ReactElement {
  return <FormattedMessage id="stagingWatch.nearMiss.noEventDescription" defaultMessage="Event {position, number}: no event of its kind." values={{ position }} />;
}

function Matched({ position, event }: { readonly position: number; readonly event: number }): ReactElement {
  return <FormattedMessage id="stagingWatch.nearMiss.matchedDescription" defaultMessage="Event {position, number}: matched by event {event, number} of the test." values={{ position, event: event + 1 }} />;
}

type FailedCondition = NonNullable<NearMiss['stages'][number]['closest'][number]['failed']>;

function Failed({ position, event, branch, failed }: { readonly position: number; readonly event: number; readonly branch: number | undefined; readonly failed: FailedCondition }): ReactElement {
  const values = {
    position,
    event: event + 1,
    branch: branch ?? 0,
    field: <EuiCode>{failed.field}</EuiCode>,
    wanted: <Texts texts={failed.patterns} />,
    saw: failed.values.length === 0 ? <FormattedMessage id="stagingWatch.nearMiss.noValueLabel" defaultMessage="no such field" /> : <Texts texts={failed.values} />,
  };
  return failed.outcome === 'excluded' ? (
    <FormattedMessage
      id="stagingWatch.nearMiss.excludedDescription"
      defaultMessage="Event {position, number}{branch, plural, =0 {} other {, alternative #}}: event {event, number} of the test came closest, but was kept out: {field} is {saw}."
      values={values}
    />
  ) : (
    <FormattedMessage
      id="stagingWatch.nearMiss.failedDescription"
      defaultMessage="Event {position, number}{branch, plural, =0 {} other {, alternative #}}: event {event, number} of the test came closest; {field} had to be {wanted}, and was {saw}."
      values={values}
    />
  );
}

/** At most this many of a long list of patterns. */
const shownTexts = 6;

function Texts({ texts }: { readonly texts: readonly string[] }): ReactElement {
  return (
    <>
      {texts.slice(0, shownTexts).map((text, index) => (
        <span key={index}>
          <EuiCode>
            <HostileText text={text} />
          </EuiCode>{' '}
        </span>
      ))}
      {texts.length > shownTexts && <FormattedMessage id="stagingWatch.nearMiss.moreTextsLabel" defaultMessage="and {count, number} more" values={{ count: texts.length - shownTexts }} />}
    </>
  );
}

function SequenceBreakWords({ cause, position }: { readonly cause: NonNullable<NearMiss['sequence']>['cause']; readonly position: number }): ReactElement | null {
  switch (cause) {
    case 'order':
      return <FormattedMessage id="stagingWatch.nearMiss.orderDescription" defaultMessage="Each event was there, but event {position, number} did not come after the one before." values={{ position }} />;
    case 'key':
      return <FormattedMessage id="stagingWatch.nearMiss.keyDescription" defaultMessage="Each event was there, but event {position, number} has other join keys." values={{ position }} />;
    case 'maxspan':
      return <FormattedMessage id="stagingWatch.nearMiss.maxspanDescription" defaultMessage="Each event was there, but event {position, number} came later than maxspan allows." values={{ position }} />;
    case 'term':
      return <FormattedMessage id="stagingWatch.nearMiss.termDescription" defaultMessage="No event matched event {position, number} of the sequence." values={{ position }} />;
    case 'none':
      return null;
  }
}
