import { EuiScreenReaderOnly, useEuiTheme } from '@elastic/eui';
import { css } from '@emotion/react';
import { i18n } from '@kbn/i18n';
import { useMemo, type ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';
import { lineChanges, type LineChange } from './line_changes';

/** The changed lines of a rule's query; each says by sign and by word whether it went or came. */
export function QueryChange({ before, after }: { readonly before: string; readonly after: string }): ReactElement {
  const { euiTheme } = useEuiTheme();
  const changes = useMemo(() => lineChanges(before, after), [before, after]);
  const box = css`
    overflow: auto;
    padding: ${euiTheme.size.s};
    border-radius: ${euiTheme.border.radius.small};
    font-family: ${euiTheme.font.familyCode};
    background-color: ${euiTheme.colors.lightestShade};
  `;
  return (
    <div css={box} role="group" tabIndex={0} aria-label={i18n.translate('stagingWatch.activity.queryChangeAriaLabel', { defaultMessage: 'Changed lines of the query' })}>
      {changes.map((change, index) => (
        <div key={index} css={change.kind === 'same' ? { color: euiTheme.colors.text } : undefined}>
          <span aria-hidden="true">{signOf[change.kind]} </span>
          <EuiScreenReaderOnly>
            <span>{wordOf(change.kind)}</span>
          </EuiScreenReaderOnly>
          <HostileText text={change.text} />
        </div>
      ))}
    </div>
  );
}

const signOf = { same: '\u00a0', removed: '−', added: '+' } as const;

function wordOf(kind: LineChange['kind']): string {
  switch (kind) {
    case 'same':
      return '';
    case 'removed':
      return i18n.translate('stagingWatch.activity.removedLineAriaLabel', { defaultMessage: 'Before: ' });
    case 'added':
      return i18n.translate('stagingWatch.activity.addedLineAriaLabel', { defaultMessage: 'After: ' });
  }
}
