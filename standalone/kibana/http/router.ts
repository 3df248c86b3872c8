import type { IRouter, RequestHandler, RouteConfig, RouteMethod, RouteOptions, RouteSecurity } from '@kbn/core/server';
import { versionFormatRefusal, type Access } from './api_version';
import type { ContractLine } from './contract_line';
import { assertRouteSecurity, authorizationBySecurity, authorizationByTags, type RouteAuthorization } from './route_security';

/** A handler with its validation, as registered; input types are checked by the validation at run time. */
export interface Endpoint {
  readonly validation: unknown;
  readonly handler: RequestHandler<never, never, never>;
  readonly required: RouteAuthorization['required'];
}

/** A route of any plugin, or of the host, ready to be served. */
export interface RegisteredRoute {
  readonly method: RouteMethod;
  readonly path: string;
  readonly access: Access;
  readonly options: RouteOptions;
  readonly authentication: RouteAuthorization['authentication'];
  /** One endpoint, or one for each version. */
  readonly endpoint: Endpoint | ReadonlyMap<string, Endpoint>;
  readonly enableQueryVersion: boolean;
  /** Names who registered it; request contexts are made for this plugin. */
  readonly owner: symbol;
}

export interface RouterDependencies {
  readonly line: ContractLine;
  readonly owner: symbol;
  /** Takes each route as it is registered; routes after the server's start are refused there. */
  readonly add: (route: RegisteredRoute) => void;
}

interface Declaration {
  readonly path: string;
  readonly security?: RouteSecurity;
  readonly options?: RouteOptions;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Gives the router that `core.http.createRouter()` hands to a plugin. Registration throws as Kibana's does. */
export function createRouter(dependencies: RouterDependencies): IRouter {
  const plain = (method: RouteMethod) => (config: RouteConfig<unknown, unknown, unknown>, handler: RequestHandler) => {
    assertValidate(method, config);
    const { authentication, required } = authorize(dependencies.line, method, config);
    dependencies.add({
      method,
      path: config.path,
      access: config.options?.access ?? 'internal',
      options: config.options ?? {},
      authentication,
      endpoint: { validation: config.validate, handler: handler as Endpoint['handler'], required },
      enableQueryVersion: false,
      owner: dependencies.owner,
    });
  };
  const routes = Object.fromEntries(METHODS.map((method) => [method, plain(method)]));
  const versioned = Object.fromEntries(METHODS.map((method) => [method, versionedRegistrar(dependencies, method)]));
  return { ...routes, versioned } as unknown as IRouter;
}

function assertValidate(method: RouteMethod, { path, validate }: { readonly path: string; readonly validate?: unknown }): void {
  if (validate === undefined) throw new Error(`The [${method}] at [${path}] does not have a 'validate' specified. Use 'false' as the value if you want to bypass validation.`);
}

function authorize(line: ContractLine, method: RouteMethod, declaration: Declaration): RouteAuthorization {
  if (line.requiresRouteSecurity) assertRouteSecurity(method, declaration.path, declaration.security);
  return line.gatesByTags ? authorizationByTags(declaration) : authorizationBySecurity(declaration);
}

interface VersionedConfig extends Declaration {
  readonly access: Access;
  readonly enableQueryVersion?: boolean;
}
interface VersionConfig {
  readonly version: string;
  readonly validate: unknown;
  readonly security?: RouteSecurity;
}

function versionedRegistrar({ line, owner, add }: RouterDependencies, method: RouteMethod) {
  return (config: VersionedConfig) => {
    const versions = new Map<string, Endpoint>();
    const { authentication, required } = authorize(line, method, config);
    add({
      method,
      path: config.path,
      access: config.access,
      options: { ...config.options, access: config.access },
      authentication,
      endpoint: versions,
      enableQueryVersion: config.enableQueryVersion ?? false,
      owner,
    });
    const route = {
      addVersion(version: VersionConfig, handler: RequestHandler) {
        assertVersion(config, versions, version);
        const own = version.security && !line.gatesByTags ? authorizationBySecurity(version).required : required;
        versions.set(version.version, { validation: requestValidation(version.validate), handler: handler as Endpoint['handler'], required: own });
        return route;
      },
    };
    return route;
  };
}

function assertVersion({ access, path }: VersionedConfig, versions: ReadonlyMap<string, Endpoint>, { version }: VersionConfig): void {
  if (versions.has(version)) throw new Error(`Version "${version}" is already registered on [${path}].`);
  const refusal = versionFormatRefusal(access, version);
  if (refusal !== undefined) throw new Error(refusal);
}

/** A version's `validate` holds `request` and `response`, or makes both lazily. */
function requestValidation(validate: unknown): unknown {
  const given = typeof validate === 'function' ? (validate as () => unknown)() : validate;
  return typeof given === 'object' && given !== null && 'request' in given ? given.request : false;
}
