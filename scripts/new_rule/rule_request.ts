import { z } from 'zod';

const requestSchema = z
  .object({
    platform: z.enum(['windows', 'linux', 'macos', 'cross_platform'], { required_error: 'is missing' }),
    slug: z.string({ required_error: 'is missing' }).regex(/^[a-z]+(_[a-z0-9]+)+$/, 'is tactic_what_it_sees in small letters and underscores').startsWith('collection_', 'begins with the tactic: collection_'),
    type: z.enum(['eql', 'query', 'threshold', 'new_terms']).default('eql'),
  })
  .strict();

/** The rule to make: where it lies and what kind it is. */
export type RuleRequest = z.infer<typeof requestSchema>;

/** Reads the options. Throws an Error with each option that is wrong and why. */
export function readRuleRequest(options: Readonly<Record<string, unknown>>): RuleRequest {
  const decoded = requestSchema.safeParse(options);
  if (decoded.success) return decoded.data;
  throw new Error(decoded.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('; '));
}
