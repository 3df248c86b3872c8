import { EuiDescriptionList, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement, ReactNode } from 'react';
import type { Counted } from '../../../common/detection';
import { HostileText } from '../../components/hostile_text';
import { useDates } from '../../services';

const mostCharacters = 300;

interface Fact {
  readonly title: NonNullable<ReactNode>;
  readonly description: NonNullable<ReactNode>;
}

/** What a threshold rule counted, instead of events: its alert keeps none of them. */
export function CountedPanel({ counted: { count, from, terms, different, ruleNames } }: { readonly counted: Counted }): ReactElement {
  const dates = useDates();
  const facts: Fact[] = [
    { title: i18n.translate('stagingWatch.counted.countLabel', { defaultMessage: 'Counted' }), description: i18n.translate('stagingWatch.counted.countDescription', { defaultMessage: '{count, plural, one {# document} other {# documents}}', values: { count } }) },
    ...(from === undefined ? [] : [{ title: i18n.translate('stagingWatch.counted.fromLabel', { defaultMessage: 'Since' }), description: dates.absolute(from) }]),
    ...different.map(({ field, value }) => ({ title: <code>{field}</code>, description: i18n.translate('stagingWatch.counted.differentDescription', { defaultMessage: '{value, plural, one {# value} other {# different values}}', values: { value } }) })),
    ...terms.map(({ field, value }) => ({ title: <code>{field}</code>, description: <HostileText text={value} maxCharacters={mostCharacters} /> })),
    ...(ruleNames.length === 0 ? [] : [{ title: i18n.translate('stagingWatch.counted.rulesLabel', { defaultMessage: 'Rules that alerted' }), description: <RuleNames names={ruleNames} /> }]),
  ];
  return (
    <div data-test-subj="stagingWatchCounted">
      <EuiText size="s">
        <p>
          <FormattedMessage id="stagingWatch.counted.keepsNoneDescription" defaultMessage="A threshold rule counts and keeps none of what it counted. The host around then shows it in order." />
        </p>
      </EuiText>
      <EuiSpacer size="m" />
      <EuiDescriptionList type="column" compressed listItems={facts} />
    </div>
  );
}

function RuleNames({ names }: { readonly names: readonly string[] }): ReactElement {
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          <HostileText text={name} maxCharacters={mostCharacters} />
        </li>
      ))}
    </ul>
  );
}
