/** One token of an analysed text; `start` and `end` are UTF-16 offsets into the text. */
export interface Token {
  readonly token: string;
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly position: number;
}
