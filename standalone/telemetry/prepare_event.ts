/** Where one event goes and what is written. */
export interface PreparedEvent {
  readonly target: string;
  readonly timeMs: number;
  readonly document: Record<string, unknown>;
}

export type Preparation = { readonly kind: 'ready'; readonly event: PreparedEvent } | { readonly kind: 'bad'; readonly reason: string };

/**
 * Takes a document as Winlogbeat, Elastic Agent or a recording gives it (flat dotted or nested); gives its target and a valid `@timestamp`.
 * Time: `labels.epoch`, else `_t`, else `@timestamp`. Fields at the top that begin with `_` are left out; a field is never made up.
 */
export function prepareEvent(source: Record<string, unknown>): Preparation {
  const time = eventTime(source);
  if (time === undefined) return { kind: 'bad', reason: 'no time: neither labels.epoch, _t nor @timestamp can be read' };
  const entries = Object.entries(source).filter(([key]) => !key.startsWith('_') && key !== '@timestamp');
  const document = Object.fromEntries([['@timestamp', time.text], ...entries]);
  const target = eventTarget(source);
  if (target === undefined) return { kind: 'bad', reason: 'data_stream.type, .dataset or .namespace is not a usable name' };
  return { kind: 'ready', event: { target, timeMs: time.ms, document } };
}

/** Gives the value at a dotted name, written flat or nested; own keys only. */
export function fieldOf(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return undefined;
  if (Object.hasOwn(source, name)) return (source as Record<string, unknown>)[name];
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    if (!Object.hasOwn(source, head)) continue;
    const found = fieldOf((source as Record<string, unknown>)[head], name.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function eventTime(source: Record<string, unknown>): { ms: number; text: string } | undefined {
  for (const name of ['labels.epoch', '_t']) {
    const ms = parseTime(fieldOf(source, name));
    if (ms !== undefined) return { ms, text: new Date(ms).toISOString() };
  }
  const stamp = fieldOf(source, '@timestamp');
  const ms = parseTime(stamp);
  if (ms === undefined) return undefined;
  const text = typeof stamp === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(stamp) ? stamp : new Date(ms).toISOString();
  return { ms, text };
}

const isoLike = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/;
const number = /^-?\d{1,13}(\.\d{1,9})?$/;
const latestMs = 8.64e15;

/** Epoch seconds as a number or digits, epoch milliseconds beyond the year 5138, or ISO with 0 to 9 digits and a blank for `T`, read as UTC. */
function parseTime(value: unknown): number | undefined {
  const single: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof single === 'number' || (typeof single === 'string' && number.test(single))) {
    const seconds = Number(single);
    const ms = Math.abs(seconds) >= 1e11 ? seconds : seconds * 1000;
    return Number.isFinite(ms) && Math.abs(ms) < latestMs ? Math.round(ms) : undefined;
  }
  if (typeof single !== 'string') return undefined;
  const match = isoLike.exec(single.trim());
  if (!match) return undefined;
  const [, day, clock = '00:00:00', fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`);
  return Number.isNaN(ms) ? undefined : ms;
}

const streamPart = /^[a-z0-9][a-z0-9_.]{0,98}$/;

function eventTarget(source: Record<string, unknown>): string | undefined {
  const parts = (['type', 'dataset', 'namespace'] as const).map((part) => fieldOf(source, `data_stream.${part}`));
  if (parts.every((part) => part === undefined)) return 'winlogbeat-standalone';
  const fallbacks = ['logs', 'default', 'default'];
  const names = parts.map((part, index) => (part === undefined || part === '' ? fallbacks[index] : part));
  return names.every((part) => typeof part === 'string' && streamPart.test(part)) ? names.join('-') : undefined;
}
