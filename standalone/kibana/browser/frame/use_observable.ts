import { useEffect, useState } from 'react';
import type { Observable } from 'rxjs';

/** Gives the newest value of an observable, `initial` until there is one. */
export function useObservable<T>(observable$: Observable<T>, initial: T): T {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    const subscription = observable$.subscribe(setValue);
    return () => subscription.unsubscribe();
  }, [observable$]);
  return value;
}
