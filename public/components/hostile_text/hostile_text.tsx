import { useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useMemo, type ReactElement } from 'react';
import { hostileTextStyles } from './hostile_text.styles';
import { splitText, type Span, type TextPiece } from './split_text';

export interface HostileTextProps {
  /** As it was recorded. */
  readonly text: string;
  /** What to mark, UTF-16 units. */
  readonly spans?: readonly Span[];
  /** Characters shown at most; what is left out is counted. */
  readonly maxCharacters?: number;
  /** On one line, the rest behind an ellipsis; the text must be told in full elsewhere. */
  readonly oneLine?: boolean;
  readonly 'data-test-subj'?: string;
}

/** More than any command line; a longer text would stop the page. */
const mostCharacters = 50_000;

/** Text from events, made harmless and readable: invisible characters as tokens, matched characters in `<mark>`. */
export function HostileText({ text, spans, maxCharacters = mostCharacters, oneLine = false, 'data-test-subj': testSubject }: HostileTextProps): ReactElement {
  const theme = useEuiTheme();
  const styles = useMemo(() => hostileTextStyles(theme), [theme]);
  const pieces = useMemo(() => splitText(text.slice(0, maxCharacters), spans), [text, spans, maxCharacters]);
  const left = text.length - maxCharacters;
  return (
    <span css={[styles.hostileText, oneLine && styles.hostileText__oneLine]} dir="ltr" data-test-subj={testSubject}>
      {pieces.map((piece) => (
        <Piece key={piece.start} piece={piece} styles={styles} />
      ))}
      {left > 0 && i18n.translate('stagingWatch.hostileText.cutLabel', { defaultMessage: '… ({count, plural, one {# more character} other {# more characters}})', values: { count: left } })}
    </span>
  );
}

function Piece({ piece, styles }: { readonly piece: TextPiece; readonly styles: ReturnType<typeof hostileTextStyles> }): ReactElement {
  const content = piece.kind === 'token' ? <span css={styles.hostileText__token}>{piece.content}</span> : <>{piece.content}</>;
  return piece.marked ? <mark css={styles.hostileText__mark}>{content}</mark> : content;
}
