/**
 * One condition that keeps a rule's clause from matching, shown as a row with a switch. `position` is 1 for "event 1" of the sequence.
 */
export interface Exclusion {
  /** Stable over restarts and spaces: made of rule, position, field and value. */
  readonly id: string;
  readonly source: 'seed' | 'project';
  /** The rule's `rule_id`. */
  readonly ruleId: string;
  readonly position: number;
  /** Category of the event the clause is about: process, file, … */
  readonly category: string;
  /** Of a condition: the fields it names, with commas between. */
  readonly field: string;
  /** Of a condition: its text. */
  readonly value: string;
  /** Where the exclusion is not one value of a list but a whole operand `not (<condition>)` of the clause's outermost `and`. */
  readonly condition?: string;
  /** Language of the rule's text and of the condition; EQL where absent. A KQL rule is one clause. */
  readonly language?: 'eql' | 'kuery';
  readonly strength?: 'strong' | 'medium' | 'weak';
  /** Why it is there. */
  readonly reason?: string;
  /** What an attacker could hide behind it. */
  readonly risk?: string;
}

export type ExclusionState =
  | 'on'
  | 'off'
  /** The rule's query was edited by a person so that the switch cannot be placed. */
  | 'rule_edited'
  /** The rule is not installed in this space. */
  | 'rule_missing';
