import { buildEventAlert, isOwnAlert } from '../alerts/build_event_alert';
import type { BuildAlertDependencies } from '../alerts/build_event_alert';
import { buildSequenceAlerts } from '../alerts/build_sequence_alerts';
import type { EventHit } from '../alerts/source_event';
import { writeAlerts } from '../alerts/write_alerts';
import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import type { RuleRun } from './rule_run';
import { emptyResult } from './window_result';
import type { WindowResult } from './window_result';

const builder = ({ origin }: RuleRun, { now }: WriteAlertsDependencies): BuildAlertDependencies => ({ origin, now: () => now().toISOString() });

/** Makes and writes one alert for each event that is not an alert of this rule. */
export async function writeEvents(run: RuleRun, events: readonly EventHit[], writing: WriteAlertsDependencies): Promise<WindowResult> {
  const alerts = events.filter((event) => !isOwnAlert(event, run.rule.id)).map((event) => buildEventAlert(event, builder(run, writing)));
  const { created, errors, durationMs } = await writeAlerts(alerts, run.rule.spaceId, writing);
  return { ...emptyResult, created: created.size, errors, indexMs: alerts.length === 0 ? [] : [durationMs] };
}

/** Makes and writes shell and building blocks for each sequence. */
export async function writeSequences(run: RuleRun, sequences: ReadonlyArray<readonly EventHit[]>, writing: WriteAlertsDependencies): Promise<WindowResult> {
  const groups = sequences.flatMap((events) => buildSequenceAlerts(events, builder(run, writing)) ?? []);
  const alerts = groups.flatMap(({ shell, blocks }) => [...blocks, shell]);
  const { created, errors, durationMs } = await writeAlerts(alerts, run.rule.spaceId, writing);
  const shells = groups.filter(({ shell }) => created.has(shell.id)).length;
  return { ...emptyResult, created: shells, createdBlocks: created.size - shells, errors, indexMs: alerts.length === 0 ? [] : [durationMs] };
}
