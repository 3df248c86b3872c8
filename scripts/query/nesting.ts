import type { JsonObject } from '../../common/query_dsl/index';

/** Objects and arrays in one another, the event itself not counted, are fewer than this. */
export const maxNesting = 50;

/** What is wrong with an event that is nested too deep. */
export function nestingProblem(document: JsonObject): string | undefined {
  return isDeeper(document, maxNesting) ? `nested more than ${maxNesting} deep` : undefined;
}

function isDeeper(value: object, levels: number): boolean {
  return Object.values(value).some((inner) => typeof inner === 'object' && inner !== null && (levels <= 1 || isDeeper(inner as object, levels - 1)));
}
