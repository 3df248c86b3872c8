import type { App, AppCategory } from '@kbn/core/public';

/** The apps of one category, in their order. */
export interface NavigationGroup {
  readonly category: AppCategory;
  readonly apps: readonly App[];
}

const OTHER: AppCategory = { id: 'other', label: 'Other', order: 10_000 };

/** Takes all apps, gives those that are shown in the navigation, by category; both sorted by order, then by title. */
export function navigationGroups(apps: readonly App[]): NavigationGroup[] {
  const shown = apps.filter(({ visibleIn }) => visibleIn === undefined || visibleIn.includes('sideNav'));
  const categories = new Map(shown.map(({ category = OTHER }) => [category.id, category]));
  return [...categories.values()]
    .sort((a, b) => byOrder(a.order, a.label, b.order, b.label))
    .map((category) => ({
      category,
      apps: shown.filter((app) => (app.category ?? OTHER).id === category.id).sort((a, b) => byOrder(a.order, a.title, b.order, b.title)),
    }));
}

function byOrder(orderA: number | undefined, nameA: string, orderB: number | undefined, nameB: string): number {
  return (orderA ?? Infinity) - (orderB ?? Infinity) || nameA.localeCompare(nameB);
}
