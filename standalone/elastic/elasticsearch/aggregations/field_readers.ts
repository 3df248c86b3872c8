import type { Field, FieldValue } from '../../../../common/query_dsl';
import type { SearchTarget } from '../search/search_target';
import type { AggregationDocument } from './aggregation';

/** Fields by name in each index of a search, looked up once. */
export class FieldReaders {
  private readonly known = new Map<string, Map<SearchTarget, Field | undefined>>();

  field(target: SearchTarget, name: string): Field | undefined {
    let byTarget = this.known.get(name);
    if (byTarget === undefined) {
      byTarget = new Map();
      this.known.set(name, byTarget);
    }
    if (!byTarget.has(target)) byTarget.set(target, target.mapping.resolve(name));
    return byTarget.get(target);
  }

  values(item: AggregationDocument, name: string): readonly FieldValue[] {
    const field = this.field(item.hit.target, name);
    return field === undefined ? [] : item.document.fieldValues(field);
  }

  /** Numbers as metrics and histograms take them: dates in milliseconds, booleans as 0 and 1. */
  numbers(item: AggregationDocument, name: string): number[] {
    const field = this.field(item.hit.target, name);
    return field === undefined ? [] : item.document.fieldValues(field).map((value) => toNumber(field, value));
  }
}

const NANOS_PER_MS = 1_000_000n;

export function toNumber(field: Field, value: FieldValue): number {
  if (field.family === 'date_nanos') return Number(BigInt(value as bigint) / NANOS_PER_MS);
  return Number(value);
}
