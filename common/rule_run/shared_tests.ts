import { isJsonArray, isJsonObject, parseQuery, type CompiledMapping, type Field, type IndexedDocument, type JsonObject, type JsonValue } from '../query_dsl/index';

/** Verdicts kept for the values of one field. */
const maxValues = 4_096;
/** Values are kept only where fewer than this share of them is new: paths and names of files hardly come twice. */
const newShare = 0.5;

type Test = (document: IndexedDocument) => boolean;

/** What a test is bound to. */
export interface TestScope {
  readonly mapping: CompiledMapping;
  readonly index: string;
  readonly nowMs: number;
}

/**
 * Elasticsearch queries over one index cut into tests that are asked once an event, however many queries hold them: equal parts are one test, and a part that looks
 * at one keyword field is asked once for each of its values. The verdict is that of the whole query; what a whole query is refused for is not looked for here.
 */
export class SharedTests {
  private readonly known = new Map<string, Test>();
  private event = 0;

  constructor(private readonly scope: TestScope) {}

  /** Called before each event. */
  begin(): void {
    this.event += 1;
  }

  /** The test of a query. Throws ElasticsearchError for a part that cannot be bound by itself. */
  of(query: JsonObject): Test {
    const key = JSON.stringify(query);
    const test = this.known.get(key) ?? this.make(query);
    this.known.set(key, test);
    return test;
  }

  private make(query: JsonObject): Test {
    const [name, ...others] = fieldsOf(query);
    const field = name !== undefined && others.length === 0 ? this.scope.mapping.resolve(name) : undefined;
    if (field && isKeyword(field)) return this.ofField(query, field);
    const parts = partsOf(query);
    if (!parts) return this.onceAnEvent(this.bound(query));
    const [all, none, any] = [parts.all, parts.none, parts.any].map((list) => list.map((part) => this.of(part))) as [Test[], Test[], Test[]];
    if (all.length === 1 && none.length + any.length === 0 && all[0]) return all[0];
    return this.onceAnEvent((document) => all.every((test) => test(document)) && !none.some((test) => test(document)) && (any.length === 0 || any.some((test) => test(document))));
  }

  private bound(query: JsonObject): Test {
    const { mapping, index, nowMs: now } = this.scope;
    const bound = parseQuery(query).bind(mapping, { now, index });
    return (document) => bound.matches(document);
  }

  private onceAnEvent(test: Test): Test {
    let event = -1;
    let verdict = false;
    return (document) => {
      if (event !== this.event) {
        verdict = test(document);
        event = this.event;
      }
      return verdict;
    };
  }

  private ofField(query: JsonObject, field: Field): Test {
    const bound = this.bound(query);
    const verdicts = new ValueVerdicts();
    return this.onceAnEvent((document) => {
      const values = document.fieldValues(field);
      const [only] = values;
      if (!verdicts.areKept || values.length > 1 || (only !== undefined && typeof only !== 'string')) return bound(document);
      return verdicts.of(only, () => bound(document));
    });
  }
}

class ValueVerdicts {
  areKept = true;
  private readonly known = new Map<string | undefined, boolean>();
  private asked = 0;

  of(value: string | undefined, ask: () => boolean): boolean {
    this.asked += 1;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const verdict = ask();
    this.known.set(value, verdict);
    if (this.known.size === maxValues / 4 || this.known.size === maxValues) this.weigh();
    return verdict;
  }

  private weigh(): void {
    if (this.known.size < Math.min(maxValues, this.asked * newShare)) return;
    this.areKept = false;
    this.known.clear();
  }
}

const isKeyword = ({ family, flattenedKey, nestedPath }: Field): boolean => (family === 'keyword' || family === 'wildcard') && flattenedKey === undefined && nestedPath === undefined;

interface Parts {
  readonly all: readonly JsonObject[];
  readonly none: readonly JsonObject[];
  readonly any: readonly JsonObject[];
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (value === undefined ? [] : isJsonArray(value) ? value : [value]);

/** The parts of a `bool` as KQL makes it; undefined for any other query. */
function partsOf(query: JsonObject): Parts | undefined {
  const names = Object.keys(query);
  const { bool } = query;
  if (names.length !== 1 || bool === undefined || !isJsonObject(bool)) return undefined;
  const { filter, must, must_not: mustNot, should, minimum_should_match: minimum, ...others } = bool;
  const any = listOf(should);
  if (Object.keys(others).length > 0 || (any.length > 0 && minimum !== 1)) return undefined;
  const [all, none] = [[...listOf(filter), ...listOf(must)], listOf(mustNot)];
  const isRead = [...all, ...none, ...any].every((part) => isJsonObject(part)) && all.length + none.length + any.length > 0;
  return isRead ? { all: all as JsonObject[], none: none as JsonObject[], any: any as JsonObject[] } : undefined;
}

/** Queries that ask nothing but the values of the field they name. */
const ofOneField: ReadonlySet<string> = new Set(['term', 'wildcard', 'match', 'match_phrase', 'range', 'prefix']);

/** The fields that a query looks at; none where that cannot be told. */
function fieldsOf(query: JsonObject): readonly string[] {
  const parts = partsOf(query);
  if (parts) {
    const fields = [...parts.all, ...parts.none, ...parts.any].map(fieldsOf);
    return fields.some(({ length }) => length === 0) ? [] : [...new Set(fields.flat())];
  }
  const [kind = '', ...others] = Object.keys(query);
  const inner = query[kind];
  if (others.length > 0 || inner === undefined || !isJsonObject(inner)) return [];
  if (kind === 'exists') return typeof inner.field === 'string' ? [inner.field] : [];
  return ofOneField.has(kind) ? Object.keys(inner).filter((name) => isJsonObject(inner[name] ?? null) || Object.keys(inner).length === 1) : [];
}
