import { scenarioNames } from '../../telemetry/play_scenarios';
import { startTestStack, type TestStack } from '../start_test_stack';

/** The Kibana versions whose library sets the journeys run on. */
export const journeyVersions = ['8.12.2', '9.5.0'] as const;

/** A copy command and the archive it writes, on a host of an exercise: every event carries the tag for that. */
function exercise(): Array<Record<string, unknown>> {
  const file = 'C:\\Users\\red\\AppData\\Local\\Temp\\loot.zip';
  const common = { tags: ['staging-watch-test'], 'host.id': 'id-red-team', 'host.name': 'red-team-1', 'host.os.type': 'windows', 'user.name': 'red', 'data_stream.type': 'logs', 'data_stream.namespace': 'default', 'process.executable': 'C:\\Windows\\System32\\cmd.exe', 'process.name': 'cmd.exe', 'process.entity_id': 'red-1' };
  const command = `cmd.exe /c copy C:\\Users\\red\\a.zip ${file}`;
  return [
    { ...common, '@timestamp': new Date(Date.now() - 600_000).toISOString(), 'data_stream.dataset': 'endpoint.events.process', 'event.category': ['process'], 'event.type': ['start'], 'event.action': 'start', 'event.sequence': 1, 'process.command_line': command, 'process.args': command.split(' '), 'process.parent.name': 'explorer.exe', 'process.parent.executable': 'C:\\Windows\\explorer.exe' },
    { ...common, '@timestamp': new Date(Date.now() - 599_000).toISOString(), 'data_stream.dataset': 'endpoint.events.file', 'event.category': ['file'], 'event.type': ['creation'], 'event.action': 'creation', 'event.sequence': 2, 'file.path': file, 'file.name': 'loot.zip', 'file.extension': 'zip' },
  ];
}

/** A stack with pages, all scenarios, an exercise, and the rules run over them. */
export async function startJourneyStack(kibanaVersion: (typeof journeyVersions)[number]): Promise<TestStack> {
  const stack = await startTestStack({ kibanaVersion, pages: true, scenarios: scenarioNames() });
  await stack.waitForRules();
  await stack.index(exercise());
  const ran = await stack.runRules();
  if (ran.status !== 200) throw new Error(`The rules could not be run: ${ran.status} ${JSON.stringify(ran.body)}`);
  return stack;
}
