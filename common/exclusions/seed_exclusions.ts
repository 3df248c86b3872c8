import type { Exclusion } from './exclusion';

export const seedSequenceRuleId = 'staging-watch-seed-eql-sequence';

const shared = ['MsMpEng.exe', 'svchost.exe', 'TiWorker.exe', 'wuauclt.exe', 'msiexec.exe'];

/** The lists of the seed sequence, in its order: parents of event 1, processes of event 2. */
const lists = [
  { position: 1, category: 'process', field: 'process.parent.name', values: shared },
  { position: 2, category: 'file', field: 'process.name', values: [...shared, 'OneDrive.exe', 'Teams.exe', 'Slack.exe'] },
];

/** The 13 exclusions that the seed sequence brings. Their ids never change. */
export const seedExclusions: readonly Exclusion[] = lists.flatMap(({ position, category, field, values }) =>
  values.map((value) => ({
    id: `${seedSequenceRuleId}.event-${position}.${field}.${value.toLowerCase()}`,
    source: 'seed' as const,
    ruleId: seedSequenceRuleId,
    position,
    category,
    field,
    value,
  }))
);
