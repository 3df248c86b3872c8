import { isJsonObject, type JsonObject, type JsonValue } from '../../common/query_dsl/index';
import { readJson } from '../languages/read_json';
import type { LineBytes, LineStore } from './line_store';
import { nestingProblem } from './nesting';

/** A line that cannot be an event; `line` 0 stands for the file as a whole. */
export interface BadLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** What a line holds. */
export type LineContent = { readonly kind: 'event'; readonly document: JsonObject } | { readonly kind: 'blank' } | { readonly kind: 'bad'; readonly reason: string };

/** A line of a file: bytes of valid UTF-8 with a line feed behind them. */
export class EventLine {
  constructor(
    readonly file: string,
    private readonly store: LineStore,
    /** From 1. */
    public line: number,
    public source: LineBytes,
    public start: number,
    public end: number
  ) {}

  /** Becomes another line of the file: one is made for all of them. */
  move(line: number, source: LineBytes, start: number, end: number): void {
    this.line = line;
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** Its text, without blanks around it. */
  get text(): string {
    return this.source.text(this.start, this.end).trim();
  }

  /** What the event is called in sentences. */
  get id(): string {
    return `${this.file}:${this.line}`;
  }

  /** Parses it; whole numbers keep all their digits. */
  read(): LineContent {
    const { text } = this;
    if (text === '') return { kind: 'blank' };
    let document: JsonValue;
    try {
      document = readJson(text);
    } catch (error) {
      return { kind: 'bad', reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
    if (!isJsonObject(document)) return { kind: 'bad', reason: 'not a JSON object' };
    const reason = nestingProblem(document);
    return reason === undefined ? { kind: 'event', document } : { kind: 'bad', reason };
  }

  /** The line for itself, to be kept: its bytes stay when those of the file change. */
  copy(): EventLine {
    const { source, start, end } = this.store.keep(this.source, this.start, this.end);
    return new EventLine(this.file, this.store, this.line, source, start, end);
  }
}
