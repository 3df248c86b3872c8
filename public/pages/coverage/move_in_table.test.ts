import { describe, expect, it } from 'vitest';
import { moveInTable } from './move_in_table';

const size = { rows: 3, columns: 4 };

describe('moveInTable', () => {
  it.each([
    ['ArrowUp', { row: 0, column: 2 }],
    ['ArrowDown', { row: 2, column: 2 }],
    ['ArrowLeft', { row: 1, column: 1 }],
    ['ArrowRight', { row: 1, column: 3 }],
    ['Home', { row: 1, column: 0 }],
    ['End', { row: 1, column: 3 }],
  ])('%s leads on', (key, place) => expect(moveInTable({ row: 1, column: 2 }, key, size)).toEqual(place));
  it('stops at the edges', () => {
    expect(moveInTable({ row: 0, column: 0 }, 'ArrowUp', size)).toEqual({ row: 0, column: 0 });
    expect(moveInTable({ row: 2, column: 3 }, 'ArrowRight', size)).toEqual({ row: 2, column: 3 });
  });
  it('leaves other keys alone', () => expect(moveInTable({ row: 0, column: 0 }, 'Enter', size)).toBeUndefined());
});
