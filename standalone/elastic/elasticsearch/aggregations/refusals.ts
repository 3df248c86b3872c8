import { ElasticsearchError, type ErrorCause } from '../../../../common/query_dsl';
import { shardError } from '../search/search_errors';
import { fielddataError } from '../search/fielddata';
import type { SearchTarget } from '../search/search_target';
import { fieldOption, type AggregationNode, type CheckContext } from './aggregation';
import type { BodyPlace } from '../search/body_text';

/** A value of an option that cannot be. */
export function failedOption(node: AggregationNode, context: CheckContext, option: string, causedBy: ErrorCause, place: BodyPlace = 'value'): ElasticsearchError {
  const { line, column } = context.body.locate([...node.path, option], place);
  return new ElasticsearchError({ type: 'x_content_parse_exception', reason: `[${line}:${column}] [${node.type}] failed to parse field [${option}]`, causedBy });
}

export function illegalCause(reason: string): ErrorCause {
  return { type: 'illegal_argument_exception', reason };
}

/** Refuses fields without doc values. @throws ElasticsearchError of phase `shard` */
export function requireFielddata(node: AggregationNode, target: SearchTarget): void {
  const name = fieldOption(node);
  const field = target.mapping.resolve(name);
  const refusal = field === undefined ? undefined : fielddataError(field, target.index, name);
  if (refusal !== undefined) throw refusal;
}

const NUMERIC = new Set(['integer', 'float', 'unsigned_long', 'date', 'date_nanos', 'boolean']);

/** Refuses fields that hold no numbers. @throws ElasticsearchError of phase `shard` */
export function requireNumeric(node: AggregationNode, target: SearchTarget): void {
  requireFielddata(node, target);
  const field = target.mapping.resolve(fieldOption(node));
  if (field === undefined || NUMERIC.has(field.family)) return;
  throw shardError('illegal_argument_exception', `Field [${fieldOption(node)}] of type [${field.type}] is not supported for aggregation [${node.type}]`);
}
