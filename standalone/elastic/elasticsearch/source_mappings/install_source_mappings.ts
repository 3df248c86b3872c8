import type { ClusterState } from '../cluster/cluster_state';

export async function installSourceMappings(_cluster: ClusterState): Promise<void> {}
