import type { UseEuiTheme } from '@elastic/eui';
import { css } from '@emotion/react';

/** Styles of the two events and the strip between them. */
export const sequencePanelStyles = ({ euiTheme }: UseEuiTheme) => ({
  sequencePanel__gap: css`
    display: flex;
    align-items: center;
    gap: ${euiTheme.size.s};
    margin-inline-start: ${euiTheme.size.l};
    padding-block: ${euiTheme.size.s};
    padding-inline-start: ${euiTheme.size.base};
    border-inline-start: ${euiTheme.border.width.thick} solid ${euiTheme.colors.mediumShade};
  `,
  sequencePanel__recorded: css`
    margin-block-end: ${euiTheme.size.s};
  `,
  sequencePanel__box: css`
    display: block;
    max-block-size: 16em;
    overflow: auto;
    padding: ${euiTheme.size.s};
    border-radius: ${euiTheme.border.radius.small};
    font-family: ${euiTheme.font.familyCode};
    font-size: 0.93em;
    background-color: ${euiTheme.colors.lightestShade};
  `,
  sequencePanel__arguments: css`
    margin: 0;
    padding: 0;
    list-style: none;
  `,
  sequencePanel__argument: css`
    display: flex;
    gap: ${euiTheme.size.s};
  `,
  sequencePanel__number: css`
    flex: none;
    min-inline-size: 2em;
    text-align: end;
    color: ${euiTheme.colors.text};
  `,
  sequencePanel__facts: css`
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 21em), 1fr));
    gap: ${euiTheme.size.xxs} ${euiTheme.size.base};
    margin-block: ${euiTheme.size.s};
    font-size: 0.875em;
  `,
  sequencePanel__fact: css`
    display: flex;
    gap: ${euiTheme.size.s};
  `,
  sequencePanel__factName: css`
    flex: none;
    min-inline-size: 5.5em;
    color: ${euiTheme.colors.text};
  `,
  sequencePanel__factValue: css`
    min-inline-size: 0;
    margin: 0;
    overflow-wrap: anywhere;
  `,
});
