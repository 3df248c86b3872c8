import { booleanOption, boostOf, objectBody, textOption } from '../parse_scope';
import { bindRewritten, MATCH_NONE, type BoundQuery } from '../query_node';
import { shardError } from '../shard_error';
import type { ParseClause } from './compound_queries';

const OPTIONS = ['path', 'query', 'score_mode', 'ignore_unmapped', 'inner_hits', 'boost', '_name'];
const SCORE_MODES = ['avg', 'sum', 'min', 'max', 'none'];

/** `{ nested: { path, query, score_mode, ignore_unmapped } }`; `inner_hits` is left to whoever prints hits. */
export function parseNested(parseClause: ParseClause): ParseClause {
  return (body, scope) => {
    const object = objectBody('nested', body, scope);
    for (const key of Object.keys(object)) {
      if (!OPTIONS.includes(key)) throw scope.at(key).error(`[nested] query does not support [${key}]`);
    }
    const path = textOption(object, 'path');
    if (path === undefined) throw scope.error("[nested] requires 'path' field", 'last');
    if (object.query === undefined) throw scope.error("[nested] requires 'query' field", 'last');
    const inner = parseClause(object.query, scope.at('query'));
    const mode = (textOption(object, 'score_mode') ?? 'avg').toLowerCase();
    if (!SCORE_MODES.includes(mode)) throw scope.at('score_mode').error(`No score mode for child query [${mode}] found`);
    const ignoreUnmapped = booleanOption(object, 'ignore_unmapped', false);
    const boost = boostOf(object);
    return {
      rewrite: (bind) => inner.rewrite?.(bind),
      bind: (bind) => {
        if (!bind.mapping.nestedPaths().includes(path)) {
          if (ignoreUnmapped) return MATCH_NONE;
          throw shardError(bind, `[nested] failed to find nested object under path [${path}]`);
        }
        return joined(path, bindRewritten(inner, bind), mode, boost);
      },
    };
  };
}

function joined(path: string, inner: BoundQuery, mode: string, boost: number): BoundQuery {
  return {
    matches: (document) => document.nested(path).some(inner.matches),
    score: (document) => {
      const scores = document.nested(path).filter(inner.matches).map(inner.score);
      return boost * combined(scores, mode);
    },
  };
}

function combined(scores: readonly number[], mode: string): number {
  const sum = scores.reduce((total, score) => total + score, 0);
  switch (mode) {
    case 'none':
      return 0;
    case 'sum':
      return sum;
    case 'min':
      return Math.min(...scores);
    case 'max':
      return Math.max(...scores);
    default:
      return scores.length === 0 ? 0 : sum / scores.length;
  }
}
