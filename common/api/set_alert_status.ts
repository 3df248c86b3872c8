import { z } from 'zod';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';
import { workflowStatusSchema } from './episode_schema';

/** Writes the status to the shell and all its building blocks, through the public signals API. Partial failures are told by id. */
export const setAlertStatus = defineEndpoint({
  method: 'post',
  path: '/internal/staging_watch/alerts/_set_status',
  version: '1',
  privilege: 'triage',
  params: noInput,
  query: noInput,
  body: z
    .object({
      ids: z.array(z.string().min(1).max(256)).min(1).max(100),
      status: workflowStatusSchema,
      /** Closed as alerts of an exercise: they get an alert tag that says so. Only for alerts that are; others stay as they are and are told as `not_a_test`. */
      as: z.literal('test').optional(),
    })
    .strict()
    .refine(({ status, as }) => as === undefined || status === 'closed', { message: 'only closed alerts are closed as test', path: ['as'] }),
  response: z.object({
    updated: z.array(z.string()),
    failed: z.array(z.object({ id: z.string(), reason: z.enum(['not_found', 'conflict', 'forbidden', 'failed', 'not_a_test']), message: z.string() })),
  }),
});
