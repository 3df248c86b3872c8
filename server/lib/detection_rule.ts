import type { ExceptionListReference } from './exception_item';

/** Parts of a rule as the detection engine gives them (`detection-engine.md` §1.2, §1.3); names are its own. */
export interface DetectionRule {
  readonly id: string;
  readonly rule_id: string;
  readonly name: string;
  readonly description: string;
  readonly type: 'eql' | 'query' | 'threshold' | 'new_terms' | 'esql';
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly risk_score: number;
  readonly enabled: boolean;
  readonly interval: string;
  readonly from: string;
  readonly to: string;
  readonly max_signals: number;
  readonly revision?: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly updated_by: string;
  readonly language?: string;
  readonly query?: string;
  readonly index?: readonly string[];
  readonly tiebreaker_field?: string;
  readonly threshold?: RuleThreshold;
  readonly new_terms_fields?: readonly string[];
  readonly history_window_start?: string;
  readonly building_block_type?: string;
  readonly exceptions_list?: readonly ExceptionListReference[];
  /** The investigation guide, Markdown. */
  readonly note?: string;
  readonly tags: readonly string[];
  readonly threat: readonly RuleThreat[];
  readonly execution_summary?: { readonly last_execution?: { readonly date: string; readonly status: string; readonly message: string } };
}

export interface RuleThreshold {
  /** Written as a list; older versions give a single name back as text. */
  readonly field: readonly string[] | string;
  readonly value: number;
  readonly cardinality?: ReadonlyArray<{ readonly field: string; readonly value: number }>;
}

export interface RuleThreat {
  readonly framework: string;
  readonly tactic: ThreatName;
  readonly technique?: ReadonlyArray<ThreatName & { readonly subtechnique?: readonly ThreatName[] }>;
}

interface ThreatName {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

/** What we write into a rule. */
export type RuleWrite = Pick<DetectionRule, 'rule_id' | 'name' | 'description' | 'severity' | 'risk_score' | 'interval' | 'from' | 'to' | 'max_signals' | 'query' | 'index' | 'tiebreaker_field' | 'threshold' | 'new_terms_fields' | 'history_window_start' | 'building_block_type' | 'note' | 'tags' | 'threat'> & {
  readonly type: DetectionRule['type'];
  readonly language: 'eql' | 'kuery' | 'esql';
  readonly author: readonly string[];
  readonly references: readonly string[];
  readonly false_positives: readonly string[];
};

/** Answer of the privileges route: is the caller logged in, and can rules be saved at all. */
export interface EngineRights {
  readonly is_authenticated: boolean;
  readonly has_encryption_key: boolean;
}
