const PREFIX = /^\/s\/([a-z0-9_-]+)(\/|$)/;

/** Takes a path, gives the space its `/s/<id>` prefix names (`default` without one) and the path without the prefix. */
export function splitSpacePrefix(path: string): { readonly spaceId: string; readonly path: string } {
  const match = PREFIX.exec(path);
  if (!match?.[1]) return { spaceId: 'default', path };
  return { spaceId: match[1], path: path.slice('/s/'.length + match[1].length) || '/' };
}

/** The inverse: nothing for the default space. */
export function spacePrefix(spaceId: string): string {
  return spaceId === 'default' ? '' : `/s/${spaceId}`;
}
