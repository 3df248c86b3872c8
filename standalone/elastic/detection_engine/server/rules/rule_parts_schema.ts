import { z } from 'zod';

/** Shapes that several fields of a rule share (`detection-engine.md` §1.2). Texts of refusals are zod's own, as in Kibana. */

export const severitySchema = z.enum(['low', 'medium', 'high', 'critical']);

const subtechniqueSchema = z.object({ id: z.string(), name: z.string(), reference: z.string() });
const techniqueSchema = z.object({ id: z.string(), name: z.string(), reference: z.string(), subtechnique: z.array(subtechniqueSchema).optional() });

export const threatSchema = z.object({
  framework: z.string(),
  tactic: z.object({ id: z.string(), name: z.string(), reference: z.string() }),
  technique: z.array(techniqueSchema).optional(),
});

export const exceptionListReferenceSchema = z.object({
  id: z.string().min(1),
  list_id: z.string().min(1),
  type: z.enum(['detection', 'rule_default', 'endpoint', 'endpoint_trusted_apps', 'endpoint_events', 'endpoint_host_isolation_exceptions', 'endpoint_blocklists']),
  namespace_type: z.enum(['agnostic', 'single']),
});
export type ExceptionListReference = z.infer<typeof exceptionListReferenceSchema>;

export const riskScoreMappingSchema = z.array(
  z.object({ field: z.string(), operator: z.literal('equals'), value: z.string(), risk_score: z.number().int().min(0).max(100).optional() })
);
export const severityMappingSchema = z.array(z.object({ field: z.string(), operator: z.literal('equals'), value: z.string(), severity: severitySchema }));

export const relatedIntegrationSchema = z.object({ package: z.string().min(1), version: z.string().min(1), integration: z.string().min(1).optional() });
export const requiredFieldSchema = z.object({ name: z.string().min(1), type: z.string().min(1), ecs: z.boolean().optional() });

export const thresholdSchema = z.object({
  field: z.union([z.string(), z.array(z.string())]),
  value: z.number().int().min(1),
  cardinality: z.array(z.object({ field: z.string(), value: z.number().int().min(0) })).optional(),
});
export type Threshold = z.infer<typeof thresholdSchema>;

export const kqlLanguageSchema = z.enum(['kuery', 'lucene']);

const durationSchema = z.object({ value: z.number().int().min(1), unit: z.enum(['s', 'm', 'h']) });
export const alertSuppressionSchema = z.object({
  group_by: z.array(z.string()).min(1).max(3),
  duration: durationSchema.optional(),
  missing_fields_strategy: z.enum(['doNotSuppress', 'suppress']).optional(),
});
export const thresholdSuppressionSchema = z.object({ duration: durationSchema });

/** Stored and given back as they are: the embedded engine runs no actions. */
export const actionSchema = z
  .object({ action_type_id: z.string(), group: z.string().optional(), id: z.string(), params: z.record(z.unknown()), uuid: z.string().min(1).optional() })
  .passthrough();
