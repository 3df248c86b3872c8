import type { Logger } from '@kbn/core/server';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface LogRecord {
  readonly level: LogLevel;
  /** For instance `['plugins', 'somePlugin']`. */
  readonly context: readonly string[];
  readonly message: string;
  readonly error?: Error;
  readonly meta?: object;
}

/** Takes a place for records; gives Kibana's logger contract over it, with `get` for deeper contexts. */
export function createLogger(write: (record: LogRecord) => void, context: readonly string[] = []): Logger {
  const at =
    (level: LogLevel) =>
    (message: string | Error, meta?: object): void =>
      write(message instanceof Error ? { level, context, message: message.message, error: message, meta } : { level, context, message, meta });
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    get: (...deeper) => createLogger(write, [...context, ...deeper]),
  };
}

export interface ConsoleLoggerOptions {
  readonly level?: LogLevel;
  /** Left out: the error stream of the process. */
  readonly stream?: { write(text: string): unknown };
}

/**
 * Gives a logger that writes one line a record to the error stream: time, level, context, message, and the stack of an error.
 * Records below `level` are left out.
 */
export function createConsoleLogger({ level = 'info', stream = process.stderr }: ConsoleLoggerOptions = {}): Logger {
  return createLogger((record) => {
    if (LEVELS.indexOf(record.level) < LEVELS.indexOf(level)) return;
    const text = record.error?.stack ?? record.message;
    stream.write(`[${new Date().toISOString()}][${record.level.toUpperCase().padEnd(5)}][${record.context.join('.')}] ${printable(text)}\n`);
  });
}

/** Control characters of logged data must not reach a terminal as such. */
function printable(text: string): string {
  // eslint wants no control characters in patterns, hence the code points.
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = (code < 0x20 && character !== '\n' && character !== '\t') || (code >= 0x7f && code < 0xa0);
    return isControl ? `\\u${code.toString(16).padStart(4, '0')}` : character;
  }).join('');
}
