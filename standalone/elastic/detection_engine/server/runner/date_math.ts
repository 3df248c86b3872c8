const fixedUnitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

function add(time: number, amount: number, unit: string): number {
  if (unit === 'M') return addMonths(time, amount);
  if (unit === 'y') return addMonths(time, 12 * amount);
  return time + amount * (fixedUnitMs[unit] ?? Number.NaN);
}

/** First millisecond of the unit around a time, in UTC; weeks begin on Sunday, as in Kibana's date math. */
function startOf(time: number, unit: string): number {
  const date = new Date(time);
  if (unit === 'y') return Date.UTC(date.getUTCFullYear(), 0, 1);
  if (unit === 'M') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  if (unit === 'w') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - date.getUTCDay());
  const size = fixedUnitMs[unit] ?? Number.NaN;
  return Math.floor(time / size) * size;
}

/**
 * Time of a date-math text (`now`, `now-6m`, `now-1d/d`, `now+1h`) or of an ISO date, in epoch milliseconds; undefined when the
 * text is neither (`detection-engine.md` §6.1: `from` and `to` are parsed against the start of the run).
 */
export function dateMath(text: string, now: number): number | undefined {
  if (!text.startsWith('now')) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : time;
  }
  let rest = text.slice('now'.length);
  let time = now;
  while (rest !== '') {
    const step = /^(?:([+-])(\d{0,9})(ms|[smhdwMy])|\/([smhdwMy]))/.exec(rest);
    if (step === null) return undefined;
    const [whole, sign, amount, unit, rounding] = step;
    time = rounding === undefined ? add(time, Number(`${sign ?? '+'}${amount === '' ? '1' : (amount ?? '1')}`), unit ?? '') : startOf(time, rounding);
    rest = rest.slice(whole.length);
  }
  return Number.isNaN(new Date(time).getTime()) ? undefined : time;
}
