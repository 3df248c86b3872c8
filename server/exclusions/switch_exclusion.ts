import type { ExclusionRow } from '../../common/api';
import { exclusionsOfRule, switchExclusion as switchInText, type Exclusion } from '../../common/exclusions';
import type { RuleContent } from '../../common/detection';
import { AppError } from '../lib/app_error';
import type { DetectionRule } from '../lib/detection_rule';
import type { RuleLocks } from '../lib/rule_locks';
import type { Place } from '../lib/rule_turns';
import { UpstreamFailure } from '../lib/upstream_failure';
import { finish, writeIntent } from './activity_store';
import { writeLastChange, type LastChange } from './exclusion_store';
import { readChanges, toRows, type ExclusionsDependencies } from './find_exclusions';

/** A rule that somebody else saves at the same moment is read again and switched anew. */
const ATTEMPTS = 5;

export interface SwitchDependencies extends ExclusionsDependencies {
  readonly locks: RuleLocks;
  readonly spaceId: string;
  readonly userName: string;
  /** The same for the same credentials: only then may one write stand for several switches. */
  readonly callerKey: () => string;
  readonly now: () => Date;
}

export interface SwitchOrder {
  readonly id: string;
  readonly on: boolean;
  readonly reason: string;
  /**
   * Looks at the text the switch is about to be made in, and throws where it must not be. Under the rule's lock: two switches, each harmless alone,
   * are looked at one after the other.
   */
  readonly guard?: (texts: SwitchTexts) => Promise<void>;
}

export interface SwitchTexts {
  readonly ruleId: string;
  readonly queryBefore: string;
  readonly queryAfter: string;
}

/** What one switch works on. */
interface Target {
  readonly exclusion: Exclusion;
  readonly content: RuleContent;
  readonly order: SwitchOrder;
  readonly dependencies: SwitchDependencies;
}

type Waiting = Place<Target, ExclusionRow>;

/**
 * Switches one exclusion in its rule's query, under the rule's lock: intent first, then the rule with the caller's own credentials, then the rule
 * is read again and must say what was meant. Switches of one caller that wait for the same rule are written into it at once, each with its own
 * intent and outcome. A switch that is there already changes nothing. Throws `not_found`, `rule_edited`, `conflict`, `forbidden`,
 * and what the order's guard throws; a refusal is written down.
 */
export async function switchExclusion(dependencies: SwitchDependencies, order: SwitchOrder): Promise<ExclusionRow> {
  const content = dependencies.ruleContents.find((rule) => exclusionsOfRule(rule).some(({ id }) => id === order.id));
  const exclusion = content && exclusionsOfRule(content).find(({ id }) => id === order.id);
  if (!exclusion || !content) throw new AppError('not_found', 'There is no such exclusion.', { details: { id: order.id } });
  const { locks, savedObjects, spaceId, callerKey } = dependencies;
  const target: Target = { exclusion, content, order, dependencies };
  return locks.share({ savedObjects, spaceId, ruleId: exclusion.ruleId }, { caller: callerKey(), subject: exclusion.id, order: target, serve: switchTogether });
}

/** All of one rule and one caller. */
async function switchTogether(places: readonly Waiting[]): Promise<void> {
  let open = places;
  for (let attempt = 1; ; attempt += 1) {
    const [first] = open;
    if (!first) return;
    const rule = await readRule(first.order);
    const steps = await planSteps(open, rule);
    const last = steps[steps.length - 1];
    if (!last) return;
    try {
      const changed = await writeRule(first.order.dependencies, rule, last.queryAfter);
      await noteDone(steps, changed);
      return;
    } catch (error) {
      await Promise.all(steps.map((step) => noteRefused(step.place.order, step.intent, error)));
      if (!(error instanceof UpstreamFailure && error.status === 409) || attempt === ATTEMPTS) throw error;
      open = steps.map(({ place }) => place);
    }
  }
}

async function readRule({ dependencies, exclusion }: Target): Promise<DetectionRule> {
  const [rule] = await dependencies.detectionEngine.findRules([exclusion.ruleId]);
  if (!rule) throw new AppError('not_found', 'The rule of this exclusion is not installed in this space.', { details: { ruleId: exclusion.ruleId } });
  return rule;
}

/** One switch that is written down and now has to get into the rule. */
interface Step {
  readonly place: Waiting;
  readonly intent: string;
  readonly made: LastChange;
  readonly queryAfter: string;
  /** Changes as they are with this one and those before it. */
  readonly changes: ReadonlyMap<string, LastChange>;
}

/** Each switch in the text that those before it leave. What needs no change, or cannot be placed, is settled here and stops no other. */
async function planSteps(open: readonly Waiting[], rule: DetectionRule): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const [first] = open;
  if (!first) return steps;
  let changes = await readChanges(first.order.dependencies.savedObjects, first.order.content, rule);
  let query = rule.query ?? '';
  let notBeforeMs = 0;
  for (const place of open) {
    try {
      const row = rowOf(place.order, { ...rule, query }, changes);
      if (row.state !== 'rule_edited' && row.on === place.order.order.on) {
        place.resolve(row);
        continue;
      }
      const step = await planStep(place, { query, isEdited: row.state === 'rule_edited', changes, notBeforeMs });
      [query, changes, notBeforeMs] = [step.queryAfter, step.changes, Date.parse(step.made.at) + 1];
      steps.push(step);
    } catch (error) {
      place.reject(error);
    }
  }
  return steps;
}

interface Before {
  readonly query: string;
  readonly isEdited: boolean;
  readonly changes: ReadonlyMap<string, LastChange>;
  /** Later than the step before, so that the list of what was done keeps its order. */
  readonly notBeforeMs: number;
}

async function planStep(place: Waiting, { query, isEdited, changes, notBeforeMs }: Before): Promise<Step> {
  const { exclusion, order, dependencies } = place.order;
  const { savedObjects, userName, now } = dependencies;
  const queryAfter = isEdited ? undefined : textAfter(place.order, query);
  const made: LastChange = { by: userName, at: new Date(Math.max(now().getTime(), notBeforeMs)).toISOString(), reason: order.reason, on: order.on };
  const { id, ruleId, position, field, value } = exclusion;
  const intent = await writeIntent(savedObjects, { exclusionId: id, ruleId, position, field, value, ...made, outcome: 'intended', queryBefore: query, ...(queryAfter === undefined ? {} : { queryAfter }) });
  try {
    if (queryAfter === undefined) throw new AppError('rule_edited', 'The rule was edited by hand so that this switch cannot be placed.', { details: { ruleId } });
    await order.guard?.({ ruleId, queryBefore: query, queryAfter });
    return { place, intent, made, queryAfter, changes: new Map([...changes, [id, made]]) };
  } catch (error) {
    await noteRefused(place.order, intent, error);
    throw error;
  }
}

/** Answers only when all is noted, and shown by a search: the last note refreshes for all. */
async function noteDone(steps: readonly Step[], changed: DetectionRule): Promise<void> {
  const others = steps.slice(0, -1);
  const last = steps.slice(-1);
  const note = async (step: Step, refresh: boolean): Promise<() => void> => {
    const { place, made, queryAfter, changes, intent } = step;
    const { savedObjects } = place.order.dependencies;
    const { id } = place.order.exclusion;
    try {
      const isLatest = !steps.slice(steps.indexOf(step) + 1).some((later) => later.place.order.exclusion.id === id);
      if (isLatest) await writeLastChange(savedObjects, id, made);
      await finish(savedObjects, intent, { outcome: 'done' }, { refresh });
      return () => place.resolve(rowOf(place.order, { ...changed, query: queryAfter }, changes));
    } catch (error) {
      await noteRefused(place.order, intent, error);
      return () => place.reject(error);
    }
  };
  const settle = await Promise.all(others.map((step) => note(step, false)));
  for (const step of last) settle.push(await note(step, true));
  for (const answer of settle) answer();
}

async function noteRefused({ dependencies }: Target, intent: string, error: unknown): Promise<void> {
  await finish(dependencies.savedObjects, intent, { outcome: 'refused', errorCode: error instanceof AppError ? error.code : 'internal' }).catch(() => undefined);
}

function rowOf({ content, exclusion }: Target, rule: DetectionRule, changes: ReadonlyMap<string, LastChange>): ExclusionRow {
  const row = toRows(content, rule, changes).find(({ id }) => id === exclusion.id);
  if (!row) throw new AppError('not_found', 'There is no such exclusion.', { details: { id: exclusion.id } });
  return row;
}

function textAfter({ exclusion, content, order }: Target, text: string): string | undefined {
  return switchInText({ text, seedText: content.query, exclusions: exclusionsOfRule(content), exclusion, on: order.on });
}

/**
 * The rule is looked at once more right before it is written, and after: whoever saves it in Kibana at this very moment does not ask for our
 * lock. More than one new revision, or another text than ours, means that somebody did.
 */
async function writeRule({ detectionEngine }: SwitchDependencies, rule: DetectionRule, query: string): Promise<DetectionRule> {
  const before = await detectionEngine.getRule(rule.id);
  if (before?.query !== rule.query) throw new UpstreamFailure(409, 'The rule was changed in the meantime.');
  await detectionEngine.patchRule(rule.id, { query });
  const after = await detectionEngine.getRule(rule.id);
  const isOurs = after?.query === query && (before?.revision === undefined || after.revision === undefined || after.revision <= before.revision + 1);
  if (!after || !isOurs) throw new AppError('conflict', 'The rule was changed by somebody else at the same moment. Look at it before switching again.', { details: { ruleId: rule.rule_id, revision: after?.revision } });
  return after;
}
