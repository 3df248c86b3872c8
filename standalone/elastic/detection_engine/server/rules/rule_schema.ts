import { z } from 'zod';
import {
  actionSchema,
  alertSuppressionSchema,
  exceptionListReferenceSchema,
  kqlLanguageSchema,
  relatedIntegrationSchema,
  requiredFieldSchema,
  riskScoreMappingSchema,
  severityMappingSchema,
  severitySchema,
  threatSchema,
  thresholdSchema,
  thresholdSuppressionSchema,
} from './rule_parts_schema';

/** Rule bodies as the public API takes them, 8.12.2 (`detection-engine.md` §1.2; order of fields is the order of refusals). */

const requiredFields = {
  name: z.string().min(1),
  description: z.string().min(1),
  risk_score: z.number().int().min(0).max(100),
  severity: severitySchema,
};

const optionalFields = {
  rule_name_override: z.string().optional(),
  timestamp_override: z.string().optional(),
  timestamp_override_fallback_disabled: z.boolean().optional(),
  timeline_id: z.string().optional(),
  timeline_title: z.string().optional(),
  outcome: z.enum(['exactMatch', 'aliasMatch', 'conflict']).optional(),
  alias_target_id: z.string().optional(),
  alias_purpose: z.enum(['savedObjectConversion', 'savedObjectImport']).optional(),
  license: z.string().optional(),
  note: z.string().optional(),
  building_block_type: z.string().optional(),
  output_index: z.string().optional(),
  namespace: z.string().optional(),
  meta: z.record(z.unknown()).optional(),
  investigation_fields: z.object({ field_names: z.array(z.string().min(1)).min(1) }).optional(),
  throttle: z.string().optional(),
};

const defaultedFields = {
  version: z.number().int().min(1).optional(),
  tags: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
  risk_score_mapping: riskScoreMappingSchema.optional(),
  severity_mapping: severityMappingSchema.optional(),
  interval: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  actions: z.array(actionSchema).optional(),
  exceptions_list: z.array(exceptionListReferenceSchema).optional(),
  author: z.array(z.string()).optional(),
  false_positives: z.array(z.string()).optional(),
  references: z.array(z.string()).optional(),
  max_signals: z.number().int().min(1).optional(),
  threat: z.array(threatSchema).optional(),
  setup: z.string().optional(),
  related_integrations: z.array(relatedIntegrationSchema).optional(),
  required_fields: z.array(requiredFieldSchema).optional(),
};

const sources = { index: z.array(z.string()).optional(), data_view_id: z.string().optional(), filters: z.array(z.unknown()).optional() };

const eqlOptional = { ...sources, event_category_override: z.string().optional(), tiebreaker_field: z.string().optional(), timestamp_field: z.string().optional(), alert_suppression: alertSuppressionSchema.optional() };
const queryOptional = { ...sources, saved_id: z.string().optional(), alert_suppression: alertSuppressionSchema.optional() };
const thresholdOptional = { ...sources, saved_id: z.string().optional(), alert_suppression: thresholdSuppressionSchema.optional() };

/** Fields of one rule type, in the order in which Kibana checks them. */
const typeFields = {
  eql: { query: z.string(), language: z.literal('eql'), ...eqlOptional },
  query: { ...queryOptional, query: z.string().optional(), language: kqlLanguageSchema.optional() },
  threshold: { query: z.string(), threshold: thresholdSchema, ...thresholdOptional, language: kqlLanguageSchema.optional() },
  new_terms: {
    query: z.string(),
    new_terms_fields: z.array(z.string()).min(1).max(3),
    history_window_start: z.string().min(1),
    ...sources,
    alert_suppression: alertSuppressionSchema.optional(),
    language: kqlLanguageSchema.optional(),
  },
};

/** Rule types of 8.12.2. Those without an entry in `supportedRuleTypes` are refused by name after the body was read. */
const typeSpecificSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('eql'), ...typeFields.eql }),
  z.object({ type: z.literal('query'), ...typeFields.query }),
  z.object({ type: z.literal('saved_query') }),
  z.object({ type: z.literal('threshold'), ...typeFields.threshold }),
  z.object({ type: z.literal('threat_match') }),
  z.object({ type: z.literal('machine_learning') }),
  z.object({ type: z.literal('new_terms'), ...typeFields.new_terms }),
  z.object({ type: z.literal('esql') }),
]);

export const supportedRuleTypes = ['eql', 'query', 'threshold', 'new_terms'] as const;
export type SupportedRuleType = (typeof supportedRuleTypes)[number];

const identityFields = { rule_id: z.string().optional() };

/** Body of a create request. */
export const ruleCreateSchema = z.object({ ...requiredFields, ...optionalFields, ...defaultedFields, ...identityFields }).and(typeSpecificSchema);
export type RuleCreateBody = z.infer<typeof ruleCreateSchema>;

/** Body of a preview request: a rule, how often it runs, and when the last run ends. */
export const rulePreviewSchema = z
  .object({ ...requiredFields, ...optionalFields, ...defaultedFields, ...identityFields, invocationCount: z.number().int().min(1), timeframeEnd: z.string() })
  .and(typeSpecificSchema);
export type RulePreviewBody = z.infer<typeof rulePreviewSchema>;

/** Body of a replace request: as create, with the rule named by `id` or `rule_id`. */
export const ruleUpdateSchema = z.object({ ...requiredFields, ...optionalFields, ...defaultedFields, ...identityFields, id: z.string().optional() }).and(typeSpecificSchema);
export type RuleUpdateBody = z.infer<typeof ruleUpdateSchema>;

/** Body of a patch request without the fields of one rule type. Unknown fields are dropped (recording `rule-patch-foreign-field`). */
export const rulePatchSchema = z
  .object({ ...requiredFields, ...optionalFields, ...defaultedFields })
  .partial()
  .extend({ ...identityFields, id: z.string().optional() });

/** For each supported type, the type's own fields of a patch request, every one optional. */
export const rulePatchTypeSchemas: Record<SupportedRuleType, z.ZodType<Record<string, unknown>>> = {
  eql: z.object(typeFields.eql).partial(),
  query: z.object(typeFields.query).partial(),
  threshold: z.object(typeFields.threshold).partial(),
  new_terms: z.object(typeFields.new_terms).partial(),
};

/** Whether the embedded engine can store and run that type. */
export function isSupportedRuleType(type: string): type is SupportedRuleType {
  return supportedRuleTypes.some((supported) => supported === type);
}
