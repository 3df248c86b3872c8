import type { ApiHandler } from './api_request';

export interface Route {
  readonly methods: readonly string[];
  /** `/{index}/_doc/{id}`: parts in braces take any value. */
  readonly path: string;
  /** Query parameters it takes besides those every request may have. */
  readonly parameters: readonly string[];
  readonly handler: ApiHandler;
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Record<string, string>;
}

export type RouteLookup = { readonly match: RouteMatch } | { readonly allowedMethods: readonly string[] };

interface CompiledRoute {
  readonly route: Route;
  readonly parts: readonly { readonly name?: string; readonly text?: string }[];
  /** Written parts, with `*` for the others: routes of one shape share their methods, and hide less exact ones. */
  readonly shape: string;
}

/** The order in which refusals list methods. */
const METHOD_ORDER = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'];

/** Finds the route of a path; written parts win over `{name}` parts, from left to right, as in Elasticsearch. */
export class Router {
  private readonly byLength = new Map<number, CompiledRoute[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const parts = splitPath(route.path).map((part) => (part.startsWith('{') ? { name: part.slice(1, -1) } : { text: part }));
      const group = this.byLength.get(parts.length) ?? [];
      group.push({ route, parts, shape: parts.map((part) => part.text ?? '*').join('/') });
      this.byLength.set(parts.length, group);
    }
    for (const group of this.byLength.values()) group.sort(compareRoutes);
  }

  find(method: string, path: string): RouteLookup {
    const parts = splitPath(path);
    const allowed = new Set<string>();
    let shape: string | undefined;
    for (const candidate of this.byLength.get(parts.length) ?? []) {
      const pathParameters = matchParts(candidate, parts);
      if (pathParameters === undefined || (shape !== undefined && candidate.shape !== shape)) continue;
      shape = candidate.shape;
      if (candidate.route.methods.includes(method)) return { match: { route: candidate.route, pathParameters } };
      for (const name of candidate.route.methods) allowed.add(name);
    }
    return { allowedMethods: METHOD_ORDER.filter((name) => allowed.has(name)) };
  }
}

export function splitPath(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function matchParts(candidate: CompiledRoute, parts: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [at, part] of candidate.parts.entries()) {
    const given = parts[at] ?? '';
    if (part.text !== undefined) {
      if (part.text !== given) return undefined;
    } else found[part.name ?? ''] = decodePart(given);
  }
  return found;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function compareRoutes(left: CompiledRoute, right: CompiledRoute): number {
  for (const [at, part] of left.parts.entries()) {
    const difference = Number(part.text === undefined) - Number(right.parts[at]?.text === undefined);
    if (difference !== 0) return difference;
  }
  return 0;
}
