import type { FunctionDefinition } from './function_definition';

/** UTF-16 units of the text. */
export const length: FunctionDefinition = {
  name: 'length',
  hasCaseInsensitiveForm: false,
  parameters: [{ name: 'input', type: 'string' }],
  required: 1,
  returns: 'integer',
  run: ([input]) => (typeof input === 'string' ? BigInt(input.length) : null),
};
