/** Which host is meant: by id, by name, or by both. */
export interface HostName {
  readonly hostId?: string;
  readonly hostName?: string;
}

type Clause = Record<string, unknown>;

/** An id is enough where there is one; sources that forward events may carry the name alone, so the name counts where the id is missing. */
export function ofHost({ hostId, hostName }: HostName): Clause {
  const byId = { term: { 'host.id': hostId } };
  const byName = { term: { 'host.name': hostName } };
  if (hostId === undefined) return byName;
  if (hostName === undefined) return byId;
  const nameAlone = { bool: { filter: [byName], must_not: [{ exists: { field: 'host.id' } }] } };
  return { bool: { should: [byId, nameAlone], minimum_should_match: 1 } };
}

export const lanes = ['process', 'file', 'registry'] as const;
export type Lane = (typeof lanes)[number];

export const inLanes: Clause = { terms: { 'event.category': lanes } };

/** What a row of the timeline shows of an event. */
export const eventFields: readonly string[] = ['@timestamp', 'event', 'data_stream', 'host', 'user', 'process', 'file', 'registry'];
