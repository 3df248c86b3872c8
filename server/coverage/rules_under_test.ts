import { hashRule, type CoverageRule, type RuleUnderTest } from '../../common/coverage';
import type { RuleContent } from '../../common/detection';
import type { RunnableRule } from '../../common/rule_run';
import type { DetectionRule } from '../lib/detection_rule';
import { UpstreamFailure } from '../lib/upstream_failure';
import { createInstalledRuleStore, ruleStateOf } from '../rules';
import { sha256, type CoverageDependencies } from './coverage_dependencies';
import { toExceptionQueries } from './exception_queries';

/** A rule as installed in the space. */
export interface InstalledUnderTest extends RuleUnderTest {
  /** Exceptions that this caller may not read, or that did not come: another caller, or a later look, can tell. */
  readonly isUnread?: boolean;
}

/** The rules of this build as they stand in the space: text, indices and exceptions as installed, not as shipped. */
export async function readRulesUnderTest(dependencies: CoverageDependencies): Promise<InstalledUnderTest[]> {
  const { detectionEngine, ruleContents } = dependencies;
  const store = createInstalledRuleStore(dependencies);
  const ruleIds = ruleContents.map(({ rule_id }) => rule_id);
  const [found, states] = await Promise.all([detectionEngine.findRules(ruleIds), store.getMany(ruleIds)]);
  return Promise.all(
    ruleContents.map(async (content) => {
      const rule = found.find(({ rule_id }) => rule_id === content.rule_id);
      const state = ruleStateOf(content, rule, states.get(content.rule_id));
      return rule ? toInstalled(content, rule, state, await readExceptions(dependencies, rule)) : toMissing(content, state);
    })
  );
}

type Exceptions = Pick<InstalledUnderTest, 'exceptions' | 'exceptionsProblem' | 'isUnread'>;

function toInstalled(content: RuleContent, rule: DetectionRule, state: CoverageRule['state'], exceptions: Exceptions): InstalledUnderTest {
  const mustNot = (exceptions.exceptions ?? []).flatMap((list) => [...list.mustNot]);
  const runnable: RunnableRule = { ...rule, mustNot };
  const { name, severity, enabled, building_block_type, tags, risk_score, threat } = rule;
  return {
    rule: { ruleId: content.rule_id, name, severity, seed: content.seed, state, enabled, buildingBlock: building_block_type !== undefined, ruleHash: hashRule(runnable, sha256) },
    runnable,
    tags,
    content,
    alertFacts: { risk_score, threat },
    ...(content.twin === undefined ? {} : { twin: content.twin }),
    ...exceptions,
  };
}

function toMissing({ rule_id: ruleId, name, severity, seed, building_block_type, tags, twin }: RuleContent, state: CoverageRule['state']): RuleUnderTest {
  return { rule: { ruleId, name, severity, seed, state, enabled: false, buildingBlock: building_block_type !== undefined, ruleHash: '' }, tags, ...(twin === undefined ? {} : { twin }) };
}

/** Endpoint lists are evaluated on the endpoint and play no part in a rule's run. Lists that cannot be read or told make a problem, never an empty list. */
async function readExceptions({ detectionEngine, now }: CoverageDependencies, { exceptions_list: lists = [] }: DetectionRule): Promise<Exceptions> {
  const exceptions: Array<NonNullable<RuleUnderTest['exceptions']>[number]> = [];
  for (const list of lists.filter(({ type }) => type === 'detection' || type === 'rule_default')) {
    try {
      const queries = toExceptionQueries(await detectionEngine.findExceptionItems(list), now().getTime());
      if (queries.kind === 'untranslatable') return { exceptionsProblem: `${list.list_id}: ${queries.item}` };
      exceptions.push({ id: list.list_id, mustNot: queries.mustNot });
    } catch (error) {
      if (error instanceof UpstreamFailure) return { exceptionsProblem: `${list.list_id}: ${error.message}`, isUnread: true };
      throw error;
    }
  }
  return { exceptions };
}
