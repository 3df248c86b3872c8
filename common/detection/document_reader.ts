import { flattenDocument, type SourceDocument } from './flatten_document';

/** Typed reading of one source document by dotted names. Absent and unreadable values are undefined, never an error. */
export interface DocumentReader {
  values(path: string): readonly unknown[];
  /** Texts in order. Numbers and booleans count as what they look like. */
  texts(path: string): string[];
  /** The first text that is not empty. */
  text(path: string): string | undefined;
  /** The first finite number; a text of digits counts. */
  number(path: string): number | undefined;
  /** ISO 8601 UTC with milliseconds, of epoch milliseconds or an ISO text. */
  time(path: string): string | undefined;
}

export function readDocument(document: SourceDocument): DocumentReader {
  const leaves = flattenDocument(document);
  const values = (path: string): readonly unknown[] => leaves.get(path) ?? [];
  const texts = (path: string): string[] => values(path).flatMap((value) => (typeof value === 'string' ? [value] : typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []));
  return {
    values,
    texts,
    text: (path) => texts(path).find((text) => text !== ''),
    number: (path) => values(path).map(toNumber).find((value) => value !== undefined),
    time: (path) => toTime(values(path)[0]),
  };
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toTime(value: unknown): string | undefined {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? parseTime(value) : NaN;
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : undefined;
}

/** As Elasticsearch reads dates: digits are epoch milliseconds, and a time that tells no zone is UTC, wherever the server stands. */
function parseTime(text: string): number {
  if (/^-?\d{5,16}$/.test(text)) return Number(text);
  return Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text);
}
