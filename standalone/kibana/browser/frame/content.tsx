import { EuiButton, EuiEmptyPrompt, EuiFlexGroup, EuiFlexItem, EuiLoadingSpinner, EuiText } from '@elastic/eui';
import { useCallback, useEffect, useRef, type ReactElement } from 'react';
import type { AppView } from '../core/application/app_mounter';
import type { FrameCore } from './frame_core';
import { keepOneMain } from './keep_one_main';
import { useObservable } from './use_observable';

/** Where the skip link leads. */
export const CONTENT_ID = 'hostContent';

interface ContentProps {
  readonly core: FrameCore;
}

/** The place of the app, or what the host says in its stead. */
export function Content({ core }: ContentProps): ReactElement {
  const view = useObservable<AppView>(core.view$, { state: 'not_found' });
  const isShown = view.state === 'mounted' || view.state === 'mounting';
  const landmark = useRef<HTMLDivElement>(null);
  useEffect(() => (landmark.current ? keepOneMain(landmark.current) : undefined), []);
  const attach = useCallback((node: HTMLDivElement | null) => node?.append(core.container), [core.container]);
  return (
    <div ref={landmark} id={CONTENT_ID} tabIndex={-1} className="hostMain" data-test-subj="hostMain" data-app-state={view.state}>
      {view.state === 'mounting' && <Loading />}
      {!isShown && <Message view={view} core={core} />}
      <div ref={attach} className="hostContentPlace" hidden={!isShown} />
    </div>
  );
}

function Loading(): ReactElement {
  return (
    <EuiFlexGroup alignItems="center" justifyContent="center" className="hostMessage">
      <EuiFlexItem grow={false}>
        <EuiLoadingSpinner size="xl" aria-label="Loading" />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function Message({ view, core }: { readonly view: AppView; readonly core: FrameCore }): ReactElement {
  const { title, body } = wordsFor(view);
  const isFailure = view.state === 'failed';
  return (
    <EuiFlexGroup alignItems="center" justifyContent="center" className="hostMessage">
      <EuiFlexItem grow={false}>
        <EuiEmptyPrompt
          data-test-subj={`hostMessage-${view.state}`}
          color={isFailure ? 'danger' : 'plain'}
          iconType={isFailure ? 'warning' : view.state === 'no_access' ? 'lock' : 'search'}
          title={<h1>{title}</h1>}
          body={
            <EuiText color="default">
              <p>{body}</p>
            </EuiText>
          }
          actions={
            <EuiButton fill onClick={() => void core.application.navigateToApp('home')}>
              Go to the start page
            </EuiButton>
          }
        />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function wordsFor(view: AppView): { title: string; body: string } {
  if (view.state === 'no_access') {
    return {
      title: `You do not have access to ${view.app.title}`,
      body: 'Your roles in this space grant nothing of it. Ask an administrator, or log out and log in as another user.',
    };
  }
  if (view.state === 'failed') {
    return { title: `${view.app.title} could not be opened`, body: view.error instanceof Error ? view.error.message : String(view.error) };
  }
  return { title: 'Application not found', body: 'No application was found at this address. Go back, or choose one from the menu.' };
}
