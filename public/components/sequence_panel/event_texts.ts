import type { EventExplanation, PredicateExplanation, StagingEvent } from '../../../common/detection';
import type { Span } from '../hostile_text';

/** Which recorded text of an event; the words for it are made where it is shown. */
export type TextField = 'process.command_line' | 'process.args' | 'process.executable' | 'process.parent.executable' | 'process.parent.command_line' | 'file.path' | 'registry.path' | 'registry.data.strings';

/** A recorded text of an event, shown in full, with the characters that the rule matched. */
export interface EventText {
  readonly field: TextField;
  /** From 0, of a field with several values: argument 0 is the program itself. */
  readonly element?: number;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** The texts of an event in reading order, and the predicates whose text is none of them (they show it themselves). */
export function eventTexts(event: StagingEvent, explanation: EventExplanation | undefined): { readonly texts: readonly EventText[]; readonly unplaced: ReadonlySet<PredicateExplanation> } {
  const predicates = (explanation?.predicates ?? []).filter(({ outcome, spans }) => outcome === 'matched' && spans.length > 0);
  const unplaced = new Set(predicates);
  const texts = recordedTexts(event, predicates).map((text) => {
    const here = predicates.filter((predicate) => saw(predicate, text));
    for (const predicate of here) unplaced.delete(predicate);
    return { ...text, spans: here.flatMap(({ spans }) => spans) };
  });
  return { texts, unplaced };
}

type RecordedText = Omit<EventText, 'spans'>;

function recordedTexts({ process, file, registry, category }: StagingEvent, predicates: readonly PredicateExplanation[]): readonly RecordedText[] {
  const argumentsMatter = process?.commandLine === undefined || predicates.some(({ field }) => plainField(field) === 'process.args');
  const named = (field: TextField): boolean => predicates.some((predicate) => plainField(predicate.field) === field);
  return [
    ...single('file.path', file?.path),
    ...single('registry.path', registry?.path),
    ...several('registry.data.strings', registry?.dataStrings),
    // Who wrote a file is a fact below; how it was called matters for what a process did.
    ...(category === 'process' || named('process.command_line') ? single('process.command_line', process?.commandLine) : []),
    ...(argumentsMatter && (category === 'process' || named('process.args')) ? several('process.args', process?.args) : []),
    // The rest is told as facts, and in full here only where the rule looked at it.
    ...(named('process.executable') ? single('process.executable', process?.executable) : []),
    ...(named('process.parent.executable') ? single('process.parent.executable', process?.parent?.executable) : []),
    ...(named('process.parent.command_line') ? single('process.parent.command_line', process?.parent?.commandLine) : []),
  ];
}

const single = (field: TextField, text: string | undefined): readonly RecordedText[] => (text === undefined ? [] : [{ field, text }]);
const several = (field: TextField, texts: readonly string[] | undefined): readonly RecordedText[] => (texts ?? []).map((text, element) => ({ field, element, text }));

/** Only where the matcher saw this very text: never found again by a search of our own. */
function saw(predicate: PredicateExplanation, { field, element, text }: RecordedText): boolean {
  return plainField(predicate.field) === field && predicate.text === text && (predicate.element ?? element) === element;
}

/** A field as written in a rule without the `?` of EQL and without a sub-field that only indexes it otherwise. */
export function plainField(field: string): string {
  return field.replace(/^\?/, '').replace(/\.(?:text|caseless|keyword)$/, '');
}
