import { parseArgs } from 'node:util';
import { noiseStyles, type NoiseStyle } from '../../fixtures/builders/noise';

export const help = `Usage: npm run noise -- [--hosts N] [--days D] [--seed S] [--style elastic_defend|sysmon] [--json]

Generates benign machines, compares them with the measured and estimated rates, and counts what every rule alerts on (default 10 hosts, 1 day, both styles).
Exit code 1 when a rate lies outside its range, a required test is not caught or a rule cannot be run; a target that is missed is printed as MISSED.
`;

export interface NoiseOptions {
  readonly hosts: number;
  readonly days: number;
  readonly seed: string;
  /** Absent: half of the hosts each. */
  readonly style?: NoiseStyle;
  readonly isJson: boolean;
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new TypeError(`--${name} needs a whole number from 1 to ${most}, not ${text}`);
  return value;
}

function styleOf(text: string): NoiseStyle {
  const found = noiseStyles.find((style) => style === text);
  if (!found) throw new TypeError(`--style is one of ${noiseStyles.join(', ')}, not ${text}`);
  return found;
}

/** Reads the command line; undefined where help is asked for. Throws TypeError for what it cannot read. */
export function readNoiseOptions(args: readonly string[]): NoiseOptions | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { hosts: text, days: text, seed: text, style: text, json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return undefined;
  return {
    hosts: wholeNumber('hosts', values.hosts ?? '10', 10_000),
    days: wholeNumber('days', values.days ?? '1', 366),
    seed: values.seed ?? '1',
    ...(values.style === undefined ? {} : { style: styleOf(values.style) }),
    isJson: values.json ?? false,
  };
}
