import type { EventStyle } from '../detection';
import type { EventIndex, FoundAlert } from '../rule_run';
import { alertDocumentsOf, readsAlerts, worldWithAlerts, type AlertsOfRule } from './alert_world';
import type { CorpusTest } from './coverage_corpus';
import { judge, judgeInSteps, makeJudge, type Judge, type Judged, type JudgeOrder, type RuleUnderTest } from './judge';
import type { AlertDocument } from './sources';

/** Alerts of a rule on a test in a style, by what decides them; whoever keeps them knows the hashes. */
export interface KnownAlerts {
  get(underTest: RuleUnderTest, test: CorpusTest, style: EventStyle): readonly FoundAlert[] | undefined;
  set(underTest: RuleUnderTest, test: CorpusTest, style: EventStyle, alerts: readonly FoundAlert[]): void;
}

type Place = Omit<JudgeOrder, 'world'>;

/** Rules and tests of one run: each rule is read once, each pair judged once, and the alerts on a test are gathered once for all rules that read alerts. */
export class TestBench {
  private readonly judges = new Map<RuleUnderTest, Judge>();
  private readonly found = new Map<RuleUnderTest, Map<CorpusTest, Map<EventStyle, readonly FoundAlert[]>>>();
  private readonly worlds = new Map<CorpusTest, Map<EventStyle, readonly EventIndex[]>>();

  /** @param alertsFrom rules whose alerts those that read alerts find */
  constructor(
    private readonly alertsFrom: readonly RuleUnderTest[],
    private readonly known?: KnownAlerts
  ) {}

  judge(underTest: RuleUnderTest, place: Place): Judged {
    const steps = this.judgeInSteps(underTest, place);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }

  *judgeInSteps(underTest: RuleUnderTest, place: Place): Generator<undefined, Judged> {
    const { test, style } = place;
    if (readsAlerts(underTest)) yield* this.gatherAlerts(test, style);
    const judged = yield* judgeInSteps(this.judgeOf(underTest), readsAlerts(underTest) ? { ...place, world: () => this.worldOf(test, style) } : place);
    this.keep(underTest, test, style, judged.alerts);
    if (underTest.exceptionsProblem === undefined) this.known?.set(underTest, test, style, judged.alerts);
    return judged;
  }

  /** Runs whatever is still missing of the alerts on a test, one rule a step. */
  *gatherAlerts(test: CorpusTest, style: EventStyle): Generator<undefined> {
    for (const underTest of this.alertsFrom) {
      if (readsAlerts(underTest) || this.found.get(underTest)?.get(test)?.get(style)) continue;
      const known = this.knownOf(underTest, test, style);
      if (known) this.keep(underTest, test, style, known);
      else {
        this.keep(underTest, test, style, this.alertsOf(underTest, test, style));
        yield undefined;
      }
    }
  }

  /** Whether a rule alerts on a test, run by run; what is known of earlier runs is not run again, and what hides it is not looked for. */
  *alertsOnInSteps(underTest: RuleUnderTest, test: CorpusTest, style: EventStyle): Generator<undefined, boolean> {
    const isReader = readsAlerts(underTest);
    if (isReader) yield* this.gatherAlerts(test, style);
    const found = this.found.get(underTest)?.get(test)?.get(style) ?? (isReader ? undefined : this.knownOf(underTest, test, style));
    if (found) return found.length > 0;
    const alerts = this.alertsOf(underTest, test, style);
    this.keep(underTest, test, style, alerts);
    yield undefined;
    return alerts.length > 0;
  }

  /** The alerts that the other rules gave on a test, as documents. */
  alertDocuments(test: CorpusTest, style: EventStyle): AlertDocument[] {
    for (const _ of this.gatherAlerts(test, style));
    const given = this.alertsFrom.map((by): AlertsOfRule => ({ by, alerts: this.found.get(by)?.get(test)?.get(style) ?? [] }));
    return alertDocumentsOf(test.events[style] ?? [], given);
  }

  /** Only whether it alerts is asked: not what hides it. A rule that could not be run gives no alerts, and its own cell says so. */
  private alertsOf(underTest: RuleUnderTest, test: CorpusTest, style: EventStyle): readonly FoundAlert[] {
    const world = readsAlerts(underTest) ? { world: () => this.worldOf(test, style) } : {};
    const { alerts } = judge({ ...this.judgeOf(underTest), exclusions: () => [] }, { test, style, ranAt: '', ...world });
    if (underTest.exceptionsProblem === undefined) this.known?.set(underTest, test, style, alerts);
    return alerts;
  }

  private knownOf(underTest: RuleUnderTest, test: CorpusTest, style: EventStyle): readonly FoundAlert[] | undefined {
    return underTest.exceptionsProblem === undefined ? this.known?.get(underTest, test, style) : undefined;
  }

  private worldOf(test: CorpusTest, style: EventStyle): readonly EventIndex[] {
    const ofTest = this.worlds.get(test) ?? new Map<EventStyle, readonly EventIndex[]>();
    this.worlds.set(test, ofTest);
    const world = ofTest.get(style) ?? worldWithAlerts(test, style, this.alertDocuments(test, style));
    ofTest.set(style, world);
    return world;
  }

  private judgeOf(underTest: RuleUnderTest): Judge {
    const made = this.judges.get(underTest) ?? makeJudge(underTest);
    this.judges.set(underTest, made);
    return made;
  }

  private keep(underTest: RuleUnderTest, test: CorpusTest, style: EventStyle, alerts: readonly FoundAlert[]): void {
    const ofRule = this.found.get(underTest) ?? new Map<CorpusTest, Map<EventStyle, readonly FoundAlert[]>>();
    const ofTest = ofRule.get(test) ?? new Map<EventStyle, readonly FoundAlert[]>();
    this.found.set(underTest, ofRule.set(test, ofTest.set(style, alerts)));
  }
}
