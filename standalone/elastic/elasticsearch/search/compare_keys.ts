import { compareCodePoints } from '../../../../common/query_dsl';

/** A sort key made comparable: text by code points, numbers and big integers by value; null stands for a missing text. */
export type SortKey = string | number | bigint | null;

/** Ascending order of two keys of one kind that are not missing. */
export function comparePresent(left: string | number | bigint, right: string | number | bigint): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  return left < right ? -1 : left > right ? 1 : 0;
}
