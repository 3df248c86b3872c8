import { z } from 'zod';
import type { EventStyle } from '../detection';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';

const styles = ['elastic_defend', 'sysmon', 'winlogbeat', 'windows_security', 'powershell_log', 'alerts'] as const satisfies readonly EventStyle[];
const threatNameSchema = z.object({ id: z.string(), name: z.string(), reference: z.string() });

/** What one event of the rule reads, and the sources that have it. `event` is 1 for event 1 of a sequence. */
const clauseDataSchema = z.object({
  event: z.number().int(),
  category: z.string(),
  fields: z.array(z.string()),
  sources: z.array(z.object({ style: z.enum(styles), index: z.string(), events: z.string(), note: z.string().optional() })),
});

export const portLanguageSchema = z.enum(['sentinel_kql', 'splunk_spl', 'sigma', 'elastic_eql', 'kibana_kql']);
const portVerdictSchema = z.enum(['detected', 'missed']);

/** A text of another language beside ours: what differs line by line, and on which tests the two decide otherwise. */
export const rulePortSchema = z.object({
  language: portLanguageSchema,
  /** `licence` is absent where the document names none. */
  original: z.object({ document: z.string(), lines: z.string(), text: z.string(), licence: z.string().optional() }),
  deviations: z.array(z.object({ original: z.string(), ours: z.string(), why: z.string() })),
  verdictDifferences: z.array(z.object({ test: z.string(), original: portVerdictSchema, ours: portVerdictSchema, why: z.string() })),
});
export type RulePort = z.infer<typeof rulePortSchema>;

/** Milliseconds; absent where the rule does not say it, or says it in a way that cannot be counted. */
const scheduleSchema = z.object({
  interval: z.string(),
  from: z.string(),
  maxSignals: z.number().int(),
  intervalMs: z.number().optional(),
  lookBackMs: z.number().optional(),
  /** Longest time a sequence may take. */
  maxSpanMs: z.number().optional(),
});

/** What is known about a rule beyond how it runs: from its content, with the schedule and the text it has in this space. */
export const ruleDetailSchema = z.object({
  ruleId: z.string(),
  /** Seed document, or id in a reference. */
  source: z.string(),
  riskScore: z.number().int(),
  severityReason: z.string(),
  schedule: scheduleSchema,
  threat: z.array(z.object({ tactic: threatNameSchema, techniques: z.array(threatNameSchema.extend({ subtechniques: z.array(threatNameSchema) })) })),
  references: z.array(z.string()),
  data: z.array(clauseDataSchema),
  falsePositives: z.array(z.string()),
  triage: z.array(z.string()),
  /** Those of the content. Whether each is on now is told by the exclusions endpoint, as `<ruleId>.event-<event>.<id>`. */
  exclusions: z.array(z.object({ id: z.string(), event: z.number().int(), condition: z.string(), reason: z.string(), risk: z.string(), strength: z.enum(['strong', 'medium', 'weak']), shippedOn: z.boolean() })),
  tiebreakerField: z.string().optional(),
  threshold: z.object({ fields: z.array(z.string()), value: z.number().int(), distinct: z.array(z.object({ field: z.string(), value: z.number().int() })) }).optional(),
  newTerms: z.object({ fields: z.array(z.string()), historyWindowStart: z.string() }).optional(),
  /** The text as it came with this build, where the rule in this space has another. */
  shippedQuery: z.string().optional(),
  port: rulePortSchema.optional(),
});
export type RuleDetail = z.infer<typeof ruleDetailSchema>;

/** All that is known about one rule of this build. 404 for any other. */
export const getRule = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/rules/{ruleId}',
  version: '1',
  privilege: 'read',
  params: z.object({ ruleId: z.string().min(1).max(256) }).strict(),
  query: noInput,
  body: noInput,
  response: ruleDetailSchema,
});

/** The rules that carry a text of another product, in the order of the build. */
export const findPorts = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/ports',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: noInput,
  body: noInput,
  response: z.object({
    ports: z.array(
      z.object({
        ruleId: z.string(),
        /** The rule of this build that does what the original does: a seed installed as it is, or the faithful port beside a corrected one. */
        originalRuleId: z.string().optional(),
        name: z.string(),
        seed: z.enum(['verbatim', 'corrected', 'port', 'own']),
        query: z.string(),
        references: z.array(z.string()),
        port: rulePortSchema,
      })
    ),
  }),
});
