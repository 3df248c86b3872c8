import type { RuleAlert } from './job_result';

/** Rare parts of an alert. */
interface More {
  readonly key: readonly string[];
  readonly tests: ReadonlySet<string>;
  readonly test?: string;
}

/** Alerts of a day in columns: millions of them wait in memory until all jobs are done, and as objects they take ten times as much. */
export interface PackedAlerts {
  readonly ruleIds: readonly string[];
  readonly rule: Uint16Array;
  readonly host: Uint32Array;
  readonly day: Uint16Array;
  readonly piece: Uint32Array;
  readonly atMs: Float64Array;
  readonly weight: Float64Array;
  /** By place, of those that have any. */
  readonly more: ReadonlyMap<number, More>;
}

export function packAlerts(alerts: readonly RuleAlert[]): PackedAlerts {
  const numbers = new Map<string, number>();
  for (const { ruleId } of alerts) if (!numbers.has(ruleId)) numbers.set(ruleId, numbers.size);
  const hasMore = ({ key, tests, origin: { test } }: RuleAlert): boolean => key.length > 0 || tests.size > 0 || test !== undefined;
  return {
    ruleIds: [...numbers.keys()],
    rule: Uint16Array.from(alerts, ({ ruleId }) => numbers.get(ruleId) ?? 0),
    host: Uint32Array.from(alerts, ({ origin }) => origin.host),
    day: Uint16Array.from(alerts, ({ origin }) => origin.day),
    piece: Uint32Array.from(alerts, ({ origin }) => origin.piece),
    atMs: Float64Array.from(alerts, ({ origin }) => origin.atMs),
    weight: Float64Array.from(alerts, ({ origin }) => origin.weight),
    more: new Map(alerts.flatMap((alert, place) => (hasMore(alert) ? [[place, { key: alert.key, tests: alert.tests, test: alert.origin.test }] as const] : []))),
  };
}

const nothing: More = { key: [], tests: new Set() };

export function unpackAlerts({ ruleIds, rule, host, day, piece, atMs, weight, more }: PackedAlerts): RuleAlert[] {
  const at = (column: Readonly<ArrayLike<number>>, place: number): number => column[place] ?? 0;
  return Array.from(rule, (number, place) => {
    const { key, tests, test } = more.get(place) ?? nothing;
    const origin = { host: at(host, place), day: at(day, place), piece: at(piece, place), atMs: at(atMs, place), weight: at(weight, place) };
    return { ruleId: ruleIds[number] ?? '', key, tests, origin: test === undefined ? origin : { ...origin, test } };
  });
}
