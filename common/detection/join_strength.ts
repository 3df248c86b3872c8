import type { JoinStrength } from './episode';
import type { StagingEvent } from './staging_event';

/**
 * What ties the events of a sequence together, strongest first: one `process.entity_id` in all of them; one `user.name` and the written file's
 * directory named by the process's command line or arguments; else only the host. Undefined for fewer than two events.
 */
export function joinStrength(events: readonly StagingEvent[]): JoinStrength | undefined {
  if (events.length < 2) return undefined;
  const entity = events[0]?.process?.entityId;
  if (entity !== undefined && events.every((event) => event.process?.entityId === entity)) return 'same_process';
  const user = events[0]?.user.name?.toLowerCase();
  const sameUser = user !== undefined && events.every((event) => event.user.name?.toLowerCase() === user);
  return sameUser && folderIsNamed(events) ? 'same_user_and_folder' : 'host_only';
}

function folderIsNamed(events: readonly StagingEvent[]): boolean {
  const folders = events.flatMap((event) => {
    const folder = directoryOf(event);
    return folder === undefined ? [] : [folder];
  });
  const commands = events.flatMap((event) => (event.category === 'process' && event.process ? [event.process.commandLine ?? '', ...(event.process.args ?? [])] : [])).map((text) => text.toLowerCase());
  return folders.length > 0 && folders.every((folder) => commands.some((command) => command.includes(folder)));
}

/** The directory in lower case without a trailing separator; not for a root such as `C:\`, which nearly every command line names. */
function directoryOf(event: StagingEvent): string | undefined {
  const { directory, path } = event.file ?? {};
  const text = (directory ?? path?.slice(0, Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'), 0)) ?? '').toLowerCase().replace(/[\\/]+$/, '');
  return text === '' || /^[a-z]:$/.test(text) ? undefined : text;
}
