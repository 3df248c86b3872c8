import { illegalArgument } from '../errors/known_errors';

/** Query parameters of one request; the last value of a repeated one counts. */
export class QueryParameters {
  private readonly values: ReadonlyMap<string, string>;

  constructor(search: string) {
    this.values = new Map(new URLSearchParams(search));
  }

  names(): string[] {
    return [...this.values.keys()];
  }

  get(name: string): string | undefined {
    return this.values.get(name);
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** @throws ElasticsearchError for anything but `true`, `false` and a bare name */
  boolean(name: string, fallback: boolean): boolean {
    const value = this.values.get(name);
    if (value === undefined) return fallback;
    if (value === '' || value === 'true') return true;
    if (value === 'false') return false;
    throw illegalArgument(`Failed to parse value [${value}] as only [true] or [false] are allowed.`);
  }

  /** @throws ElasticsearchError where the value is no whole number */
  integer(name: string): number | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    if (!/^[+-]?\d+$/.test(value)) throw illegalArgument(`Failed to parse int parameter [${name}] with value [${value}]`, { type: 'number_format_exception', reason: `For input string: "${value}"` });
    return Number(value);
  }

  list(name: string): string[] {
    return (this.values.get(name) ?? '').split(',').filter((part) => part !== '');
  }
}
