import { EuiButton, EuiCallOut, EuiFieldPassword, EuiFieldText, EuiForm, EuiFormRow, EuiSpacer } from '@elastic/eui';
import { useState, type FormEvent, type ReactElement } from 'react';
import type { PageConfiguration } from '../../page/page_configuration';
import { logIn } from './log_in';

interface LoginFormProps {
  readonly configuration: PageConfiguration;
  readonly username: string;
  readonly password: string;
  readonly onUsername: (username: string) => void;
  readonly onPassword: (password: string) => void;
}

/** Name and password; goes on to the page that was asked for. */
export function LoginForm({ configuration, username, password, onUsername, onPassword }: LoginFormProps): ReactElement {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (username === '' || password === '') {
      setProblem('Enter a user name and a password.');
      return;
    }
    setIsBusy(true);
    setProblem(undefined);
    logIn({ configuration, username, password }).then(
      (location) => window.location.assign(location),
      (error: Error) => {
        setIsBusy(false);
        setProblem(error.message);
      }
    );
  };
  return (
    <EuiForm component="form" onSubmit={submit} data-test-subj="hostLoginForm">
      {problem !== undefined && (
        <>
          <EuiCallOut size="s" color="danger" iconType="warning" title={problem} role="alert" data-test-subj="hostLoginProblem" />
          <EuiSpacer size="m" />
        </>
      )}
      <EuiFormRow label="User name" fullWidth>
        <EuiFieldText fullWidth icon="user" name="username" autoComplete="username" value={username} onChange={(event) => onUsername(event.target.value)} data-test-subj="loginUsername" />
      </EuiFormRow>
      <EuiFormRow label="Password" fullWidth>
        <EuiFieldPassword
          fullWidth
          type="dual"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => onPassword(event.target.value)}
          data-test-subj="loginPassword"
        />
      </EuiFormRow>
      <EuiSpacer size="l" />
      <EuiButton type="submit" fill fullWidth isLoading={isBusy} data-test-subj="loginSubmit">
        Log in
      </EuiButton>
    </EuiForm>
  );
}
