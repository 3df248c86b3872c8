import { z } from 'zod';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';
import { severitySchema } from './episode_schema';

/** As the detection engine reports it; `unknown` stands for what another version of it may say. */
export const lastRunOutcomeSchema = z.enum(['succeeded', 'partial failure', 'failed', 'running', 'going to run', 'unknown']);

/** What the Rules page shows of one rule of ours. */
export const ruleRowSchema = z.object({
  ruleId: z.string(),
  /** Kibana's id of the installed rule, for links. */
  uuid: z.string().optional(),
  name: z.string(),
  description: z.string(),
  type: z.enum(['eql', 'query', 'threshold', 'new_terms', 'esql']),
  /** Of an EQL rule: it wants several events in order. */
  isSequence: z.boolean(),
  /** A signal too weak to be shown alone. */
  isBuildingBlock: z.boolean(),
  /** Systems whose events it reads. */
  platforms: z.array(z.enum(['windows', 'linux', 'macos'])),
  severity: severitySchema,
  /** `verbatim`: the seed's own text; its known faults are listed. */
  seed: z.enum(['verbatim', 'corrected', 'port', 'own']),
  knownFaults: z.array(z.string()),
  /** `missing`: never installed here; `deleted`: a person deleted it, so it stays away until repaired; `edited`: a person changed it. */
  state: z.enum(['installed', 'edited', 'missing', 'deleted']),
  enabled: z.boolean(),
  /** As the detection engine reports it; absent where it never ran. */
  lastRun: z
    .object({
      at: z.string(),
      outcome: lastRunOutcomeSchema,
      message: z.string(),
    })
    .optional(),
  /** Who the rule runs as: the one whose rights it has. */
  runsAs: z.object({ user: z.string().optional(), apiKeyOfInstaller: z.boolean() }).optional(),
  /** Without those of an exercise, which are counted beside it. */
  alertsLast24h: z.number().int().optional(),
  testAlertsLast24h: z.number().int().optional(),
  revision: z.number().int().optional(),
  index: z.array(z.string()),
  query: z.string(),
});
export type RuleRow = z.infer<typeof ruleRowSchema>;

/** Why installing did not happen, in codes; the words are made in the UI. */
export const installProblemCodes = ['detection_engine_unavailable', 'forbidden', 'unauthenticated', 'encryption_key_missing', 'licence', 'conflict', 'invalid_rule', 'failed', 'authentication_not_forwardable'] as const;

export const installReportSchema = z.object({
  installed: z.array(z.string()),
  unchanged: z.array(z.string()),
  /** Kept as they are because a person edited or deleted them. */
  kept: z.array(z.object({ ruleId: z.string(), why: z.enum(['edited', 'deleted']) })),
  /** This Kibana has no rules of their type; the twin, which is installed everywhere, sees the same. */
  notOffered: z.array(z.object({ ruleId: z.string(), twin: z.string() })),
  failed: z.array(z.object({ ruleId: z.string().optional(), code: z.enum(installProblemCodes), message: z.string() })),
});
export type InstallReport = z.infer<typeof installReportSchema>;

export const findRules = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/rules',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: noInput,
  body: noInput,
  response: z.object({
    rules: z.array(ruleRowSchema),
    /** Rules of a type that this Kibana has not: no rows, since nobody can do anything about them; their twins see the same. */
    notOffered: z.array(z.object({ ruleId: z.string(), name: z.string(), twin: z.string() })).optional(),
    /** How rules come into this space: by a configured API key at start-up, or when a user who may opens the app. */
    installMode: z.enum(['api_key', 'on_open']),
    /** The report of the last start-up installation, where there was one. */
    startUp: installReportSchema.optional(),
    /** Optional plugins that are not there, and what is missing without them. */
    absentPlugins: z.array(z.string()),
  }),
});

/** How far the installation at start-up has come; there is none where no API key is configured for the space. */
export const getInstallation = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/rules/_install',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: noInput,
  body: noInput,
  response: z.object({
    /** Of the last try. */
    startUp: installReportSchema.optional(),
    /** True once nothing more is tried until the next start. */
    isOver: z.boolean(),
  }),
});

/** Installs what is missing. `repair` also brings back deleted rules and resets edited ones named in `ruleIds`. Idempotent. */
export const installRules = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/rules/_install',
  version: '1',
  privilege: 'manage_rules',
  params: noInput,
  query: noInput,
  body: z.object({ repair: z.boolean().default(false), ruleIds: z.array(z.string().max(256)).max(100).optional() }).strict(),
  response: installReportSchema,
});

export const enableRules = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/rules/_enable',
  version: '1',
  privilege: 'manage_rules',
  params: noInput,
  query: noInput,
  body: z.object({ ruleIds: z.array(z.string().max(256)).min(1).max(100), enabled: z.boolean() }).strict(),
  response: z.object({ changed: z.array(z.string()), failed: z.array(z.object({ ruleId: z.string(), message: z.string() })) }),
});

/** Runs one rule now, where this Kibana offers it: `{ started: false, why }` otherwise. */
export const runRule = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/rules/{ruleId}/_run_now',
  version: '1',
  privilege: 'manage_rules',
  params: z.object({ ruleId: z.string().min(1).max(256) }).strict(),
  query: noInput,
  body: noInput,
  response: z.object({ started: z.boolean(), why: z.enum(['not_offered', 'already_running', 'disabled', 'missing']).optional() }),
});
