import { compile, EqlError, parse, trace, visit, type CompiledQuery, type CompiledStage, type MatchTrace, type PredicateTrace, type Query } from '../eql';
import { eqlEvent, eqlSource, type IndexedDocument } from '../query_dsl';
import type { EpisodeToExplain, SourceEvent } from './explain_episode';
import type { EventExplanation, Explanation, PredicateExplanation } from './explanation';
import { readForExplanation } from './explanation_mapping';

/** Explains an EQL event query or sequence: each event by its own term. The query is the one that alerted. */
export function explainEql({ rule, events }: EpisodeToExplain): Explanation {
  const query = parsed(rule.query);
  if (!query) return { kind: 'not_explained', problem: 'query_invalid' };
  if (query.kind === 'sample') return { kind: 'not_explained', problem: 'language_not_explained', detail: 'sample' };
  const { mapping, documents } = readForExplanation(events.map((event) => event.document), fieldsOfEql(query));
  const compiled = compiledFor(query, eqlSource(mapping));
  if (!compiled) return { kind: 'not_explained', problem: 'query_invalid' };
  const explained: EventExplanation[] = [];
  for (const [index, event] of events.entries()) {
    const stage = stageOf(compiled, event);
    const document = documents[index];
    if (!stage || !document) return { kind: 'not_explained', problem: 'event_missing' };
    const traced = trace(stage, eqlEvent(document, mapping));
    if (!traced.matched) return { kind: 'not_explained', problem: 'rule_changed', detail: `event ${event.position}` };
    explained.push({ position: event.position, ...explainEqlTrace(traced) });
  }
  return { kind: 'explained', query: rule.query, language: 'eql', events: explained, joinKeys: joinKeys(compiled, documents[0]), ...(compiled.maxSpanMs === undefined ? {} : { maxSpanMs: compiled.maxSpanMs }) };
}

function parsed(text: string): Query | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof EqlError) return undefined;
    throw error;
  }
}

function compiledFor(query: Query, schema: Parameters<typeof compile>[1]): CompiledQuery | undefined {
  try {
    return compile(query, schema);
  } catch (error) {
    if (error instanceof EqlError) return undefined;
    throw error;
  }
}

/** Names of all fields the query reads, its category and time fields included. */
export function fieldsOfEql(query: Query): string[] {
  const names = new Set(['event.category', '@timestamp']);
  visit(query, (node) => {
    if (node.kind === 'field') names.add(node.name);
  });
  return [...names];
}

/** The term an event stands for. `with runs` unfolds terms, so positions and stages go together; a missing event has no document. */
function stageOf(compiled: CompiledQuery, { position }: SourceEvent): CompiledStage | undefined {
  const stage = compiled.kind === 'event_query' ? compiled.stages[0] : compiled.stages[position - 1];
  return stage?.missing || stage?.failure ? undefined : stage;
}

/** The branch that held and the predicates that decided, of a trace that matched. */
export function explainEqlTrace(traced: MatchTrace): Omit<EventExplanation, 'position'> {
  return { ...branchOf(traced), predicates: predicatesOf(traced) };
}

/** The first `or` of the clause whose alternatives are whole conditions, and which of them held. */
function branchOf(traced: MatchTrace): Pick<EventExplanation, 'branch'> {
  if (traced.kind === 'or') return { branch: { number: traced.parts.findIndex((part) => part.matched) + 1, of: traced.parts.length } };
  if (traced.kind !== 'and') return {};
  for (const part of traced.parts) {
    const found = branchOf(part);
    if (found.branch) return found;
  }
  return {};
}

/** The predicates that decided, in the order of the query: of an `or` only the branch that held. */
function predicatesOf(traced: MatchTrace): PredicateExplanation[] {
  switch (traced.kind) {
    case 'and':
      return traced.parts.flatMap(predicatesOf);
    case 'or':
      return traced.parts.filter((part) => part.matched).slice(0, 1).flatMap(predicatesOf);
    case 'not':
      return leavesOf(traced.part).map((leaf) => explainPredicate(leaf, 'did_not_exclude'));
    case 'predicate':
      return traced.role === 'category' ? [] : [explainPredicate(traced, 'matched')];
    case 'constant':
      return [];
  }
}

function leavesOf(traced: MatchTrace): PredicateTrace[] {
  switch (traced.kind) {
    case 'and':
    case 'or':
      return traced.parts.flatMap(leavesOf);
    case 'not':
      return leavesOf(traced.part);
    case 'predicate':
      return [traced];
    case 'constant':
      return [];
  }
}

function explainPredicate(traced: PredicateTrace, outcome: PredicateExplanation['outcome']): PredicateExplanation {
  const { field, operator, pattern, patterns, text, element, spans, location } = traced;
  return {
    outcome,
    field,
    operator,
    ...(pattern === undefined || outcome === 'did_not_exclude' ? {} : { pattern }),
    ...(patterns.length > 1 || outcome === 'did_not_exclude' ? { patterns } : {}),
    ...(text === undefined ? {} : { text }),
    ...(element === undefined ? {} : { element }),
    spans: outcome === 'matched' ? spans : [],
    location,
  };
}

function joinKeys(compiled: CompiledQuery, first: IndexedDocument | undefined): Extract<Explanation, { kind: 'explained' }>['joinKeys'] {
  const keys = compiled.stages[0]?.keys ?? [];
  return keys.map(({ node, field }) => {
    const value = field === undefined ? undefined : first?.values(field.field.path)[0];
    return { field: node.name, value: value === undefined ? null : String(value) };
  });
}
