import type { FieldValue, IndexedDocument } from '../../../../common/query_dsl';
import type { DocumentVersion } from './document_version';

interface SortedColumn {
  readonly values: Float64Array;
  readonly ordinals: Int32Array;
}

/** Below this many documents, looking at all of them is cheaper than a sorted column. */
const COLUMN_FROM = 512;

/** What searches of one index see: an unchanging list of documents in the order they were written, with sorted columns on demand. */
export class SearchView {
  private readonly columns = new Map<string, SortedColumn>();
  private places: ReadonlyMap<string, number> | undefined;

  constructor(
    readonly entries: readonly DocumentVersion[],
    private readonly build: (entry: DocumentVersion) => IndexedDocument,
    /** Documents that were replaced or deleted lately: a real index keeps their words until it merges segments. */
    readonly replaced: readonly DocumentVersion[] = []
  ) {}

  /** Documents with their nested objects, as Elasticsearch counts them in statistics of an index. */
  documentCount(): number {
    return this.entries.reduce((count, entry) => count + 1 + entry.nestedCount, 0);
  }

  documentOf(entry: DocumentVersion): IndexedDocument {
    entry.indexed ??= this.build(entry);
    return entry.indexed;
  }

  /** Documents of these ids that can be found, in their own order. */
  byIds(ids: readonly string[]): DocumentVersion[] {
    this.places ??= new Map(this.entries.map((entry, place) => [entry.id, place]));
    const found = new Set<number>();
    for (const id of ids) {
      const place = this.places.get(id);
      if (place !== undefined) found.add(place);
    }
    return [...found].sort((left, right) => left - right).map((place) => this.entries[place]).filter((entry) => entry !== undefined);
  }

  /** Documents that may have a value of the field (a path with numbers or dates) between the bounds, in their own order. */
  between(path: string, gte: number, lte: number): readonly DocumentVersion[] {
    if (this.entries.length < COLUMN_FROM) return this.entries;
    const { values, ordinals } = this.column(path);
    const from = lowerBound(values, gte);
    const found = ordinals.slice(from, Math.max(from, upperBound(values, lte))).sort();
    const out: DocumentVersion[] = [];
    let previous = -1;
    for (const ordinal of found) {
      const entry = this.entries[ordinal];
      if (ordinal !== previous && entry !== undefined) out.push(entry);
      previous = ordinal;
    }
    return out;
  }

  /** Smallest and largest value of a field; undefined where no document has one. */
  extent(path: string): { readonly min: number; readonly max: number } | undefined {
    const { values } = this.column(path);
    const min = values[0];
    const max = values[values.length - 1];
    return min === undefined || max === undefined ? undefined : { min, max };
  }

  private column(path: string): SortedColumn {
    const known = this.columns.get(path);
    if (known !== undefined) return known;
    const pairs: [number, number][] = [];
    for (const [ordinal, entry] of this.entries.entries()) {
      for (const value of this.documentOf(entry).values(path)) pairs.push([toNumber(value), ordinal]);
    }
    pairs.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
    const made = { values: Float64Array.from(pairs, (pair) => pair[0]), ordinals: Int32Array.from(pairs, (pair) => pair[1]) };
    this.columns.set(path, made);
    return made;
  }
}

function toNumber(value: FieldValue): number {
  return typeof value === 'string' ? Number.NaN : Number(value);
}

function lowerBound(values: Float64Array, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperBound(values: Float64Array, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
