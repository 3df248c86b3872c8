import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readRuleFolders } from '../package_rules';
import { showText } from '../query/show_text';
import { readGroundTruth, readGroups } from './ground_truth';
import { printReport, reportJson } from './print_report';
import { RecallInputError } from './recall_input_error';
import { readRecallOrigins } from './recall_origins';
import { makeReport } from './recall_report';
import { readRecordings } from './recordings';

const help = `Scores the rules against labelled recordings of real attacks.

Usage: npm run -s recall -- --events FILE --truth FILE [--sources FILE] [--rules FOLDER] [--json]

  --events FILE    NDJSON of flat ECS documents, also packed with gzip; each labels.source is a recording and a world of its own, sorted by labels.epoch
  --truth FILE     CSV with source, event_code, utc, process_guid, object (which find the event together) and label
  --sources FILE   CSV with source and group; sources.csv beside the truth where it is there. Recordings of one group share events and count once
  --rules FOLDER   rule.yml files below it; default the project's
  --json           prints everything as JSON

An alert hits a label if any of its events carries it. Rules that read alerts run over those of the others. Exit code: 0, or 2 for arguments and files that cannot be used.
`;

const options = { events: { type: 'string' }, truth: { type: 'string' }, sources: { type: 'string' }, rules: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
const ownRules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../rules');

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    return values;
  } catch (error) {
    throw new RecallInputError(error instanceof Error ? error.message : String(error));
  }
}

/** `sources.csv` beside the truth, where it is there. */
function besideTruth(truth: string): string | undefined {
  const file = path.join(path.dirname(truth), 'sources.csv');
  return fs.existsSync(file) ? file : undefined;
}

/** Gives the lines to print. Throws RecallInputError. */
export async function recall(args: readonly string[]): Promise<string> {
  const { events, truth: truthFile, sources, rules: folder = ownRules, json, help: wantsHelp } = readArguments(args);
  if (wantsHelp) return help;
  if (events === undefined || truthFile === undefined) throw new RecallInputError('Give --events FILE and --truth FILE; --help says more.');
  if (!fs.existsSync(folder)) throw new RecallInputError(`--rules ${folder}: is not there`);
  const truth = readGroundTruth(truthFile);
  const groupOf = readGroups(sources ?? besideTruth(truthFile));
  const origins = readRecallOrigins(path.join(folder, 'recall_origins.yml'));
  const recordings = await readRecordings(events, truth);
  const unmatched = truth.unmatched();
  const report = makeReport({ rules: readRuleFolders(folder).map(({ content }) => content), recordings, positiveRecordings: truth.positiveRecordings, groupOf, origins });
  if (json) return `${JSON.stringify({ ...(reportJson(report) as object), labelled_rows: truth.rows, labelled_rows_without_event: unmatched }, undefined, 2)}\n`;
  const head = `${recordings.length} recordings, ${truth.rows} labelled rows${unmatched.length > 0 ? `, ${unmatched.length} of which fit no event` : ''}; ${report.positiveRecordings.length} positive recordings in ${report.positiveGroups.length} groups.`;
  return `${[head, '', ...printReport(report, groupOf)].join('\n')}\n`;
}

/** Runs on the process's own arguments. */
export async function main(): Promise<void> {
  try {
    process.stdout.write(await recall(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof RecallInputError)) throw error;
    process.stderr.write(`${showText(error.message, { lines: true })}\n`);
    process.exitCode = 2;
  }
}
