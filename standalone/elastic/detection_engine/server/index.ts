import type { PluginInitializer } from '@kbn/core/server';
import { DetectionEnginePlugin } from './plugin';

export const plugin: PluginInitializer = (context) => new DetectionEnginePlugin(context) as ReturnType<PluginInitializer>;
