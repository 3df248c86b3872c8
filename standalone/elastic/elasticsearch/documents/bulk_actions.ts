import { ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument, validationFailed } from '../errors/known_errors';
import { locationAt, readJsonNode } from '../json/json_reader';
import { readJson } from '../json/read_json';
import { isObject } from '../json/values';
import { tokenName } from '../http/api_request';
import { checkUpdateBody, updateProblem } from './update_document';
import { conditionProblems } from './write_conditions';

export type BulkOperation = 'index' | 'create' | 'update' | 'delete';

/** One action of a bulk body with its source line. */
export interface BulkAction {
  readonly operation: BulkOperation;
  readonly index: string | undefined;
  readonly id: string | undefined;
  readonly metadata: JsonObject;
  /** Source line; for `update` its parsed body is in `body`. */
  readonly text: string;
  readonly body: JsonObject | undefined;
}

const OPERATIONS = new Set<string>(['index', 'create', 'update', 'delete']);
const METADATA_KEYS = new Set([
  '_index', '_id', 'routing', '_routing', 'version', '_version', 'version_type', '_version_type', 'if_seq_no', 'if_primary_term', 'op_type', 'pipeline', 'require_alias',
  'require_data_stream', 'retry_on_conflict', '_source', 'dynamic_templates', 'list_executed_pipelines',
]);

/**
 * Reads a bulk body. Broken action lines refuse the whole request; source lines are read where they are used.
 * @throws ElasticsearchError, JsonReadError
 */
export function readBulkActions(text: string, defaultIndex: string | undefined): BulkAction[] {
  const actions: BulkAction[] = [];
  let line = 0;
  let at = 0;
  const nextLine = (): string | undefined => {
    if (at >= text.length) return undefined;
    const end = text.indexOf('\n', at);
    if (end === -1) throw illegalArgument('The bulk request must be terminated by a newline [\\n]');
    const content = text.slice(at, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    at = end + 1;
    line++;
    return content;
  };
  if (text.length > 0 && !text.endsWith('\n')) throw illegalArgument('The bulk request must be terminated by a newline [\\n]');
  for (let actionLine = nextLine(); actionLine !== undefined; actionLine = nextLine()) {
    if (actionLine.trim() === '') continue;
    const { operation, metadata } = readActionLine(actionLine, line);
    const source = operation === 'delete' ? '' : nextLine();
    if (source === undefined) break;
    const body = operation === 'update' ? readUpdateLine(source) : undefined;
    const index = typeof metadata['_index'] === 'string' ? metadata['_index'] : defaultIndex;
    actions.push({ operation, index, id: textOf(metadata['_id']), metadata, text: source, body });
  }
  validate(actions);
  return actions;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function readActionLine(text: string, line: number): { operation: BulkOperation; metadata: JsonObject } {
  const parsed = readJson(text);
  if (!isObject(parsed)) throw illegalArgument(`Malformed action/metadata line [${line}], expected START_OBJECT but found [${tokenName(parsed)}]`);
  const [operation, ...others] = Object.keys(parsed);
  if (operation === undefined) throw illegalArgument(`Malformed action/metadata line [${line}], expected FIELD_NAME but found [END_OBJECT]`);
  if (!OPERATIONS.has(operation)) {
    throw illegalArgument(`Malformed action/metadata line [${line}], expected field [create], [delete], [index] or [update] but found [${operation}]`);
  }
  if (others.length > 0) throw illegalArgument(`Malformed action/metadata line [${line}], expected END_OBJECT but found [FIELD_NAME]`);
  const metadata = parsed[operation];
  if (!isObject(metadata)) throw illegalArgument(`Malformed action/metadata line [${line}], expected START_OBJECT or END_OBJECT but found [${tokenName(metadata)}]`);
  const unknown = Object.keys(metadata).find((key) => !METADATA_KEYS.has(key));
  if (unknown !== undefined) throw illegalArgument(`Action/metadata line [${line}] contains an unknown parameter [${unknown}]`);
  return { operation: operation as BulkOperation, metadata };
}

function readUpdateLine(text: string): JsonObject {
  const body = readJson(text);
  if (!isObject(body)) throw new ElasticsearchError({ type: 'x_content_parse_exception', reason: `[1:1] [UpdateRequest] Expected START_OBJECT but was: ${tokenName(body)}` });
  checkUpdateBody(body, (key) => keyPosition(text, key));
  return body;
}

/** `[line:column]` of a key at the top of a JSON object. */
export function keyPosition(text: string, key: string): string {
  const found = readJsonNode(text).entries?.find((entry) => entry.key === key);
  const { line, column } = locationAt(text, found?.keyStart ?? 0);
  return `[${line}:${column}]`;
}

function validate(actions: readonly BulkAction[]): void {
  const problems: string[] = [];
  if (actions.length === 0) problems.push('no requests added');
  for (const action of actions) {
    if (action.index === undefined || action.index === '') problems.push('index is missing');
    if ((action.operation === 'delete' || action.operation === 'update') && action.id === undefined) problems.push('id is missing');
    if (action.body !== undefined) problems.push(...[updateProblem(action.body)].filter((problem) => problem !== undefined));
    problems.push(...conditionProblems(bulkConditions(action.metadata), action.id));
  }
  if (problems.length > 0) throw validationFailed(...problems);
}

export function bulkConditions(metadata: JsonObject): { ifSeqNo?: number; ifPrimaryTerm?: number; version?: number; versionType?: string } {
  const number = (value: JsonValue | undefined): number | undefined => (value === undefined || value === null ? undefined : Number(value));
  return {
    ifSeqNo: number(metadata['if_seq_no']),
    ifPrimaryTerm: number(metadata['if_primary_term']),
    version: number(metadata['version'] ?? metadata['_version']),
    versionType: textOf(metadata['version_type'] ?? metadata['_version_type']),
  };
}
