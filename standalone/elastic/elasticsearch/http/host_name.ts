const ALLOWED = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** True for the names of this machine: a page of another origin that resolves to 127.0.0.1 still sends its own name. */
export function isAllowedHost(header: string | undefined): boolean {
  return header !== undefined && ALLOWED.has(header.replace(/:\d+$/, '').toLowerCase());
}
