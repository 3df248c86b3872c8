import { parseArgs } from 'node:util';
import path from 'node:path';

export const help = `npm start -- [options]

Starts Staging Watch with an embedded Elasticsearch and detection engine, on this machine only.

  --port N                  port of the page (default 5601)
  --elasticsearch-port N    port of the embedded Elasticsearch (default 9200)
  --elasticsearch URL       use a real cluster instead; nothing is played. One logs in with the cluster's own users;
                            ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or ELASTICSEARCH_API_KEY_FILE, serve the host itself
  --elasticsearch-ca FILE   certificate authority of that cluster (PEM); verification is never off
  --events FILE...          play these ECS documents (NDJSON, also .gz) instead of the scenarios
  --write-events            allow --events to write to a real cluster
  --shift-to-now            move the newest event of --events to now
  --scenario NAME           play one scenario of fixtures/scenarios; "all" (default) or "none"
  --data DIR                where state is kept (default .data)
  --fresh                   start empty: deletes what the store made in --data, nothing else
  --kibana-version X.Y.Z    behave as this Kibana: 8.12.2 (default) or 9.5.0
  --no-open                 do not open a browser
  --help                    this text`;

export interface Flags {
  readonly port: number;
  readonly elasticsearchPort: number;
  readonly elasticsearch: URL | undefined;
  readonly elasticsearchCa: string | undefined;
  readonly events: readonly string[];
  readonly writeEvents: boolean;
  readonly shiftToNow: boolean;
  readonly scenario: string;
  readonly data: string;
  readonly fresh: boolean;
  readonly kibanaVersion: string;
  readonly open: boolean;
}

/** A fault in the command line, in words for the person who typed it. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

const options = {
  port: { type: 'string' },
  'elasticsearch-port': { type: 'string' },
  elasticsearch: { type: 'string' },
  'elasticsearch-ca': { type: 'string' },
  events: { type: 'string', multiple: true },
  'write-events': { type: 'boolean' },
  'shift-to-now': { type: 'boolean' },
  scenario: { type: 'string' },
  data: { type: 'string' },
  fresh: { type: 'boolean' },
  'kibana-version': { type: 'string' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const kibanaVersions = ['8.12.2', '9.5.0'];

/** Takes command line arguments; gives the flags, or undefined for `--help`. Throws FlagError. */
export function parseFlags(argv: readonly string[]): Flags | undefined {
  const { values, positionals } = parse(argv);
  if (values.help) return undefined;
  const events = [...(values.events ?? []), ...positionals];
  if (positionals.length > 0 && values.events === undefined) throw new FlagError(`unexpected argument: ${positionals[0]}`);
  const elasticsearch = values.elasticsearch === undefined ? undefined : clusterUrl(values.elasticsearch);
  if (elasticsearch && events.length > 0 && !values['write-events']) throw new FlagError('--events would write to the cluster: add --write-events if that is meant');
  if (elasticsearch && values.scenario !== undefined && values.scenario !== 'none') throw new FlagError('--scenario is for the embedded Elasticsearch: nothing is played into a cluster');
  if (events.length > 0 && values.scenario !== undefined) throw new FlagError('--events and --scenario exclude each other');
  if (values['shift-to-now'] && events.length === 0) throw new FlagError('--shift-to-now needs --events');
  const kibanaVersion = values['kibana-version'] ?? '8.12.2';
  if (!kibanaVersions.includes(kibanaVersion)) throw new FlagError(`--kibana-version ${kibanaVersion}: expected ${kibanaVersions.join(' or ')}`);
  return {
    port: port('--port', values.port, 5601),
    elasticsearchPort: port('--elasticsearch-port', values['elasticsearch-port'], 9200),
    elasticsearch,
    elasticsearchCa: values['elasticsearch-ca'],
    events,
    writeEvents: values['write-events'] ?? false,
    shiftToNow: values['shift-to-now'] ?? false,
    scenario: events.length > 0 || elasticsearch ? 'none' : (values.scenario ?? 'all'),
    data: path.resolve(values.data ?? '.data'),
    fresh: values.fresh ?? false,
    kibanaVersion,
    open: !(values['no-open'] ?? false),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error));
  }
}

function port(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= 0 && number <= 65_535)) throw new FlagError(`${name} ${value}: expected a number from 0 to 65535`);
  return number;
}

function clusterUrl(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new FlagError(`--elasticsearch: expected an http or https URL`);
  if (url.username !== '' || url.password !== '') throw new FlagError('--elasticsearch: no credentials in the URL; use ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or ELASTICSEARCH_API_KEY_FILE');
  return url;
}

/** As `parseFlags`, for a person at a terminal: prints the help or the fault. Gives undefined where nothing is to be started. */
export function readFlags(argv: readonly string[]): Flags | undefined {
  try {
    const flags = parseFlags(argv);
    if (flags === undefined) console.log(help);
    return flags;
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    console.error(`${error.message}\nnpm start -- --help lists the options.`);
    process.exitCode = 2;
    return undefined;
  }
}
