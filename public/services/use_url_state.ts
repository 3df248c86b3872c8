import { i18n } from '@kbn/i18n';
import { useCallback, useEffect, useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { useServices } from './services_context';
import { readUrlState, writeUrlState, type AnyUrlDefinition, type UrlState } from './url_state';

/** `push` for a page or a flyout, so that Back undoes it; `replace` for filters. */
export type ChangeUrlState<S> = (change: Partial<S>, how?: 'push' | 'replace') => void;

/**
 * The page's state in the URL and the way to change it. Values that cannot be read are taken out of the URL and told in a toast.
 * `definition` must be a constant of its module.
 */
export function useUrlState<D extends object>(definition: D & AnyUrlDefinition<D>): readonly [UrlState<D>, ChangeUrlState<UrlState<D>>] {
  const { search, pathname } = useLocation();
  const history = useHistory();
  const { toasts } = useServices();
  const { state, dropped } = useMemo(() => readUrlState(definition, search), [definition, search]);
  useEffect(() => {
    if (dropped.length === 0) return;
    toasts.addWarning({ title: droppedTitle(dropped), 'data-test-subj': 'stagingWatchUrlValuesDropped' });
    history.replace({ pathname, search: writeUrlState(definition, state) });
  }, [definition, dropped, history, pathname, state, toasts]);
  const change = useCallback<ChangeUrlState<UrlState<D>>>(
    (changed, how = 'replace') => {
      // Read again: two changes in one event must both survive.
      const current = readUrlState(definition, history.location.search).state;
      history[how]({ pathname: history.location.pathname, search: writeUrlState(definition, { ...current, ...changed }) });
    },
    [definition, history]
  );
  return [state, change];
}

function droppedTitle(names: readonly string[]): string {
  return i18n.translate('stagingWatch.url.droppedTitle', {
    defaultMessage: 'The link held {count, plural, one {a value} other {values}} that cannot be shown here: {names}. The default is used instead.',
    values: { count: names.length, names: names.join(', ') },
  });
}
