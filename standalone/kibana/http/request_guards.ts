import type { Request } from '@hapi/hapi';
import type { ContractLine } from './contract_line';
import type { RegisteredRoute } from './router';

const SAFE_METHODS = new Set(['get', 'head', 'options']);

/**
 * Why a request is refused with 400 before its handler, or nothing: a write without `kbn-xsrf`, a page of another version, an internal route
 * called from outside (9.x). Texts as recorded (`plugin-route-400-no-xsrf`); the last two are from `kibana-contract.md` §4.3 alone.
 */
export function guardRequest(request: Request, route: RegisteredRoute | undefined, line: ContractLine): string | undefined {
  const { headers, method } = request;
  const isXsrfRequired = route?.options.xsrfRequired ?? true;
  if (isXsrfRequired && !SAFE_METHODS.has(method) && !('kbn-xsrf' in headers) && !('kbn-version' in headers)) return 'Request must contain a kbn-xsrf header.';
  const pageVersion = headers['kbn-version'];
  if (pageVersion !== undefined && pageVersion !== line.version) {
    return `Browser client is out of date, please refresh the page ("kbn-version" header was "${String(pageVersion)}" but should be "${line.version}")`;
  }
  const isFromInside = 'x-elastic-internal-origin' in headers || 'elasticInternalOrigin' in request.query;
  if (line.restrictsInternalRoutes && route?.access === 'internal' && !isFromInside) {
    return `uri [${request.url.pathname}] with method [${method}] exists but is not available with the current configuration`;
  }
  return undefined;
}

/** Whether the client is a page that can follow a redirect, not a program that reads an answer. */
export function canBeRedirected(request: Request): boolean {
  const isAjax = 'kbn-xsrf' in request.headers || 'kbn-version' in request.headers;
  const isApi = /^\/(?:api|internal)\//.test(request.route.path);
  return !isAjax && !isApi && request.method === 'get';
}
