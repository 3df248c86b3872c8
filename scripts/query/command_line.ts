import { parseArgs } from 'node:util';
import { QueryInputError } from './query_input_error';

export type QueryLanguage = 'eql' | 'kql';

/** What the command line asks for. */
export interface QueryCommand {
  /** `-` is standard input. */
  readonly events: readonly string[];
  readonly mapping: string | undefined;
  readonly explain: boolean;
  /** Exactly one of query and rule is there. */
  readonly query: string | undefined;
  readonly rule: string | undefined;
  readonly mode: 'exact' | 'ideal';
  readonly tiebreakerField: string | undefined;
}

const options = {
  events: { type: 'string', multiple: true },
  mapping: { type: 'string' },
  rule: { type: 'string' },
  explain: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  mode: { type: 'string' },
  tiebreaker: { type: 'string' },
} as const;

/** Reads the arguments; `help` where help is asked for. Throws QueryInputError. */
export function readCommandLine(language: QueryLanguage, args: readonly string[]): QueryCommand | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (positionals.length > 1) throw new QueryInputError(`Give one query, in quotes; there are ${positionals.length} arguments.`);
  const query = positionals[0];
  if ((query === undefined) === (values.rule === undefined)) throw new QueryInputError(query === undefined ? 'Give a query or --rule FOLDER.' : 'Give a query or --rule FOLDER, not both.');
  if (language === 'kql' && (values.mode ?? values.tiebreaker) !== undefined) throw new QueryInputError('--mode and --tiebreaker are for EQL only.');
  const mode = values.mode ?? 'exact';
  if (mode !== 'exact' && mode !== 'ideal') throw new QueryInputError(`--mode is exact or ideal, not ${mode}.`);
  const events = values.events ?? ['-'];
  if (events.filter((file) => file === '-').length > 1) throw new QueryInputError('Standard input can be read once only.');
  return { events, mapping: values.mapping, explain: values.explain ?? false, query, rule: values.rule, mode, tiebreakerField: values.tiebreaker };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new QueryInputError(error instanceof Error ? error.message : String(error));
  }
}

const eqlHelp = `
  --mode exact|ideal    for sequences: exact (default) gives what Elasticsearch would answer were there no limit of size, ideal what happened
  --tiebreaker FIELD    orders events of one time`;

/** The text of `--help`. */
export function helpFor(language: QueryLanguage): string {
  const name = language.toUpperCase();
  const example = language === 'eql' ? `process where process.name : "cmd.exe"` : `process.name: cmd.exe`;
  return `Runs ${name} over events in files, without Kibana or Elasticsearch.

Usage: npm run -s ${language} -- [--events FILE]... [--mapping FILE] [--explain] 'QUERY'
       npm run -s ${language} -- [--events FILE]... [--mapping FILE] [--explain] --rule FOLDER

  --events FILE         NDJSON of ECS documents, nested or flat, also packed with gzip; - or nothing is standard input
  --mapping FILE        JSON mapping of the index ({ "properties": … } or an answer of GET INDEX/_mapping). Without it ECS types are used, and for
                        other fields the type of their values in the first 1,000 events
  --rule FOLDER         takes the query of FOLDER/rule.yml
  --explain             prints why each match matched, with carets under the characters, instead of NDJSON${language === 'eql' ? eqlHelp : ''}

Standard output has one line for each match: the event${language === 'eql' ? '; for a sequence or sample { "join_keys": […], "events": […] }.\nSequences, samples and queries with pipes are sorted by @timestamp, then arrival' : ''}.
Other matches come in the order of arrival. Lines that cannot be read are passed over, counted and named on standard error.
Exit code: 0 matches, 1 no match, 2 bad query, arguments or files.

Example: npm run -s ${language} -- --events events.ndjson.gz --explain '${example}'
`;
}
