import { describe, expect, it } from 'vitest';
import { UpstreamFailure } from '../lib/upstream_failure';
import { isRuleTypeMissing } from './rule_offer';

const esql = { type: 'esql', twin: 'staging-watch-twin' } as const;
const refused = (status: number, message: string) => new UpstreamFailure(status, message);

describe('a rule type that a Kibana has not', () => {
  it.each([
    ['the embedded engine', 'rule type "esql" is not implemented by the embedded detection engine'],
    ['a Kibana in which it is switched off', 'Rule type "siem.esqlRule" is not registered.'],
    ['a Kibana before it', "type: Invalid discriminator value. Expected 'eql' | 'query' | 'saved_query'"],
  ])('is told by the refusal of %s', (_, message) => expect(isRuleTypeMissing(refused(400, message), esql)).toBe(true));

  it.each([
    ['any other fault of the content', refused(400, 'risk_score: Number must be less than or equal to 100'), esql],
    ['a refusal of the caller', refused(403, 'no right to esql'), esql],
    ['a rule of another type', refused(400, 'esql'), { type: 'eql', twin: undefined } as const],
    ['an error of ours', new Error('esql'), esql],
  ])('is not told by %s', (_, error, content) => expect(isRuleTypeMissing(error, content)).toBe(false));
});
