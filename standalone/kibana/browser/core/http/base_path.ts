/** The path of the space and the server in front of every address of the page (`kibana-contract.md` §5.4). */
export interface BasePath {
  get(): string;
  prepend(path: string): string;
  remove(path: string): string;
  readonly serverBasePath: string;
}

/** Takes the path with the space (`''` or `/s/<id>`) and without it. */
export function createBasePath(basePath: string, serverBasePath: string): BasePath {
  return {
    serverBasePath,
    get: () => basePath,
    prepend: (path) => (basePath && path.startsWith('/') ? basePath + path : path),
    remove(path) {
      if (!basePath) return path;
      if (path === basePath) return '/';
      return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
    },
  };
}
