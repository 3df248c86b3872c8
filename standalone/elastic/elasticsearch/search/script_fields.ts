import type { JsonObject } from '../../../../common/query_dsl';
import { isObject, setOwn } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { compileScript } from '../scripts/script';
import { documentValues } from '../scripts/document_values';
import type { Hit } from './execute_search';

/** `script_fields` of a hit: each script's value in a list. */
export function computeScriptFields(options: JsonObject, hit: Hit): Record<string, BodyValue> {
  const out: Record<string, BodyValue> = {};
  for (const [name, option] of Object.entries(options)) {
    const script = compileScript(isObject(option) ? option['script'] : undefined);
    const value = script.run({ doc: documentValues(hit.document, hit.target.mapping) });
    setOwn<BodyValue>(out, name, [value as BodyValue]);
  }
  return out;
}
