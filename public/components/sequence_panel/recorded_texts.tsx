import { EuiTitle } from '@elastic/eui';
import type { ReactElement } from 'react';
import { HostileText } from '../hostile_text';
import type { EventText } from './event_texts';
import { fieldLabel } from './field_label';
import type { sequencePanelStyles } from './sequence_panel.styles';

export interface RecordedTextsProps {
  readonly position: number;
  readonly texts: readonly EventText[];
  readonly styles: ReturnType<typeof sequencePanelStyles>;
}

/** The texts of an event in full; values of one field stand in one numbered list. */
export function RecordedTexts({ position, texts, styles }: RecordedTextsProps): ReactElement {
  const fields = [...new Set(texts.map(({ field }) => field))];
  return (
    <>
      {fields.map((field) => (
        <div key={field} css={styles.sequencePanel__recorded}>
          <EuiTitle size="xxxs">
            <h4>{fieldLabel(field)}</h4>
          </EuiTitle>
          {/* A long text scrolls inside, so the box takes the keyboard's focus. */}
          <div css={styles.sequencePanel__box} role="group" aria-label={fieldLabel(field)} tabIndex={0} data-test-subj={`stagingWatchRecordedText-${position}-${field}`}>
            <FieldTexts texts={texts.filter((text) => text.field === field)} styles={styles} />
          </div>
        </div>
      ))}
    </>
  );
}

function FieldTexts({ texts, styles }: Pick<RecordedTextsProps, 'texts' | 'styles'>): ReactElement {
  if (texts[0]?.element === undefined) return <HostileText text={texts[0]?.text ?? ''} spans={texts[0]?.spans} />;
  return (
    <ol css={styles.sequencePanel__arguments} start={0}>
      {texts.map(({ element, text, spans }) => (
        <li key={element} css={styles.sequencePanel__argument}>
          <span css={styles.sequencePanel__number}>{element}</span>
          <HostileText text={text} spans={spans} />
        </li>
      ))}
    </ol>
  );
}
