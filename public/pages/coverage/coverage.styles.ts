import type { UseEuiTheme } from '@elastic/eui';
import { css } from '@emotion/react';

/** The table scrolls in its own frame; its first column and its header stay. */
export const coverageStyles = ({ euiTheme }: UseEuiTheme) => ({
  coverage__frame: css`
    max-block-size: 70vh;
    overflow: auto;
    border: ${euiTheme.border.thin};
  `,
  coverage__table: css`
    border-collapse: separate;
    border-spacing: 0;
    th,
    td {
      padding: ${euiTheme.size.xs} ${euiTheme.size.s};
      border-block-end: ${euiTheme.border.thin};
      text-align: start;
      vertical-align: top;
      background-color: ${euiTheme.colors.emptyShade};
    }
    thead th {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      min-inline-size: 11em;
      max-inline-size: 14em;
      font-weight: ${euiTheme.font.weight.medium};
    }
    tbody th,
    tfoot th,
    thead th:first-of-type {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      min-inline-size: 16em;
      max-inline-size: 20em;
      font-weight: ${euiTheme.font.weight.regular};
    }
    thead th:first-of-type {
      z-index: 2;
    }
    tfoot td {
      z-index: 0;
    }
    tfoot th,
    tfoot td {
      position: sticky;
      inset-block-end: 0;
    }
  `,
});
