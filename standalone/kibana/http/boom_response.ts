import { isBoom } from '@hapi/boom';
import type { KibanaResponse, RequestHandler } from '@kbn/core/server';
import { responseFactory } from './response_factory';

/** Wraps a handler of the host so that Boom errors become answers of their status; others stay failures. */
export function answeringBoom<P, Q, B>(handler: RequestHandler<P, Q, B>): RequestHandler<P, Q, B> {
  return async (context, request, response): Promise<KibanaResponse> => {
    try {
      return await handler(context, request, response);
    } catch (error) {
      if (!isBoom(error)) throw error;
      const { statusCode, payload } = error.output;
      return responseFactory.customError({ statusCode, body: error.message === '' ? payload.message : error.message });
    }
  };
}
