import type { PluginInitializer } from '@kbn/core/public';
import { StagingWatchPlugin } from './plugin';

/** What Kibana calls to get the browser plugin (`kibana-contract.md` §3.2). */
export const plugin: PluginInitializer = () => new StagingWatchPlugin();
