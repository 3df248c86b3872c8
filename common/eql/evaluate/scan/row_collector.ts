import type { Scan, ScanTarget } from './scan';

/** The numbers of the events that meet a condition. */
export class RowCollector implements ScanTarget {
  private readonly rows: number[] = [];
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly scan: Scan) {}

  take(offsets: Int32Array, count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.rows.push(this.scan.row(offsets[index] as number));
    }
  }

  fail(error: unknown): void {
    this.failure ??= { error };
  }

  /** Ascending. Throws what the scan met. */
  found(): readonly number[] {
    if (this.failure !== undefined) {
      throw this.failure.error;
    }
    return this.rows;
  }
}
