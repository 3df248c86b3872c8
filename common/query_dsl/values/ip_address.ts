import ipaddr from 'ipaddr.js';

const { IPv6 } = ipaddr;

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const V4_MAPPED_PREFIX = '00000000000000000000ffff';

/** An address as 32 hexadecimal digits (IPv4 as v4-mapped IPv6), whose text order is the order of addresses; undefined = not one. */
export function ipKey(text: string): string | undefined {
  const v4 = V4.exec(text);
  if (v4) return v4Key(v4);
  if (!text.includes(':') || text.includes('%') || !IPv6.isValid(text)) return undefined;
  return IPv6.parse(text)
    .toByteArray()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function v4Key(parts: RegExpExecArray): string | undefined {
  let key = V4_MAPPED_PREFIX;
  for (let index = 1; index <= 4; index += 1) {
    const part = parts[index] ?? '';
    const byte = Number(part);
    if (byte > 255 || (part.length > 1 && part.startsWith('0'))) return undefined;
    key += byte.toString(16).padStart(2, '0');
  }
  return key;
}

/** The text form Elasticsearch prints: dotted for IPv4, compressed lower-case for IPv6. */
export function formatIpKey(key: string): string {
  if (key.startsWith(V4_MAPPED_PREFIX)) {
    return [24, 26, 28, 30].map((at) => parseInt(key.slice(at, at + 2), 16)).join('.');
  }
  const bytes = Array.from({ length: 16 }, (_, index) => parseInt(key.slice(index * 2, index * 2 + 2), 16));
  return new IPv6(bytes).toRFC5952String();
}

/** Canonical text of an address, undefined where the text is none. */
export function canonicalIp(text: string): string | undefined {
  if (V4.test(text)) return ipKey(text) === undefined ? undefined : text;
  const key = ipKey(text);
  return key === undefined ? undefined : formatIpKey(key);
}

export interface IpBounds {
  readonly lower: string;
  readonly upper: string;
}

/**
 * First and last address of a block `address/length`, as keys. Throws plain Errors with Elasticsearch's sentences.
 */
export function cidrBounds(text: string): IpBounds {
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const key = ipKey(address);
  if (key === undefined) throw new Error(`'${address}' is not an IP string literal.`);
  const lengthText = text.slice(slash + 1);
  const isV4 = V4.test(address);
  const length = /^\d{1,3}$/.test(lengthText) ? Number(lengthText) : -1;
  if (length < 0 || length > (isV4 ? 32 : 128)) {
    throw new Error(
      `Illegal prefix length [${lengthText}] in [${text}]. Must be 0-32 for IPv4 ranges, 0-128 for IPv6 ranges`,
    );
  }
  return blockBounds(key, isV4 ? length + 96 : length);
}

function blockBounds(key: string, prefixBits: number): IpBounds {
  const value = BigInt(`0x${key}`);
  const hostBits = BigInt(128 - prefixBits);
  const lower = (value >> hostBits) << hostBits;
  const upper = lower | ((1n << hostBits) - 1n);
  return { lower: hex(lower), upper: hex(upper) };
}

/** The address before or after a key; undefined beyond the first or last. */
export function neighbourIp(key: string, step: 1 | -1): string | undefined {
  const next = BigInt(`0x${key}`) + BigInt(step);
  return next < 0n || next >= 1n << 128n ? undefined : hex(next);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(32, '0');
}
