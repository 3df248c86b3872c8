import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { Field, Scalar } from '../mapping/field';
import { parseValue } from '../mapping/parse_value';
import { ValueError } from '../mapping/value_error';
import { checkText, isParsedEarly } from './check_text';
import { DocumentPlan, type KeyStep, type ObjectPlan } from './key_plan';
import { PartialDocument, partialFields } from './partial_document';
import { behindColon, endOfNumber, endOfText, endOfValue, endOfWord, type JsonBytes, skipBlanks } from './scan_json';
import { ScannedValues } from './scanned_values';

const [QUOTE, COMMA, MINUS, ZERO, NINE] = [34, 44, 45, 48, 57];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];
const [LETTER_N, LETTER_T] = [110, 116];
const NULLS: readonly null[] = [null];

/**
 * Makes a scanner that reads fields by name (aliases, multi-fields and names that the mapping does not have included) straight from the bytes of JSON documents, without making
 * objects of them. Gives undefined where a name asks for more than fields: an object, or `_id` and its like. `maxNesting`: objects and lists in one another below the document.
 */
export function compileDocumentScanner(mapping: CompiledMapping, names: Iterable<string>, { maxNesting = 50 } = {}): DocumentScanner | undefined {
  const asked = new Set(names);
  const objects = new Set([...mapping.objectPaths(), ...mapping.nestedPaths()]);
  const fields = [...asked].map((name) => mapping.resolve(name));
  if (!mapping.root.enabled || [...asked].some((name) => objects.has(name)) || fields.some((field) => field?.family === 'metadata')) return undefined;
  return new DocumentScanner(mapping, fields.filter((field) => field !== undefined), maxNesting);
}

const NO_BYTES: JsonBytes = { bytes: new Uint8Array(), view: new DataView(new ArrayBuffer(0)), text: () => '' };

/** Reads the asked fields of documents. Each place is an index of the bytes; 0 stands for "cannot be told here", as no value ends there. */
export class DocumentScanner {
  private readonly root: ObjectPlan;
  private readonly values: ScannedValues;
  private readonly document: PartialDocument;
  private source: JsonBytes = NO_BYTES;
  private objects = 0;
  /** Where the value begins, or blanks in front of it, of the key that was read last. */
  private behindKey = 0;

  constructor(
    mapping: CompiledMapping,
    asked: readonly Field[],
    private readonly maxNesting: number,
  ) {
    const fields = partialFields(mapping, asked);
    this.root = new DocumentPlan(mapping, new Map(fields.bySlot.map((field, slot) => [field.path, slot]))).root;
    this.values = new ScannedValues(fields.bySlot.length);
    this.document = new PartialDocument(fields, this.values);
  }

  /**
   * The document between two places of valid UTF-8, behind which a line feed stands. It answers for the asked fields exactly as `indexDocument` would, and `indexDocument`
   * would not throw. The object is the same each time, valid until the next is read and the bytes change; `copy()` it to keep it.
   *
   * Undefined where only `JSON.parse` and `indexDocument` can tell: text that is no JSON object, keys with escapes or twice in one object, fields at several places, values that some
   * field would refuse, set aside or copy, nested objects, flattened and range fields, fields that a dynamic mapping would add, whole numbers beyond 2^53, deeper nesting.
   */
  read(source: JsonBytes, start: number, end: number): PartialDocument | undefined {
    const { bytes } = source;
    this.source = source;
    this.values.clear(source);
    const begin = skipBlanks(bytes, start);
    if (bytes[begin] !== OPEN_OBJECT) return undefined;
    const behind = this.readObject(this.root, begin, this.maxNesting);
    return behind !== 0 && skipBlanks(bytes, behind) === end ? this.document.renew() : undefined;
  }

  /** Reads the object at `from`; gives the place behind it. `levels`: how many objects and lists there may be in one another below it. */
  private readObject(plan: ObjectPlan, from: number, levels: number): number {
    const { bytes } = this.source;
    this.objects += 1;
    const object = this.objects;
    let step = plan.start;
    let at = skipBlanks(bytes, from + 1);
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    for (;;) {
      const next = this.stepAt(plan, step, at);
      if (next === undefined || next.metIn === object) return 0;
      step = next;
      step.metIn = object;
      at = skipBlanks(bytes, this.behindKey);
      at = bytes[at] === QUOTE ? this.readText(step, at, step.slot) : this.readValue(step, at, levels);
      if (at === 0) return 0;
      if (bytes[at] !== COMMA) at = skipBlanks(bytes, at);
      if (bytes[at] === CLOSE_OBJECT) return at + 1;
      if (bytes[at] !== COMMA) return 0;
      at = skipBlanks(bytes, at + 1);
    }
  }

  /** The step of the key whose quote is at `from`; sets `behindKey`. */
  private stepAt(plan: ObjectPlan, previous: KeyStep, from: number): KeyStep | undefined {
    const { source } = this;
    const { followers } = previous;
    for (let index = 0; index < followers.length; index += 1) {
      const follower = followers[index] as KeyStep;
      if (follower.quoted.isAt(source, from)) {
        this.behindKey = from + follower.quoted.length;
        return follower;
      }
    }
    return this.newStepAt(plan, previous, from);
  }

  private newStepAt(plan: ObjectPlan, previous: KeyStep, from: number): KeyStep | undefined {
    const { bytes } = this.source;
    const end = bytes[from] === QUOTE ? endOfText(this.source, from + 1) : 0;
    this.behindKey = end > 0 ? behindColon(bytes, end + 1) : 0;
    return this.behindKey > 0 ? plan.stepAfter(previous, this.source.text(from + 1, end)) : undefined;
  }

  private readValue(step: KeyStep, from: number, levels: number): number {
    if (step.kind === 'field') return this.readField(step, from, levels);
    if (step.kind === 'ignored') return endOfValue(this.source, from, levels);
    return step.object === undefined ? 0 : this.readChild(step.object, from, levels);
  }

  /** An object, null, or a list of those. */
  private readChild(plan: ObjectPlan, from: number, levels: number): number {
    const { bytes } = this.source;
    if (bytes[from] === LETTER_N) return endOfWord(bytes, from);
    if (levels < 1) return 0;
    if (bytes[from] === OPEN_OBJECT) return this.readObject(plan, from, levels - 1);
    return bytes[from] === OPEN_LIST ? this.readList(from, (at) => this.readChild(plan, at, levels - 1)) : 0;
  }

  private readList(from: number, readItem: (at: number) => number): number {
    const { bytes } = this.source;
    let at = skipBlanks(bytes, from + 1);
    if (bytes[at] === CLOSE_LIST) return at + 1;
    for (;;) {
      at = readItem(at);
      if (at === 0) return 0;
      at = skipBlanks(bytes, at);
      if (bytes[at] === CLOSE_LIST) return at + 1;
      if (bytes[at] !== COMMA) return 0;
      at = skipBlanks(bytes, at + 1);
    }
  }

  /** A plain value, or a list of those: checked, and kept where it is asked for. */
  private readField(step: KeyStep, from: number, levels: number): number {
    const byte = this.source.bytes[from] as number;
    if (byte === QUOTE) return this.readText(step, from, step.slot);
    if (byte !== OPEN_LIST) return this.readPlain(step, from, step.slot);
    if (levels < 1) return 0;
    const end = this.readList(from, (at) => (this.source.bytes[at] === QUOTE ? this.readText(step, at, -1) : this.readPlain(step, at, -1)));
    return end === 0 || step.slot < 0 || this.values.setJson(step.slot, from, end) ? end : 0;
  }

  /** Bytes are never fewer than UTF-16 units, so a text that is short in bytes is short. */
  private readText(step: KeyStep, quote: number, slot: number): number {
    const found = endOfText(this.source, quote + 1);
    const end = Math.abs(found);
    if (end === 0 || (end - quote - 1 > step.safeLength && !this.takesText(step, quote, end, found < 0))) return 0;
    if (slot < 0) return end + 1;
    const isKept = found > 0 ? this.values.setText(slot, quote + 1, end) : this.values.setJson(slot, quote, end + 1);
    return isKept ? end + 1 : 0;
  }

  /** Asks the field about a text that is longer than is surely safe. */
  private takesText({ field }: KeyStep, quote: number, end: number, hasEscapes: boolean): boolean {
    if (!field) return false;
    const { bytes } = this.source;
    if (field.family === 'date' && !hasEscapes && field.dateFormat?.surelyReads(bytes, quote + 1, end) === true) return true;
    return acceptsScalar(field, JSON.parse(this.source.text(quote, end + 1)) as string);
  }

  /** A number, `true`, `false` or null. */
  private readPlain({ field }: KeyStep, from: number, slot: number): number {
    const { bytes } = this.source;
    const first = bytes[from] as number;
    const isNumber = first === MINUS || (first >= ZERO && first <= NINE);
    const end = isNumber ? endOfNumber(bytes, from) : endOfWord(bytes, from);
    if (end === 0 || !field) return 0;
    const value = isNumber ? this.numberBetween(from, end) : wordAt(first);
    if (value === undefined || (value !== null && !acceptsScalar(field, value))) return 0;
    return slot < 0 || this.values.setKnown(slot, value ?? NULLS) ? end : 0;
  }

  /** Undefined for a whole number that JavaScript may round. */
  private numberBetween(from: number, end: number): number | undefined {
    const { bytes } = this.source;
    let digits = 0;
    for (let at = from; at < end && end - from < 16; at += 1) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) break;
      digits = digits * 10 + digit;
      if (at === end - 1) return digits;
    }
    const number = Number(this.source.text(from, end));
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
  }
}

function wordAt(first: number): boolean | null {
  return first === LETTER_N ? null : first === LETTER_T;
}

function acceptsScalar(field: Field, value: Scalar): boolean {
  try {
    if (isParsedEarly(field)) return parseValue(field, value) !== undefined;
    checkText(field, value);
    return true;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}
