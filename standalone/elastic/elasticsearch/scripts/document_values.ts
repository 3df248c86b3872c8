import type { CompiledMapping, IndexedDocument } from '../../../../common/query_dsl';
import { ScriptFault } from './script_error';
import type { DocValues, ScriptValue } from './script_value';

/** `doc` of a script: doc values by field name, made when they are asked for. */
export function documentValues(document: IndexedDocument, mapping: CompiledMapping): Map<string, ScriptValue> {
  return new DocumentMap(document, mapping);
}

class DocumentMap extends Map<string, ScriptValue> {
  constructor(
    private readonly document: IndexedDocument,
    private readonly mapping: CompiledMapping
  ) {
    super();
  }

  override has(name: string): boolean {
    return this.mapping.resolve(name) !== undefined;
  }

  override get(name: string): DocValues {
    const field = this.mapping.resolve(name);
    if (field === undefined) throw new ScriptFault('illegal_argument_exception', `No field found for [${name}] in mapping`, 0);
    return { docValues: this.document.values(field.path) };
  }
}
