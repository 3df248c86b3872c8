import { EuiBasicTable, EuiCode, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleDetail } from '../../../common/api';
import { styleLabel } from '../../components/event_style';
import { categoryLabel } from '../../components/sequence_panel';

type Clause = RuleDetail['data'][number];
type Source = Clause['sources'][number];

/** What each event of the rule needs, and which sources have it. */
export function RuleData({ detail: { data }, index }: { readonly detail: RuleDetail; readonly index: readonly string[] }): ReactElement {
  return (
    <div data-test-subj="stagingWatchDataNeeded">
      <EuiText size="s">
        <p>
          <FormattedMessage id="stagingWatch.ruleFlyout.dataDescription" defaultMessage="The rule can match where one of the sources below is collected for each of its events. It looks in {index}." values={{ index: <EuiCode>{index.join(', ')}</EuiCode> }} />
        </p>
      </EuiText>
      {data.map((clause) => (
        <ClauseData key={clause.event} clause={clause} />
      ))}
    </div>
  );
}

function ClauseData({ clause }: { readonly clause: Clause }): ReactElement {
  const title = i18n.translate('stagingWatch.ruleFlyout.clauseTitle', { defaultMessage: 'Event {event, number} · {category}', values: { event: clause.event, category: categoryLabel(clause.category) } });
  return (
    <section data-test-subj={`stagingWatchDataNeeded-${clause.event}`}>
      <EuiSpacer size="m" />
      <EuiTitle size="xxs">
        <h3>{title}</h3>
      </EuiTitle>
      <EuiText size="s">
        <p>
          <FormattedMessage id="stagingWatch.ruleFlyout.fieldsDescription" defaultMessage="Fields: {fields}" values={{ fields: <Fields names={clause.fields} /> }} />
        </p>
      </EuiText>
      <EuiBasicTable<Source>
        items={[...clause.sources]}
        tableCaption={title}
        columns={[
          { name: i18n.translate('stagingWatch.ruleFlyout.sourceColumnTitle', { defaultMessage: 'Source' }), width: '25%', render: ({ style }: Source) => styleLabel(style) },
          {
            name: i18n.translate('stagingWatch.ruleFlyout.eventsColumnTitle', { defaultMessage: 'Events' }),
            render: ({ events, note }: Source) => (
              <EuiText size="s">
                {events}
                {note !== undefined && <p>{note}</p>}
              </EuiText>
            ),
          },
          { name: i18n.translate('stagingWatch.ruleFlyout.indexColumnTitle', { defaultMessage: 'Index' }), width: '40%', render: ({ index }: Source) => <EuiCode transparentBackground>{index}</EuiCode> },
        ]}
      />
    </section>
  );
}

function Fields({ names }: { readonly names: readonly string[] }): ReactElement {
  return (
    <>
      {names.map((name) => (
        <span key={name}>
          <EuiCode>{name}</EuiCode>{' '}
        </span>
      ))}
    </>
  );
}
