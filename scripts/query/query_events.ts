import type { Readable } from 'node:stream';
import { BadLines } from './bad_lines';
import { helpFor, readCommandLine, type QueryCommand, type QueryLanguage } from './command_line';
import { describeProblem } from './describe_problem';
import { parseEqlQuery } from './eql_query';
import { assertReadable, eventBytes } from './event_bytes';
import { EventQuery } from './event_query';
import { readerOfMappingFile } from './event_reader';
import { parseKqlQuery } from './kql_query';
import { LineReader } from './line_reader';
import { printAsJson, printExplanation } from './print_match';
import type { ParsedQuery, QueryMatch } from './query_match';
import { readRule } from './read_rule';

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
    return (await new QueryOfFiles(command, query, streams).run()) > 0 ? 0 : 1;
  } catch (error) {
    const problem = describeProblem(error, text);
    if (problem === undefined) throw error;
    streams.report(problem);
    if (text === undefined) streams.report(`npm run -s ${language} -- --help lists what can be given.`);
    return 2;
  }
}

/** Matches go out in parcels of about this many characters. */
const parcelCharacters = 64 * 1024;

/** Reads the files, asks the query and prints; what is printed goes out between two parts of a file. */
class QueryOfFiles {
  private readonly badLines: BadLines;
  private readonly query: EventQuery;
  private printed: string[] = [];
  private printedCharacters = 0;
  private matches = 0;

  constructor(
    private readonly command: QueryCommand,
    parsed: ParsedQuery,
    private readonly streams: QueryStreams
  ) {
    this.badLines = new BadLines(streams.report);
    const reader = command.mapping === undefined ? undefined : readerOfMappingFile(command.mapping, parsed);
    this.query = new EventQuery(parsed, reader, { match: (match) => this.print(match), badLine: (line) => this.badLines.add(line) });
  }

  /** Gives the number of matches. */
  async run(): Promise<number> {
    try {
      for (const name of this.command.events) await this.readFile(name);
      for (const match of this.query.finish()) {
        this.print(match);
        if (this.printedCharacters >= parcelCharacters) await this.send();
      }
    } finally {
      await this.send();
    }
    this.badLines.finish();
    this.query.unseenFields().forEach((line) => this.streams.report(line));
    return this.matches;
  }

  private async readFile(name: string): Promise<void> {
    const file = name === '-' ? 'standard input' : name;
    const lines = new LineReader(file, this.query);
    for await (const bytes of eventBytes(name, this.streams.input)) {
      if (!Buffer.isBuffer(bytes)) return this.badLines.add({ file, line: 0, reason: `${bytes.failure}; read up to line ${lines.count}` });
      lines.push(bytes);
      if (this.printedCharacters > 0) await this.send();
    }
    lines.end();
  }

  private print(match: QueryMatch): void {
    this.matches += 1;
    const text = this.command.explain ? printExplanation(match, this.matches) : printAsJson(match);
    this.printed.push(text);
    this.printedCharacters += text.length;
  }

  private async send(): Promise<void> {
    const text = this.printed.join('');
    [this.printed, this.printedCharacters] = [[], 0];
    if (text !== '') await this.streams.write(text);
  }
}
