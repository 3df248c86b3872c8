import { EuiCallOut, EuiFlexGroup, EuiFlexItem, EuiIcon, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { useState, type ReactElement } from 'react';
import type { PageConfiguration } from '../../page/page_configuration';
import { DemoUsers } from './demo_users';
import { HostLogo } from '../host_logo';
import { LoginForm } from './login_form';

interface LoginPageProps {
  readonly configuration: PageConfiguration;
}

const MESSAGES: Readonly<Record<string, string>> = {
  LOGGED_OUT: 'You have logged out.',
  SESSION_EXPIRED: 'Your session has ended. Log in to continue.',
  UNAUTHENTICATED: 'Log in to open that page.',
};

/** The page for whoever is not logged in. With the embedded stack it offers its users, with a cluster it asks for the cluster's credentials. */
export function LoginPage({ configuration }: LoginPageProps): ReactElement {
  const { clusterName, demoLogin } = configuration.frame;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const message = MESSAGES[new URLSearchParams(window.location.search).get('msg') ?? ''];
  const choose = (chosen: string): void => {
    setUsername(chosen);
    setPassword(demoLogin?.password ?? '');
  };
  return (
    <main className="hostLogin" data-test-subj="hostLoginPage">
      <EuiFlexGroup direction="column" alignItems="center" gutterSize="none" responsive={false}>
        <EuiFlexItem grow={false}>
          <EuiIcon type={HostLogo} size="xxl" aria-hidden />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="m" />
      <EuiTitle size="m">
        <h1 style={{ textAlign: 'center' }}>Log in to Standalone host</h1>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EuiText size="s" color="subdued" textAlign="center">
        <p>{clusterName === undefined ? 'Demo data. Nothing here touches a cluster.' : `Use your own credentials of the cluster ${clusterName}.`}</p>
      </EuiText>
      <EuiSpacer size="l" />
      {message !== undefined && (
        <>
          <EuiCallOut size="s" title={message} iconType="user" data-test-subj="hostLoginMessage" />
          <EuiSpacer size="m" />
        </>
      )}
      <EuiPanel paddingSize="l" hasShadow={false} hasBorder>
        <LoginForm configuration={configuration} username={username} password={password} onUsername={setUsername} onPassword={setPassword} />
      </EuiPanel>
      {demoLogin && (
        <>
          <EuiSpacer size="l" />
          <DemoUsers users={demoLogin.users} password={demoLogin.password} onChoose={choose} />
        </>
      )}
    </main>
  );
}
