import { compile, KqlConversionError, KqlSyntaxError, operandText, parse, type ClauseTrace, type CompiledKql, type KqlNode, type KqlTrace } from '../kql';
import { ElasticsearchError } from '../query_dsl';
import type { EpisodeToExplain } from './explain_episode';
import type { EventExplanation, Explanation, PredicateExplanation } from './explanation';
import { readForExplanation, type ReadableDocuments } from './explanation_mapping';

/** Explains the one event of a KQL rule, by the query as rules convert it. */
export function explainKql({ rule, events }: EpisodeToExplain): Explanation {
  const [event] = events;
  if (!event) return { kind: 'not_explained', problem: 'event_missing' };
  const node = parsed(rule.query);
  if (!node) return { kind: 'not_explained', problem: 'query_invalid' };
  const readable = readForExplanation([event.document], fieldsOfKql(node));
  const compiled = compiledFor(node, readable);
  const document = readable.documents[0];
  if (!compiled || !document) return { kind: 'not_explained', problem: 'query_invalid' };
  const traced = compiled.trace(document);
  if (!traced.matched) return { kind: 'not_explained', problem: 'rule_changed' };
  const explained: EventExplanation = { position: event.position, ...explainKqlTrace(traced) };
  return { kind: 'explained', query: rule.query, language: 'kuery', events: [explained], joinKeys: [] };
}

function parsed(text: string): KqlNode | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof KqlSyntaxError) return undefined;
    throw error;
  }
}

function compiledFor(node: KqlNode, { mapping }: ReadableDocuments): CompiledKql | undefined {
  try {
    return compile(node, { mapping, context: { now: 0 } });
  } catch (error) {
    if (error instanceof KqlConversionError || error instanceof ElasticsearchError) return undefined;
    throw error;
  }
}

/** The branch that held and the clauses that decided, of a trace that matched. */
export function explainKqlTrace(traced: KqlTrace): Omit<EventExplanation, 'position'> {
  return { ...(traced.branch ? { branch: traced.branch } : {}), predicates: traced.clauses.flatMap(explainClause) };
}

/** Full names of the fields the query writes out; patterns of names and values without a field have none. */
export function fieldsOfKql(node: KqlNode, parent = ''): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => fieldsOfKql(child, parent));
    case 'not':
      return fieldsOfKql(node.child, parent);
    case 'nested':
      return fieldsOfKql(node.child, `${parent}${operandText(node.path)}.`);
    default:
      return node.field.type === 'literal' && typeof node.field.value === 'string' ? [`${parent}${operandText(node.field)}`] : [];
  }
}

function explainClause(clause: ClauseTrace): PredicateExplanation[] {
  if (clause.outcome !== 'matched' && clause.outcome !== 'did_not_exclude') return [];
  const { outcome, field, operator, pattern, text, element, spans, location } = clause;
  return [{ outcome, field, operator, pattern, ...(text === undefined ? {} : { text }), ...(element === undefined ? {} : { element }), spans: outcome === 'matched' ? spans : [], location }];
}
