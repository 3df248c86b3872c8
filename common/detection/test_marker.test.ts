import { describe, expect, it } from 'vitest';
import { isTestAlert, testEventTag } from './test_marker';

describe('an alert of an exercise', () => {
  it.each([
    [[testEventTag], [[testEventTag], ['other', testEventTag]], true],
    [[testEventTag], [], true],
    [['other'], [[testEventTag], [testEventTag]], false],
    [[testEventTag], [[testEventTag], ['other']], false],
    [[testEventTag], [[testEventTag], []], false],
    [[`${testEventTag}s`, testEventTag.toUpperCase()], [], false],
    [[], [], false],
  ])('%j with events of %j: %s', (alert, events, isTest) => expect(isTestAlert(alert, events)).toBe(isTest));
});
