import { EuiEmptyPrompt } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { PromptBody } from './prompt_body';

/** The user may not use the app at all. No header, no filters: there is nothing they could do. */
export function NoPrivilegePrompt(): ReactElement {
  return (
    <EuiEmptyPrompt
      iconType="lock"
      color="plain"
      title={
        <h1>
          <FormattedMessage id="stagingWatch.noPrivilege.title" defaultMessage="You need the privilege Staging Watch: Read" />
        </h1>
      }
      body={
        <PromptBody><p>
          <FormattedMessage id="stagingWatch.noPrivilege.description" defaultMessage="Your role does not have it in this space. Contact your administrator." />
        </p></PromptBody>
      }
      data-test-subj="stagingWatchNoPrivilege"
    />
  );
}
