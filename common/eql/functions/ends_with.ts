import { foldText, type FunctionDefinition } from './function_definition';

/** Whether the text ends with the other. */
export const endsWith: FunctionDefinition = {
  name: 'endsWith',
  hasCaseInsensitiveForm: true,
  parameters: [{ name: 'input', type: 'string' }, { name: 'pattern', type: 'string' }],
  required: 2,
  returns: 'boolean',
  run: ([input, pattern], caseInsensitive) =>
    typeof input === 'string' && typeof pattern === 'string' ? foldText(input, caseInsensitive).endsWith(foldText(pattern, caseInsensitive)) : null,
};
