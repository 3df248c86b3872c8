import type { SavedObjectsClientContract } from '@kbn/core/server';
import { hasStatus } from '../http/api_error';
import type { ExecutionSummary } from './rule_response';
import { ruleStateSavedObjectType } from './saved_object_types';

/** What is remembered of a rule's runs. */
export interface RuleState {
  /** Begin of the last run that searched, ISO. */
  readonly lastStartedAt?: string;
  readonly nextRunAt?: string;
  readonly summary?: ExecutionSummary;
  readonly durationMs?: number;
  readonly newAlerts?: number;
  /** Error text of a failed run, warning text of a partial failure. */
  readonly problem?: string;
}

/** States of rules by rule UUID; UUIDs are unique over spaces. */
export interface RuleStateRepository {
  getMany(ruleIds: readonly string[]): Promise<ReadonlyMap<string, RuleState>>;
  get(ruleId: string): Promise<RuleState | undefined>;
  set(ruleId: string, state: RuleState): Promise<void>;
  /** Forgets when the rule ran last, as it was off since: it runs at once and no gap is looked for. */
  forgetStart(ruleId: string): Promise<void>;
  delete(ruleId: string): Promise<void>;
}

/** The states in saved objects, written with the engine's own rights. */
export function createRuleStateRepository(internal: SavedObjectsClientContract): RuleStateRepository {
  const getMany = async (ruleIds: readonly string[]): Promise<ReadonlyMap<string, RuleState>> => {
    if (ruleIds.length === 0) return new Map();
    const { saved_objects: objects } = await internal.bulkGet<RuleState>(ruleIds.map((id) => ({ type: ruleStateSavedObjectType, id })));
    return new Map(objects.filter(({ error }) => error === undefined).map(({ id, attributes }) => [id, attributes]));
  };
  const set = async (ruleId: string, state: RuleState): Promise<void> => {
    await internal.create<RuleState>(ruleStateSavedObjectType, state, { id: ruleId, overwrite: true, refresh: false });
  };
  return {
    getMany,
    get: async (ruleId) => (await getMany([ruleId])).get(ruleId),
    set,
    async forgetStart(ruleId) {
      const state = (await getMany([ruleId])).get(ruleId);
      if (state?.lastStartedAt === undefined) return;
      const { lastStartedAt: _lastStartedAt, ...rest } = state;
      await set(ruleId, rest);
    },
    async delete(ruleId) {
      try {
        await internal.delete(ruleStateSavedObjectType, ruleId, { refresh: false });
      } catch (error) {
        if (!hasStatus(error, 404)) throw error;
      }
    },
  };
}
