import { randomUUID } from 'node:crypto';
import type { SavedObject, SavedObjectsClientContract } from '@kbn/core/server';
import { hasStatus } from '../http/api_error';
import type { RuleAttributes, StoredRule } from './rule';
import { ruleSavedObjectType } from './saved_object_types';

const maxRules = 10_000;

export interface RuleRepositoryDependencies {
  /** Reads with the engine's own rights; route privileges have been checked before. */
  readonly internal: SavedObjectsClientContract;
  /** Writes with the caller's rights; absent for the runner, which does not write rules. */
  readonly scoped?: SavedObjectsClientContract;
  readonly spaceId: string;
}

/** The rules of one space. Writes throw the saved objects client's errors: 403 without the right, 409 on a changed version. */
export interface RuleRepository {
  get(id: string): Promise<StoredRule | undefined>;
  /** All rules of the space, last written last. */
  all(): Promise<StoredRule[]>;
  create(attributes: RuleAttributes, id?: string): Promise<StoredRule>;
  /** Writes the whole of a rule over the version that was read. */
  replace(rule: StoredRule, attributes: RuleAttributes): Promise<StoredRule>;
  delete(id: string): Promise<void>;
}

const toStored = ({ id, version, attributes }: SavedObject<RuleAttributes>, spaceId: string): StoredRule => ({ id, spaceId, version, attributes });

/** The namespace of a space for the internal repository: the default space has none. */
export function namespaceOf(spaceId: string): string | undefined {
  return spaceId === 'default' ? undefined : spaceId;
}

/** Last written last, as Elasticsearch keeps them: Kibana asks for no order (recording `alerting-rules-find`). */
const byWriting = (left: StoredRule, right: StoredRule): number => left.attributes.updatedAt.localeCompare(right.attributes.updatedAt) || left.id.localeCompare(right.id);

/** Rules of every space, for the scheduler. */
export async function findRulesOfAllSpaces(internal: SavedObjectsClientContract): Promise<StoredRule[]> {
  const found = await internal.find<RuleAttributes>({ type: ruleSavedObjectType, perPage: maxRules, namespaces: ['*'] });
  return found.saved_objects.map((object) => toStored(object, object.namespaces?.[0] ?? 'default')).sort(byWriting);
}

/** The repository of one space. */
export function createRuleRepository({ internal, scoped, spaceId }: RuleRepositoryDependencies): RuleRepository {
  const namespace = namespaceOf(spaceId);
  const writer = (): SavedObjectsClientContract => {
    if (scoped === undefined) throw new Error('Rules are written on behalf of a request only.');
    return scoped;
  };
  return {
    async get(id) {
      try {
        return toStored(await internal.get<RuleAttributes>(ruleSavedObjectType, id, { namespace }), spaceId);
      } catch (error) {
        if (hasStatus(error, 404)) return undefined;
        throw error;
      }
    },
    async all() {
      const found = await internal.find<RuleAttributes>({ type: ruleSavedObjectType, perPage: maxRules, namespaces: [spaceId] });
      return found.saved_objects.map((object) => toStored(object, spaceId)).sort(byWriting);
    },
    async create(attributes, id = randomUUID()) {
      return toStored(await writer().create<RuleAttributes>(ruleSavedObjectType, attributes, { id }), spaceId);
    },
    async replace({ id, version }, attributes) {
      return toStored(await writer().create<RuleAttributes>(ruleSavedObjectType, attributes, { id, overwrite: true, version }), spaceId);
    },
    async delete(id) {
      await writer().delete(ruleSavedObjectType, id);
    },
  };
}
