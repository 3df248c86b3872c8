/** What a condition becomes: a tree of tests. Matching and tracing walk the same tree. */
import type { Typed, TypedField } from '../check/index';
import type { EqlEvent } from '../schema/event_source';
import type { FieldTest } from './fields/index';
import type { Script } from './script';

interface MatcherBase {
  /** The expression it decides. */
  readonly node: Typed;
  /** 0 for lookups, 1 where a script runs; cheap parts are asked first. */
  readonly cost: number;
  matches(event: EqlEvent): boolean;
}

/** Always or never. */
export interface ConstantMatcher extends MatcherBase {
  readonly kind: 'constant';
  readonly value: boolean;
}

export interface AllOrAnyMatcher extends MatcherBase {
  readonly kind: 'and' | 'or';
  /** In the order of the text. */
  readonly parts: readonly Matcher[];
}

export interface NotMatcher extends MatcherBase {
  readonly kind: 'not';
  readonly part: Matcher;
}

/** Any value of one field is accepted. */
export interface FieldMatcher extends MatcherBase {
  readonly kind: 'field';
  /** The field as the query names it. */
  readonly fieldName: string;
  readonly test: FieldTest;
}

/** A function or arithmetic of fields. */
export interface ScriptMatcher extends MatcherBase {
  readonly kind: 'script';
  readonly script: Script;
}

export type Matcher = ConstantMatcher | AllOrAnyMatcher | NotMatcher | FieldMatcher | ScriptMatcher;

export function constantMatcher(node: Typed, value: boolean): ConstantMatcher {
  return { kind: 'constant', node, cost: 0, value, matches: () => value };
}

/** A test of one field; the common case of one value has no loop. */
export function fieldMatcher(node: Typed, { field }: TypedField, test: FieldTest): FieldMatcher {
  const { read, accepts } = test;
  return {
    kind: 'field',
    node,
    cost: 0,
    fieldName: field.name,
    test,
    matches: (event) => {
      const values = read(event);
      for (let index = 0; index < values.length; index += 1) {
        if (accepts(values[index] as never)) {
          return true;
        }
      }
      return false;
    },
  };
}

export function notMatcher(node: Typed, part: Matcher): Matcher {
  return part.kind === 'constant' ? constantMatcher(node, !part.value) : { kind: 'not', node, cost: part.cost, part, matches: (event) => !part.matches(event) };
}

/** All or any of the parts; the cheap ones are asked first. */
export function allOrAny(kind: 'and' | 'or', node: Typed, parts: readonly Matcher[]): Matcher {
  const decisive = kind === 'or';
  if (parts.some((part) => part.kind === 'constant' && part.value === decisive)) {
    return constantMatcher(node, decisive);
  }
  const asked = parts.filter((part) => part.kind !== 'constant').sort((a, b) => a.cost - b.cost);
  if (asked.length === 0) {
    return constantMatcher(node, !decisive);
  }
  const cost = Math.max(...asked.map((part) => part.cost));
  const matches = kind === 'and' ? matchesAll(asked) : matchesAny(asked);
  return { kind, node, cost, parts: parts.filter((part) => part.kind !== 'constant'), matches };
}

function matchesAll(parts: readonly Matcher[]): (event: EqlEvent) => boolean {
  return (event) => {
    for (let index = 0; index < parts.length; index += 1) {
      if (!(parts[index] as Matcher).matches(event)) {
        return false;
      }
    }
    return true;
  };
}

function matchesAny(parts: readonly Matcher[]): (event: EqlEvent) => boolean {
  return (event) => {
    for (let index = 0; index < parts.length; index += 1) {
      if ((parts[index] as Matcher).matches(event)) {
        return true;
      }
    }
    return false;
  };
}
