import type { ExceptionListReference, Threshold } from './rule_parts_schema';
import type { SupportedRuleType } from './rule_schema';

/** Parameters of a stored rule: camelCase keys, values as the API takes them (recording `alerting-rule-get`). */
export interface RuleParams {
  readonly type: SupportedRuleType;
  readonly ruleId: string;
  readonly description: string;
  readonly riskScore: number;
  readonly severity: string;
  readonly from: string;
  readonly to: string;
  readonly maxSignals: number;
  readonly version: number;
  readonly immutable: boolean;
  readonly exceptionsList: readonly ExceptionListReference[];
  readonly riskScoreMapping: ReadonlyArray<{ readonly field: string; readonly value: string; readonly risk_score?: number }>;
  readonly severityMapping: ReadonlyArray<{ readonly field: string; readonly value: string; readonly severity: string }>;
  readonly query?: string;
  readonly language?: string;
  readonly index?: readonly string[];
  readonly dataViewId?: string;
  readonly filters?: readonly unknown[];
  readonly eventCategoryOverride?: string;
  readonly tiebreakerField?: string;
  readonly timestampField?: string;
  readonly timestampOverride?: string;
  readonly timestampOverrideFallbackDisabled?: boolean;
  readonly ruleNameOverride?: string;
  readonly buildingBlockType?: string;
  readonly threshold?: Threshold;
  readonly newTermsFields?: readonly string[];
  readonly historyWindowStart?: string;
  readonly [other: string]: unknown;
}

/** Attributes of the saved object of a rule, the alerting framework's form as far as it is used here. */
export interface RuleAttributes {
  readonly name: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  readonly alertTypeId: string;
  readonly consumer: 'siem';
  readonly schedule: { readonly interval: string };
  readonly params: RuleParams;
  readonly actions: readonly unknown[];
  readonly throttle: string | null;
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  /** Base64 of `id:key`, the credentials that the rule runs with; null when it has none. */
  readonly apiKey: string | null;
  readonly apiKeyOwner: string | null;
  readonly apiKeyCreatedByUser: boolean | null;
}

/** A rule as it is stored: its UUID, its space, the version for optimistic locking. */
export interface StoredRule {
  readonly id: string;
  readonly spaceId: string;
  readonly version: string | undefined;
  readonly attributes: RuleAttributes;
}

/** Ids of the alerting rule types behind the rule types of the API (recording `rule-types-selected`), and their names on alerts. */
export const alertingTypes: Readonly<Record<SupportedRuleType, { readonly id: string; readonly category: string }>> = {
  eql: { id: 'siem.eqlRule', category: 'Event Correlation Rule' },
  query: { id: 'siem.queryRule', category: 'Custom Query Rule' },
  threshold: { id: 'siem.thresholdRule', category: 'Threshold Rule' },
  new_terms: { id: 'siem.newTermsRule', category: 'New Terms Rule' },
};
