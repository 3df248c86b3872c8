import type { UseEuiTheme } from '@elastic/eui';
import { css } from '@emotion/react';

/** Styles of the virtual list: it scrolls by itself, because Kibana's pages scroll in different elements. */
export const timelineListStyles = ({ euiTheme }: UseEuiTheme) => ({
  timelineList: css`
    max-block-size: max(24em, calc(100vh - 26em));
    overflow: auto;
    border: ${euiTheme.border.thin};
    border-radius: ${euiTheme.border.radius.medium};
  `,
  timelineList__items: css`
    position: relative;
    margin: 0;
    padding: 0;
    list-style: none;
  `,
  timelineList__item: css`
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
  `,
  timelineList__day: css`
    padding: ${euiTheme.size.s} ${euiTheme.size.m};
    background-color: ${euiTheme.colors.lightestShade};
  `,
  timelineRow: css`
    display: grid;
    grid-template-columns: 9em 7.5em minmax(0, 1fr);
    gap: ${euiTheme.size.s};
    padding: ${euiTheme.size.s} ${euiTheme.size.m};
    border-block-end: ${euiTheme.border.thin};
    font-size: 0.875em;
  `,
  timelineRow__inFold: css`
    padding-inline-start: ${euiTheme.size.xxl};
    background-color: ${euiTheme.colors.lightestShade};
  `,
  timelineRow__focused: css`
    outline: ${euiTheme.border.width.thick} solid ${euiTheme.colors.primary};
    outline-offset: -${euiTheme.border.width.thick};
  `,
  timelineRow__time: css`
    font-feature-settings: 'tnum';
  `,
  timelineRow__lane: css`
    display: flex;
    gap: ${euiTheme.size.s};
    align-items: flex-start;
  `,
  timelineRow__sentence: css`
    display: flex;
    gap: ${euiTheme.size.xs};
    align-items: center;
  `,
  timelineRow__command: css`
    display: block;
    font-family: ${euiTheme.font.familyCode};
    font-size: 0.9em;
    color: ${euiTheme.colors.text};
  `,
});
