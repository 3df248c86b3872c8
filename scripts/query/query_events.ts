import type { Readable } from 'node:stream';
import { ElasticsearchError, type JsonObject } from '../../common/query_dsl/index';
import { BadLines } from './bad_lines';
import { helpFor, readCommandLine, type QueryCommand, type QueryLanguage } from './command_line';
import { describeProblem } from './describe_problem';
import { parseEqlQuery } from './eql_query';
import { readerOfDocuments, readerOfMappingFile, type EventReader } from './event_reader';
import { parseKqlQuery } from './kql_query';
import { printAsJson, printExplanation } from './print_match';
import type { EventSource, ParsedQuery, QueryMatch, QueryRun } from './query_match';
import { assertReadable, type EventLine, readLines } from './read_lines';
import { readRule } from './read_rule';
import { UnseenFields } from './unseen_fields';

/** What a run reads and writes. */
export interface QueryStreams {
  readonly input: Readable;
  /** Takes text for standard output; waits until more can be taken. */
  write(text: string): Promise<void>;
  /** Takes one line for standard error. */
  report(line: string): void;
  /** Epoch milliseconds. */
  readonly now: number;
}

export type ExitCode = 0 | 1 | 2;

/** One call of `npm run eql` or `npm run kql`. Gives the exit code: 0 matches, 1 none, 2 bad query, arguments or files. */
export async function queryEvents(language: QueryLanguage, args: readonly string[], streams: QueryStreams): Promise<ExitCode> {
  let text: string | undefined;
  try {
    const command = readCommandLine(language, args);
    if (command === 'help') {
      await streams.write(helpFor(language));
      return 0;
    }
    const rule = command.rule === undefined ? undefined : readRule(command.rule, language);
    text = rule?.query ?? command.query ?? '';
    const tiebreakerField = command.tiebreakerField ?? rule?.tiebreaker_field;
    const query = language === 'eql' ? parseEqlQuery(text, { mode: command.mode, tiebreakerField, now: streams.now }) : parseKqlQuery(text, streams);
    assertReadable(command.events);
    return (await new EventQuery(command, query, streams).run()) > 0 ? 0 : 1;
  } catch (error) {
    const problem = describeProblem(error, text);
    if (problem === undefined) throw error;
    streams.report(problem);
    if (text === undefined) streams.report(`npm run -s ${language} -- --help lists what can be given.`);
    return 2;
  }
}

/** Types are read from this many events where no mapping is given, or fewer large ones. */
const sampleEvents = 1_000;
const sampleCharacters = 64 * 1024 * 1024;

type GoodLine = Extract<EventLine, { kind: 'event' }>;
interface Started {
  readonly reader: EventReader;
  readonly run: QueryRun;
  readonly unseen: UnseenFields;
}

class EventQuery {
  private readonly badLines: BadLines;
  private started: Started | undefined;
  private waiting: GoodLine[] = [];
  private waitingCharacters = 0;
  private matches = 0;

  constructor(
    private readonly command: QueryCommand,
    private readonly query: ParsedQuery,
    private readonly streams: QueryStreams
  ) {
    this.badLines = new BadLines(streams.report);
  }

  /** Gives the number of matches. */
  async run(): Promise<number> {
    const { mapping, events } = this.command;
    if (mapping !== undefined) this.begin(readerOfMappingFile(mapping));
    for await (const line of readLines(events, this.streams.input)) {
      if (line.kind === 'bad') this.badLines.add(line);
      else if (this.started) await this.accept(line, this.started);
      else await this.wait(line);
    }
    const { run, unseen } = this.started ?? (await this.beginWithWaiting());
    for (const match of run.finish()) await this.print(match);
    this.badLines.finish();
    unseen.report().forEach((line) => this.streams.report(line));
    return this.matches;
  }

  private begin(reader: EventReader): Started {
    this.started = { reader, run: this.query.begin(reader), unseen: new UnseenFields(this.query.fields, reader.mapping) };
    return this.started;
  }

  private async wait(line: GoodLine): Promise<void> {
    this.waiting.push(line);
    this.waitingCharacters += line.text.length;
    if (this.waiting.length >= sampleEvents || this.waitingCharacters >= sampleCharacters) await this.beginWithWaiting();
  }

  private async beginWithWaiting(): Promise<Started> {
    const { fields, asksForPatterns } = this.query;
    const lines = this.waiting.splice(0);
    const started = this.begin(readerOfDocuments(lines.map(({ document }) => document), fields, asksForPatterns));
    for (const line of lines) await this.accept(line, started);
    return started;
  }

  private async accept({ file, line, text, document }: GoodLine, { reader, run, unseen }: Started): Promise<void> {
    const source: EventSource = { file, line, text };
    const read = this.readDocument(reader, document, source);
    if (!read) return;
    unseen.see(read, document);
    const match = run.accept(read, source);
    if (match?.kind === 'problem') this.badLines.add({ file, line, reason: match.reason });
    else if (match) await this.print(match);
  }

  private readDocument(reader: EventReader, document: JsonObject, { file, line }: EventSource) {
    try {
      return reader.read(document, `${file}:${line}`);
    } catch (error) {
      if (!(error instanceof ElasticsearchError)) throw error;
      this.badLines.add({ file, line, reason: `an index would refuse it: ${error.reason}${error.causedBy ? `: ${error.causedBy.reason}` : ''}` });
      return undefined;
    }
  }

  private print(match: QueryMatch): Promise<void> {
    this.matches += 1;
    return this.streams.write(this.command.explain ? printExplanation(match, this.matches) : printAsJson(match));
  }
}
