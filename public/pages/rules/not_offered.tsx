import { EuiAccordion, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { FoundRules } from '../../data';

/** Rules of a type that this Kibana has not: which, and the rule that sees the same instead. Nothing where there are none. */
export function NotOffered({ rules }: { readonly rules: NonNullable<FoundRules['notOffered']> }): ReactElement | null {
  if (rules.length === 0) return null;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiAccordion
        id="stagingWatchNotOffered"
        buttonContent={i18n.translate('stagingWatch.rules.notOfferedTitle', { defaultMessage: '{count, plural, one {# rule is} other {# rules are}} of a type that this Kibana has not; others here see the same', values: { count: rules.length } })}
        data-test-subj="stagingWatchNotOffered"
      >
        <EuiText size="s">
          <ul>
            {rules.map(({ ruleId, name, twin }) => (
              <li key={ruleId}>
                {twin === '' ? name : <FormattedMessage id="stagingWatch.rules.notOfferedDescription" defaultMessage="{name}: see {twin}" values={{ name, twin }} />}
              </li>
            ))}
          </ul>
        </EuiText>
      </EuiAccordion>
    </>
  );
}
