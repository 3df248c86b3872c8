import type { NoiseEvent } from '../../fixtures/builders/noise';

const stagingFolders = ['\\temp\\', '\\tmp\\', '\\appdata\\roaming\\', '\\programdata\\', '\\users\\public\\'];
const secondEventExtensions: ReadonlySet<string> = new Set(['zip', 'rar', '7z', 'tar', 'gz', 'tmp', 'dat', 'db', 'bak']);
const secondEventSilentPrograms: ReadonlySet<string> = new Set(['msmpeng.exe', 'svchost.exe', 'tiworker.exe', 'wuauclt.exe', 'msiexec.exe', 'onedrive.exe', 'teams.exe', 'slack.exe']);

const count = (counts: Map<string, number>, key: string, weight: number): void => void counts.set(key, (counts.get(key) ?? 0) + weight);

/** What kinds of events a stream holds, counted with their weights. Folders, extensions and programs are those of the seed sequence (`detection-content.md` A.1). */
export class EventRates {
  events = 0;
  written = 0;
  processStarts = 0;
  fileCreations = 0;
  stagingCreations = 0;
  secondEvents = 0;
  readonly writers = new Map<string, number>();
  readonly extensions = new Map<string, number>();

  add({ document, weight }: NoiseEvent): void {
    this.events += weight;
    this.written += 1;
    const [type] = document['event.type'] as readonly string[];
    if (type === 'start') this.processStarts += weight;
    if (type === 'creation') this.addCreation(document, weight);
  }

  /** Adds what another stream held. */
  addAll(other: Pick<EventRates, 'events' | 'written' | 'processStarts' | 'fileCreations' | 'stagingCreations' | 'secondEvents' | 'writers' | 'extensions'>): void {
    for (const name of ['events', 'written', 'processStarts', 'fileCreations', 'stagingCreations', 'secondEvents'] as const) this[name] += other[name];
    for (const [writer, amount] of other.writers) count(this.writers, writer, amount);
    for (const [extension, amount] of other.extensions) count(this.extensions, extension, amount);
  }

  private addCreation(document: NoiseEvent['document'], weight: number): void {
    this.fileCreations += weight;
    const path = String(document['file.path']).toLowerCase();
    if (!stagingFolders.some((folder) => path.includes(folder))) return;
    const program = String(document['process.name']).toLowerCase();
    const extension = String(document['file.extension'] ?? '').toLowerCase();
    this.stagingCreations += weight;
    count(this.writers, program, weight);
    if (!secondEventExtensions.has(extension) || secondEventSilentPrograms.has(program)) return;
    this.secondEvents += weight;
    count(this.extensions, extension, weight);
  }
}
