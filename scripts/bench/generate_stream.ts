import type { EqlValue } from '../../common/eql/index';
import { type Random, random } from '../../fixtures/builders/random';
import { DecodedEvent, type DecodedFields } from './decoded_event';

/** What the stream is made of. */
export interface StreamSettings {
  readonly seed: string;
  readonly events: number;
  readonly hosts: number;
  readonly hours: number;
  readonly processShare: number;
  readonly registryShare: number;
  readonly processesPerHost: number;
}

const names = ['svchost.exe', 'chrome.exe', 'cmd.exe', 'powershell.exe', 'explorer.exe', 'winword.exe', 'robocopy.exe', '7z.exe', 'conhost.exe', 'taskhostw.exe', 'MsMpEng.exe', 'rar.exe', 'makecab.exe', 'esentutl.exe', 'backup.exe', 'python.exe'] as const;
const folders = ['C:\\Windows\\System32\\config', 'C:\\Windows\\Temp', 'C:\\Users\\ana\\AppData\\Local\\Temp', 'C:\\Users\\ana\\Documents', 'C:\\ProgramData\\Vendor', 'C:\\Users\\Public\\Downloads', 'C:\\Program Files\\Vendor\\App', 'C:\\PerfLogs'] as const;
const extensions = ['txt', 'log', 'dll', 'tmp', 'docx', 'exe', 'zip', 'etl', 'json', 'cab'] as const;
const registryKeys = ['HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run', 'HKLM\\System\\CurrentControlSet\\Services\\W32Time\\Config', 'HKU\\S-1-5-21\\Software\\Vendor\\Settings'] as const;
const fileTypes = ['creation', 'creation', 'creation', 'change', 'deletion'] as const;
const firstTime = Date.UTC(2024, 0, 1);

/** Repeated values are one object, as in any store that keeps a dictionary. */
class ValuePool {
  private readonly known = new Map<EqlValue, readonly EqlValue[]>();

  one(value: EqlValue): readonly EqlValue[] {
    let values = this.known.get(value);
    if (values === undefined) {
      values = [value];
      this.known.set(value, values);
    }
    return values;
  }
}

interface Place {
  readonly source: Random;
  readonly pool: ValuePool;
  readonly time: number;
  readonly host: number;
  readonly process: number;
}

/** What all events have, in the order of every object literal below: objects of one kind share one shape, as parsed JSON does. */
function shared({ pool, time, host, process }: Place): { readonly [name in 'time' | 'windows' | 'host' | 'entity' | 'name' | 'user']: readonly EqlValue[] } {
  return {
    time: [time],
    windows: pool.one('windows'),
    host: pool.one(`host-${host}`),
    entity: pool.one(`{39e4a257-${host}-${process}}`),
    name: pool.one(names[(host + process) % names.length] as string),
    user: pool.one(`user${(host + process) % 50}`),
  };
}

function processEvent(place: Place): DecodedFields {
  const { source, pool } = place;
  const { time, windows, host, entity, name, user } = shared(place);
  const program = String(name[0]);
  return {
    '@timestamp': time,
    'event.category': pool.one('process'),
    'event.type': pool.one('start'),
    'host.id': host,
    'host.os.type': windows,
    'process.entity_id': entity,
    'process.name': name,
    'user.name': user,
    'process.executable': pool.one(`C:\\Windows\\System32\\${program}`),
    'process.command_line': [`"C:\\Windows\\System32\\${program}" /c copy C:\\data\\${source.hex(6)}.docx ${source.pick(folders)}`],
    'process.parent.name': pool.one(source.pick(names)),
  };
}

function fileEvent(place: Place): DecodedFields {
  const { source, pool } = place;
  const { time, windows, host, entity, name, user } = shared(place);
  const extension = source.pick(extensions);
  const type = source.pick(fileTypes);
  return {
    '@timestamp': time,
    'event.category': pool.one('file'),
    'event.type': pool.one(type),
    'host.id': host,
    'host.os.type': windows,
    'process.entity_id': entity,
    'process.name': name,
    'user.name': user,
    'event.action': pool.one(type),
    'file.path': [`${source.pick(folders)}\\${source.hex(8)}.${extension}`],
    'file.extension': pool.one(extension),
  };
}

function registryEvent(place: Place): DecodedFields {
  const { source, pool } = place;
  const { time, windows, host, entity, name, user } = shared(place);
  return {
    '@timestamp': time,
    'event.category': pool.one('registry'),
    'event.type': pool.one('change'),
    'host.id': host,
    'host.os.type': windows,
    'process.entity_id': entity,
    'process.name': name,
    'user.name': user,
    'registry.path': [`${source.pick(registryKeys)}\\${source.hex(6)}`],
  };
}

/** Events like those of Windows hosts, ascending in time, equal for equal settings; made one by one. */
export function* streamEvents(settings: StreamSettings): Generator<DecodedEvent, void, undefined> {
  const source = random(settings.seed);
  const pool = new ValuePool();
  const step = (settings.hours * 3_600_000) / settings.events;
  for (let index = 0; index < settings.events; index += 1) {
    const place = { source, pool, time: firstTime + Math.floor(index * step), host: source.below(settings.hosts), process: source.below(settings.processesPerHost) };
    const kind = source.next();
    const make = kind < settings.processShare ? processEvent : kind < settings.processShare + settings.registryShare ? registryEvent : fileEvent;
    yield new DecodedEvent(make(place));
  }
}

/** The same as a list. */
export function generateStream(settings: StreamSettings): readonly DecodedEvent[] {
  return [...streamEvents(settings)];
}

/** Files of processes, `filesEach` for each, evenly over the hours: a run of more never completes. */
export function generateRuns(settings: { readonly seed: string; readonly processes: number; readonly filesEach: number; readonly hours: number }): readonly DecodedEvent[] {
  const source = random(settings.seed);
  const pool = new ValuePool();
  const events = settings.processes * settings.filesEach;
  const step = (settings.hours * 3_600_000) / events;
  return Array.from({ length: events }, (_, index) => {
    const place = { source, pool, time: firstTime + Math.floor(index * step), host: 1, process: index % settings.processes };
    return new DecodedEvent(fileEvent(place));
  });
}
