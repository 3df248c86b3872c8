import type { TimelineRow } from '../../../common/timeline';

/** What was done, from the action that the source recorded; `other` is shown as it is recorded. */
export type RowAction = 'started' | 'ended' | 'created' | 'changed' | 'deleted' | 'renamed' | 'other';

const actions: ReadonlyArray<readonly [RegExp, RowAction]> = [
  [/^(?:start|exec|fork|process.create|process.creation)\b/, 'started'],
  [/^(?:end|stop|exit|process.terminat)/, 'ended'],
  [/^(?:creation|created?|filecreate|file.created?|createkey)\b/, 'created'],
  [/^(?:deletion|deleted?|file.delet|deletekey|deletevalue)/, 'deleted'],
  [/^(?:rename|renamed)\b/, 'renamed'],
  [/^(?:modification|modified|change|changed|overwrite|setvalue|file.creation.time|registry)/, 'changed'],
];

/** Actions of Elastic Defend, Sysmon and Winlogbeat in common words. A process row without an action is a start: only those are shown there. */
export function actionOf({ lane, action }: Pick<TimelineRow, 'lane' | 'action'>): RowAction {
  if (action === undefined || action === '') return lane === 'process' ? 'started' : lane === 'registry' ? 'changed' : 'created';
  const word = action.toLowerCase().replace(/[_-]/g, ' ');
  return actions.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}
