import type { StagingEvent } from './staging_event';

export type WorkflowStatus = 'open' | 'acknowledged' | 'closed';
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/**
 * What ties the events of a sequence together: equal `process.entity_id`; equal `user.name` and the file's directory named by the process;
 * or nothing more than the host. Absent for a single event.
 */
export type JoinStrength = 'same_process' | 'same_user_and_folder' | 'host_only';

/** What a threshold rule counted (`kibana.alert.threshold_result`). */
export interface Counted {
  /** Documents: events, or alerts where the rule reads those. */
  readonly count: number;
  /** Begin of the time they were counted in. */
  readonly from?: string;
  /** What they have in common. */
  readonly terms: ReadonlyArray<{ readonly field: string; readonly value: string }>;
  /** Of how many values of another field they are. */
  readonly different: ReadonlyArray<{ readonly field: string; readonly value: number }>;
  /** Names of the staging rules whose alerts were counted; empty where events were, or where it could not be told. */
  readonly ruleNames: readonly string[];
}

/** One staging alert as people see it: the shell of a sequence with its building blocks, or the alert of a single event. */
export interface Episode {
  /** `kibana.alert.uuid` of the shell or of the single alert; its `_id` too. */
  readonly id: string;
  /** Concrete index of that document. */
  readonly index: string;
  /** `@timestamp` of the alert: when it was created. Time range and order use it. */
  readonly createdAt: string;
  /** Time of the first event, from the building blocks. */
  readonly occurredAt: string;
  readonly status: WorkflowStatus;
  readonly severity: Severity;
  readonly riskScore: number;
  readonly rule: { readonly ruleId: string; readonly uuid: string; readonly name: string };
  readonly host: { readonly id?: string; readonly name?: string };
  readonly user: { readonly name?: string };
  readonly parent?: { readonly name?: string; readonly executable?: string };
  readonly joinStrength?: JoinStrength;
  /** Of a threshold rule alone. */
  readonly counted?: Counted;
  /** Of an exercise: all of its events carry the tag for that (`test_marker.ts`). */
  readonly isTest: boolean;
  /** In order of position. A building block that is not there any more is counted in `missingEvents`. */
  readonly events: readonly StagingEvent[];
  readonly missingEvents: number;
  /** Ids of all alert documents that belong to it: the shell and its building blocks. */
  readonly documentIds: readonly string[];
}
