import { SchemaError } from './schema_error';
import { SchemaType } from './schema_type';
import { typeName } from './type_name';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  Y: 31_536_000_000,
};

/** A length of time, with the members of moment's duration that plugins use. */
export class Duration {
  private readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
  asMilliseconds(): number {
    return this.milliseconds;
  }
  asSeconds(): number {
    return this.milliseconds / 1_000;
  }
  asMinutes(): number {
    return this.milliseconds / 60_000;
  }
  asHours(): number {
    return this.milliseconds / 3_600_000;
  }
  valueOf(): number {
    return this.milliseconds;
  }
}

export interface DurationOptions {
  readonly defaultValue?: string | number;
}

/** Milliseconds as a number or digits, or text such as `90s`, `8h`, `1h30m`. */
export function duration(options: DurationOptions = {}): SchemaType<Duration> {
  return new SchemaType((given, path) => {
    const value = given === undefined ? options.defaultValue : given;
    if (value instanceof Duration) return value;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return new Duration(value);
    if (typeof value !== 'string') throw new SchemaError(`expected value of type [moment.Duration] but got [${typeName(value)}]`, path);
    const milliseconds = parseDurationMs(value);
    if (milliseconds === undefined) {
      throw new SchemaError(
        'Failed to parse value as time value. Value must be a duration in milliseconds, or follow the format <count>[ms|s|m|h|d|w|M|y] (e.g. \'70ms\', \'5s\', \'3d\', \'1y\'), where the duration is a safe positive integer.',
        path
      );
    }
    return new Duration(milliseconds);
  });
}

function parseDurationMs(text: string): number | undefined {
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (!/^(?:(?:0|[1-9][0-9]*)(?:ms|s|m|h|d|w|M|Y))+$/.test(text)) return undefined;
  const parts = text.matchAll(/([0-9]+)(ms|s|m|h|d|w|M|Y)/g);
  return Array.from(parts).reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0);
}

const UNIT_BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** An amount of bytes. */
export class ByteSize {
  private readonly bytes: number;

  constructor(bytes: number) {
    this.bytes = bytes;
  }
  getValueInBytes(): number {
    return this.bytes;
  }
  toString(): string {
    const unit = ['gb', 'mb', 'kb'].find((each) => this.bytes >= (UNIT_BYTES[each] ?? Infinity) && this.bytes % (UNIT_BYTES[each] ?? 1) === 0) ?? 'b';
    return `${this.bytes / (UNIT_BYTES[unit] ?? 1)}${unit}`;
  }
  static parse(value: string | number): ByteSize | undefined {
    if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? new ByteSize(value) : undefined;
    const match = /^([0-9]+)(b|kb|mb|gb)?$/i.exec(value);
    return match ? new ByteSize(Number(match[1]) * (UNIT_BYTES[(match[2] ?? 'b').toLowerCase()] ?? 1)) : undefined;
  }
}

export interface ByteSizeOptions {
  readonly defaultValue?: string | number;
  readonly min?: string | number;
  readonly max?: string | number;
}

/** Bytes as a number, or text such as `10mb`. */
export function byteSize(options: ByteSizeOptions = {}): SchemaType<ByteSize> {
  return new SchemaType((given, path) => {
    const value = given === undefined ? options.defaultValue : given;
    if (value instanceof ByteSize) return value;
    if (typeof value !== 'string' && typeof value !== 'number') throw new SchemaError(`expected value of type [ByteSize] but got [${typeName(value)}]`, path);
    const size = ByteSize.parse(value);
    if (size === undefined) {
      throw new SchemaError('Failed to parse value as byte value. Value must be either number of bytes, or follow the format <count>[b|kb|mb|gb] (e.g., \'1024kb\', \'200mb\', \'1gb\'), where the number is a safe positive integer.', path);
    }
    assertRange(size, options, path);
    return size;
  });
}

function assertRange(size: ByteSize, options: ByteSizeOptions, path: readonly string[]): void {
  const min = options.min === undefined ? undefined : ByteSize.parse(options.min);
  const max = options.max === undefined ? undefined : ByteSize.parse(options.max);
  if (min && size.getValueInBytes() < min.getValueInBytes()) throw new SchemaError(`Value must be equal to or greater than [${min.toString()}]`, path);
  if (max && size.getValueInBytes() > max.getValueInBytes()) throw new SchemaError(`Value must be equal to or less than [${max.toString()}]`, path);
}
