import type { EventStyle } from '../detection';

/** `test`: staging that has to be caught; `neighbour`: a behaviour close by; `benign`: has to stay silent; `own`: a test a user added. */
export type TestKind = 'test' | 'neighbour' | 'benign' | 'own';
export type TestPlatform = 'windows' | 'linux' | 'macos' | 'freebsd';

/**
 * What one rule says to one test in one style. `silent` and `alerted` are for benign tests, where an alert is the fault. `stale`: the rule or the
 * events are not those of the last run any more. `error`: the rule could not be run, which is no miss.
 */
export type Verdict = 'detected' | 'missed' | 'hidden_by_exclusion' | 'not_applicable' | 'silent' | 'alerted' | 'stale' | 'error';

/** Reasons as codes; the words are made in the UI. `detail` is data: a message of the engine, names of indices, a sentence of the test's author. */
export type VerdictReasonCode =
  | 'test_not_applicable' /* the test says so itself; `detail` is its reason */
  | 'other_indices' /* the rule reads no index in which events of this style lie */
  | 'other_platform' /* the rule asks for another operating system */
  | 'rule_missing'
  | 'rule_changed'
  | 'corpus_changed'
  | 'not_run_yet'
  | 'run_failed' /* `detail` is the message */
  | 'unsupported' /* `detail` names what this engine does not run */
  | 'measured_by_twin' /* this engine does not run the rule's language; `detail` is the rule that sees the same */
  | 'exceptions_unreadable'; /* the rule's exceptions cannot be told; `detail` says why */

export interface VerdictReason {
  readonly code: VerdictReasonCode;
  readonly detail?: string;
}

export interface CellResult {
  readonly style: EventStyle;
  readonly verdict: Verdict;
  readonly why?: VerdictReason;
  /** For `hidden_by_exclusion`: those without which the rule alerts. Ids of the rule's exclusions, or of exception lists. */
  readonly exclusionIds?: readonly string[];
  /** How many alerts the rule gave. */
  readonly alerts: number;
  /** For `stale`: what the last run found. */
  readonly lastVerdict?: Verdict;
  /** ISO 8601; empty where it never ran. */
  readonly ranAt: string;
}

/** One rule on one test. */
export interface CoverageCell {
  readonly ruleId: string;
  readonly testId: string;
  /** Whether this very rule has to catch this test. */
  readonly required: boolean;
  readonly results: readonly CellResult[];
}

export interface CoverageTest {
  readonly testId: string;
  /** Where several rows play the same test in different ways, the test's name. */
  readonly variantOf?: string;
  readonly title: string;
  readonly kind: TestKind;
  /** Where the behaviour is described: an address, or words. */
  readonly source: string;
  readonly platform: TestPlatform;
  /** Styles in which there are events. */
  readonly styles: readonly EventStyle[];
  /** Styles that cannot carry it, and why. */
  readonly notApplicable: ReadonlyArray<{ readonly style: EventStyle; readonly why: string }>;
  /** Rules that have to catch it, by `rule_id`. */
  readonly caughtBy: readonly string[];
}

export interface CoverageRule {
  readonly ruleId: string;
  readonly name: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly seed: 'verbatim' | 'corrected' | 'port' | 'own';
  readonly state: 'installed' | 'edited' | 'missing' | 'deleted';
  readonly enabled: boolean;
  /** A signal too weak to be shown alone: it catches nothing by itself. */
  readonly buildingBlock: boolean;
  /** Of what decides its alerts: text, indices, exceptions. Empty for a rule that is not there. */
  readonly ruleHash: string;
}

export type CoverageProblemCode =
  | 'required_not_detected' /* `ruleId` has to catch `testId` and does not */
  | 'not_caught' /* no rule catches `testId` in `style` */
  | 'benign_alerted' /* a rule of medium severity or more alerts on a look-alike */
  | 'could_not_run';

/** A cell or a row that is not as it has to be. */
export interface CoverageProblem {
  readonly code: CoverageProblemCode;
  readonly testId: string;
  readonly ruleId?: string;
  readonly style?: EventStyle;
}

export interface CoverageSummary {
  /** Tests of kind `test` that apply, and how many of them some rule catches in every style that has events. */
  readonly tests: number;
  readonly caught: number;
  readonly neighbours: number;
  readonly neighboursCaught: number;
  readonly benign: number;
  /** Look-alikes on which no rule of medium severity or more alerts. */
  readonly benignSilent: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly problems: readonly CoverageProblem[];
}

export interface CoverageRun {
  readonly tests: readonly CoverageTest[];
  readonly rules: readonly CoverageRule[];
  readonly cells: readonly CoverageCell[];
  readonly corpusHash: string;
  /** When it was run last; absent where it never was. */
  readonly ranAt?: string;
  /** The run before. */
  readonly previous?: { readonly ranAt: string; readonly corpusHash: string };
  readonly summary: CoverageSummary;
  /** Stale cells are being run in the background right now. */
  readonly isRefreshing?: boolean;
}

/** One verdict that is another than before. */
export interface CoverageChange {
  readonly ruleId: string;
  readonly testId: string;
  readonly style: EventStyle;
  /** Absent where the cell was not there. */
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** What hid it, on either side. */
  readonly exclusionIds?: readonly string[];
}
