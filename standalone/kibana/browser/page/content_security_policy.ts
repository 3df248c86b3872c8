/**
 * The page's Content-Security-Policy. `script-src 'self'` is what Kibana enforces (`kibana-8.12-observed.md`, "CSP blocks `eval`"): no inline
 * script, no `eval`. Inline styles stay allowed as there, because Emotion writes them. The rest keeps the page on its own origin.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');
