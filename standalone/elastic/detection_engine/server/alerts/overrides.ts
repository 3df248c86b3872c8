import type { StoredRule } from '../rules/rule';
import { valueAt } from './document_values';
import type { Document } from './document_values';

/** Name, severity and risk score of one alert, after the rule's overrides by fields of the event. */
export interface AlertOverrides {
  readonly name: string;
  readonly severity: string;
  readonly riskScore: number;
}

const severityOrder = ['low', 'medium', 'high', 'critical'];

const values = (document: Document, path: string): unknown[] => {
  const found = valueAt(document, path);
  return found === undefined || found === null ? [] : Array.isArray(found) ? found : [found];
};

/** The rule's own name, severity and risk score: what building blocks carry (`detection-engine.md` §4.3). */
export function withoutOverrides({ attributes }: StoredRule): AlertOverrides {
  return { name: attributes.name, severity: attributes.params.severity, riskScore: attributes.params.riskScore };
}

/** The overrides that a rule asks for by `rule_name_override`, `severity_mapping` and `risk_score_mapping` (`detection-engine.md` §1.2). */
export function withOverrides(rule: StoredRule, document: Document): AlertOverrides {
  const { params } = rule.attributes;
  const own = withoutOverrides(rule);
  const name = params.ruleNameOverride === undefined ? undefined : values(document, params.ruleNameOverride).find((value) => typeof value === 'string');
  const severities = params.severityMapping.filter(({ field, value }) => values(document, field).some((found) => String(found) === value)).map(({ severity }) => severity);
  const highest = severities.sort((left, right) => severityOrder.indexOf(right) - severityOrder.indexOf(left))[0];
  const score = params.riskScoreMapping.flatMap(({ field }) => values(document, field)).find((value) => Number(value) >= 0 && Number(value) <= 100);
  return { name: typeof name === 'string' ? name : own.name, severity: highest ?? own.severity, riskScore: score === undefined ? own.riskScore : Number(score) };
}
