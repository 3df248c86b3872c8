import { EuiLink, EuiText, EuiTitle } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleDetail } from '../../../common/api';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

/** Tactic, techniques and subtechniques, each a link to where it is described; then further references. */
export function AttackMapping({ threat, references }: Pick<RuleDetail, 'threat' | 'references'>): ReactElement {
  const known = new Set(threat.flatMap(({ tactic, techniques }) => [tactic.reference, ...techniques.flatMap(({ reference, subtechniques }) => [reference, ...subtechniques.map((sub) => sub.reference)])]));
  const further = references.filter((reference) => !known.has(reference));
  return (
    <section data-test-subj="stagingWatchAttackMapping">
      <EuiTitle size="xxs">
        <h3>
          <FormattedMessage id="stagingWatch.ruleFlyout.attackTitle" defaultMessage="MITRE ATT&CK" />
        </h3>
      </EuiTitle>
      <EuiText size="s">
        <ul>
          {threat.map(({ tactic, techniques }) => (
            <li key={tactic.id}>
              <AttackLink {...tactic} />
              <ul>
                {techniques.map(({ subtechniques, ...technique }) => (
                  <li key={technique.id}>
                    <AttackLink {...technique} />
                    {subtechniques.length > 0 && (
                      <ul>
                        {subtechniques.map((sub) => (
                          <li key={sub.id}>
                            <AttackLink {...sub} />
                          </li>
                        ))}
                      </ul>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
          {further.map((reference) => (
            <li key={reference}>
              <EuiLink href={reference} target="_blank" external>
                {reference}
              </EuiLink>
            </li>
          ))}
        </ul>
      </EuiText>
    </section>
  );
}

function AttackLink({ id, name, reference }: Named): ReactElement {
  return (
    <EuiLink href={reference} target="_blank" external>
      {id} {name}
    </EuiLink>
  );
}
