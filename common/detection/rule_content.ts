import { z } from 'zod';

const threatNameSchema = z.object({ id: z.string().regex(/^T[A]?\d{4}(\.\d{3})?$/), name: z.string().min(1), reference: z.string().url() }).strict();
const techniqueSchema = threatNameSchema.extend({ subtechnique: z.array(threatNameSchema).optional() }).strict();
const threatSchema = z.object({ framework: z.literal('MITRE ATT&CK'), tactic: threatNameSchema, technique: z.array(techniqueSchema).min(1) }).strict();

/** Whole seconds to hours, as the detection engine takes them. */
const intervalSchema = z.string().regex(/^[1-9]\d*[smh]$/);

/**
 * One detection rule as content: what is installed, and what is known about it. The file form is `rules/<platform>/<tactic_slug>/rule.yml`;
 * field names are the detection engine's where it has them.
 */
export const ruleContentSchema = z
  .object({
    /** Our stable handle; the prefix keeps it apart from everybody else's. */
    rule_id: z.string().regex(/^staging-watch-[a-z0-9-]+$/),
    name: z.string().min(1).max(200),
    description: z.string().min(1),
    /** `verbatim`: a seed document's own text, faults included; `corrected`: a seed put right; `own`: neither. */
    seed: z.enum(['verbatim', 'corrected', 'own']),
    /** Where the text comes from: a seed document, or the id in the detection content reference. */
    source: z.string().min(1),
    type: z.enum(['eql', 'query']),
    language: z.enum(['eql', 'kuery']),
    index: z.array(z.string().min(1)).min(1),
    query: z.string().min(1),
    /** Only for sources that fill the field in every event: elsewhere it keeps sequences from matching (`detection-engine.md` §6.5). */
    tiebreaker_field: z.string().optional(),
    severity: z.enum(['low', 'medium', 'high', 'critical']),
    risk_score: z.number().int().min(0).max(100),
    interval: intervalSchema,
    from: z.string().regex(/^now-[1-9]\d*[smh]$/),
    max_signals: z.number().int().min(1).max(1_000),
    tags: z.array(z.string().min(1)),
    threat: z.array(threatSchema).min(1),
    references: z.array(z.string().url()),
    false_positives: z.array(z.string().min(1)),
    /** What the rule is known to miss or to hit wrongly, one sentence each. */
    known_faults: z.array(z.string().min(1)).min(1),
  })
  .strict();

export type RuleContent = z.infer<typeof ruleContentSchema>;
