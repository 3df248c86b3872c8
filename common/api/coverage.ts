import { z } from 'zod';
import type { CellResult, CoverageCell, CoverageChange, CoverageRule, CoverageRun, CoverageSummary, CoverageTest } from '../coverage';
import type { EventStyle, NearMiss } from '../detection';
import { defineEndpoint } from './endpoint';
import { explanationSchema, severitySchema, stagingEventSchema } from './episode_schema';
import { noInput } from './no_input';

const styles = ['elastic_defend', 'sysmon', 'winlogbeat', 'windows_security', 'powershell_log', 'alerts'] as const satisfies readonly EventStyle[];
export const coverageStyleSchema = z.enum(styles);
const styleSchema = coverageStyleSchema;
export const verdictSchema = z.enum(['detected', 'missed', 'hidden_by_exclusion', 'not_applicable', 'silent', 'alerted', 'stale', 'error']);
const reasonSchema = z.object({
  code: z.enum(['test_not_applicable', 'other_indices', 'other_platform', 'rule_missing', 'rule_changed', 'corpus_changed', 'not_run_yet', 'run_failed', 'unsupported', 'measured_by_twin', 'exceptions_unreadable']),
  detail: z.string().optional(),
});

const cellResultSchema: z.ZodType<CellResult> = z.object({
  style: styleSchema,
  verdict: verdictSchema,
  why: reasonSchema.optional(),
  exclusionIds: z.array(z.string()).optional(),
  alerts: z.number().int(),
  lastVerdict: verdictSchema.optional(),
  ranAt: z.string(),
});
const cellSchema: z.ZodType<CoverageCell> = z.object({ ruleId: z.string(), testId: z.string(), required: z.boolean(), results: z.array(cellResultSchema) });
const testSchema: z.ZodType<CoverageTest> = z.object({
  testId: z.string(),
  variantOf: z.string().optional(),
  title: z.string(),
  kind: z.enum(['test', 'neighbour', 'benign', 'own']),
  source: z.string(),
  platform: z.enum(['windows', 'linux', 'macos', 'freebsd']),
  styles: z.array(styleSchema),
  notApplicable: z.array(z.object({ style: styleSchema, why: z.string() })),
  caughtBy: z.array(z.string()),
});
const ruleSchema: z.ZodType<CoverageRule> = z.object({
  ruleId: z.string(),
  name: z.string(),
  severity: severitySchema,
  seed: z.enum(['verbatim', 'corrected', 'port', 'own']),
  state: z.enum(['installed', 'edited', 'missing', 'deleted']),
  enabled: z.boolean(),
  buildingBlock: z.boolean(),
  ruleHash: z.string(),
});
const count = z.number().int();
const summarySchema: z.ZodType<CoverageSummary> = z.object({
  tests: count,
  caught: count,
  neighbours: count,
  neighboursCaught: count,
  benign: count,
  benignSilent: count,
  verdicts: z.object({ detected: count, missed: count, hidden_by_exclusion: count, not_applicable: count, silent: count, alerted: count, stale: count, error: count }),
  problems: z.array(z.object({ code: z.enum(['required_not_detected', 'not_caught', 'benign_alerted', 'could_not_run']), testId: z.string(), ruleId: z.string().optional(), style: styleSchema.optional() })),
});

/** The matrix of rules and tests, with what the last run found; cells whose rule or events changed since are stale. */
export const coverageRunSchema: z.ZodType<CoverageRun> = z.object({
  tests: z.array(testSchema),
  rules: z.array(ruleSchema),
  cells: z.array(cellSchema),
  corpusHash: z.string(),
  ranAt: z.string().optional(),
  previous: z.object({ ranAt: z.string(), corpusHash: z.string() }).optional(),
  summary: summarySchema,
  isRefreshing: z.boolean().optional(),
});

export const getCoverage = defineEndpoint({ method: 'get', path: '/internal/staging_watch/coverage', version: '1', privilege: 'read', params: noInput, query: noInput, body: noInput, response: coverageRunSchema });

const ids = z.array(z.string().min(1).max(256)).max(500);

/** Runs the rules as they are installed over the tests, or those that are named, and keeps what it found. Gives the whole matrix. */
export const runCoverage = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/coverage/_run',
  version: '1',
  privilege: 'tune',
  params: noInput,
  query: noInput,
  body: z.object({ ruleIds: ids.optional(), testIds: ids.optional() }).strict(),
  response: coverageRunSchema,
});

const failedPredicateSchema = z.object({
  outcome: z.enum(['failed', 'excluded']),
  field: z.string(),
  operator: z.string(),
  patterns: z.array(z.string()),
  values: z.array(z.string()),
  location: z.object({ start: z.number(), end: z.number() }),
});
const nearMissSchema: z.ZodType<NearMiss> = z.object({
  stages: z.array(
    z.object({
      position: z.number().int(),
      closest: z.array(z.object({ event: z.number().int(), closeness: z.number(), branch: z.number().int().optional(), failed: failedPredicateSchema.optional() })),
    })
  ),
  sequence: z
    .object({ cause: z.enum(['term', 'key', 'order', 'maxspan', 'none']), position: z.number().int(), events: z.tuple([z.number().int(), z.number().int()]).optional(), gapMs: z.number().optional() })
    .optional(),
});

/**
 * One cell, run anew on the spot: the events that were replayed, the verdict, and why. `events[].position` counts the events of the test from 1;
 * `nearMiss…event` is an index into `events`. 404 where rule, test or style is not there.
 */
export const getCoverageCell = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/coverage/cell',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: z.object({ ruleId: z.string().min(1).max(256), testId: z.string().min(1).max(256), style: styleSchema }).strict(),
  body: noInput,
  response: z.object({
    rule: ruleSchema,
    test: testSchema,
    result: cellResultSchema,
    /** As the rule is now; empty where it is not installed. */
    query: z.string(),
    /** For a rule that reads alerts: the alerts of the other rules on the test; `alertOf` is the name of the rule. */
    events: z.array(z.intersection(stagingEventSchema, z.object({ alertOf: z.string().optional() }))),
    /** For each alert, the `position` of its events in `events`, in the order of the sequence. At most 20. */
    alerts: z.array(z.array(z.number().int())),
    /** Of the first alert: `explanation.events[].position` is the place in the sequence. */
    explanation: explanationSchema.optional(),
    nearMiss: nearMissSchema.optional(),
    corpusHash: z.string(),
  }),
});

export const coverageChangeSchema: z.ZodType<CoverageChange> = z.object({
  ruleId: z.string(),
  testId: z.string(),
  style: styleSchema,
  before: verdictSchema.optional(),
  after: verdictSchema.optional(),
  exclusionIds: z.array(z.string()).optional(),
});

/** What is other now: than in the run before, or (`exclusions_off`: `after`) with every exclusion and exception off. */
export const compareCoverage = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/coverage/_compare',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: z.object({ with: z.enum(['previous', 'exclusions_off']).default('previous') }).strict(),
  body: noInput,
  response: z.object({
    with: z.enum(['previous', 'exclusions_off']),
    /** Absent where there is nothing to compare with. */
    base: z.object({ ranAt: z.string(), corpusHash: z.string() }).optional(),
    changes: z.array(coverageChangeSchema),
  }),
});

/** Longest NDJSON of one test, in characters; longest list of events. */
export const coverageTestLimits = { ndjsonCharacters: 900_000, events: 2_000, tests: 50 } as const;

/**
 * Stores a test of the user's own: events as NDJSON, one ECS document a line, and the rules that have to catch it (none named: any will do).
 * 400 with `details: { line, reason }` for a line that is no such document; nothing is stored then.
 */
export const addCoverageTest = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/coverage/tests',
  version: '1',
  privilege: 'tune',
  params: noInput,
  query: noInput,
  body: z
    .object({
      name: z.string().trim().min(1).max(200),
      ndjson: z.string().min(1).max(coverageTestLimits.ndjsonCharacters),
      caughtBy: z.array(z.string().min(1).max(256)).max(100),
      /** Told from the events where it is not given. */
      style: styleSchema.optional(),
    })
    .strict(),
  response: z.object({ test: testSchema }),
});

/** Forgets a test that a user added. 404 where there is none. */
export const deleteCoverageTest = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/coverage/tests/{id}/_delete',
  version: '1',
  privilege: 'tune',
  params: z.object({ id: z.string().min(1).max(256) }).strict(),
  query: noInput,
  body: noInput,
  response: z.object({ deleted: z.string() }),
});

/** The evidence: a text to read and the same as data, which `npm run coverage -- --pack FILE` runs again. */
export const getCoveragePack = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/coverage/pack',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: noInput,
  body: noInput,
  response: z.object({ markdown: z.string(), ndjson: z.string() }),
});
