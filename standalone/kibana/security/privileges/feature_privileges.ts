import type { FeaturePrivilege, KibanaFeatureConfig } from '@kbn/plugins/server';
import { apiAction, appAction, LOGIN, MANAGE_SPACES, savedObjectAction, SAVED_OBJECT_READS, SAVED_OBJECT_WRITES, uiAction } from './actions';

/** Feature privileges by name: `all`, `read`, `minimal_all`, `minimal_read` and the ids of sub-feature privileges (`kibana-contract.md` §4.5). */
export function featurePrivileges(feature: KibanaFeatureConfig): ReadonlyMap<string, ReadonlySet<string>> {
  const result = new Map<string, ReadonlySet<string>>();
  const subs = (feature.subFeatures ?? []).flatMap(({ privilegeGroups }) => privilegeGroups.flatMap(({ privileges }) => privileges));
  const actionsOf = (privilege: FeaturePrivilege): string[] => privilegeActions(feature, privilege);
  for (const level of ['all', 'read'] as const) {
    const privilege = feature.privileges?.[level];
    if (!privilege) continue;
    const included = subs.filter(({ includeIn }) => includeIn === 'read' || (level === 'all' && includeIn === 'all'));
    result.set(`minimal_${level}`, new Set(actionsOf(privilege)));
    result.set(level, new Set([...actionsOf(privilege), ...included.flatMap(actionsOf)]));
  }
  for (const sub of subs) result.set(sub.id, new Set(actionsOf(sub)));
  return result;
}

function privilegeActions(feature: KibanaFeatureConfig, privilege: FeaturePrivilege): string[] {
  const { all, read } = privilege.savedObject;
  return [
    LOGIN,
    ...(privilege.api ?? []).map(apiAction),
    ...(privilege.app ?? []).map(appAction),
    ...privilege.ui.map((flag) => uiAction(feature.id, flag)),
    ...(privilege.catalogue ?? []).map((id) => uiAction('catalogue', id)),
    ...(privilege.app ?? []).map((id) => uiAction('navLinks', id)),
    ...all.flatMap((type) => [...SAVED_OBJECT_READS, ...SAVED_OBJECT_WRITES].map((operation) => savedObjectAction(type, operation))),
    ...read.flatMap((type) => SAVED_OBJECT_READS.map((operation) => savedObjectAction(type, operation))),
  ];
}

/** `all` and `read` over every feature that does not stay out of them; `all` in every space also manages spaces. */
export function basePrivilege(features: readonly KibanaFeatureConfig[], name: string): ReadonlySet<string> {
  const level = name === 'all' || name === 'space_all' ? 'all' : name === 'read' || name === 'space_read' ? 'read' : undefined;
  if (level === undefined) return new Set();
  const included = features.filter(({ privileges }) => privileges && privileges[level].excludeFromBasePrivileges !== true);
  const actions = included.flatMap((feature) => [...(featurePrivileges(feature).get(level) ?? [])]);
  return new Set([LOGIN, ...actions, ...(name === 'all' ? [MANAGE_SPACES] : [])]);
}
