type ThemeVariables = Readonly<Record<string, unknown>>;

declare global {
  interface Window {
    /** `v8light` or `v8dark`, later `borealislight` or `borealisdark`. */
    __kbnThemeTag__?: string;
  }
}

/** Gives the module `@kbn/ui-theme`: the theme's variables of both colour modes, and of the one the page was loaded with. */
export function uiTheme(light: ThemeVariables, dark: ThemeVariables): Record<string, unknown> {
  const tag = window.__kbnThemeTag__ ?? '';
  const darkMode = tag.endsWith('dark');
  return { tag, darkMode, euiLightVars: light, euiDarkVars: dark, euiThemeVars: darkMode ? dark : light };
}
