import type { BatchLanguage } from './batch_language';
import { readKqlWorld } from './kql_world';

/** `{ define, indices, data_view, docs }` and `{ id, language: "kql", world, query }` → `{ id, ast, dsl, ids }` or `{ id, error }`. */
export const kqlBatch: BatchLanguage = {
  name: 'kql',
  defines: (line) => line.indices !== undefined,
  define: (line) => {
    const world = readKqlWorld(line);
    return { answer: ({ query }) => ({ ...world.answer(typeof query === 'string' ? query : '') }) };
  },
};
