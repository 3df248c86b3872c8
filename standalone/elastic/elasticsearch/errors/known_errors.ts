import { ElasticsearchError, type ErrorCause } from '../../../../common/query_dsl';

export function illegalArgument(reason: string, causedBy?: ErrorCause): ElasticsearchError {
  return new ElasticsearchError({ type: 'illegal_argument_exception', reason, causedBy });
}

/** @param problems sentences; numbered in the reason as Elasticsearch does */
export function validationFailed(...problems: readonly string[]): ElasticsearchError {
  const reason = `Validation Failed: ${problems.map((problem, at) => `${at + 1}: ${problem};`).join('')}`;
  return new ElasticsearchError({ type: 'action_request_validation_exception', reason });
}

export function indexNotFound(name: string, options: { excludedDataStream?: boolean } = {}): ElasticsearchError {
  const extra = {
    'resource.type': 'index_or_alias',
    ...(options.excludedDataStream === true ? { excluded_ds: 'true' } : {}),
    'resource.id': name,
    index: name,
  };
  return new ElasticsearchError({ type: 'index_not_found_exception', reason: `no such index [${name}]`, extra }, { status: 404 });
}

export function indexClosed(index: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'index_closed_exception', reason: 'closed', extra: { index } });
}

export function invalidIndexName(name: string, problem: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'invalid_index_name_exception', reason: `Invalid index name [${name}], ${problem}`, extra: { index: name } });
}

export function versionConflict(id: string, problem: string, index: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'version_conflict_engine_exception', reason: `[${id}]: version conflict, ${problem}`, extra: { index } }, { status: 409 });
}

export function documentMissing(id: string, index: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'document_missing_exception', reason: `[${id}]: document missing`, extra: { index } }, { status: 404 });
}

export function resourceExists(reason: string, index?: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'resource_already_exists_exception', reason, ...(index === undefined ? {} : { extra: { index } }) });
}

export function bodyRequired(): ElasticsearchError {
  return new ElasticsearchError({ type: 'parse_exception', reason: 'request body is required' });
}

/** @param location 1-based line and column of the offending token */
export function parsingError(reason: string, location: { line: number; column: number }, causedBy?: ErrorCause): ElasticsearchError {
  return new ElasticsearchError({ type: 'parsing_exception', reason, extra: { line: location.line, col: location.column }, causedBy });
}

/** What the embedded service does not do: named, never an empty success. */
export function notImplemented(what: string): ElasticsearchError {
  const reason = `${what} is not implemented by the embedded Elasticsearch`;
  return new ElasticsearchError({ type: 'not_implemented_exception', reason }, { status: 501 });
}
