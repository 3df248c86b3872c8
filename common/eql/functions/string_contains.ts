import { foldText, type FunctionDefinition } from './function_definition';

/** Whether the other text occurs in the text; the empty text occurs in none (eql-observed.md §6.1). */
export const stringContains: FunctionDefinition = {
  name: 'stringContains',
  hasCaseInsensitiveForm: true,
  parameters: [{ name: 'input', type: 'string' }, { name: 'substring', type: 'string' }],
  required: 2,
  returns: 'boolean',
  run: ([input, part], caseInsensitive) =>
    typeof input === 'string' && typeof part === 'string' ? part !== '' && foldText(input, caseInsensitive).includes(foldText(part, caseInsensitive)) : null,
};
