import { ApiError } from '../http/api_error';

const maxBytes = 10_485_760;

interface UploadedFile extends AsyncIterable<Uint8Array | string> {
  readonly hapi?: { readonly filename?: string };
}

const isStream = (value: unknown): value is UploadedFile => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/**
 * Text of the form field `file` of a multipart upload, as the host's router hands it over. Refuses another file type than
 * `.ndjson` and more than 10 MiB with 400.
 */
export async function readUploadedFile(body: unknown): Promise<string> {
  const file: unknown = typeof body === 'object' && body !== null && 'file' in body ? body.file : undefined;
  if (typeof file === 'string') return file;
  if (Buffer.isBuffer(file)) return file.toString('utf8');
  if (!isStream(file)) throw new ApiError(400, 'form field "file" is missing');
  const name = file.hapi?.filename ?? '';
  if (name !== '' && !name.toLowerCase().endsWith('.ndjson')) throw new ApiError(400, `Invalid file extension .${name.split('.').pop() ?? ''}`);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of file) {
    const chunk = Buffer.from(part);
    bytes += chunk.length;
    if (bytes > maxBytes) throw new ApiError(400, `the file is larger than ${maxBytes} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}
