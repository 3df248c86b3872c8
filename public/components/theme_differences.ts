import { euiPaletteColorBlind, type UseEuiTheme } from '@elastic/eui';
import type { Severity } from '../../common/detection';

/** Borealis has severity tokens; Amsterdam (EUI 90) has the palette they come from, at these places (`ux.md` §4.10). */
const tokenOf: Readonly<Record<Severity, { readonly token: string; readonly paletteIndex: number }>> = {
  low: { token: 'neutral', paletteIndex: 0 },
  medium: { token: 'warning', paletteIndex: 5 },
  high: { token: 'risk', paletteIndex: 7 },
  critical: { token: 'danger', paletteIndex: 9 },
};

/** The colour of a severity in the theme of the host. Never shown without its word. */
export function severityColor({ euiTheme }: UseEuiTheme, severity: Severity): string {
  const { token, paletteIndex } = tokenOf[severity];
  const tokens: unknown = Reflect.get(euiTheme.colors, 'severity');
  const color: unknown = typeof tokens === 'object' && tokens !== null ? Reflect.get(tokens, token) : undefined;
  return typeof color === 'string' ? color : (euiPaletteColorBlind()[paletteIndex] ?? euiTheme.colors.mediumShade);
}
