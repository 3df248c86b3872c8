import { describe, expect, it } from 'vitest';
import { flyoutNavigation } from './flyout_navigation';

const found = { alerts: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], total: 41 };

describe('flyoutNavigation', () => {
  it('counts over all pages and names the neighbours', () => {
    expect(flyoutNavigation(found, { flyout: 'b', page: 2, perPage: '25' })).toEqual({ number: 27, total: 41, previousId: 'a', nextId: 'c' });
    expect(flyoutNavigation(found, { flyout: 'a', page: 1, perPage: '25' })).toMatchObject({ number: 1, previousId: undefined });
    expect(flyoutNavigation(found, { flyout: 'c', page: 1, perPage: '25' })).toMatchObject({ number: 3, nextId: undefined });
  });

  it('says nothing about an alert that is not on the page', () => {
    expect(flyoutNavigation(found, { flyout: 'x', page: 1, perPage: '25' })).toBeUndefined();
    expect(flyoutNavigation(undefined, { flyout: 'a', page: 1, perPage: '25' })).toBeUndefined();
  });
});
