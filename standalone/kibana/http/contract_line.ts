import semver from 'semver';

/** How the contract of a Kibana version differs where this host implements it (`kibana-8.12-observed.md`, `kibana-contract.md` §4.2, §4.3). */
export interface ContractLine {
  readonly version: string;
  readonly buildNumber: number;
  /** Routes are gated by `access:` tags and `security` is ignored (8.12); otherwise `security` decides. */
  readonly gatesByTags: boolean;
  /** A route without `security` is refused at registration (9.1). */
  readonly requiresRouteSecurity: boolean;
  /** Internal routes answer only requests with `x-elastic-internal-origin` (9.0). */
  readonly restrictsInternalRoutes: boolean;
  /** `security`, `userProfile`, `featureFlags` on core, and `apiVersion` on requests. */
  readonly hasCoreSecurity: boolean;
}

/** Build numbers that are known; any other version gets one made of its digits, stable between starts. */
const BUILD_NUMBERS: Readonly<Record<string, number>> = { '8.12.2': 70281 };

/** Takes a version such as `8.12.2`; throws where it is no version or older than 8.12. */
export function contractLineOf(kibanaVersion: string): ContractLine {
  const version = semver.coerce(kibanaVersion);
  if (!version || semver.lt(version, '8.12.0')) throw new Error(`The standalone host cannot behave as Kibana ${kibanaVersion}: 8.12.0 is the oldest version it knows.`);
  return {
    version: version.version,
    buildNumber: BUILD_NUMBERS[version.version] ?? version.major * 10_000 + version.minor * 100 + version.patch,
    gatesByTags: semver.lt(version, '9.0.0'),
    requiresRouteSecurity: semver.gte(version, '9.1.0'),
    restrictsInternalRoutes: semver.gte(version, '9.0.0'),
    hasCoreSecurity: semver.gte(version, '8.13.0'),
  };
}
