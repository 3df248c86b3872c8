const ACCEPTED = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether the `host` header names this machine itself; another name may be a page that resolves to loopback (DNS rebinding). */
export function isAcceptedHost(header: string | undefined): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[^:]+)(?::[0-9]{1,5})?$/i.exec(header ?? '');
  return ACCEPTED.has(match?.[1]?.toLowerCase() ?? '');
}
