import { z } from 'zod';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';
import { episodeSchema, explanationSchema } from './episode_schema';

/** One alert with its events, explained to the character. 404 where it is not there or not visible to the user. */
export const getAlert = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/alerts/{id}',
  version: '1',
  privilege: 'read',
  params: z.object({ id: z.string().min(1).max(256) }).strict(),
  query: noInput,
  body: noInput,
  response: z.object({ alert: episodeSchema, explanation: explanationSchema }),
});
