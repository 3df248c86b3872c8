import { nearestNames } from '../../common/eql/index';
import type { CompiledMapping, IndexedDocument, JsonObject } from '../../common/query_dsl/index';
import { showText } from './show_text';

const namesKept = 10_000;

/** Which fields of the query no event has had a value of: most often a slip in the name. */
export class UnseenFields {
  private readonly unseen: Set<string>;
  private readonly names = new Set<string>();
  private events = 0;

  constructor(
    fields: readonly string[],
    private readonly mapping: CompiledMapping
  ) {
    this.unseen = new Set(fields);
  }

  see(document: IndexedDocument, source: JsonObject): void {
    this.events += 1;
    if (this.unseen.size === 0) return;
    for (const name of this.unseen) {
      const field = this.mapping.resolve(name);
      if (field && (field.nestedPath === undefined ? document.has(field) : document.nested(field.nestedPath).some((inner) => inner.has(field)))) this.unseen.delete(name);
    }
    if (this.unseen.size > 0) this.addNames(source, '', 0);
  }

  /** One sentence for each. */
  report(): readonly string[] {
    if (this.events === 0) return [];
    const names = [...this.names].filter((name) => !this.unseen.has(name));
    return [...this.unseen].map((name) => {
      const near = nearestNames(name, names);
      return showText(`No event has a value of the field ${name}.${near.length > 0 ? ` Is ${near.join(' or ')} meant?` : ''}`);
    });
  }

  private addNames(value: unknown, name: string, depth: number): void {
    if (this.names.size >= namesKept || depth > 20) return;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) for (const [key, inner] of Object.entries(value)) this.addNames(inner, name === '' ? key : `${name}.${key}`, depth + 1);
    else this.names.add(name);
  }
}
