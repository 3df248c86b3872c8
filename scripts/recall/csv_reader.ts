import { RecallInputError } from './recall_input_error';

/**
 * Rows of a CSV text (RFC 4180): quoted fields hold commas, line breaks and doubled quotes; lines end in LF or CRLF. Gives fields by the names in the first
 * row. Throws RecallInputError with the row of a quote that stands where none may, or of a row with another number of fields.
 */
export function readCsv(text: string, file: string): Map<string, string>[] {
  const [names = [], ...rows] = splitRows(text.startsWith('\ufeff') ? text.slice(1) : text, file);
  return rows.map((fields, index) => {
    if (fields.length !== names.length) throw new RecallInputError(`${file}: row ${index + 2} has ${fields.length} fields, the first has ${names.length}`);
    return new Map(names.map((name, column) => [name, fields[column] ?? '']));
  });
}

const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;

function splitRows(text: string, file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  field.lastIndex = 0;
  while (field.lastIndex < text.length || row.length > 0) {
    const found = field.exec(text);
    if (!found) throw new RecallInputError(`${file}: row ${rows.length + 1} has a quotation mark where none may stand, or one that is not closed`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
