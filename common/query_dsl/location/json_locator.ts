/** Steps from the top of a JSON text to a value: keys of objects, indices of arrays. */
export type JsonPath = readonly (string | number)[];

/** UTF-16 offsets of a value in a JSON text; `key` is where its key begins (the value itself in arrays). */
export interface JsonPlace {
  readonly key: number;
  readonly start: number;
  /** First offset behind the value. */
  readonly end: number;
}

/** Finds a value in a well-formed JSON text; undefined if the path leads nowhere. One pass, no recursion. */
export function locateJson(text: string, path: JsonPath): JsonPlace | undefined {
  const scanner = new Scanner(text);
  scanner.skipBlanks();
  let key = scanner.at;
  for (const step of path) {
    const found = typeof step === 'number' ? scanner.enterItem(step) : scanner.enterMember(step);
    if (found === undefined) return undefined;
    key = found;
  }
  const start = scanner.at;
  scanner.skipValue();
  return { key, start, end: scanner.at };
}

/** Line and column (from 1; columns count bytes of UTF-8, as Elasticsearch's parser does). */
export function lineAndColumn(text: string, offset: number): { line: number; col: number } {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(0, lineStart).split('\n').length;
  return { line, col: new TextEncoder().encode(text.slice(lineStart, offset)).length + 1 };
}

class Scanner {
  at = 0;

  constructor(private readonly text: string) {}

  skipBlanks(): void {
    while (' \t\r\n'.includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at += 1;
  }

  /** Moves to the value of a member; gives where its key begins. */
  enterMember(name: string): number | undefined {
    if (this.text.charAt(this.at) !== '{') return undefined;
    this.at += 1;
    let found: { key: number; value: number } | undefined;
    for (this.skipBlanks(); this.text.charAt(this.at) === '"'; this.skipSeparator()) {
      const key = this.at;
      this.skipString();
      const isWanted = JSON.parse(this.text.slice(key, this.at)) === name;
      this.skipBlanks();
      this.at += 1;
      this.skipBlanks();
      if (isWanted) found = { key, value: this.at };
      this.skipValue();
    }
    if (!found) return undefined;
    this.at = found.value;
    return found.key;
  }

  enterItem(index: number): number | undefined {
    if (this.text.charAt(this.at) !== '[') return undefined;
    this.at += 1;
    this.skipBlanks();
    for (let passed = 0; passed < index; passed += 1) {
      if (this.at >= this.text.length) return undefined;
      this.skipValue();
      this.skipSeparator();
    }
    return this.at;
  }

  private skipSeparator(): void {
    this.skipBlanks();
    if (this.text.charAt(this.at) === ',') this.at += 1;
    this.skipBlanks();
  }

  skipValue(): void {
    let depth = 0;
    do {
      this.skipBlanks();
      const character = this.text.charAt(this.at);
      if (character === '') return;
      if (character === '"') this.skipString();
      else if (character === '{' || character === '[') depth += 1;
      else if (character === '}' || character === ']') depth -= 1;
      if (character !== '"') this.at += 1;
      if (depth === 0 && !'"{}[],:'.includes(character)) this.skipWord();
    } while (depth > 0);
  }

  private skipWord(): void {
    while (this.at < this.text.length && !' \t\r\n,:]}'.includes(this.text.charAt(this.at))) this.at += 1;
  }

  private skipString(): void {
    this.at += 1;
    while (this.at < this.text.length && this.text.charAt(this.at) !== '"') {
      this.at += this.text.charAt(this.at) === '\\' ? 2 : 1;
    }
    this.at += 1;
  }
}
