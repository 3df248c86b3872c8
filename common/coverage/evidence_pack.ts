import { z } from 'zod';
import { ruleFieldsSchema } from '../detection';
import type { RunnableRule } from '../rule_run';
import { withoutEvents, type CorpusTest } from './coverage_corpus';
import type { CoverageCell, CoverageRun } from './coverage_run';
import type { RuleUnderTest } from './judge';

/** Who made the pack, and when. */
export interface PackFacts {
  readonly version: string;
  readonly kibanaVersion?: string;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** The run with all that is needed to run it again, one JSON object a line: the head, then rules, tests with their events, cells. */
export function writePackLines(run: CoverageRun, { rules, tests, facts }: { readonly rules: readonly RuleUnderTest[]; readonly tests: readonly CorpusTest[]; readonly facts: PackFacts }): string {
  const head = { kind: 'staging_watch_coverage', format: 1, ...facts, ranAt: run.ranAt, corpusHash: run.corpusHash, summary: run.summary };
  const ruleLines = rules.map(({ rule, runnable, tags, content, alertFacts, twin, exceptions, exceptionsProblem }) => {
    const shipped = content && { rule_id: content.rule_id, language: content.language, query: content.query, exclusions: content.exclusions };
    return { kind: 'rule', rule, runnable: runnable && onlyRunnable(runnable), tags, content: shipped, alertFacts, twin, exceptions, exceptionsProblem };
  });
  const lines = [head, ...ruleLines, ...tests.map((test) => ({ kind: 'test', test: withoutEvents(test), events: test.events })), ...run.cells.map((cell) => ({ kind: 'cell', cell }))];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

function onlyRunnable({ type, language, query, index, tiebreaker_field, threshold, new_terms_fields, history_window_start, building_block_type, max_signals, mustNot }: RunnableRule): RunnableRule {
  return { type, language, query, index, tiebreaker_field, threshold, new_terms_fields, history_window_start, building_block_type, max_signals, mustNot };
}

const queries = z.array(z.record(z.unknown()));
const runnableSchema = z.object({
  type: z.string(),
  language: z.string().optional(),
  query: z.string().optional(),
  index: z.array(z.string()).optional(),
  tiebreaker_field: z.string().optional(),
  threshold: z.object({ field: z.union([z.string(), z.array(z.string())]), value: z.number(), cardinality: z.array(z.object({ field: z.string(), value: z.number() })).optional() }).optional(),
  new_terms_fields: z.array(z.string()).optional(),
  history_window_start: z.string().optional(),
  building_block_type: z.string().optional(),
  max_signals: z.number().optional(),
  mustNot: queries.optional(),
});
const ruleSchema = z.object({
  ruleId: z.string(),
  name: z.string(),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  seed: z.enum(['verbatim', 'corrected', 'port', 'own']),
  state: z.enum(['installed', 'edited', 'missing', 'deleted']),
  enabled: z.boolean(),
  buildingBlock: z.boolean(),
  ruleHash: z.string(),
});
const style = z.enum(['elastic_defend', 'sysmon', 'winlogbeat', 'windows_security', 'powershell_log', 'alerts']);
const verdict = z.enum(['detected', 'missed', 'hidden_by_exclusion', 'not_applicable', 'silent', 'alerted', 'stale', 'error']);
const testSchema = z.object({
  testId: z.string(),
  variantOf: z.string().optional(),
  title: z.string(),
  kind: z.enum(['test', 'neighbour', 'benign', 'own']),
  source: z.string(),
  platform: z.enum(['windows', 'linux', 'macos', 'freebsd']),
  styles: z.array(style),
  notApplicable: z.array(z.object({ style, why: z.string() })),
  caughtBy: z.array(z.string()),
});
const cellSchema = z.object({
  ruleId: z.string(),
  testId: z.string(),
  required: z.boolean(),
  results: z.array(z.object({ style, verdict, exclusionIds: z.array(z.string()).optional(), alerts: z.number(), ranAt: z.string() })),
});
const content = ruleFieldsSchema.pick({ rule_id: true, language: true, query: true, exclusions: true });
const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staging_watch_coverage'), format: z.literal(1), version: z.string(), kibanaVersion: z.string().optional(), madeAt: z.string(), ranAt: z.string().optional(), corpusHash: z.string() }),
  z.object({ kind: z.literal('rule'), rule: ruleSchema, runnable: runnableSchema.optional(), tags: z.array(z.string()), content: content.optional(), alertFacts: z.object({ risk_score: z.number(), threat: z.array(z.unknown()) }).optional(), twin: z.string().optional(), exceptions: z.array(z.object({ id: z.string(), mustNot: queries })).optional(), exceptionsProblem: z.string().optional() }),
  z.object({ kind: z.literal('test'), test: testSchema, events: z.record(style, z.array(z.record(z.unknown()))) }),
  z.object({ kind: z.literal('cell'), cell: cellSchema }),
]);

export interface EvidencePack {
  readonly facts: PackFacts;
  readonly ranAt?: string;
  readonly corpusHash: string;
  readonly rules: readonly RuleUnderTest[];
  readonly tests: readonly CorpusTest[];
  readonly cells: readonly CoverageCell[];
}

/** A pack that cannot be read, with the line that is at fault. */
export class PackError extends Error {
  override readonly name = 'PackError';
}

/** Reads the lines of a pack. Throws PackError with line and reason. */
export function readPackLines(text: string): EvidencePack {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [decode(line, index + 1)]));
  const [head] = lines;
  if (head?.kind !== 'staging_watch_coverage') throw new PackError('line 1: not an evidence pack of Staging Watch');
  return {
    facts: { version: head.version, ...(head.kibanaVersion === undefined ? {} : { kibanaVersion: head.kibanaVersion }), madeAt: head.madeAt },
    ...(head.ranAt === undefined ? {} : { ranAt: head.ranAt }),
    corpusHash: head.corpusHash,
    rules: lines.flatMap((line): RuleUnderTest[] => (line.kind === 'rule' ? [toRule(line)] : [])),
    tests: lines.flatMap((line) => (line.kind === 'test' ? [{ ...line.test, events: line.events }] : [])),
    cells: lines.flatMap((line) => (line.kind === 'cell' ? [line.cell] : [])),
  };
}

type PackLine = z.infer<typeof lineSchema>;

/** Queries of exceptions are plain JSON: they come out of `JSON.parse`. */
function toRule({ rule, runnable, tags, content: shipped, alertFacts, twin, exceptions, exceptionsProblem }: Extract<PackLine, { kind: 'rule' }>): RuleUnderTest {
  const lists = exceptions as RuleUnderTest['exceptions'];
  const mustNot = lists?.flatMap((list) => [...list.mustNot]) ?? (runnable?.mustNot as RunnableRule['mustNot']);
  return { rule, ...(runnable === undefined ? {} : { runnable: { ...runnable, mustNot } as RunnableRule }), tags, content: shipped, ...(alertFacts === undefined ? {} : { alertFacts }), ...(twin === undefined ? {} : { twin }), exceptions: lists, exceptionsProblem };
}

function decode(text: string, line: number): PackLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PackError(`line ${line}: no JSON`);
  }
  const decoded = lineSchema.safeParse(value);
  if (decoded.success) return decoded.data;
  const [issue] = decoded.error.issues;
  throw new PackError(`line ${line}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
