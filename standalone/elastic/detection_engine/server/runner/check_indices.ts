import type { ElasticsearchClient } from '@kbn/core/server';

/** What a look at the indices before a run found. */
export interface IndexCheck {
  /** False when no index matches: then nothing is searched. */
  readonly found: boolean;
  readonly warnings: readonly string[];
}

interface FieldCapabilities {
  readonly indices?: readonly string[];
  readonly fields?: Readonly<Record<string, Readonly<Record<string, { readonly indices?: readonly string[] }>>>>;
}

const missingIndex = (indices: readonly string[]): string =>
  `This rule is attempting to query data from Elasticsearch indices listed in the "Index patterns" section of the rule definition, however no index matching: ${JSON.stringify(indices)} was found. This warning will continue to appear until a matching index is created or this rule is disabled.`;

function missingTimestamp(field: string, { fields }: FieldCapabilities, all: readonly string[]): string | undefined {
  const unmapped = fields?.[field] === undefined ? all : (fields[field].unmapped?.indices ?? []);
  if (unmapped.length === 0) return undefined;
  const label = field === '@timestamp' ? 'timestamp field' : 'timestamp override field';
  return `The following indices are missing the ${label} "${field}": ${JSON.stringify(unmapped)}`;
}

async function privilegeWarning(indices: readonly string[], client: ElasticsearchClient): Promise<string | undefined> {
  const answer = await client.transport.request<{ has_all_requested: boolean; index: Readonly<Record<string, { readonly read?: boolean }>> }>({
    method: 'POST',
    path: '/_security/user/_has_privileges',
    body: { index: [{ names: indices, privileges: ['read'], allow_restricted_indices: true }] },
  });
  const refused = Object.entries(answer.index).filter(([, { read }]) => read === false).map(([name]) => name);
  return refused.length === 0 ? undefined : `This rule may not have the required read privileges to the following indices/index patterns: ${JSON.stringify(refused)}`;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Looks whether the rule may read its indices, whether there are any, and whether they have a timestamp (`detection-engine.md` §6.1).
 * @param client acts with the rule's identity
 */
export async function checkIndices(indices: readonly string[], timestampField: string, client: ElasticsearchClient): Promise<IndexCheck> {
  const warnings: string[] = [];
  const wanted = indices.filter((name) => !name.startsWith('-'));
  try {
    const warning = await privilegeWarning(wanted, client);
    if (warning !== undefined) warnings.push(warning);
  } catch (error) {
    warnings.push(`Check privileges failed to execute ${reasonOf(error)}`);
  }
  try {
    const path = `/${indices.map((name) => encodeURIComponent(name)).join(',')}/_field_caps`;
    const fields = timestampField === '@timestamp' ? [timestampField] : [timestampField, '@timestamp'];
    const answer = await client.transport.request<FieldCapabilities>({ method: 'POST', path, querystring: { fields: fields.join(','), allow_no_indices: true, include_unmapped: true, ignore_unavailable: true } });
    const all = answer.indices ?? [];
    if (all.length === 0) return { found: false, warnings: [...warnings, missingIndex(indices)] };
    const missing = missingTimestamp(timestampField, answer, all);
    if (missing !== undefined) warnings.push(missing);
  } catch (error) {
    warnings.push(`Timestamp fields check failed to execute ${reasonOf(error)}`);
  }
  return { found: true, warnings };
}
