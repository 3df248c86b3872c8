import { EqlSyntaxError } from '../eql';
import { KqlSyntaxError } from '../kql';
import { addValue } from './add_value';
import { addExcludingCondition, findExcludingCondition, removeExcludingCondition } from './excluding_condition';
import { addExcludingKuery, hasExcludingKuery, readKuery, removeExcludingKuery } from './excluding_kuery';
import type { Exclusion, ExclusionState } from './exclusion';
import { findClause, findPredicates, itemsOf } from './listed_predicate';
import { readEql } from './read_eql';
import { removeValue } from './remove_value';
import { stillExcludes } from './still_excludes';

/** What one rule's text says of its exclusions. */
export interface SwitchReading {
  /** False where a person changed the text in any other way than by these switches. */
  readonly asSeed: boolean;
  readonly states: ReadonlyMap<string, Exclude<ExclusionState, 'rule_missing'>>;
}

/**
 * Reads the switches off a rule's query. `switchedOff` holds ids that were switched off on record: in an edited text a value that is missing is
 * known to be off only then; otherwise the person who edited meant something that cannot be told.
 */
export function readSwitches(text: string, seedText: string, exclusions: readonly Exclusion[], switchedOff: ReadonlySet<string>): SwitchReading {
  if (!isReadable(text, exclusions)) return { asSeed: false, states: new Map(exclusions.map(({ id }) => [id, 'rule_edited'])) };
  const off = exclusions.filter((exclusion) => !stands(text, exclusion));
  const asSeed = withSwitches(seedText, exclusions, off) === text;
  return { asSeed, states: new Map(exclusions.map((exclusion) => [exclusion.id, stateOf(exclusion)])) };

  function stateOf(exclusion: Exclusion): Exclude<ExclusionState, 'rule_missing'> {
    if (!off.includes(exclusion)) return 'on';
    const known = asSeed || (switchedOff.has(exclusion.id) && canBeOff(text, exclusion));
    return known ? 'off' : 'rule_edited';
  }
}

export interface Switch {
  readonly text: string;
  /** The rule's text with every one of its exclusions on. */
  readonly seedText: string;
  /** All exclusions of the rule. */
  readonly exclusions: readonly Exclusion[];
  readonly exclusion: Exclusion;
  readonly on: boolean;
}

/**
 * The query with one exclusion switched. A text that differs from the seed by switches alone is made from the seed, so it comes back byte for byte;
 * any other is edited in place. Undefined where the switch cannot be placed; never a text that does not parse.
 */
export function switchExclusion({ text, seedText, exclusions, exclusion, on }: Switch): string | undefined {
  if (!isReadable(text, exclusions)) return undefined;
  if (stands(text, exclusion) === on) return text;
  const off = exclusions.filter((other) => !stands(text, other));
  const isAsSeed = withSwitches(seedText, exclusions, off) === text;
  const wanted = on ? off.filter((other) => other.id !== exclusion.id) : [...off, exclusion];
  const edited = unlessUnreadable(() => (isAsSeed ? withSwitches(seedText, exclusions, wanted) : on ? add(text, seedText, exclusion) : remove(text, exclusion)));
  const isSwitched = edited !== undefined && isReadable(edited, exclusions) && stands(edited, exclusion) === on && (on || isAsSeed || canBeOff(edited, exclusion));
  return isSwitched ? edited : undefined;
}

/** The seed's text with the same exclusions off as in `text`; the seed's text itself where `text` cannot be read. */
export function seedTextLike(text: string, seedText: string, exclusions: readonly Exclusion[]): string {
  if (!isReadable(text, exclusions)) return seedText;
  return withSwitches(seedText, exclusions, exclusions.filter((exclusion) => !stands(text, exclusion)));
}

/** Those that stand in the rule's text; none where it cannot be read. */
export function standingIn(text: string, exclusions: readonly Exclusion[]): readonly Exclusion[] {
  return isReadable(text, exclusions) ? exclusions.filter((exclusion) => stands(text, exclusion)) : [];
}

/** The text with none of these exclusions. In an order of its own, whatever the order of switching was: the same switches always give the same text. */
export function withoutAll(text: string, off: readonly Exclusion[]): string {
  return [...off].sort((a, b) => (a.id < b.id ? -1 : 1)).reduce(remove, text);
}

/** The shipped text with exactly these off: conditions that are off as shipped come in where they are not among them. */
function withSwitches(seedText: string, exclusions: readonly Exclusion[], off: readonly Exclusion[]): string {
  const ids = new Set(off.map(({ id }) => id));
  const added = exclusions.filter((exclusion) => isCondition(exclusion) && !ids.has(exclusion.id));
  return added.reduce((text, exclusion) => add(text, seedText, exclusion) ?? text, withoutAll(seedText, off));
}

function add(text: string, seedText: string, exclusion: Exclusion): string | undefined {
  if (!isCondition(exclusion)) return addValue(text, seedText, exclusion);
  return isKuery(exclusion) ? addExcludingKuery(text, exclusion.condition) : addExcludingCondition(text, exclusion);
}

function remove(text: string, exclusion: Exclusion): string {
  if (!isCondition(exclusion)) return removeValue(text, exclusion);
  return isKuery(exclusion) ? removeExcludingKuery(text, exclusion.condition) : removeExcludingCondition(text, exclusion);
}

function stands(text: string, exclusion: Exclusion): boolean {
  if (isCondition(exclusion) && isKuery(exclusion)) return hasExcludingKuery(text, exclusion.condition);
  const clause = findClause(readEql(text), exclusion);
  if (!clause) return false;
  if (isCondition(exclusion)) return findExcludingCondition(clause, exclusion.condition) !== undefined;
  return findPredicates(clause, exclusion).some((predicate) => itemsOf(predicate, exclusion).length > 0);
}

/** The clause is there, and no other condition of it keeps the value out. */
function canBeOff(text: string, exclusion: Exclusion): boolean {
  if (isKuery(exclusion)) return true;
  const clause = findClause(readEql(text), exclusion);
  return clause !== undefined && (isCondition(exclusion) || !stillExcludes(clause, exclusion));
}

function isCondition(exclusion: Exclusion): exclusion is Exclusion & { readonly condition: string } {
  return exclusion.condition !== undefined;
}

function isKuery({ language }: Exclusion): boolean {
  return language === 'kuery';
}

/** In the language of the rule, which is that of all its exclusions. */
function isReadable(text: string, [first]: readonly Exclusion[]): boolean {
  return unlessUnreadable(() => (first && isKuery(first) ? readKuery(text) : readEql(text))) !== undefined;
}

/** Undefined where a text on the way does not parse. */
function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof EqlSyntaxError || error instanceof KqlSyntaxError) return undefined;
    throw error;
  }
}
