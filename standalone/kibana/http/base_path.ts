import type { BasePath, KibanaRequest } from '@kbn/core/server';
import { requestStateOf } from './request_state';
import { spacePrefix, splitSpacePrefix } from './space_prefix';

/** Members that Kibana's base path has beyond the declared ones. */
export interface HostBasePath extends BasePath {
  /** Puts a request (as a rule one made by hand) into the space that the path's prefix names. */
  set(request: KibanaRequest, path: string): void;
}

/** The host itself has no base path; a request's is the prefix of its space. */
export function createBasePath(): HostBasePath {
  return {
    serverBasePath: '',
    publicBaseUrl: undefined,
    get: (request) => spacePrefix(requestStateOf(request).spaceId),
    set(request, path) {
      requestStateOf(request).spaceId = splitSpacePrefix(path).spaceId;
    },
    prepend: (path) => path,
    remove: (path) => path,
  };
}
