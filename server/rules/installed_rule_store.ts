import type { Logger, SavedObjectsClientContract } from '@kbn/core/server';
import { z } from 'zod';
import { statusCodeOf } from '../lib/to_http_error';
import { installedRuleType } from './installed_rule_saved_object';

const installedRuleSchema = z.object({
  ruleId: z.string(),
  /** Of the content as last written by us, all exclusions on. */
  fingerprint: z.string(),
  /** The content's query at that time, to tell switches from edits when a newer content comes. */
  query: z.string(),
  installedAt: z.string(),
  /** Written before the rule is enabled and taken back after: a crash between the two is made up for. */
  enablePending: z.boolean(),
  /** When the rule was first found gone: a person deleted it, and it stays away. */
  deletedAt: z.string().optional(),
  /** When this Kibana said that it has no rules of this type: nothing was installed then. */
  notOfferedAt: z.string().optional(),
});

/** What was done about one rule in one space. */
export type InstalledRule = z.infer<typeof installedRuleSchema>;

export interface InstalledRuleStoreDependencies {
  readonly savedObjects: Pick<SavedObjectsClientContract, 'get' | 'bulkGet' | 'create'>;
  /** Only for the internal repository, which is in no space. */
  readonly namespace?: string;
  readonly log?: Logger;
}

export interface InstalledRuleStore {
  get(ruleId: string): Promise<InstalledRule | undefined>;
  /** By rule id; those of which nothing is stored are not in it. */
  getMany(ruleIds: readonly string[]): Promise<ReadonlyMap<string, InstalledRule>>;
  put(state: InstalledRule): Promise<void>;
}

/** Saved objects in, domain objects out. One that does not decode counts as absent and is said so in the log. */
export function createInstalledRuleStore({ savedObjects, namespace, log }: InstalledRuleStoreDependencies): InstalledRuleStore {
  const options = namespace === undefined || namespace === 'default' ? {} : { namespace };
  const decode = (ruleId: string, attributes: unknown): InstalledRule | undefined => {
    const decoded = installedRuleSchema.safeParse(attributes);
    if (!decoded.success) log?.warn(`What is stored about rule ${ruleId} cannot be read: ${decoded.error.issues[0]?.message}`);
    return decoded.success ? decoded.data : undefined;
  };
  return {
    async getMany(ruleIds) {
      if (ruleIds.length === 0) return new Map();
      const { saved_objects: objects } = await savedObjects.bulkGet(ruleIds.map((id) => ({ type: installedRuleType, id })), options);
      const unread = objects.find(({ error }) => error !== undefined && error.statusCode !== 404);
      if (unread?.error) throw Object.assign(new Error(unread.error.message), { statusCode: unread.error.statusCode });
      return new Map(
        objects.flatMap(({ id, error, attributes }) => {
          const state = error === undefined ? decode(id, attributes) : undefined;
          return state ? [[id, state] as const] : [];
        })
      );
    },
    async get(ruleId) {
      try {
        const { attributes } = await savedObjects.get(installedRuleType, ruleId, options);
        return decode(ruleId, attributes);
      } catch (error) {
        if (statusCodeOf(error) === 404) return undefined;
        throw error;
      }
    },
    async put(state) {
      await savedObjects.create(installedRuleType, state, { ...options, id: state.ruleId, overwrite: true, refresh: false });
    },
  };
}
