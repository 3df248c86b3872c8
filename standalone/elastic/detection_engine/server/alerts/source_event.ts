import { leaves, valueAt } from './document_values';
import type { Document } from './document_values';
import type { Ancestor } from './alert_ids';

/** One hit of a rule's search. `fields` is the answer to `fields: ['*']`, which fills what the source lacks. */
export interface EventHit {
  readonly _index: string;
  readonly _id: string;
  readonly _version?: number;
  readonly _source: Document;
  readonly fields?: Readonly<Record<string, readonly unknown[]>>;
}

const reservedRoots = new Set(['event', 'kibana', 'signal', 'threshold_result', '@timestamp']);
const rootOf = (path: string): string => path.split('.', 1)[0] ?? path;

/** Whether a path of the source is an ancestor of this one and holds a plain value: then this is a multi-field of it. */
function isMultiField(source: Document, path: string): boolean {
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const value = valueAt(source, path.slice(0, dot));
    if (value !== undefined) return typeof value !== 'object' || value === null || Array.isArray(value);
  }
  return false;
}

/**
 * The source with fields that only the `fields` option shows (constant keywords, runtime fields), as the merge strategy
 * `missingFields` has it (`detection-engine.md` §4.2). Added fields keep their dotted names.
 */
export function mergeMissingFields({ _source, fields }: EventHit): Document {
  const missing = Object.entries(fields ?? {}).filter(([path, values]) => {
    return values.length > 0 && !path.startsWith('_') && !path.startsWith('kibana.') && valueAt(_source, path) === undefined && !isMultiField(_source, path);
  });
  if (missing.length === 0) return _source;
  return { ..._source, ...Object.fromEntries(missing.map(([path, values]) => [path, values.length === 1 ? values[0] : values])) };
}

/** The event without what an alert says itself: `event`, `kibana`, `signal` and `@timestamp`, nested or dotted. Empty arrays go too. */
export function copiedFields(document: Document): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).filter(([name, value]) => !reservedRoots.has(rootOf(name)) && !(Array.isArray(value) && value.length === 0))
  );
}

/** The `event.*` leaves by their name below `event`. */
export function eventFields(document: Document): Array<[string, unknown]> {
  return leaves(document)
    .filter(([path]) => rootOf(path) === 'event' && path.length > 'event.'.length)
    .map(([path, value]) => [path.slice('event.'.length), value]);
}

/** Elasticsearch reads a time without a zone as UTC, JavaScript as local time. */
const asUtc = (text: string): string => (/^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);

/** Time of the event in ISO form, from the fields option or else from the source; undefined where there is none. */
export function eventTime(hit: EventHit): string | undefined {
  const value = hit.fields?.['@timestamp']?.[0] ?? valueAt(hit._source, '@timestamp');
  const time = new Date(typeof value === 'number' ? value : asUtc(String(value))).getTime();
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Ancestors of an alert on this document: the document, after its own ancestors when it is itself an alert. */
export function ancestorsOf(hit: EventHit): Ancestor[] {
  const own = valueAt(hit._source, 'kibana.alert.ancestors');
  if (!Array.isArray(own)) return [{ id: hit._id, type: 'event', index: hit._index, depth: 0 }];
  const depth = Number(valueAt(hit._source, 'kibana.alert.depth') ?? 1);
  const rule = valueAt(hit._source, 'kibana.alert.rule.uuid');
  return [...(own as Ancestor[]), { id: hit._id, type: 'signal', index: hit._index, depth, ...(typeof rule === 'string' ? { rule } : {}) }];
}
