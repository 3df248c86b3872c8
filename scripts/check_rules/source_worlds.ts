import { eventStyleSchema, type EventStyle, type RuleContent } from '../../common/detection';
import type { EventIndex } from '../../common/rule_run';
import { indexNamesOf, sourceMappingFor, toEventIndices } from '../../fixtures/source_mappings';
import type { EvidenceCase } from './rule_under_check';

export const eventStyles: readonly EventStyle[] = eventStyleSchema.options;

/** The indices of one source, without events: what a deployment has that collects nothing else. */
export function emptyWorld(style: EventStyle): EventIndex[] {
  return indexNamesOf(style).map((name) => ({ name, mapping: sourceMappingFor(name), documents: [] }));
}

/** The events of a case, each in its index, beside the source's other indices. */
export function worldOf({ style, events }: EvidenceCase): EventIndex[] {
  const filled = toEventIndices(events, { style });
  return [...filled, ...emptyWorld(style).filter(({ name }) => filled.every((index) => index.name !== name))];
}

/** The styles a rule says it sees, in order of first mention. */
export function claimedStyles({ data }: Pick<RuleContent, 'data'>): EventStyle[] {
  return [...new Set(data.flatMap(({ sources }) => sources.map(({ style }) => style)))];
}
