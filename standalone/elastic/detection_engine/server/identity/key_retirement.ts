import type { ElasticsearchClient, Logger } from '@kbn/core/server';
import { endIdentity } from './execution_identity';
import type { ExecutionIdentity } from './execution_identity';

/** A run that began with a key may take this long; Kibana, too, ends keys minutes after they were replaced. */
const graceMs = 300_000;

/** Ends keys that rules no longer run with, late enough for runs that are going on. */
export interface KeyRetirement {
  retire(identity: ExecutionIdentity): void;
  /** Ends at once what is left. */
  finish(): Promise<void>;
}

/** Retirement of keys in one host process; keys of a process that was killed stay until somebody ends them. */
export function createKeyRetirement(client: ElasticsearchClient, log: Logger): KeyRetirement {
  const waiting = new Map<ExecutionIdentity, NodeJS.Timeout>();
  const end = async (identity: ExecutionIdentity): Promise<void> => {
    clearTimeout(waiting.get(identity));
    waiting.delete(identity);
    try {
      await endIdentity(identity, client);
    } catch (error) {
      log.warn(`a key that a rule no longer runs with could not be ended: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    retire({ apiKey, apiKeyOwner, apiKeyCreatedByUser }) {
      if (apiKey === null || apiKeyCreatedByUser !== false) return;
      const identity = { apiKey, apiKeyOwner, apiKeyCreatedByUser };
      const timer = setTimeout(() => void end(identity), graceMs);
      timer.unref();
      waiting.set(identity, timer);
    },
    finish: async () => {
      await Promise.all([...waiting.keys()].map(end));
    },
  };
}
