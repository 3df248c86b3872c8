/** A line of a file that is an event. */
export class EventLine {
  constructor(
    readonly file: string,
    /** From 1. */
    readonly line: number,
    private given: string
  ) {}

  /** Its JSON text, without blanks around it. */
  get text(): string {
    return this.given.trim();
  }

  /** What the event is called in sentences. */
  get id(): string {
    return `${this.file}:${this.line}`;
  }

  /** Makes the text one of its own, that does not keep the part of the file it was cut from. For lines that stay. */
  keep(): void {
    this.given = Buffer.from(this.text).toString();
  }
}

/** A line that cannot be an event; `line` 0 stands for the file as a whole. */
export interface BadLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}
