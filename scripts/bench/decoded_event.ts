import type { EqlEvent, EqlValue } from '../../common/eql/index';

const none: readonly EqlValue[] = [];

/** Values by the full path of their field. */
export type DecodedFields = Readonly<Record<string, readonly EqlValue[]>>;

/** An event whose values are decoded already. */
export class DecodedEvent implements EqlEvent {
  constructor(private readonly fields: DecodedFields) {}

  values(path: string): readonly EqlValue[] {
    return this.fields[path] ?? none;
  }

  /** The event as a line of an NDJSON file. */
  line(): string {
    const entries = Object.entries(this.fields).map(([path, values]) => [path, path === '@timestamp' ? new Date(Number(values[0])).toISOString() : values.length === 1 ? values[0] : values]);
    return JSON.stringify(Object.fromEntries(entries));
  }
}
