import { badRequest } from './saved_object_errors';

/** Where a document stands in the order of writes. */
export interface WritePosition {
  readonly if_seq_no: number;
  readonly if_primary_term: number;
}

/** The opaque `version` of a saved object: base64 of `[sequence number, primary term]`. */
export function encodeVersion(sequenceNumber: number, primaryTerm: number): string {
  return Buffer.from(JSON.stringify([sequenceNumber, primaryTerm]), 'utf8').toString('base64');
}

/** Throws a Boom 400 where the text is no version. */
export function decodeVersion(version: string): WritePosition {
  const parsed = parse(Buffer.from(version, 'base64').toString('utf8'));
  if (!Array.isArray(parsed) || parsed.length !== 2 || !parsed.every((each) => Number.isInteger(each))) {
    throw badRequest(`Invalid version [${version}]: Bad Request`);
  }
  return { if_seq_no: Number(parsed[0]), if_primary_term: Number(parsed[1]) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
