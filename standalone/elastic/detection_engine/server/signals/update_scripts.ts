/** Scripts of the updates by query; values travel as parameters. */

export interface UpdateScript {
  readonly source: string;
  readonly lang: 'painless';
  readonly params: Readonly<Record<string, unknown>>;
}

/** Sets the status of alerts that have another one, with who did it and when (recording `alert-sequence-shell-after-changes`). */
export function statusScript(status: string, user: string | null, now: string): UpdateScript {
  const source = [
    "if (ctx._source['kibana.alert.workflow_status'] != null && ctx._source['kibana.alert.workflow_status'] != params.status) {",
    "  ctx._source['kibana.alert.workflow_status'] = params.status;",
    "  ctx._source['kibana.alert.workflow_user'] = params.user;",
    "  ctx._source['kibana.alert.workflow_status_updated_at'] = params.now;",
    '}',
  ].join('\n');
  return { source, lang: 'painless', params: { status, user, now } };
}

/** Adds and removes values of a list field; a value that is there already stays where it is. */
export function listScript(field: 'kibana.alert.workflow_tags' | 'kibana.alert.workflow_assignee_ids', add: readonly string[], remove: readonly string[]): UpdateScript {
  const source = [
    'List kept = new ArrayList();',
    `if (ctx._source['${field}'] != null) {`,
    `  for (value in ctx._source['${field}']) { if (!params.remove.contains(value)) { kept.add(value); } }`,
    '}',
    'for (value in params.add) { if (!kept.contains(value)) { kept.add(value); } }',
    `ctx._source['${field}'] = kept;`,
  ].join('\n');
  return { source, lang: 'painless', params: { add, remove } };
}
