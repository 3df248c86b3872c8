/** Takes whatever made starting fail; gives one or two lines for the person at the terminal. */
export function startupFault(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  const port = (error as { port?: unknown } | null)?.port;
  if (code === 'EADDRINUSE') return `Port ${String(port)} is in use. Choose another with --port or --elasticsearch-port.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${String(port)} may not be used by this account. Choose another with --port or --elasticsearch-port.`;
  const message = error instanceof Error ? error.message : String(error);
  const named = error instanceof Error && ['StoreError', 'UnreadableFileError', 'FlagError', 'ClusterError', 'KibanaFatalError'].includes(error.name);
  return named ? message : `Could not start: ${error instanceof Error ? (error.stack ?? message) : message}`;
}
