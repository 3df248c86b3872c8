/** Tests of ip fields: addresses are 16 bytes, IPv4 is mapped; a network stands for its addresses under `==` (eql-observed.md §9). */
import type { TypedField } from '../../check/index';
import { shardFailure } from '../../errors/index';
import { type IpRange, parseIp, parseIpRange, type ScriptValue } from '../../functions/index';
import type { EqlValue } from '../../schema/event_source';
import { type FieldTest, holds, readerOf, type TestOperator } from './field_test';

const known = new Map<EqlValue, bigint>();
const maxKnown = 50_000;

/** The number of an address text; remembered, because few addresses occur often. */
function addressOf(value: EqlValue): bigint {
  let address = known.get(value);
  if (address === undefined) {
    address = parseIp(String(value)) ?? -1n;
    if (known.size >= maxKnown) {
      known.clear();
    }
    known.set(value, address);
  }
  return address;
}

function rangeOf(literal: ScriptValue): IpRange {
  const range = typeof literal === 'string' ? parseIpRange(literal) : undefined;
  if (range === undefined) {
    throw shardFailure(`failed to create query: '${String(literal)}' is not an IP string literal.`);
  }
  return range;
}

/** A comparison of an ip field with a constant; only `==` takes a network. */
export function compareWithIp({ field }: TypedField, operator: TestOperator, literal: Exclude<ScriptValue, null>): FieldTest {
  const range = rangeOf(literal);
  if (operator === '==') {
    return { field, read: readerOf(field), accepts: (value) => addressOf(value) >= range.from && addressOf(value) <= range.to };
  }
  if (String(literal).includes('/')) {
    throw shardFailure(`failed to create query: '${String(literal)}' is not an IP string literal.`);
  }
  return { field, read: readerOf(field), accepts: (value) => holds(operator, addressOf(value) < range.from ? -1 : addressOf(value) > range.from ? 1 : 0) };
}

/** `cidrMatch(field, …)`. */
export function inNetworks({ field }: TypedField, literals: readonly ScriptValue[]): FieldTest {
  const ranges = literals.map(rangeOf);
  return {
    field,
    read: readerOf(field),
    accepts: (value) => {
      const address = addressOf(value);
      return ranges.some(({ from, to }) => address >= from && address <= to);
    },
  };
}
