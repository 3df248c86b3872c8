import type { JsonObject } from '../../../../common/query_dsl';
import { notImplemented } from '../errors/known_errors';
import type { BodyValue } from '../json/write_json';
import type { BodyText } from '../search/body_text';
import type { SearchOutcome } from '../search/execute_search';
import type { ShardFailure } from '../search/search_errors';
export function checkAggregations(_a: JsonObject, _b: BodyText, _p: readonly (string|number)[]): void { throw notImplemented('aggregations'); }
export function runAggregations(_a: JsonObject, _o: SearchOutcome, _c: {now:number;typedKeys:boolean}): {aggregations: BodyValue; failures: readonly ShardFailure[]} { throw notImplemented('aggregations'); }
