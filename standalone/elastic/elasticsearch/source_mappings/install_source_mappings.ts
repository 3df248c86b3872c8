import type { ClusterState, StoredTemplate } from '../cluster/cluster_state';
import { equalJson } from '../json/values';
import { buildTemplate } from './build_template';
import { ENDPOINT_FILE, ENDPOINT_PROCESS, ENDPOINT_REGISTRY } from './endpoint_mappings';
import type { SourceMapping } from './source_mapping';
import { LOGS, POWERSHELL, SECURITY, SYSMON, WINLOGBEAT } from './windows_mappings';

/** Every source whose mapping comes with the service. */
export const SOURCE_MAPPINGS: readonly SourceMapping[] = [ENDPOINT_PROCESS, ENDPOINT_FILE, ENDPOINT_REGISTRY, SYSMON, POWERSHELL, WINLOGBEAT, SECURITY, LOGS];

/** Puts the index templates of the sources in place; those that are there already, as they should be, are left alone. */
export async function installSourceMappings(cluster: ClusterState): Promise<void> {
  const now = cluster.now();
  for (const source of SOURCE_MAPPINGS) {
    const body = buildTemplate(source);
    const known = cluster.indexTemplates.get(source.name);
    if (known !== undefined && equalJson(known.body, body)) continue;
    const template: StoredTemplate = { body, createdMs: known?.createdMs ?? now, modifiedMs: now };
    cluster.indexTemplates.set(source.name, template);
    await cluster.saveEntry('index_template', source.name, template);
  }
}
