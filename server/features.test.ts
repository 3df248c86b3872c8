import { describe, expect, it, vi } from 'vitest';
import { createFeature } from './features';

vi.mock('@kbn/i18n', () => ({ i18n: { translate: (_id: string, { defaultMessage }: { readonly defaultMessage: string }) => defaultMessage } }));

/** As Kibana's features plugin does with every feature: it writes what everybody with `all` may save into the objects it was given. */
function grantAutomatically(feature: ReturnType<typeof createFeature>): ReturnType<typeof createFeature> {
  const copy = structuredClone(feature);
  const all = copy.privileges?.all.savedObject as { all: readonly string[] } | undefined;
  if (all) all.all = [...all.all, 'telemetry'];
  return copy;
}

describe('feature', () => {
  it('gives its read privilege nothing that Kibana adds to the privilege of all', () => {
    const { privileges } = grantAutomatically(createFeature());
    expect(privileges?.all.savedObject.all).toEqual(['telemetry']);
    expect(privileges?.read.savedObject.all).toEqual([]);
  });
});
