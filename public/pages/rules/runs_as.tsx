import { EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { HostileText } from '../../components/hostile_text';

/** Whose rights the rule has when it runs. */
export function RunsAs({ runsAs }: Pick<RuleRow, 'runsAs'>): ReactElement {
  if (runsAs === undefined) return <>–</>;
  const user = <HostileText text={runsAs.user ?? ''} maxCharacters={80} />;
  return (
    <EuiText size="s">
      <FormattedMessage
        id="stagingWatch.rules.runsAsDescription"
        defaultMessage="{hasUser, select, yes {{user}} other {unknown}} {byKey, select, true {(API key of the installer)} other {}}"
        values={{ hasUser: runsAs.user === undefined ? 'no' : 'yes', user, byKey: String(runsAs.apiKeyOfInstaller) }}
      />
    </EuiText>
  );
}
