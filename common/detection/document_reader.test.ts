import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDocument } from './document_reader';

describe('time of a document', () => {
  const zone = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = 'America/New_York';
  });
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each([
    ['2020-06-10T02:50:54.123Z', '2020-06-10T02:50:54.123Z'],
    ['2020-06-10T02:50:54.1234567Z', '2020-06-10T02:50:54.123Z'],
    ['2020-06-10T02:50:54+02:00', '2020-06-10T00:50:54.000Z'],
    ['2020-06-10T02:50:54', '2020-06-10T02:50:54.000Z'],
    ['2020-06-10T02:50:54.631', '2020-06-10T02:50:54.631Z'],
    [1_591_757_454_123, '2020-06-10T02:50:54.123Z'],
    ['1591757454123', '2020-06-10T02:50:54.123Z'],
    ['nonsense', undefined],
  ])('%s is %s, as Elasticsearch reads it: UTC where no zone is told', (value, time) => {
    expect(readDocument({ '@timestamp': value }).time('@timestamp')).toBe(time);
  });
});
