/** Rules of `elastic-api-version` (`kibana-8.12-observed.md` 12; recordings `plugin-route-400-version-*`, `error-400-*-version*`). */

export type Access = 'internal' | 'public';

export type VersionChoice<T> = { readonly version: string; readonly chosen: T } | { readonly refusal: string };

/** Why a version cannot be registered or asked for, or nothing. */
export function versionFormatRefusal(access: Access, version: string): string | undefined {
  if (access === 'internal') {
    const isWholeNumber = /^[0-9]+$/.test(version) && Number(version) > 0;
    return isWholeNumber ? undefined : `Invalid version number. Received "${version}", expected a string containing _only_ a finite, whole number greater than 0.`;
  }
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(version) && !Number.isNaN(Date.parse(version)) && new Date(version).toISOString().startsWith(version);
  return isDate ? undefined : `Invalid version. Received "${version}", expected a valid date string formatted as YYYY-MM-DD.`;
}

export interface VersionedEndpoint<T> {
  readonly access: Access;
  readonly method: string;
  readonly path: string;
  readonly versions: ReadonlyMap<string, T>;
}

/** Without a header an internal route refuses and a public one takes its oldest version. */
export function chooseVersion<T>(endpoint: VersionedEndpoint<T>, asked: string | undefined): VersionChoice<T> {
  const known = [...endpoint.versions.keys()].sort((a, b) => (endpoint.access === 'internal' ? Number(a) - Number(b) : a.localeCompare(b)));
  const version = asked ?? (endpoint.access === 'public' ? known[0] : undefined);
  if (version === undefined) return { refusal: `Please specify a version via elastic-api-version header. Available versions: [${known.join(', ')}]` };
  const refusal = versionFormatRefusal(endpoint.access, version);
  if (refusal !== undefined) return { refusal };
  const chosen = endpoint.versions.get(version);
  if (chosen === undefined) return { refusal: `No version "${version}" available for [${endpoint.method}] [${endpoint.path}]. Available versions are: [${known.join(', ')}]` };
  return { version, chosen };
}
