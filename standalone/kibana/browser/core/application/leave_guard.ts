import { BehaviorSubject, type Observable } from 'rxjs';

type LeaveAction = { readonly type: 'default' } | { readonly type: 'confirm'; readonly text: string; readonly title?: string };
interface LeaveActionFactory {
  default(): LeaveAction;
  confirm(text: string, title?: string): LeaveAction;
}
type LeaveHandler = (factory: LeaveActionFactory, nextAppId?: string) => LeaveAction;

/** A question that the frame puts to the person. */
export interface LeaveQuestion {
  readonly title: string;
  readonly text: string;
  answer(leave: boolean): void;
}

/** Lets the current app ask before the person leaves it (`onAppLeave`, `kibana-contract.md` §5.2). */
export interface LeaveGuard {
  readonly question$: Observable<LeaveQuestion | undefined>;
  /** What an app gets as `onAppLeave`; `undefined` takes the handler away. */
  setHandler(handler: unknown): void;
  /** Asks the app, and the person where the app wants that. */
  mayLeave(nextAppId: string | undefined): Promise<boolean>;
}

const FACTORY: LeaveActionFactory = {
  default: () => ({ type: 'default' }),
  confirm: (text, title) => ({ type: 'confirm', text, title }),
};

/** Gives a guard that also holds back closing the tab while the app wants a confirmation. */
export function createLeaveGuard(): LeaveGuard {
  const question$ = new BehaviorSubject<LeaveQuestion | undefined>(undefined);
  let handler: LeaveHandler | undefined;
  window.addEventListener('beforeunload', (event) => {
    if (handler?.(FACTORY).type === 'confirm') event.preventDefault();
  });
  return {
    question$,
    setHandler(next) {
      handler = typeof next === 'function' ? (next as LeaveHandler) : undefined;
    },
    mayLeave(nextAppId) {
      const action = handler?.(FACTORY, nextAppId);
      if (action?.type !== 'confirm') return Promise.resolve(true);
      return new Promise((resolve) => {
        const answer = (leave: boolean): void => {
          question$.next(undefined);
          resolve(leave);
        };
        question$.next({ title: action.title ?? 'Leave this page?', text: action.text, answer });
      });
    },
  };
}
