import { z } from 'zod';

/** Every way an endpoint of the plugin can fail; the UI switches on it, never on text. */
export const errorCodes = [
  'invalid_request',
  'invalid_query',
  'forbidden',
  'not_found',
  'conflict',
  'rule_edited',
  'guard_refused',
  'authentication_not_forwardable',
  'detection_engine_unavailable',
  'upstream_failed',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * The plugin's error on the wire. Kibana's body is `{ statusCode, error, message, attributes }`; these are its `attributes`.
 * `details` holds parameters for the words made in the UI: names, ids, what was found.
 */
export const errorAttributesSchema = z.object({
  code: z.enum(errorCodes),
  details: z.record(z.unknown()).optional(),
});
export type ErrorAttributes = z.infer<typeof errorAttributesSchema>;
