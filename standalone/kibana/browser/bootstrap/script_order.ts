import type { PageConfiguration } from '../page/page_configuration';

/**
 * Gives the addresses of all scripts in the order they run. Plugin scripts come in no order that means anything: Kibana pops them from a
 * stack (`kibana-8.12-observed.md` 5), so the last one runs first here too.
 */
export function scriptOrder({ scripts, loadOrder }: Pick<PageConfiguration, 'scripts' | 'loadOrder'>): string[] {
  const plugins = [...scripts.plugins].reverse();
  return loadOrder === 'core_before_plugins' ? [scripts.shared, scripts.core, ...plugins] : [scripts.shared, ...plugins, scripts.core];
}
