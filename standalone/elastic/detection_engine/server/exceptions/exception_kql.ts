import { ApiError } from '../http/api_error';
import { leaves } from '../alerts/document_values';
import { matchesKql } from '../kql/match_kql';
import { parse } from '../../../../../common/kql';
import type { StoredException } from './exception_repository';

const textFields = new Set(['name', 'description', 'comments.comment']);

function valuesOf(attributes: Record<string, unknown>): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  const add = (path: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((entry) => add(path, entry));
    else if (typeof value === 'object' && value !== null) leaves(value as Record<string, unknown>, path).forEach(([name, leaf]) => add(name, leaf));
    else values.set(path, [...(values.get(path) ?? []), value]);
  };
  for (const [name, value] of Object.entries(attributes)) add(name, value);
  return values;
}

/** Lists or items that a KQL filter over `exception-list.attributes.*` keeps; 400 when it cannot be read. */
export function filterExceptions(found: readonly StoredException[], filter: string | undefined): StoredException[] {
  if (filter === undefined || filter === '') return [...found];
  try {
    const tree = parse(filter);
    return found.filter(({ attributes, type }) => {
      const values = valuesOf(attributes as unknown as Record<string, unknown>);
      const prefix = `${type}.attributes.`;
      const names = [...values.keys()].map((name) => `${prefix}${name}`);
      return matchesKql(tree, { names, values: (name) => values.get(name.slice(prefix.length)) ?? [], isText: (name) => textFields.has(name.slice(prefix.length)) });
    });
  } catch (error) {
    throw new ApiError(400, error instanceof Error ? error.message : String(error));
  }
}
