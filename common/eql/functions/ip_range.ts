/** 16 bytes as one number; IPv4 is mapped (`::ffff:a.b.c.d`). Undefined for text that is no address. */
export function parseIp(text: string): bigint | undefined {
  const mapped = /^(.*:)([0-9]{1,3}(?:\.[0-9]{1,3}){3})$/.exec(text);
  const tail = mapped === null ? undefined : parseIpv4(mapped[2] ?? '');
  if (mapped !== null) {
    return tail === undefined ? undefined : parseIpv6(`${mapped[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`);
  }
  const four = parseIpv4(text);
  return four === undefined ? parseIpv6(text) : 0xffff00000000n + four;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) {
    return undefined;
  }
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = groups.flat();
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) || (halves.length === 1 ? given.length !== 8 : given.length > 7)) {
    return undefined;
  }
  const filled = halves.length === 1 ? given : [...(groups[0] ?? []), ...Array<string>(8 - given.length).fill('0'), ...(groups[1] ?? [])];
  return filled.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** Addresses from `from` to `to`, both included. */
export interface IpRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** An address or a network (`10.0.0.7/24`); undefined for text that is neither. A mapped address takes an IPv4 prefix (eql-observed.md §9). */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = '', prefix, ...more] = text.split('/');
  const value = parseIp(address);
  if (value === undefined || more.length > 0) {
    return undefined;
  }
  if (prefix === undefined) {
    return { from: value, to: value };
  }
  const width = value >> 32n === 0xffffn ? 32 : 128;
  if (!/^[0-9]{1,3}$/.test(prefix) || Number(prefix) > width) {
    return undefined;
  }
  const free = BigInt(width - Number(prefix));
  const from = (value >> free) << free;
  return { from, to: from + (1n << free) - 1n };
}
