/** Elasticsearch's default similarity (BM25 with the factor k1 + 1 that later Lucene dropped). */
const K1 = 1.2;
const B = 0.75;

/** Inverse document frequency. */
export function inverseDocumentFrequency(documentFrequency: number, documentCount: number): number {
  const frequency = Math.max(documentFrequency, 1);
  const count = Math.max(documentCount, frequency);
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}

/** `boost * (k1 + 1) * idf * freq / (freq + k1 * (1 - b + b * length / average))`, in 32-bit floats as Lucene computes it. */
export function bm25(boost: number, idf: number, frequency: number, length: number, averageLength: number): number {
  const norm = K1 * (1 - B + (B * storedLength(length)) / Math.max(averageLength, Number.MIN_VALUE));
  const weight = boost * (K1 + 1) * idf;
  return Math.fround(weight - weight / (1 + frequency / norm));
}

const EXACT_LENGTHS = 24;

/** Lucene keeps a field's length in one byte: exact up to 39, then rounded down to four significant bits. */
export function storedLength(length: number): number {
  if (length < EXACT_LENGTHS) return length;
  const shifted = length - EXACT_LENGTHS;
  const bits = 32 - Math.clz32(shifted);
  const shift = Math.max(bits - 4, 0);
  return EXACT_LENGTHS + ((shifted >>> shift) << shift);
}
