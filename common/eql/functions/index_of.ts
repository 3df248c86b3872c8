import { foldText, type FunctionDefinition, integerOf } from './function_definition';

/** The first place of a text from 0, null when it is not there. */
export const indexOf: FunctionDefinition = {
  name: 'indexOf',
  hasCaseInsensitiveForm: true,
  parameters: [{ name: 'input', type: 'string' }, { name: 'substring', type: 'string' }, { name: 'start', type: 'integer' }],
  required: 2,
  returns: 'integer',
  run: ([input, part, start], caseInsensitive) => {
    if (typeof input !== 'string' || typeof part !== 'string') {
      return null;
    }
    const from = integerOf(start) ?? 0;
    const place = foldText(input, caseInsensitive).indexOf(foldText(part, caseInsensitive), Math.max(0, from));
    return place < 0 ? null : BigInt(place);
  },
};
