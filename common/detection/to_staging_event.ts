import { readDocument, type DocumentReader } from './document_reader';
import type { SourceDocument } from './flatten_document';
import type { StagingEvent } from './staging_event';

/** What a document does not say of itself. */
export interface EventPlace {
  readonly position: number;
  readonly id: string;
  readonly index: string;
  /** Where the time is to be read; `@timestamp` for source events. */
  readonly timeField?: string;
}

/** Stands where a document has no readable time. */
const NO_TIME = '1970-01-01T00:00:00.000Z';

/** Reduces a source document to a staging event. Absent fields stay absent. */
export function toStagingEvent(document: SourceDocument, { position, id, index, timeField = '@timestamp' }: EventPlace): StagingEvent {
  const read = readDocument(document);
  return {
    position,
    id,
    index,
    category: read.text('event.category') ?? '',
    action: read.text('event.action'),
    dataset: read.text('event.dataset') ?? read.text('data_stream.dataset'),
    occurredAt: read.time(timeField) ?? NO_TIME,
    ingestedAt: read.time('event.ingested'),
    host: { id: read.text('host.id'), name: read.text('host.name') ?? read.text('host.hostname') },
    user: { name: read.text('user.name'), domain: read.text('user.domain') },
    process: readProcess(read),
    file: readFile(read),
    registry: readRegistry(read),
  };
}

function readProcess(read: DocumentReader): StagingEvent['process'] {
  const text = (path: string): string | undefined => read.text(`process.${path}`);
  const args = read.texts('process.args');
  return orNothing({
    entityId: text('entity_id'),
    pid: read.number('process.pid'),
    name: text('name'),
    executable: text('executable'),
    commandLine: text('command_line'),
    args: args.length > 0 ? args : undefined,
    parent: orNothing({ name: text('parent.name'), executable: text('parent.executable'), commandLine: text('parent.command_line'), entityId: text('parent.entity_id') }),
  });
}

function readFile(read: DocumentReader): StagingEvent['file'] {
  const path = read.text('file.path');
  return orNothing({
    path,
    name: read.text('file.name'),
    extension: read.text('file.extension'),
    directory: read.text('file.directory') ?? (path === undefined ? undefined : directoryOf(path)),
    sizeBytes: read.number('file.size'),
  });
}

function readRegistry(read: DocumentReader): StagingEvent['registry'] {
  const dataStrings = read.texts('registry.data.strings');
  return orNothing({ path: read.text('registry.path'), value: read.text('registry.value'), dataStrings: dataStrings.length > 0 ? dataStrings : undefined });
}

/** Elastic Defend sends no `file.directory`: it is the path up to its last separator. Undefined where the path has none. */
function directoryOf(path: string): string | undefined {
  const end = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  return end <= 0 ? undefined : path.slice(0, end);
}

/** The object, or undefined where every member is. */
function orNothing<T extends object>(value: T): T | undefined {
  return Object.values(value).some((member) => member !== undefined) ? value : undefined;
}
