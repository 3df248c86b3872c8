import type { JsonObject } from '../../common/query_dsl/index';
import { mayRound, readJson } from '../languages/read_json';

/** A line of a file that is an event. */
export class EventLine {
  constructor(
    readonly file: string,
    /** From 1. */
    public line = 0,
    private given = ''
  ) {}

  /** Becomes another line of the file: one is made for all of them. */
  set(line: number, given: string): void {
    this.line = line;
    this.given = given;
  }

  /** Its JSON text, without blanks around it. */
  get text(): string {
    return this.given.trim();
  }

  /** What the event is called in sentences. */
  get id(): string {
    return `${this.file}:${this.line}`;
  }

  /** Its document with all digits of whole numbers, where `JSON.parse` may have rounded some. */
  exact(document: JsonObject): JsonObject {
    const { text } = this;
    return mayRound(text) ? (readJson(text) as JsonObject) : document;
  }

  /** The line for itself, to be kept: its text does not hold the part of the file it was cut from. */
  copy(): EventLine {
    return new EventLine(this.file, this.line, Buffer.from(this.text).toString());
  }
}

/** A line that cannot be an event; `line` 0 stands for the file as a whole. */
export interface BadLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}
