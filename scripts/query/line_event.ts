import type { EqlEvent, EqlValue } from '../../common/eql/index';
import { eqlEvent, type IndexedDocument, PartialDocument } from '../../common/query_dsl/index';
import type { EventLine } from './event_line';
import type { EventReader } from './event_reader';

/** Documents of lines as events of EQL. */
export class EventsOfLines {
  private document: IndexedDocument | undefined;
  private event: EqlEvent | undefined;

  constructor(private readonly reader: EventReader) {}

  /** The event of a document that was just read. A document that comes again with other values is the same event again. */
  now(document: IndexedDocument): EqlEvent {
    if (this.event === undefined || this.document !== document) {
      this.document = document;
      this.event = eqlEvent(document, this.reader.mapping);
    }
    return this.event;
  }

  /** An event for itself, to be kept. */
  toHold(document: IndexedDocument): EqlEvent {
    return eqlEvent(document instanceof PartialDocument ? document.copy() : document, this.reader.mapping);
  }

  /** The event of a line that was read before. */
  again(line: EventLine): EqlEvent {
    const { scanner, readWhole } = this.reader;
    const scanned = scanner?.read(line.source, line.start, line.end);
    if (scanned) return this.toHold(scanned);
    const content = line.read();
    if (content.kind !== 'event') throw new Error(`${line.id} was an event before`);
    return this.toHold(readWhole(content.document, line.id));
  }
}

/** An event that is kept as its line only and read again when somebody asks for its values: most hits of a sequence lead nowhere. */
export class LineEvent implements EqlEvent {
  private event: EqlEvent | undefined;

  constructor(
    readonly line: EventLine,
    private readonly events: EventsOfLines
  ) {}

  values(path: string): readonly EqlValue[] {
    return (this.event ??= this.events.again(this.line)).values(path);
  }

  terms(path: string): readonly string[] {
    return (this.event ??= this.events.again(this.line)).terms?.(path) ?? [];
  }
}
