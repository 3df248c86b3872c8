import type { CoreStart, ToastInput } from '@kbn/core/public';
import { BehaviorSubject, type Observable } from 'rxjs';

/** A toast as the frame shows it. */
export interface Toast extends Omit<ToastInput, 'text'> {
  readonly id: string;
  readonly text?: string;
  readonly color: 'success' | 'primary' | 'warning' | 'danger';
  readonly iconType: string;
}

/** `core.notifications.toasts`, and what the frame needs of it. */
export interface ToastsService {
  readonly toasts: CoreStart['notifications']['toasts'] & { remove(toast: string | { readonly id: string }): void };
  readonly toasts$: Observable<readonly Toast[]>;
}

const LOOKS = {
  success: { color: 'success', iconType: 'check' },
  info: { color: 'primary', iconType: 'bell' },
  warning: { color: 'warning', iconType: 'help' },
  danger: { color: 'danger', iconType: 'error' },
} as const;

/** Gives `core.notifications.toasts`. A toast stays for its own life time, else six seconds, a failure for ten. */
export function createToastsService(): ToastsService {
  const toasts$ = new BehaviorSubject<readonly Toast[]>([]);
  let count = 0;
  const add = (look: keyof typeof LOOKS, input: string | ToastInput): Toast => {
    const fields = typeof input === 'string' ? { title: input } : input;
    const toast: Toast = { toastLifeTimeMs: look === 'danger' ? 10_000 : 6_000, ...fields, ...LOOKS[look], id: `hostToast-${count++}` };
    toasts$.next([...toasts$.value, toast]);
    return toast;
  };
  return {
    toasts$,
    toasts: {
      addSuccess: (input) => add('success', input),
      addInfo: (input) => add('info', input),
      addWarning: (input) => add('warning', input),
      addDanger: (input) => add('danger', input),
      addError: (error, { title, toastMessage }) => add('danger', { title, text: toastMessage ?? error.message }),
      remove: (toast) => toasts$.next(toasts$.value.filter(({ id }) => id !== (typeof toast === 'string' ? toast : toast.id))),
    },
  };
}
