import type { UseEuiTheme } from '@elastic/eui';
import { css } from '@emotion/react';

/** Styles of recorded text: always left to right, wrapped anywhere, blanks kept. */
export const hostileTextStyles = ({ euiTheme }: UseEuiTheme) => ({
  hostileText: css`
    direction: ltr;
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  `,
  hostileText__oneLine: css`
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  `,
  hostileText__mark: css`
    padding: 0;
    border-block-end: ${euiTheme.border.width.thick} solid ${euiTheme.colors.primary};
    font-weight: ${euiTheme.font.weight.bold};
    color: inherit;
    background-color: ${euiTheme.colors.highlight};
  `,
  hostileText__token: css`
    display: inline-block;
    margin-inline: ${euiTheme.size.xxs};
    padding-inline: ${euiTheme.size.xs};
    border: ${euiTheme.border.width.thin} solid ${euiTheme.colors.warningText};
    border-radius: ${euiTheme.border.radius.small};
    font-size: 0.8em;
    line-height: 1.3;
    color: ${euiTheme.colors.warningText};
  `,
});
