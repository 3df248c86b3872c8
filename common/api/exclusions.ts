import { z } from 'zod';
import { coverageChangeSchema, coverageStyleSchema } from './coverage';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';

/** One exclusion as a row. Further keys may be added; these stay, because scripts use them. */
export const exclusionRowSchema = z.object({
  id: z.string(),
  source: z.enum(['seed', 'project']),
  /** The rule's `rule_id`. */
  ruleId: z.string(),
  ruleName: z.string(),
  /** 1 for event 1. */
  position: z.number().int(),
  /** Category of the event at that position: process, file, … */
  category: z.string(),
  /** Of a condition (`strength` is there): the fields it names, with commas between. */
  field: z.string(),
  /** Of a condition: its text, the inside of `not (…)`. */
  value: z.string(),
  /** Of the rule's text, and so of a condition; EQL where absent. */
  language: z.enum(['eql', 'kuery']).optional(),
  strength: z.enum(['strong', 'medium', 'weak']).optional(),
  /** Why it is there. */
  reason: z.string().optional(),
  /** What an attacker could hide behind it. */
  risk: z.string().optional(),
  on: z.boolean(),
  /** `rule_edited` and `rule_missing`: `on` says what the rule does as far as it can be told, and the switch refuses. */
  state: z.enum(['on', 'off', 'rule_edited', 'rule_missing']),
  lastChange: z.object({ by: z.string(), at: z.string(), reason: z.string(), on: z.boolean() }).optional(),
});
export type ExclusionRow = z.infer<typeof exclusionRowSchema>;

export const findExclusions = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/exclusions',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: noInput,
  body: noInput,
  response: z.object({ exclusions: z.array(exclusionRowSchema) }),
});

const switchParams = z.object({ id: z.string().min(1).max(256) }).strict();
/** A reason is needed in both directions: something to read, at most 1,000 characters. */
const switchBody = z.object({ reason: z.string().trim().min(1).max(1_000) }).strict();

/**
 * 409 `guard_refused` with `details.tests` where tests would not be caught any more, or with `details.unmeasured` where that cannot be measured; it
 * is written down, and nothing is changed.
 */
export const turnOnExclusion = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/exclusions/{id}/_turn_on',
  version: '1',
  privilege: 'tune',
  params: switchParams,
  query: noInput,
  body: switchBody,
  response: exclusionRowSchema,
});

export const turnOffExclusion = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/exclusions/{id}/_turn_off',
  version: '1',
  privilege: 'tune',
  params: switchParams,
  query: noInput,
  body: switchBody,
  response: exclusionRowSchema,
});

/**
 * What a switch would change in the coverage matrix, measured before it is made: the rule as it is and as it would be, over every test. Nothing is
 * changed. Errors as of the switch itself.
 */
export const previewExclusionSwitch = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/exclusions/{id}/_preview',
  version: '1',
  privilege: 'tune',
  params: switchParams,
  query: noInput,
  body: z.object({ on: z.boolean() }).strict(),
  response: z.object({
    changes: z.array(coverageChangeSchema),
    /** Tests that would not be caught any more, or not by the rule they ask for (`ruleId`). Turning on is refused then: 409 `guard_refused`. */
    blind: z.array(z.object({ testId: z.string(), title: z.string(), style: coverageStyleSchema, ruleId: z.string().optional() })),
    /** How many tests it was measured on. */
    tests: z.number().int(),
    /** Why the rule as it is could be run over no test: an empty `blind` says nothing then. Turning on is refused where the rule is guarded. */
    unmeasured: z.string().optional(),
    /** The exceptions of the rule that cannot be told: it was measured as if it had none. */
    withoutExceptions: z.string().optional(),
  }),
});

/** Who switched what, when and why: what is stored of one switch. Further keys may be added. */
export const exclusionActivitySchema = z.object({
  exclusionId: z.string(),
  ruleId: z.string(),
  position: z.number().int(),
  field: z.string(),
  value: z.string(),
  on: z.boolean(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  /** `intended`: written before the rule was changed and never finished; `done`; `refused`: with the error code. */
  outcome: z.enum(['intended', 'done', 'refused']),
  errorCode: z.string().optional(),
  queryBefore: z.string().optional(),
  queryAfter: z.string().optional(),
});
export type ExclusionActivity = z.infer<typeof exclusionActivitySchema>;

/** With the rule's query before and after; newest first. */
export const findExclusionActivity = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/exclusions/_activity',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: z.object({ page: z.coerce.number().int().min(1).max(400).default(1), perPage: z.coerce.number().int().min(1).max(100).default(25) }).strict(),
  body: noInput,
  response: z.object({
    total: z.number().int(),
    entries: z.array(exclusionActivitySchema.extend({ id: z.string() })),
  }),
});
