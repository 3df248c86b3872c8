import { EuiButton, EuiCode, EuiEmptyPrompt, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../hostile_text';
import { failureWords, type Failure } from './failure_words';
import { PromptBody } from './prompt_body';

export interface FailurePromptProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** A request failed: what happened, what to do, the request itself. A missing privilege looks different from a fault. */
export function FailurePrompt({ failure, onRetry }: FailurePromptProps): ReactElement {
  const { title, advice } = failureWords(failure.code);
  const forbidden = failure.code === 'forbidden' || failure.code === 'authentication_not_forwardable';
  return (
    <EuiEmptyPrompt
      color={forbidden ? 'plain' : 'danger'}
      iconType={forbidden ? 'lock' : 'error'}
      title={<h2>{title}</h2>}
      titleSize="s"
      body={
        <PromptBody>
          <p>{advice}</p>
          <Details failure={failure} />
        </PromptBody>
      }
      actions={
        <EuiButton onClick={onRetry} color="primary" fill={!forbidden} iconType="refresh" data-test-subj="stagingWatchRetryButton">
          <FormattedMessage id="stagingWatch.failure.retryButtonLabel" defaultMessage="Try again" />
        </EuiButton>
      }
      data-test-subj={forbidden ? 'stagingWatchNoDataPrivilege' : 'stagingWatchError'}
    />
  );
}

function Details({ failure }: { readonly failure: Failure }): ReactElement {
  return (
    <EuiText size="xs" data-test-subj="stagingWatchRequestDetails">
      <p>
        <HostileText text={failure.message} maxCharacters={1_000} />
      </p>
      {failure.request !== undefined && (
        <p>
          <EuiCode>{failure.statusCode === undefined ? failure.request : `${failure.request} → ${failure.statusCode}`}</EuiCode>
        </p>
      )}
    </EuiText>
  );
}
