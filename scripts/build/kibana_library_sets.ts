/** The two pinned sets of shared libraries, and which Kibana versions they stand for (`kibana-contract.md` §0.2, §10). */
export const librarySets = {
  oldest: { name: 'oldest', kibanaVersion: '8.12.2', eui: '90.0.1', react: '17.0.2' },
  newest: { name: 'newest', kibanaVersion: '9.5.0', eui: '116.5.0', react: '18.2.0' },
} as const;
export type LibrarySetName = keyof typeof librarySets;

export interface LibrarySetChoice {
  readonly name: LibrarySetName;
  /** False where the version has no pinned libraries of its own and the nearest set stands in. */
  readonly exact: boolean;
}

const oldestSupported = [8, 12] as const;
const newestSupported = [9, 5] as const;

/** Takes `8.12.2`; gives its parts, or undefined where it is no `X.Y.Z`. */
export function parseKibanaVersion(version: string): readonly [number, number, number] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Whether a build for this version is offered: 8.12 to 9.5. */
export function isSupported([major, minor]: readonly [number, number, number]): boolean {
  const number = major * 1000 + minor;
  return number >= oldestSupported[0] * 1000 + oldestSupported[1] && number <= newestSupported[0] * 1000 + newestSupported[1];
}

/** The set for a version: 8.x has React 17 and the Amsterdam theme, 9.x has React 18 and Borealis. */
export function chooseLibrarySet(version: readonly [number, number, number]): LibrarySetChoice {
  const name: LibrarySetName = version[0] >= 9 ? 'newest' : 'oldest';
  const [major, minor] = parseKibanaVersion(librarySets[name].kibanaVersion) ?? [0, 0];
  return { name, exact: version[0] === major && version[1] === minor };
}
