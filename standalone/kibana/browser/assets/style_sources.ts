import type { LibrarySet } from '../page/page_configuration';

/** A style sheet of a library: its name on our page, and the file in the library set's modules. */
export interface StyleSource {
  readonly name: string;
  readonly module: string;
  readonly colorMode: 'light' | 'dark';
}

const CHARTS: readonly StyleSource[] = [
  { name: 'charts_light.css', module: '@elastic/charts/dist/theme_only_light.css', colorMode: 'light' },
  { name: 'charts_dark.css', module: '@elastic/charts/dist/theme_only_dark.css', colorMode: 'dark' },
];

// In EUI 90 many components still have their styles in a sheet per colour mode; later everything is Emotion.
const EUI_SHEETS: readonly StyleSource[] = [
  { name: 'eui_light.css', module: '@elastic/eui/dist/eui_theme_light.min.css', colorMode: 'light' },
  { name: 'eui_dark.css', module: '@elastic/eui/dist/eui_theme_dark.min.css', colorMode: 'dark' },
];

/** Gives the style sheets of a library set, in the order they are linked. */
export function styleSources(librarySet: LibrarySet): readonly StyleSource[] {
  return librarySet === 'oldest' ? [...EUI_SHEETS, ...CHARTS] : CHARTS;
}
