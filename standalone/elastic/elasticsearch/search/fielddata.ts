import { ElasticsearchError, type Field } from '../../../../common/query_dsl';

/** Why a field's values cannot be sorted by or aggregated; undefined where they can. */
export function fielddataError(field: Field, index: string, name: string): ElasticsearchError | undefined {
  if (field.family === 'text' && field.parameters['fielddata'] !== true) {
    if (field.type === 'match_only_text') return shardError(`Fielddata is not supported on field [${name}] of type [match_only_text]`);
    return shardError(
      `Fielddata is disabled on [${name}] in [${index}]. Text fields are not optimised for operations that require per-document field data like aggregations and sorting, so these operations are disabled by default. Please use a keyword field instead. Alternatively, set fielddata=true on [${name}] in order to load field data by uninverting the inverted index. Note that this can use significant memory.`
    );
  }
  if (!field.hasDocValues && field.family !== 'constant_keyword' && field.family !== 'text') {
    return shardError(`Can't load fielddata on [${name}] because fielddata is unsupported on fields of type [${field.type}]. Use doc values instead.`);
  }
  return undefined;
}

function shardError(reason: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'illegal_argument_exception', reason }, { phase: 'shard' });
}
