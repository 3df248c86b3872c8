/** A service or plugin as the new format of `/api/status` shows it. */
export interface ServiceStatus {
  readonly level: 'available' | 'critical';
  readonly summary: string;
}

const LOOKS = {
  available: { state: 'green', title: 'Green', nickname: 'Looking good', icon: 'success', uiColor: 'success' },
  critical: { state: 'red', title: 'Red', nickname: 'Not available', icon: 'danger', uiColor: 'danger' },
} as const;

export interface OldFormatInput {
  readonly version: string;
  readonly overall: ServiceStatus;
  readonly core: Readonly<Record<string, ServiceStatus>>;
  readonly plugins: Readonly<Record<string, ServiceStatus>>;
  /** When the overall state began. */
  readonly since: Date;
}

/** The state as clients before 8.0 read it (recording `status-v8format-false`). */
export function toOldFormat({ version, overall, core, plugins, since }: OldFormatInput): object {
  const begun = since.toISOString();
  const entry =
    (kind: 'core' | 'plugin') =>
    ([name, { level, summary }]: readonly [string, ServiceStatus]): object => {
      const { state, icon, uiColor } = LOOKS[level];
      return { id: `${kind}:${name}@${version}`, message: summary, since: begun, state, icon, uiColor };
    };
  const { state, title, nickname, icon, uiColor } = LOOKS[overall.level];
  return {
    overall: { since: begun, state, title, nickname, icon, uiColor },
    statuses: [...Object.entries(core).map(entry('core')), ...Object.entries(plugins).map(entry('plugin'))],
  };
}
