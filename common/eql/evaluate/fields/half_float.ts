/** The nearest half-precision number, ties to even; beyond 65504 infinite. */
export function roundToHalf(value: number): number {
  const single = Math.fround(value);
  const size = Math.abs(single);
  if (!Number.isFinite(single) || size === 0) {
    return single;
  }
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const unit = 2 ** (exponent - 10);
  const quotient = size / unit;
  const floor = Math.floor(quotient);
  const rest = quotient - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  const result = rounded * unit;
  return Math.sign(single) * (result > 65504 ? Infinity : result);
}
