/** Whether a Kibana version, such as `8.12.2`, is at least that release. */
export function isAtLeast(kibanaVersion: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = kibanaVersion.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
