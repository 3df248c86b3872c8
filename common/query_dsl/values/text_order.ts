/** Order of texts by code points, which is the order of their UTF-8 bytes and so of keywords in Elasticsearch. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    if (a >= 0xd800 && b >= 0xd800) return surrogateLast(a) - surrogateLast(b);
    return a - b;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others of the basic plane. */
function surrogateLast(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
