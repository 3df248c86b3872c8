const [ZERO, NINE, MINUS] = [48, 57, 45];
/** Fewer digits than these are a number that JavaScript keeps exactly. */
const exactDigits = 16;
/** What stands before a number in JSON: blanks, `,`, `:` and `[`. */
const beforeNumber: ReadonlySet<number | undefined> = new Set([undefined, 9, 10, 13, 32, 44, 58, 91]);

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/**
 * Whether JSON may hold a number of 16 digits or more, which `JSON.parse` rounds; false is certain. Looks at every 16th byte: there is no room for so many digits between
 * two of them.
 */
export function mayHoldBigNumber(bytes: Uint8Array): boolean {
  for (let at = exactDigits - 1; at < bytes.length; at += exactDigits) {
    if (!isDigit(bytes[at])) continue;
    let start = at;
    while (isDigit(bytes[start - 1])) start -= 1;
    let end = at + 1;
    while (isDigit(bytes[end])) end += 1;
    if (end - start >= exactDigits && beforeNumber.has(bytes[bytes[start - 1] === MINUS ? start - 2 : start - 1])) return true;
    at = end;
  }
  return false;
}
