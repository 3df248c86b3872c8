import type { FieldValue, JsonObject } from '../../../../common/query_dsl';
import { shardError, allShardsFailed } from './search_errors';
import type { Hit, SearchOutcome } from './execute_search';

/** Keeps the first hit of each value of the collapse field; documents without a value are one group. */
export function collapseHits(options: JsonObject, outcome: SearchOutcome): Hit[] {
  const name = String(options['field'] ?? '');
  refuseField(name, outcome);
  const seen = new Set<string>();
  return outcome.sorted.filter((hit) => {
    const key = JSON.stringify(String(collapseValue(hit, name)));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The value a hit is grouped by; undefined where it has none. */
export function collapseValue(hit: Hit, name: string): FieldValue | undefined {
  const field = hit.target.mapping.resolve(name);
  return field === undefined ? undefined : hit.document.values(field.path)[0];
}

const COLLAPSIBLE = new Set(['keyword', 'constant_keyword', 'integer', 'float', 'unsigned_long', 'date', 'date_nanos', 'boolean', 'ip', 'version']);

function refuseField(name: string, outcome: SearchOutcome): void {
  const failures = outcome.targets.flatMap((target) => {
    const field = target.mapping.resolve(name);
    if (field === undefined) return [{ index: target.index, error: shardError('illegal_argument_exception', `no mapping found for \`${name}\` in order to collapse on`) }];
    if (COLLAPSIBLE.has(field.family)) return [];
    return [{ index: target.index, error: shardError('illegal_argument_exception', `collapse is not supported for the field [${name}] of the type [${field.type}]`) }];
  });
  if (failures.length > 0 && failures.length === outcome.targets.length) throw allShardsFailed(failures);
}
