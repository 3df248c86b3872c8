import type { FunctionDefinition } from './function_definition';
import { scriptText } from './script_value';

/** The texts of all values one after another, null if any is null. */
export const concat: FunctionDefinition = {
  name: 'concat',
  hasCaseInsensitiveForm: false,
  parameters: [{ name: 'value', type: 'any' }],
  required: 1,
  repeats: true,
  returns: 'string',
  run: (values) => {
    let text = '';
    for (const value of values) {
      if (value === null || value === undefined) {
        return null;
      }
      text += scriptText(value);
    }
    return text;
  },
};
