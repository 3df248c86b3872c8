/** Query + schema → checked query: conditions typed, join keys resolved, request fields resolved. (One concept: the check of a whole query.) */
import type { Diagnostic } from '../errors/index';
import type { EventFilter, Expression, Field, JoinKeys, Query, SequenceTerm } from '../language/index';
import type { EqlField, EqlSchema } from '../schema/event_source';
import { asCondition, TypedBuilder } from './build_typed';
import { areCompatible, typeOfFieldType } from './field_types';
import { Problems } from './problems';
import { hasExactValues, resolveField } from './resolve_field';
import type { Typed, TypedField } from './typed';

/** The request's fields; Elasticsearch's defaults where absent. */
export interface CheckOptions {
  /** Default `@timestamp`. */
  readonly timestampField?: string;
  /** Default none. */
  readonly tiebreakerField?: string;
  /** Default `event.category`. */
  readonly eventCategoryField?: string;
}

/** One join key of one term: `field` is undefined for `?name` that is not mapped. */
export interface CheckedKey {
  readonly node: Field;
  readonly optional: boolean;
  readonly field: TypedField | undefined;
}

export interface CheckedTerm {
  readonly filter: EventFilter;
  readonly condition: Typed;
  readonly keys: readonly CheckedKey[];
  readonly missing: boolean;
  readonly runs: number;
}

/** The query with everything resolved. Only meaningful without problems. */
export interface CheckedQuery {
  readonly query: Query;
  readonly terms: readonly CheckedTerm[];
  readonly until: CheckedTerm | undefined;
  readonly timestampField: EqlField | undefined;
  readonly tiebreakerField: EqlField | undefined;
}

class QueryChecker {
  private readonly builder: TypedBuilder;
  private readonly problems: Problems;

  constructor(
    private readonly query: Query,
    private readonly schema: EqlSchema,
    private readonly options: CheckOptions
  ) {
    this.problems = new Problems(query.text);
    this.builder = new TypedBuilder(schema, this.problems);
  }

  run(): { checked: CheckedQuery; diagnostics: readonly Diagnostic[] } {
    const { query } = this;
    const terms = query.kind === 'event_query' ? [this.eventTerm(query.filter)] : query.terms.map((term) => this.term(term, query.by));
    const until = query.kind === 'sequence' && query.until !== null ? this.term(query.until, query.by) : undefined;
    this.checkKeys(until === undefined ? terms : [...terms, until]);
    const checked = { query, terms, until, timestampField: this.requestField(this.options.timestampField ?? '@timestamp'), tiebreakerField: this.requestField(this.options.tiebreakerField) };
    return { checked, diagnostics: this.problems.all() };
  }

  private requestField(name: string | undefined): EqlField | undefined {
    if (name === undefined) {
      return undefined;
    }
    const field = this.schema.resolve(name);
    if (field === undefined) {
      this.problems.add('unknown_field', this.query.location, `Unknown column [${name}]`, { field: name, nearest: [] });
    }
    return field;
  }

  private eventTerm(filter: EventFilter): CheckedTerm {
    return { filter, condition: this.condition(filter), keys: [], missing: false, runs: 1 };
  }

  private term(term: SequenceTerm, by: JoinKeys | null): CheckedTerm {
    const keys = [...(by?.keys ?? []), ...(term.by?.keys ?? [])].map((key) => this.key(key));
    return { filter: term.filter, condition: this.condition(term.filter), keys, missing: term.missing, runs: term.runs?.count ?? 1 };
  }

  private key(node: Field): CheckedKey {
    const field = resolveField(node, this.schema, this.problems);
    if (field.kind === 'field' && field.type === 'keyword' && !hasExactValues(field)) {
      this.problems.add('no_exact_field', node.location, `No keyword/multi-field defined exact matches for [${node.name}]`, { field: node.name });
    }
    return { node, optional: node.optional, field: field.kind === 'field' ? field : undefined };
  }

  /** `category where condition` is `event.category == "category" and condition`. */
  private condition(filter: EventFilter): Typed {
    const typed = this.builder.build(filter.condition);
    const mayBeNull = filter.category !== null;
    if (typed.type !== 'boolean' && typed.type !== 'unsupported' && !(mayBeNull && typed.type === 'null')) {
      this.problems.add('condition_not_boolean', filter.condition.location, `Condition expression needs to be boolean, found [${typed.type.toUpperCase()}]`, { found: typed.type });
    }
    const condition = asCondition(typed);
    if (filter.category === null) {
      return condition;
    }
    const rest = condition.kind === 'and' ? condition.operands : [condition];
    return { kind: 'and', operands: [this.category(filter, filter.category), ...rest], type: 'boolean', node: filter.condition };
  }

  private category(filter: EventFilter, category: string): Typed {
    const name = this.options.eventCategoryField ?? 'event.category';
    const location = filter.categoryLocation;
    const field: Field = { kind: 'field', optional: false, name, parts: [{ name, quoted: true }], location };
    const literal: Expression = { kind: 'string', value: category, raw: false, location };
    const node: Expression = { kind: 'comparison', operator: '==', operatorLocation: location, left: field, right: literal, location };
    const right: Typed = { kind: 'literal', type: 'keyword', value: category, node: literal };
    return { kind: 'comparison', operator: '==', left: resolveField(field, this.schema, this.problems), right, type: 'boolean', node };
  }

  /** Keys of one place must have types that can be compared (eql-observed.md §3.5). */
  private checkKeys(terms: readonly CheckedTerm[]): void {
    const [first, ...others] = terms;
    first?.keys.forEach((key, place) => {
      for (const other of others) {
        this.compareKeys(key, other.keys[place]);
      }
    });
  }

  private compareKeys(first: CheckedKey, other: CheckedKey | undefined): void {
    if (first.field === undefined || other?.field === undefined || areCompatible(first.field.type, other.field.type)) {
      return;
    }
    const message = `Sequence key [${other.node.name}] type [${other.field.field.type}] is incompatible with key [${first.node.name}] type [${first.field.field.type}]`;
    this.problems.add('join_key_mismatch', other.node.location, message, { field: other.node.name, found: other.field.field.type, expected: first.field.field.type });
  }
}

/** Resolves and types a whole query. The checked query is only to be used when there are no diagnostics. */
export function resolveQuery(query: Query, schema: EqlSchema, options: CheckOptions = {}): { checked: CheckedQuery; diagnostics: readonly Diagnostic[] } {
  return new QueryChecker(query, schema, options).run();
}

/** What Elasticsearch's verifier would find, in the order of the text. Never throws. */
export function check(query: Query, schema: EqlSchema, options: CheckOptions = {}): readonly Diagnostic[] {
  const { diagnostics } = resolveQuery(query, schema, options);
  return [...diagnostics].sort((a, b) => a.location.start - b.location.start);
}

/** Whether the field's Elasticsearch type is a date. */
export function isDateType(esType: string): boolean {
  return typeOfFieldType(esType) === 'datetime';
}
