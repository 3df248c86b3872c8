import { ElasticsearchError, type IndexedDocument, type JsonObject } from '../../common/query_dsl/index';
import type { BadLine, EventLine } from './event_line';
import { readerOfDocuments, type EventReader } from './event_reader';
import type { LineTaker } from './line_reader';
import { nestingProblem } from './nesting';
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

  takeEvent(line: EventLine, document: JsonObject): void {
    if (this.started) return this.accept(line, document, this.started);
    const reason = nestingProblem(document);
    if (reason !== undefined) return this.told.badLine({ file: line.file, line: line.line, reason });
    this.waiting.push({ line: line.copy(), document: line.exact(document) });
    this.waitingCharacters += line.text.length;
    if (this.waiting.length >= sampleEvents || this.waitingCharacters >= sampleCharacters) this.beginWithWaiting();
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
    for (const { line, document } of waiting) this.accept(line, document, started);
    return started;
  }

  private accept(line: EventLine, document: JsonObject, { reader, run, unseen }: Started): void {
    const read = reader.readPartly(document) ?? this.readWhole(reader, document, line);
    if (!read) return;
    unseen.see(read, document);
    const match = run.accept(read, line);
    if (match?.kind === 'problem') this.told.badLine({ file: line.file, line: line.line, reason: match.reason });
    else if (match) this.told.match(match);
  }

  private readWhole(reader: EventReader, document: JsonObject, source: EventLine): IndexedDocument | undefined {
    const { file, line, id } = source;
    const tooDeep = nestingProblem(document);
    if (tooDeep !== undefined) {
      this.told.badLine({ file, line, reason: tooDeep });
      return undefined;
    }
    try {
      return reader.readWhole(source.exact(document), id);
    } catch (error) {
      if (!(error instanceof ElasticsearchError)) throw error;
      this.told.badLine({ file, line, reason: `an index would refuse it: ${error.reason}${error.causedBy ? `: ${error.causedBy.reason}` : ''}` });
      return undefined;
    }
  }
}
