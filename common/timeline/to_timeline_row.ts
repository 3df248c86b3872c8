import type { StagingEvent } from '../detection';
import type { TimelineRow } from './timeline_row';

/** One event as a row of its own. Undefined for events of other kinds. */
export function toTimelineRow(event: StagingEvent): TimelineRow | undefined {
  const { category: lane } = event;
  if (lane !== 'process' && lane !== 'file' && lane !== 'registry') return undefined;
  const id = `${event.index}/${event.id}`;
  const { process, file, registry } = event;
  return {
    id,
    lane,
    occurredAt: event.occurredAt,
    ingestedAt: event.ingestedAt,
    lagMs: event.ingestedAt === undefined ? undefined : Date.parse(event.ingestedAt) - Date.parse(event.occurredAt),
    action: event.action,
    user: event.user.name,
    process: process && { name: process.name, executable: process.executable, commandLine: process.commandLine, entityId: process.entityId, parentName: process.parent?.name },
    object: lane === 'file' ? file?.path : lane === 'registry' ? registry?.path : process?.executable,
    folder: lane === 'file' ? file?.directory : undefined,
    extensions: lane === 'file' && file?.extension !== undefined ? [file.extension] : undefined,
    count: 1,
    sizeBytes: lane === 'file' ? file?.sizeBytes : undefined,
    eventIds: [id],
  };
}
