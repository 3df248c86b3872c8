import type { QueryParameters } from '../http/query_parameters';
import { illegalArgument, validationFailed } from '../errors/known_errors';
import type { WriteConditions } from './write_document';

const EXTERNAL = new Set(['external', 'external_gt', 'external_gte']);
const MAX_ID_BYTES = 512;

/**
 * Reads `if_seq_no`, `if_primary_term`, `version`, `version_type` and `op_type`.
 * @throws ElasticsearchError for combinations that Elasticsearch refuses
 */
export function readConditions(query: QueryParameters, id: string | undefined): WriteConditions {
  const ifSeqNo = query.integer('if_seq_no');
  const ifPrimaryTerm = query.integer('if_primary_term');
  const version = query.integer('version');
  const versionType = query.get('version_type');
  const problems = conditionProblems({ ifSeqNo, ifPrimaryTerm, version, versionType }, id);
  if (problems.length > 0) throw validationFailed(...problems);
  const operationType = query.get('op_type');
  if (operationType !== undefined && operationType !== 'index' && operationType !== 'create') throw illegalArgument(`opType must be 'create' or 'index', found: [${operationType}]`);
  return { ifSeqNo, ifPrimaryTerm, version, versionType, create: operationType === 'create' };
}

/** What Elasticsearch's own validation says of the conditions and the id. */
export function conditionProblems(conditions: WriteConditions, id: string | undefined): string[] {
  const problems: string[] = [];
  const { ifSeqNo, ifPrimaryTerm, version, versionType } = conditions;
  if (version !== undefined && !EXTERNAL.has(versionType ?? '')) {
    problems.push('internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and `if_primary_term` instead');
  }
  if (ifSeqNo !== undefined && (ifPrimaryTerm ?? 0) === 0) problems.push('ifSeqNo is set, but primary term is [0]');
  if (ifSeqNo === undefined && ifPrimaryTerm !== undefined) problems.push(`ifSeqNo is unassigned, but primary term is [${ifPrimaryTerm}]`);
  if (id === '') problems.push('if _id is specified it must not be empty');
  const bytes = id === undefined ? 0 : Buffer.byteLength(id);
  if (bytes > MAX_ID_BYTES) problems.push(`id [${id}] is too long, must be no longer than ${MAX_ID_BYTES} bytes but was: ${bytes}`);
  return problems;
}
