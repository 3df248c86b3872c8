declare global {
  interface Window {
    /** Set by the bootstrap script where the Kibana that is stood in for hardens prototypes; absent in 8.12. */
    __kbnHardenPrototypes__?: boolean;
  }
}

/**
 * Runs before any library does. Where hardening is on, the built-in prototypes take no new property from then on: a library or plugin that
 * patches them fails here as it does in Kibana (`kibana-contract.md` §8, 17).
 */
export function preparePage(): void {
  if (window.__kbnHardenPrototypes__ !== true) return;
  for (const prototype of [Array.prototype, Function.prototype, Number.prototype, Object.prototype, String.prototype]) Object.seal(prototype);
}
