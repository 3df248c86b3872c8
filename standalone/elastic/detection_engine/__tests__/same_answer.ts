/** What differs from run to run: times, ids, versions of objects, digests. Each pattern must be matched by both sides. */
const patterns: ReadonlyArray<readonly [string, RegExp]> = [
  ['time', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g],
  ['uuid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g],
  ['digest', /\b[0-9a-f]{64}\b/g],
  ['day', /\d{4}\.\d{2}\.\d{2}(?=-\d{6})/g],
  ['version', /\bWz[A-Za-z0-9+/]+=*/g],
  ['sequence', /seqNo \[\d+\]/g],
  ['search', /^[A-Za-z0-9+/_-]{50,}=*$/g],
  ['metric', /_ms\\?":\d+/g],
  // The words of EQL's syntax errors are the engine's own; the place is the same.
  ['syntax error', /(?:\n\tCaused by:\n\t\tno_viable_alt_exception: null)?\n\tRoot causes:\n\t\tparsing_exception: (?=line \d+:\d+)|(?<=line \d+:\d+: )(?:no viable|mismatched|extraneous).*$/gs],
];

/** Numbers that measure the machine. */
const measured = /^(?:took|sort|timestamp_ms|.*_ms|last_duration|duration|_score|max_score)$/;

/** Texts that stand for one another in a recording and here: ids of rules, lists, alerts. */
export type Known = Map<string, string>;

/** Differences between a recorded answer and ours, by path; learns what stands for what on the way. */
export function differences(recorded: unknown, ours: unknown, known: Known, path = ''): string[] {
  if (measured.test(path.split('.').pop() ?? '') && recorded !== null && typeof recorded === typeof ours && typeof recorded !== 'string') return [];
  if (Array.isArray(recorded)) return arrayDifferences(recorded, ours, known, path);
  if (typeof recorded === 'object' && recorded !== null) return objectDifferences(recorded as Record<string, unknown>, ours, known, path);
  if (typeof recorded === 'string' && typeof ours === 'string') return textDifferences(recorded, ours, known, path);
  return recorded === ours ? [] : [`${path}: recorded ${JSON.stringify(recorded)}, ours ${JSON.stringify(ours)}`];
}

function arrayDifferences(recorded: readonly unknown[], ours: unknown, known: Known, path: string): string[] {
  if (!Array.isArray(ours)) return [`${path}: recorded a list, ours ${JSON.stringify(ours)?.slice(0, 200)}`];
  if (ours.length !== recorded.length) return [`${path}: recorded ${recorded.length} entries, ours ${ours.length}: ${JSON.stringify(ours).slice(0, 400)}`];
  return recorded.flatMap((entry, position) => differences(entry, ours[position], known, `${path}.${position}`));
}

function objectDifferences(recorded: Record<string, unknown>, ours: unknown, known: Known, path: string): string[] {
  if (typeof ours !== 'object' || ours === null || Array.isArray(ours)) return [`${path}: recorded an object, ours ${JSON.stringify(ours)}`];
  const own = ours as Record<string, unknown>;
  const missing = Object.keys(recorded).filter((name) => !(name in own)).map((name) => `${path}.${name}: missing, recorded ${JSON.stringify(recorded[name])?.slice(0, 200)}`);
  const added = Object.keys(own).filter((name) => !(name in recorded)).map((name) => `${path}.${name}: not recorded, ours ${JSON.stringify(own[name])?.slice(0, 200)}`);
  const shared = Object.keys(recorded).filter((name) => name in own);
  return [...missing, ...added, ...shared.flatMap((name) => differences(recorded[name], own[name], known, `${path}.${name}`))];
}

function textDifferences(recorded: string, ours: string, known: Known, path: string): string[] {
  let left = recorded;
  let right = ours;
  for (const [name, pattern] of patterns) {
    const leftFound = left.match(pattern) ?? [];
    const rightFound = right.match(pattern) ?? [];
    if (name !== 'time' && leftFound.length === rightFound.length) leftFound.forEach((text, position) => known.has(text) || known.set(text, rightFound[position] ?? text));
    left = left.replace(pattern, `<${name}>`);
    right = right.replace(pattern, `<${name}>`);
  }
  return left === right ? [] : [`${path}: recorded ${JSON.stringify(recorded)}, ours ${JSON.stringify(ours)}`];
}

/** A text or value of a recorded request with everything known put in. */
export function withKnown(text: string, known: Known): string {
  let result = text;
  for (const [recorded, ours] of known) result = result.replaceAll(recorded, ours);
  return result;
}
