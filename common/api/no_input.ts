import { z } from 'zod';

/** For a part of a request that carries nothing. Kibana hands over `null` or `{}` there. */
export const noInput = z.union([z.null(), z.undefined(), z.object({}).strict()]);
