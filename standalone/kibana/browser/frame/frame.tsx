import { EuiConfirmModal, EuiGlobalToastList, EuiSkipLink } from '@elastic/eui';
import type { ReactElement } from 'react';
import type { LeaveQuestion } from '../core/application/leave_guard';
import { Content, CONTENT_ID } from './content';
import type { FrameCore } from './frame_core';
import { Header } from './header/header';
import { useObservable } from './use_observable';

interface FrameProps {
  readonly core: FrameCore;
}

/** The host's own frame around the app: header, call-out, content, toasts. */
export function Frame({ core }: FrameProps): ReactElement {
  return (
    <>
      <EuiSkipLink destinationId={CONTENT_ID} position="fixed" overrideLinkBehavior>
        Skip to main content
      </EuiSkipLink>
      <Header core={core} />
      <Content core={core} />
      <Toasts core={core} />
      <LeaveModal core={core} />
    </>
  );
}

function Toasts({ core: { toasts } }: FrameProps): ReactElement {
  const list = useObservable(toasts.toasts$, []);
  const shown = list.map(({ text, ...toast }) => ({ ...toast, text: text === undefined ? undefined : <p>{text}</p> }));
  return <EuiGlobalToastList toasts={shown} dismissToast={({ id }) => toasts.toasts.remove(id)} toastLifeTimeMs={6_000} />;
}

function LeaveModal({ core: { leaveGuard } }: FrameProps): ReactElement | null {
  const question = useObservable<LeaveQuestion | undefined>(leaveGuard.question$, undefined);
  if (!question) return null;
  return (
    <EuiConfirmModal
      title={question.title}
      aria-label={question.title}
      cancelButtonText="Stay on this page"
      confirmButtonText="Leave this page"
      onCancel={() => question.answer(false)}
      onConfirm={() => question.answer(true)}
      data-test-subj="hostLeaveModal"
    >
      {question.text}
    </EuiConfirmModal>
  );
}
