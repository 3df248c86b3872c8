import { flattenDocument, type EventStyle, type SourceDocument } from '../detection';
import { indexDocument, type JsonObject, type JsonValue } from '../query_dsl';
import { selectIndices, type EventIndex, type EventPlace, type FoundAlert } from '../rule_run';
import { worldOf, type CorpusTest } from './coverage_corpus';
import type { RuleUnderTest } from './judge';
import { indexNamesOf, sourceMappingFor, toAlertDocuments, type AlertDocument } from './sources';

const alertIndices = (documents: EventIndex['documents']): EventIndex[] => indexNamesOf('alerts').map((name) => ({ name, mapping: sourceMappingFor(name), documents }));

/** Whether the rule searches alerts: it is run after the others, on what they found. */
export function readsAlerts({ runnable }: RuleUnderTest): boolean {
  return runnable !== undefined && selectIndices(runnable.index ?? [], alertIndices([])).length > 0;
}

/** The alerts that one rule gave on a test. */
export interface AlertsOfRule {
  readonly by: RuleUnderTest;
  readonly alerts: readonly FoundAlert[];
}

/** Alerts on a test as the detection engine would write them, oldest first; building blocks and those of each event of a sequence too. */
export function alertDocumentsOf(events: readonly SourceDocument[], given: readonly AlertsOfRule[]): AlertDocument[] {
  const flat = new Map<string, JsonObject>();
  const sourceOf = ({ id }: EventPlace): JsonObject => {
    const known = flat.get(id) ?? flatten(events[Number(id) - 1] ?? {});
    flat.set(id, known);
    return known;
  };
  const documents = given.flatMap(({ by, alerts }) => alerts.flatMap((alert) => toAlertDocuments(alertingRule(by), alert, sourceOf)));
  return documents.sort((one, other) => (String(one.document['@timestamp']) < String(other.document['@timestamp']) ? -1 : 1));
}

/** The indices of a test with the alerts on it. Throws ElasticsearchError for an alert that no index would take. */
export function worldWithAlerts(test: CorpusTest, style: EventStyle, documents: readonly AlertDocument[]): EventIndex[] {
  const [index] = alertIndices([]);
  const indexed = index ? documents.map(({ id, document }) => indexDocument(index.mapping, document, { id }).document) : [];
  return [...worldOf(test.events[style] ?? [], style).indices, ...alertIndices(indexed)];
}

function alertingRule({ rule, runnable, tags, alertFacts }: RuleUnderTest): Parameters<typeof toAlertDocuments>[0] {
  const { ruleId, name, severity } = rule;
  const { type = 'query', building_block_type, threshold, new_terms_fields } = runnable ?? {};
  const { risk_score = 0, threat = [] } = alertFacts ?? {};
  return { rule_id: ruleId, name, severity, type, risk_score, tags, threat, ...(building_block_type === undefined ? {} : { building_block_type }), ...(threshold ? { threshold } : {}), ...(new_terms_fields ? { new_terms_fields } : {}) };
}

function flatten(document: SourceDocument): JsonObject {
  return Object.fromEntries([...flattenDocument(document)].map(([name, values]) => [name, (values.length === 1 ? values[0] : [...values]) as JsonValue]));
}
