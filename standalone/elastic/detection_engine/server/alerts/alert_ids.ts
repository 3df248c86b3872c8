import { createHash } from 'node:crypto';

/** What an alert came from: a source event, or (in a sequence) the building block made of it. */
export interface Ancestor {
  readonly id: string;
  readonly type: 'event' | 'signal';
  readonly index: string;
  readonly depth: number;
  readonly rule?: string;
}

/** The event that an alert is made of. `version` is what the search answered, which rules never ask for. */
export interface EventIdentity {
  readonly index: string;
  readonly id: string;
  readonly version?: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const ancestorText = (ancestors: readonly Ancestor[]): string => ancestors.map(({ id, index }) => `${id}${index}`).join('');

/**
 * Id of the alert of one event (`detection-engine.md` §4.5, first recipe). An absent version takes part as the text
 * `undefined`, as it does in Kibana.
 */
export function eventAlertId(event: EventIdentity, spaceId: string, ruleUuid: string): string {
  return sha256(`${event.index}${event.id}${String(event.version)}${spaceId}:${ruleUuid}`);
}

/**
 * Ids of the building blocks of one sequence, in its order (`detection-engine.md` §4.5, second recipe).
 * @param ancestorsByBlock for each block, the ancestors of that block
 */
export function buildingBlockIds(ancestorsByBlock: ReadonlyArray<readonly Ancestor[]>, ruleUuid: string): string[] {
  const base = ancestorsByBlock.map((ancestors) => `${ancestorText(ancestors)}${ruleUuid}`).join('');
  return ancestorsByBlock.map((_, position) => sha256(`${base}${String(position)}`));
}

/** Id of an alert that is named by its ancestors, as the shell of a sequence is (`detection-engine.md` §4.5, third recipe). */
export function shellAlertId(ancestors: readonly Ancestor[], ruleUuid: string): string {
  return sha256(`${ancestorText(ancestors)}${ruleUuid}`);
}
