export interface TablePlace {
  readonly row: number;
  readonly column: number;
}

/** Where an arrow key, Home or End leads inside a table of that size; undefined for any other key. Stops at the edges. */
export function moveInTable({ row, column }: TablePlace, key: string, size: { readonly rows: number; readonly columns: number }): TablePlace | undefined {
  const within = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));
  switch (key) {
    case 'ArrowUp':
      return { row: within(row - 1, size.rows), column };
    case 'ArrowDown':
      return { row: within(row + 1, size.rows), column };
    case 'ArrowLeft':
      return { row, column: within(column - 1, size.columns) };
    case 'ArrowRight':
      return { row, column: within(column + 1, size.columns) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: within(size.columns - 1, size.columns) };
    default:
      return undefined;
  }
}
