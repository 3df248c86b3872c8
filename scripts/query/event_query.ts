import { ElasticsearchError, type IndexedDocument, type JsonObject } from '../../common/query_dsl/index';
import type { BadLine, EventLine } from './event_line';
import { readerOfDocuments, type EventReader } from './event_reader';
import type { LineTaker } from './line_reader';
import type { ParsedQuery, QueryMatch, QueryRun } from './query_match';
import { UnseenFields } from './unseen_fields';

/** Types are read from this many events where no mapping is given, or fewer large ones. */
const sampleEvents = 1_000;
const sampleCharacters = 64 * 1024 * 1024;

/** What a query over events tells. */
export interface EventQueryTold {
  match(match: QueryMatch): void;
  badLine(line: BadLine): void;
}

interface Waiting {
  readonly line: EventLine;
  readonly document: JsonObject;
}

interface Started {
  readonly reader: EventReader;
  readonly run: QueryRun;
  readonly unseen: UnseenFields;
}

/** A query that lines are given to. Begins with the first where there is a reader, else when types can be read from the first events. */
export class EventQuery implements LineTaker {
  private started: Started | undefined;
  private waiting: Waiting[] = [];
  private waitingCharacters = 0;

  /** `reader` is absent where no mapping is given. Throws what the language throws for a query the mapping refuses; so may the lines, where types are read from them. */
  constructor(
    private readonly query: ParsedQuery,
    reader: EventReader | undefined,
    private readonly told: EventQueryTold
  ) {
    if (reader) this.begin(reader);
  }

  takeBadLine(line: BadLine): void {
    this.told.badLine(line);
  }

  takeLine(line: EventLine): void {
    if (this.started) this.accept(line, this.started);
    else this.wait(line);
  }

  private wait(line: EventLine): void {
    const document = this.parse(line);
    if (!document) return;
    this.waiting.push({ line: line.copy(), document });
    this.waitingCharacters += line.end - line.start;
    if (this.waiting.length >= sampleEvents || this.waitingCharacters >= sampleCharacters) this.beginWithWaiting();
  }

  /** The event of a line; tells of a bad one. */
  private parse(line: EventLine): JsonObject | undefined {
    const content = line.read();
    if (content.kind === 'bad') this.refuse(line, content.reason);
    return content.kind === 'event' ? content.document : undefined;
  }

  private refuse({ file, line }: EventLine, reason: string): void {
    this.told.badLine({ file, line, reason });
  }

  /** All lines were given. Gives the matches that only all events together show. */
  finish(): readonly QueryMatch[] {
    return (this.started ?? this.beginWithWaiting()).run.finish();
  }

  /** One sentence for each field of the query that no event had. */
  unseenFields(): readonly string[] {
    return this.started?.unseen.report() ?? [];
  }

  private begin(reader: EventReader): Started {
    this.started = { reader, run: this.query.begin(reader), unseen: new UnseenFields(this.query.fields, reader.mapping) };
    return this.started;
  }

  private beginWithWaiting(): Started {
    const waiting = this.waiting.splice(0);
    const started = this.begin(readerOfDocuments(waiting.map(({ document }) => document), this.query));
    for (const { line } of waiting) this.accept(line, started);
    return started;
  }

  private accept(line: EventLine, { reader, run, unseen }: Started): void {
    const document = reader.scanner?.read(line.source, line.start, line.end) ?? this.readWhole(reader, line);
    if (!document) return;
    unseen.see(document, () => this.parse(line));
    const match = run.accept(document, line);
    if (match?.kind === 'problem') this.refuse(line, match.reason);
    else if (match) this.told.match(match);
  }

  private readWhole(reader: EventReader, line: EventLine): IndexedDocument | undefined {
    const document = this.parse(line);
    if (!document) return undefined;
    try {
      return reader.readWhole(document, line.id);
    } catch (error) {
      if (!(error instanceof ElasticsearchError)) throw error;
      this.refuse(line, `an index would refuse it: ${error.reason}${error.causedBy ? `: ${error.causedBy.reason}` : ''}`);
      return undefined;
    }
  }
}
