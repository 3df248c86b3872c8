import type { RouteValidationFunction } from '@kbn/core/server';
import type { z } from 'zod';

const maxIssues = 5;

/** Issues as Kibana's routes print them: `path: message`, joined by commas (recording `error-400-rule-missing-fields`). */
export function issueText(error: z.ZodError): string {
  const texts = error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  const shown = texts.slice(0, maxIssues).join(', ');
  return texts.length > maxIssues ? `${shown}, and ${texts.length - maxIssues} more` : shown;
}

/** Words for what is wrong with a value. */
export type RefusalWords = (error: z.ZodError, value: unknown) => string;

/** Validation of a request part by a zod schema, for core's router, which puts `[request body]: ` before the text. */
export function validateWith<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, words: RefusalWords = issueText): RouteValidationFunction<T> {
  return (value, { ok, badRequest }) => {
    const result = schema.safeParse(value ?? {});
    return result.success ? ok(result.data) : badRequest(words(result.error, value ?? {}));
  };
}
