import type { PluginInitializer } from '@kbn/core/server';
import { StagingWatchPlugin } from './plugin';

export { config } from './config';
export const plugin: PluginInitializer = (context) => new StagingWatchPlugin(context);
