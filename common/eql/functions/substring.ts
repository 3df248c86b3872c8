import { type FunctionDefinition, integerOf } from './function_definition';

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(value < 0 ? value + length : value, length));
}

/** A slice as in Python: negative places count from the end, an empty text where nothing is left. */
export const substring: FunctionDefinition = {
  name: 'substring',
  hasCaseInsensitiveForm: false,
  parameters: [{ name: 'input', type: 'string' }, { name: 'start', type: 'integer' }, { name: 'end', type: 'integer' }],
  required: 2,
  returns: 'string',
  run: ([input, start, end]) => {
    if (typeof input !== 'string') {
      return null;
    }
    const from = clamp(integerOf(start) ?? 0, input.length);
    const to = clamp(integerOf(end) ?? input.length, input.length);
    return from >= to ? '' : input.slice(from, to);
  },
};
