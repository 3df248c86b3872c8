import type { FunctionDefinition } from './function_definition';
import { scriptText } from './script_value';

/** `string(x)`: Java's text of a value. */
export const toText: FunctionDefinition = {
  name: 'string',
  hasCaseInsensitiveForm: false,
  parameters: [{ name: 'value', type: 'any' }],
  required: 1,
  returns: 'string',
  run: ([value]) => (value === null || value === undefined ? null : scriptText(value)),
};
