import { scenarioNames } from '../../telemetry/play_scenarios';
import { startTestStack, type TestStack } from '../start_test_stack';

/** The Kibana versions whose library sets the journeys run on. */
export const journeyVersions = ['8.12.2', '9.5.0'] as const;

/** A stack with pages, all scenarios, and the rules run over them. */
export async function startJourneyStack(kibanaVersion: (typeof journeyVersions)[number]): Promise<TestStack> {
  const stack = await startTestStack({ kibanaVersion, pages: true, scenarios: scenarioNames() });
  await stack.waitForRules();
  const ran = await stack.runRules();
  if (ran.status !== 200) throw new Error(`The rules could not be run: ${ran.status} ${JSON.stringify(ran.body)}`);
  return stack;
}
