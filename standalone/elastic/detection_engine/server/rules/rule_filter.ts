import { ApiError } from '../http/api_error';
import { matchesKql } from '../kql/match_kql';
import type { KqlDocument } from '../kql/match_kql';
import { parse } from '../../../../../common/kql';
import { leaves } from '../alerts/document_values';
import type { StoredRule } from './rule';

const typesOf812 = ['eqlRule', 'esqlRule', 'mlRule', 'queryRule', 'savedQueryRule', 'indicatorRule', 'thresholdRule', 'newTermsRule'];
const onlySecurity = `(${typesOf812.map((type) => `alert.attributes.alertTypeId: siem.${type}`).join(' OR ')})`;

const prefix = 'alert.attributes.';
/** The one attribute that saved objects index by words. */
const textFields = new Set([`${prefix}name`]);

function flatten(value: unknown, path: string, into: Map<string, unknown[]>): void {
  if (Array.isArray(value)) {
    value.forEach((entry) => flatten(entry, path, into));
    return;
  }
  if (typeof value === 'object' && value !== null) {
    leaves(value as Record<string, unknown>, path).forEach(([name, leaf]) => (Array.isArray(leaf) ? flatten(leaf, name, into) : into.set(name, [...(into.get(name) ?? []), leaf])));
    return;
  }
  into.set(path, [...(into.get(path) ?? []), value]);
}

function documentOf({ attributes }: StoredRule): KqlDocument {
  const { apiKey: _apiKey, ...shown } = attributes;
  const values = new Map<string, unknown[]>();
  for (const [name, value] of Object.entries(shown)) flatten(value, `${prefix}${name}`, values);
  values.set(`${prefix}name.keyword`, [attributes.name]);
  return { names: [...values.keys()], values: (name) => values.get(name) ?? [], isText: (name) => textFields.has(name) };
}

/**
 * Rules that a KQL filter over `alert.attributes.*` keeps (`detection-engine.md` §1.1). A filter that cannot be read is refused with
 * 500, in the text that Kibana builds around it (recording `error-500-rules-find-bad-filter`).
 */
export function filterRules(rules: readonly StoredRule[], filter: string | undefined): StoredRule[] {
  if (filter === undefined || filter === '') return [...rules];
  try {
    const tree = parse(`${onlySecurity} AND (${filter})`);
    return rules.filter((rule) => matchesKql(tree, documentOf(rule)));
  } catch (error) {
    throw new ApiError(500, error instanceof Error ? error.message : String(error));
  }
}
