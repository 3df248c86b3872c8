import type { PageConfiguration } from './page_configuration';

const STORAGE_KEY = 'standaloneHost.colorMode';

/** Whether the page is dark: what the person chose last in this browser, else the setting `theme:darkMode`, else light. */
export function isDarkMode(configuration: Pick<PageConfiguration, 'settings'>): boolean {
  const chosen = readChoice();
  if (chosen) return chosen === 'dark';
  const setting = configuration.settings['theme:darkMode'];
  return setting === true || setting === 'enabled';
}

/** Keeps the choice and loads the page anew: style sheets and theme variables are chosen at load, as in Kibana. */
export function chooseColorMode(colorMode: 'light' | 'dark'): void {
  window.localStorage.setItem(STORAGE_KEY, colorMode);
  window.location.reload();
}

function readChoice(): 'light' | 'dark' | undefined {
  const value = window.localStorage.getItem(STORAGE_KEY);
  return value === 'light' || value === 'dark' ? value : undefined;
}
