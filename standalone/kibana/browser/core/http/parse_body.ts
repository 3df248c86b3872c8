const BINARY = /^application\/(ndjson|zip|octet-stream|x-ndjson)/;

/** Gives the answer's body as Kibana's client does: JSON parsed, archives and NDJSON as a blob, anything else as text. */
export async function parseBody(response: Response): Promise<unknown> {
  const contentType = response.headers.get('content-type') ?? '';
  if (BINARY.test(contentType)) return response.blob();
  const text = await response.text();
  if (text === '' && !contentType.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (contentType.includes('application/json')) throw error;
    return text;
  }
}
