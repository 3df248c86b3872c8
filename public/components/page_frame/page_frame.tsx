import { EuiPageTemplate } from '@elastic/eui';
import type { MouseEvent, ReactElement, ReactNode } from 'react';

export interface PageTab {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly isSelected: boolean;
}

export interface PageFrameProps {
  /** Unique name of the page for tests: `stagingWatch<name>Page`. */
  readonly name: string;
  /** The page's one h1. */
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly tabs: readonly PageTab[];
  /** Right of the title, e.g. the time range. Left out where it could not act. */
  readonly actions?: readonly ReactNode[];
  /** A standing notice above the content. */
  readonly notice?: ReactNode;
  readonly children?: ReactNode;
}

/** Kibana keeps room for its fixed headers itself: the page must not do it again, and fills what is left. */
const roomBelowHeaders = 'calc(100vh - var(--kbnAppHeadersOffset, var(--euiFixedHeadersOffset, 0px)))';

/** Header with title, tabs and actions; notice; content. */
export function PageFrame({ name, title, description, tabs, actions = [], notice, children }: PageFrameProps): ReactElement {
  return (
    <EuiPageTemplate restrictWidth={false} grow={false} offset={0} minHeight={roomBelowHeaders} data-test-subj={`stagingWatch${name}Page`}>
      <EuiPageTemplate.Header
        pageTitle={title}
        description={description}
        rightSideItems={[...actions]}
        tabs={tabs.map(({ id, label, href, onClick, isSelected }) => ({ id, label, href, onClick, isSelected, 'data-test-subj': `stagingWatchTab-${id}` }))}
      />
      <EuiPageTemplate.Section grow paddingSize="l">
        {notice}
        {children}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
