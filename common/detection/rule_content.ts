import { z } from 'zod';

const threatNameSchema = z.object({ id: z.string().regex(/^T[A]?\d{4}(\.\d{3})?$/), name: z.string().min(1), reference: z.string().url() }).strict();
const techniqueSchema = threatNameSchema.extend({ subtechnique: z.array(threatNameSchema).optional() }).strict();
const threatSchema = z.object({ framework: z.literal('MITRE ATT&CK'), tactic: threatNameSchema, technique: z.array(techniqueSchema).min(1) }).strict();

/** Whole seconds to hours, as the detection engine takes them. */
const intervalSchema = z.string().regex(/^[1-9]\d*[smh]$/);
const sentence = z.string().min(1);

/** The shapes in which a machine's events arrive. A rule claims those in which it has evidence. */
export const eventStyleSchema = z.enum(['elastic_defend', 'sysmon', 'winlogbeat', 'windows_security', 'powershell_log', 'alerts']);
export type EventStyle = z.infer<typeof eventStyleSchema>;

const dataSourceSchema = z
  .object({
    style: eventStyleSchema,
    /** Index pattern the events lie in. */
    index: z.string().min(1),
    /** What of the source it is: "Sysmon 11", "Defend file events". */
    events: sentence,
    /** What this source lacks or spells otherwise for the clause. */
    note: sentence.optional(),
  })
  .strict();

/** What one event of the rule needs, and where it comes from. `event` is 1 for "event 1" of a sequence. */
const clauseDataSchema = z.object({ event: z.number().int().min(1), category: z.string().min(1), fields: z.array(z.string().min(1)).min(1), sources: z.array(dataSourceSchema).min(1) }).strict();

/**
 * A condition that keeps events out of a clause: the text inside `not (…)`. With `default: on` it stands in the rule's query as an operand of the
 * clause's outermost `and`, letter for letter; with `off` it does not, and may be put there.
 */
const ruleExclusionSchema = z
  .object({
    /** The entry of the exclusion catalogue (`detection-content.md` C), or a name of our own; unique in the rule. */
    id: z.string().regex(/^[a-z0-9-]+$/),
    event: z.number().int().min(1),
    condition: z.string().min(1),
    reason: sentence,
    /** `strong`: path, trusted signature and written path; `medium`: two of them; `weak`: a path or name alone. */
    strength: z.enum(['strong', 'medium', 'weak']),
    /** What an attacker could hide behind it. */
    risk: sentence,
    default: z.enum(['on', 'off']),
  })
  .strict();

/** Where a ported text departs from its original. */
const portSchema = z
  .object({
    language: z.enum(['sentinel_kql', 'splunk_spl', 'sigma', 'elastic_eql', 'kibana_kql']),
    /** Seed document and lines. */
    /** `licence` is absent where the document names none. */
    original: z.object({ document: z.string().min(1), lines: z.string().regex(/^\d+-\d+$/), text: z.string().min(1), licence: sentence.optional() }).strict(),
    deviations: z.array(z.object({ original: sentence, ours: sentence, why: sentence }).strict()).min(1),
    /** Tests (ids of `fixtures/scenarios`) on which the original and the port decide otherwise. */
    verdict_differences: z.array(z.object({ test: z.string().min(1), original: z.enum(['detected', 'missed']), ours: z.enum(['detected', 'missed']), why: sentence }).strict()),
  })
  .strict();

const thresholdSchema = z
  .object({ field: z.array(z.string().min(1)).max(3), value: z.number().int().min(1), cardinality: z.array(z.object({ field: z.string().min(1), value: z.number().int().min(1) }).strict()).max(1).optional() })
  .strict();

/** The fields of a rule's content, each by itself. */
export const ruleFieldsSchema = z
  .object({
    /** Our stable handle; the prefix keeps it apart from everybody else's. */
    rule_id: z.string().regex(/^staging-watch-[a-z0-9-]+$/),
    /** Says what the rule sees. */
    name: z.string().min(1).max(200),
    description: sentence,
    /** `verbatim`: a seed document's own text, faults included; `corrected`: a seed put right; `port`: a seed of another language; `own`: none of them. */
    seed: z.enum(['verbatim', 'corrected', 'port', 'own']),
    /** Where the text comes from: a seed document, or the id in the detection content reference. */
    source: z.string().min(1),
    type: z.enum(['eql', 'query', 'threshold', 'new_terms', 'esql']),
    language: z.enum(['eql', 'kuery', 'esql']),
    /** Empty for ES|QL, whose text names its indices itself. */
    index: z.array(z.string().min(1)).default([]),
    query: z.string().min(1),
    /** Of an ES|QL rule: the rule that sees the same, is installed on every Kibana and is measured in its place. */
    twin: z.string().optional(),
    /** Only for sources that fill the field in every event: elsewhere it keeps sequences from matching (`detection-engine.md` §6.5). */
    tiebreaker_field: z.string().optional(),
    threshold: thresholdSchema.optional(),
    new_terms_fields: z.array(z.string().min(1)).min(1).max(3).optional(),
    history_window_start: z.string().regex(/^now-[1-9]\d*[hd]$/).optional(),
    /** A signal too weak to be shown alone; the correlating rule adds it up. */
    building_block_type: z.literal('default').optional(),
    severity: z.enum(['low', 'medium', 'high', 'critical']),
    severity_reason: sentence,
    risk_score: z.number().int().min(0).max(100),
    interval: intervalSchema,
    from: z.string().regex(/^now-[1-9]\d*[smh]$/),
    max_signals: z.number().int().min(1).max(1_000),
    tags: z.array(z.string().min(1)),
    threat: z.array(threatSchema).min(1),
    references: z.array(z.string().url()),
    data: z.array(clauseDataSchema).min(1),
    exclusions: z.array(ruleExclusionSchema).default([]),
    false_positives: z.array(sentence),
    /** What the rule is known to miss or to hit wrongly, one sentence each. */
    known_faults: z.array(sentence).min(1),
    /** What to look at, in order, with the pages of Staging Watch. */
    triage: z.array(sentence).min(1),
    port: portSchema.optional(),
  })
  .strict();

/**
 * One detection rule as content: what is installed, and what is known about it. The file form is `rules/<platform>/<tactic_slug>/rule.yml`;
 * field names are the detection engine's where it has them.
 */
export const ruleContentSchema = ruleFieldsSchema.superRefine((content, context) => {
  for (const [path, message] of contradictions(content)) context.addIssue({ code: z.ZodIssueCode.custom, path: [path], message });
});

/** What one field alone does not show (`detection-engine.md` §1.2: which type takes what). */
function contradictions({ type, language, index, twin, exclusions }: z.infer<typeof ruleFieldsSchema>): ReadonlyArray<readonly [string, string]> {
  const languageOf = type === 'eql' || type === 'esql' ? type : 'kuery';
  return [
    ...(language === languageOf ? [] : [['language', `a rule of type ${type} is written in ${languageOf}`] as const]),
    ...(type === 'esql' && index.length > 0 ? [['index', 'an ES|QL rule has none: its text says FROM'] as const] : []),
    ...(type !== 'esql' && index.length === 0 ? [['index', 'the rule reads nothing'] as const] : []),
    ...(type === 'esql' && twin === undefined ? [['twin', 'an ES|QL rule needs a twin that is installed everywhere'] as const] : []),
    ...(type !== 'esql' && twin !== undefined ? [['twin', 'only an ES|QL rule has one'] as const] : []),
    ...(type === 'esql' && exclusions.length > 0 ? [['exclusions', 'conditions of an ES|QL text cannot be switched'] as const] : []),
  ];
}

export type RuleContent = z.infer<typeof ruleContentSchema>;
export type RuleExclusion = RuleContent['exclusions'][number];
