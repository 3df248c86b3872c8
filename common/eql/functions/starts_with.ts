import { foldText, type FunctionDefinition } from './function_definition';

/** Whether the text starts with the other. */
export const startsWith: FunctionDefinition = {
  name: 'startsWith',
  hasCaseInsensitiveForm: true,
  parameters: [{ name: 'input', type: 'string' }, { name: 'pattern', type: 'string' }],
  required: 2,
  returns: 'boolean',
  run: ([input, pattern], caseInsensitive) =>
    typeof input === 'string' && typeof pattern === 'string' ? foldText(input, caseInsensitive).startsWith(foldText(pattern, caseInsensitive)) : null,
};
