import { nearestNames } from '../../common/eql/index';
import { isJsonObject, type CompiledMapping, type Field, type IndexedDocument, type JsonObject } from '../../common/query_dsl/index';
import { showText } from './show_text';

/** Names to propose are taken from this many events. */
const eventsLookedAt = 10_000;
const namesKept = 10_000;
const maxDepth = 20;

/** Names of one object of the events; those below them. */
class SeenNames {
  readonly children = new Map<string, SeenNames>();
  /** Whether an event has a value here, and not only names below. */
  isValue = false;
}

/** Which fields of the query no event has had a value of: most often a slip in the name. */
export class UnseenFields {
  private readonly unseen: Map<string, Field | undefined>;
  private readonly root = new SeenNames();
  private namesSeen = 0;
  private events = 0;

  constructor(fields: readonly string[], mapping: CompiledMapping) {
    this.unseen = new Map(fields.map((name) => [name, mapping.resolve(name)]));
  }

  /** `source` parses the event, where its names are wanted. */
  see(document: IndexedDocument, source: () => JsonObject | undefined): void {
    this.events += 1;
    if (this.unseen.size === 0) return;
    for (const [name, field] of this.unseen) {
      if (field && (field.nestedPath === undefined ? document.has(field) : document.nested(field.nestedPath).some((inner) => inner.has(field)))) this.unseen.delete(name);
    }
    if (this.unseen.size === 0 || this.events > eventsLookedAt) return;
    const names = source();
    if (names) this.addNames(names, this.root, 0);
  }

  /** One sentence for each. */
  report(): readonly string[] {
    if (this.events === 0) return [];
    const names = valueNames(this.root, '').filter((name) => !this.unseen.has(name));
    return [...this.unseen.keys()].map((name) => {
      const near = nearestNames(name, names);
      return showText(`No event has a value of the field ${name}.${near.length > 0 ? ` Is ${near.join(' or ')} meant?` : ''}`);
    });
  }

  private addNames(object: JsonObject, seen: SeenNames, depth: number): void {
    for (const key in object) {
      const value = object[key];
      const child = seen.children.get(key) ?? this.newName(seen, key);
      if (!child) continue;
      if (!isJsonObject(value)) child.isValue = true;
      else if (depth < maxDepth) this.addNames(value, child, depth + 1);
    }
  }

  private newName(seen: SeenNames, key: string): SeenNames | undefined {
    this.namesSeen += 1;
    if (this.namesSeen > namesKept) return undefined;
    const child = new SeenNames();
    seen.children.set(key, child);
    return child;
  }
}

function valueNames(seen: SeenNames, path: string): string[] {
  return [...(seen.isValue ? [path] : []), ...[...seen.children].flatMap(([key, child]) => valueNames(child, path === '' ? key : `${path}.${key}`))];
}
