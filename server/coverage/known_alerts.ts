import type { CorpusTest, KnownAlerts, RuleUnderTest } from '../../common/coverage';
import type { EventStyle } from '../../common/detection';
import type { FoundAlert } from '../../common/rule_run';

/** About six times what the rules and scenarios of this build make. */
const mostEntries = 20_000;

const found = new Map<string, readonly FoundAlert[]>();

/**
 * Alerts by the hashes of rule and test, for as long as the process runs, whatever the space: the same rule over the same events gives the same alerts.
 * So a rule that reads alerts is run again without running all others.
 */
export function alertsKnownIn(testHashes: ReadonlyMap<string, string>): KnownAlerts {
  const keyOf = ({ rule }: RuleUnderTest, { testId }: CorpusTest, style: EventStyle): string | undefined => {
    const testHash = testHashes.get(testId);
    return rule.ruleHash === '' || testHash === undefined ? undefined : `${rule.ruleHash} ${testHash} ${style}`;
  };
  return {
    get: (...place) => {
      const key = keyOf(...place);
      return key === undefined ? undefined : found.get(key);
    },
    set: (underTest, test, style, alerts) => {
      const key = keyOf(underTest, test, style);
      if (key === undefined) return;
      if (found.size >= mostEntries) found.clear();
      found.set(key, alerts);
    },
  };
}
