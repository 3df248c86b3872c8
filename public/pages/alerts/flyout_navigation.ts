/** Where an open alert stands in the list: "3 of 41", and its neighbours on the page. */
export interface FlyoutNavigation {
  readonly number: number;
  readonly total: number;
  readonly previousId: string | undefined;
  readonly nextId: string | undefined;
}

interface Listed {
  readonly alerts: ReadonlyArray<{ readonly id: string }>;
  readonly total: number;
}

/** The place of the open alert; undefined where it is not on the page, for instance because its status was changed. */
export function flyoutNavigation(found: Listed | undefined, state: { readonly flyout: string | undefined; readonly page: number; readonly perPage: string }): FlyoutNavigation | undefined {
  const index = found?.alerts.findIndex(({ id }) => id === state.flyout) ?? -1;
  if (found === undefined || index < 0) return undefined;
  return { number: (state.page - 1) * Number(state.perPage) + index + 1, total: found.total, previousId: found.alerts[index - 1]?.id, nextId: found.alerts[index + 1]?.id };
}
