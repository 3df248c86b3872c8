import { EuiBasicTable, EuiCode, EuiLink, EuiPanel, EuiSpacer, EuiText, EuiTitle, type EuiBasicTableColumn } from '@elastic/eui';
import type { ReactElement } from 'react';
import type { DemoUser } from '../../page/page_configuration';

interface DemoUsersProps {
  readonly users: readonly DemoUser[];
  readonly password: string;
  readonly onChoose: (username: string) => void;
}

/** The users of the embedded stack; choosing one fills the form. */
export function DemoUsers({ users, password, onChoose }: DemoUsersProps): ReactElement {
  const columns: Array<EuiBasicTableColumn<DemoUser>> = [
    {
      field: 'username',
      name: 'User',
      width: '30%',
      render: (username: string) => (
        <EuiLink onClick={() => onChoose(username)} data-test-subj={`hostDemoUser-${username}`}>
          {username}
        </EuiLink>
      ),
    },
    { field: 'description', name: 'May' },
  ];
  return (
    <EuiPanel paddingSize="l" hasShadow={false} hasBorder data-test-subj="hostDemoUsers">
      <EuiTitle size="xs">
        <h2>Users of the demo</h2>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EuiText size="s">
        <p>
          Choose one to fill the form. The password of all is <EuiCode>{password}</EuiCode>.
        </p>
      </EuiText>
      <EuiSpacer size="s" />
      <EuiBasicTable<DemoUser> tableCaption="Users of the demo" items={[...users]} columns={columns} compressed />
    </EuiPanel>
  );
}
