import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertsPath, alertsUrl, hostTimelinePath, hostTimelineUrl, rulesPath, rulesUrl } from './app_urls';
import { readUrlState } from './url_state';

const searchOf = (path: string): string => new URL(path, 'http://host').search;
const recorded = fc.oneof(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), fc.constantFrom('ws-17&flyout=x', 'a/b#c', '\u202egnp', '+', '%00'));

describe('addresses inside the app', () => {
  it('open the alert that they name, whatever its id', () => {
    expect(alertsPath({ flyout: 'abc' })).toBe('/alerts?flyout=alert%3Aabc');
    fc.assert(fc.property(recorded, (flyout) => { expect(readUrlState(alertsUrl, searchOf(alertsPath({ flyout }))).state.flyout).toBe(flyout); }));
    fc.assert(fc.property(recorded, (flyout) => { expect(readUrlState(rulesUrl, searchOf(rulesPath({ flyout }))).state.flyout).toBe(flyout); }));
  });

  it('lead to the host around a moment, whatever its name', () => {
    fc.assert(
      fc.property(recorded, fc.option(recorded, { nil: undefined }), recorded, (name, id, focus) => {
        const path = hostTimelinePath({ name, id, at: '2026-09-01T10:00:00.123Z', span: '5', focus });
        expect(new URL(path, 'http://host').pathname).toBe('/hosts/timeline');
        expect(readUrlState(hostTimelineUrl, searchOf(path))).toEqual({ dropped: [], state: { name, id, at: '2026-09-01T10:00:00.123Z', span: '5', focus, fold: 'true', without: [] } });
      })
    );
  });

  it.each(['?flyout=rule:x', '?flyout=alert:', '?flyout=x'])('drops %s', (search) => {
    expect(readUrlState(alertsUrl, search).dropped).toEqual(['flyout']);
  });

  it.each(['?at=now', '?at=2026-09-01', '?at=2026-99-01T10:00:00Z', '?span=16'])('drops %s', (search) => {
    expect(readUrlState(hostTimelineUrl, search).dropped).toHaveLength(1);
  });
});
