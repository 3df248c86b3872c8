import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleAlert } from './job_result';
import { packAlerts, unpackAlerts } from './packed_alerts';

const names = fc.constantFrom('a', 'b', 'c');
const place = fc.record({ host: fc.nat(5_000), day: fc.nat(30), piece: fc.nat(100_000), atMs: fc.nat().map((ms) => 1_700_000_000_000 + ms), weight: fc.integer({ min: 1, max: 1_000 }) });
const alerts: fc.Arbitrary<RuleAlert[]> = fc.array(
  fc.record({ ruleId: names, key: fc.array(names, { maxLength: 2 }), tests: fc.array(names, { maxLength: 2 }).map((tests) => new Set(tests)), origin: fc.oneof(place, fc.record({ place, test: names }).map(({ place: origin, test }) => ({ ...origin, test }))) })
);

describe('packed alerts', () => {
  it('are what they were, through another thread too', () => {
    fc.assert(
      fc.property(alerts, (given) => {
        expect(unpackAlerts(structuredClone(packAlerts(given)))).toEqual(given);
      })
    );
  });
});
