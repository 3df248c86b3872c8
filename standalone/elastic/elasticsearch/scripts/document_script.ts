import type { CompiledMapping, IndexedDocument, JsonValue } from '../../../../common/query_dsl';
import { documentValues } from './document_values';
import { compileScript } from './script';
import { fromScriptValue } from './script_value';

/** The value of a script for a document, as queries with scripts ask for it. */
export function documentScript(option: JsonValue, mapping: CompiledMapping): (document: IndexedDocument) => JsonValue {
  const script = compileScript(option);
  return (document) => fromScriptValue(script.run({ doc: documentValues(document, mapping) }));
}
