import type { LibrarySet } from '../page/page_configuration';

/** Gives `window.__kbnThemeTag__`: `v8…` in 8.12, `borealis…` in 9.x. */
export function themeTag(librarySet: LibrarySet, darkMode: boolean): string {
  return `${librarySet === 'oldest' ? 'v8' : 'borealis'}${darkMode ? 'dark' : 'light'}`;
}
