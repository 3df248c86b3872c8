import { matchesSimple } from '../query_dsl/index';
import type { EventIndex } from './rule_run';

/** `.ds-<stream>-<day>-<number>` is searched by the stream's name, `.internal.<alias>-<number>` by the alias. */
const backing = /^\.ds-(.+)-\d{4}\.\d{2}\.\d{2}-\d{6}$|^\.internal(\..+)-\d{6}$/;

function namesOf({ name }: EventIndex): string[] {
  const found = backing.exec(name);
  const known = found?.[1] ?? found?.[2];
  return known === undefined ? [name] : [name, known];
}

/** Wildcards pass over hidden names unless they begin with a dot themselves. */
function isMeant(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  return (!name.startsWith('.') || pattern.startsWith('.')) && matchesSimple(pattern, name);
}

/**
 * The indices that a rule's patterns stand for, by name. A pattern may be a list parted by commas; `-pattern` takes out what stands before it.
 * Names that no index has are passed over, as rule runs do (`ignore_unavailable`).
 */
export function selectIndices(patterns: readonly string[], indices: readonly EventIndex[]): EventIndex[] {
  const selected = new Set<EventIndex>();
  for (const pattern of patterns.flatMap((text) => text.split(',')).map((text) => text.trim()).filter((text) => text !== '')) {
    const isExclusion = pattern.startsWith('-');
    const wanted = isExclusion ? pattern.slice(1) : pattern === '_all' ? '*' : pattern;
    const meant = indices.filter((index) => namesOf(index).some((name) => isMeant(wanted, name)));
    for (const index of meant) if (isExclusion) selected.delete(index); else selected.add(index);
  }
  return [...selected].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}
