import { shardFailure } from '../errors/index';
import { foldText, type FunctionDefinition } from './function_definition';

/** The text between the first `left` and the next `right` (the last one with `greedy`); empty where one of them is absent. */
export const between: FunctionDefinition = {
  name: 'between',
  hasCaseInsensitiveForm: true,
  parameters: [{ name: 'input', type: 'string' }, { name: 'left', type: 'string' }, { name: 'right', type: 'string' }, { name: 'greedy', type: 'boolean' }],
  required: 3,
  returns: 'string',
  run: ([input, left, right, greedy], caseInsensitive) => {
    if (typeof input !== 'string') {
      return null;
    }
    if (typeof left !== 'string' || typeof right !== 'string') {
      throw shardFailure('script_exception: a string/char is required for [between]; received [null]');
    }
    if (input === '' || left === '' || right === '') {
      return input;
    }
    const text = foldText(input, caseInsensitive);
    const first = text.indexOf(foldText(left, caseInsensitive));
    const start = first + left.length;
    const end = greedy === true ? text.lastIndexOf(foldText(right, caseInsensitive)) : text.indexOf(foldText(right, caseInsensitive), start);
    if (first < 0 || end < 0) {
      return '';
    }
    if (end < start) {
      throw shardFailure(`script_exception: Range [${start}, ${end}) out of bounds`);
    }
    return input.slice(start, end);
  },
};
