import { isJsonObject } from '../../common/query_dsl/index';
import type { BatchLanguage } from './batch_language';
import { readEqlWorld } from './eql_world';

/** `{ define, mapping, settings?, docs }` and `{ id, language: "eql", world, request }` → `{ id, answer }`. */
export const eqlBatch: BatchLanguage = {
  name: 'eql',
  defines: (line) => line.mapping !== undefined,
  define: (line) => {
    const world = readEqlWorld(line);
    return {
      answer: ({ request }) => ({ answer: isJsonObject(request) ? world.search(request) : { status: 400, error: { type: 'parsing_exception', reason: 'a case needs a request' } } }),
    };
  },
};
