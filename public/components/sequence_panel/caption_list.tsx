import { EuiCode, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { EventExplanation, PredicateExplanation } from '../../../common/detection';
import { HostileText } from '../hostile_text';
import { captionOf, type Caption, type Place } from './caption';
import { fieldLabel } from './field_label';

export interface CaptionListProps {
  readonly explanation: EventExplanation;
  /** Predicates whose text stands nowhere else: their caption shows it. */
  readonly unplaced: ReadonlySet<PredicateExplanation>;
}

/** Why an event matched, in words: the accessible form of the marks. */
export function CaptionList({ explanation, unplaced }: CaptionListProps): ReactElement {
  return (
    <EuiText size="s" data-test-subj={`stagingWatchCaptions-${explanation.position}`}>
      <h4>
        {explanation.branch === undefined ? (
          <FormattedMessage id="stagingWatch.sequence.whyTitle" defaultMessage="Why it matched" />
        ) : (
          <FormattedMessage id="stagingWatch.sequence.whyBranchTitle" defaultMessage="Why it matched: branch {number} of {of}" values={{ number: explanation.branch.number, of: explanation.branch.of }} />
        )}
      </h4>
      <ul css={{ '&&': { marginBlockStart: 4 } }}>
        {explanation.predicates.map((predicate) => (
          <li key={`${predicate.location.start}-${predicate.outcome}-${predicate.element ?? ''}`}>
            <CaptionSentence caption={captionOf(predicate)} field={predicate.field} />
            {unplaced.has(predicate) && predicate.text !== undefined && captionOf(predicate).kind !== 'value' && (
              <div>
                <HostileText text={predicate.text} spans={predicate.spans} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </EuiText>
  );
}

const code = (text: string): ReactElement => (
  <EuiCode>
    <HostileText text={text} maxCharacters={500} />
  </EuiCode>
);

function CaptionSentence({ caption, field }: { readonly caption: Caption; readonly field: string }): ReactElement {
  const label = fieldLabel(field);
  switch (caption.kind) {
    case 'argument_pattern':
      return (
        <FormattedMessage
          id="stagingWatch.sequence.argumentPatternDescription"
          defaultMessage="Pattern {pattern} matched argument {index, number}{place}"
          values={{ pattern: code(caption.pattern), index: caption.index, place: <PlaceWords place={caption.place} /> }}
        />
      );
    case 'element_pattern':
      return (
        <FormattedMessage
          id="stagingWatch.sequence.elementPatternDescription"
          defaultMessage="{field}: pattern {pattern} matched value {index, number}{place}"
          values={{ field: label, pattern: code(caption.pattern), index: caption.index + 1, place: <PlaceWords place={caption.place} /> }}
        />
      );
    case 'pattern':
      return (
        <FormattedMessage
          id="stagingWatch.sequence.patternDescription"
          defaultMessage="{field}: pattern {pattern} matched{place}"
          values={{ field: label, pattern: code(caption.pattern), place: <PlaceWords place={caption.place} /> }}
        />
      );
    case 'value':
      return (
        <FormattedMessage
          id="stagingWatch.sequence.valueDescription"
          defaultMessage="{field} is {text}{listed, plural, =0 {} =1 {} other {, one of # listed}}"
          values={{ field: label, text: code(caption.text), listed: caption.listed }}
        />
      );
    case 'condition':
      return (
        <FormattedMessage
          id="stagingWatch.sequence.conditionDescription"
          defaultMessage="Condition {condition} holds"
          values={{ condition: code([field, caption.operator, caption.pattern ?? ''].join(' ').trim()) }}
        />
      );
    case 'not_excluded':
      return <NotExcludedWords caption={caption} label={label} />;
  }
}

function NotExcludedWords({ caption, label }: { readonly caption: Extract<Caption, { kind: 'not_excluded' }>; readonly label: string }): ReactElement {
  const patterns = <HostileText text={caption.patterns.join(', ')} maxCharacters={1_000} />;
  if (caption.text === undefined) {
    return <FormattedMessage id="stagingWatch.sequence.notExcludedNoValueDescription" defaultMessage="Not excluded: {field} has no value (excluded are {patterns})" values={{ field: label, patterns }} />;
  }
  return (
    <FormattedMessage id="stagingWatch.sequence.notExcludedDescription" defaultMessage="Not excluded: {field} is {text} (excluded are {patterns})" values={{ field: label, text: code(caption.text), patterns }} />
  );
}

function PlaceWords({ place }: { readonly place: Place | undefined }): ReactElement {
  if (place === undefined) return <></>;
  return <FormattedMessage id="stagingWatch.sequence.placeDescription" defaultMessage=": “{part}” at character {character, number}" values={{ part: <HostileText text={place.part} maxCharacters={80} />, character: place.character }} />;
}
