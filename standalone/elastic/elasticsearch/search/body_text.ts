import { JsonReadError, locationAt, readJsonNode, type JsonLocation, type JsonNode } from '../json/json_reader';

export type BodyPlace = 'key' | 'value' | 'end' | 'after';

/** A request body with its text, so that refusals can say where; positions are worked out only when one is needed. */
export class BodyText {
  private root: JsonNode | undefined;

  constructor(readonly text: string) {}

  /**
   * Place of the part under a path: its key, the beginning of its value, its last character, or the one after it. Where the
   * path ends early, that of the nearest part above.
   */
  locate(path: readonly (string | number)[], place: BodyPlace): JsonLocation {
    const root = this.tree();
    if (root === undefined) return { line: 1, column: 1 };
    let node = root;
    let keyStart = root.start;
    for (const step of path) {
      const entry = typeof step === 'number' ? undefined : node.entries?.find((candidate) => candidate.key === step);
      const next = typeof step === 'number' ? node.items?.[step] : entry?.node;
      if (next === undefined) break;
      keyStart = entry?.keyStart ?? next.start;
      node = next;
    }
    const offset = place === 'key' ? keyStart : place === 'value' ? node.start : place === 'end' ? node.end - 1 : node.end;
    return locationAt(this.text, offset);
  }

  private tree(): JsonNode | undefined {
    if (this.root === undefined && this.text !== '') {
      try {
        this.root = readJsonNode(this.text);
      } catch (error) {
        if (!(error instanceof JsonReadError)) throw error;
      }
    }
    return this.root;
  }
}
