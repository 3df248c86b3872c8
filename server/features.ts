import { i18n } from '@kbn/i18n';
import type { KibanaFeatureConfig, SubFeaturePrivilege } from '@kbn/plugins/server';
import type { EndpointPrivilege } from '../common/api';
import { apiPrivileges, featureId, uiCapabilities } from './lib/privileges';
import { savedObjectTypeNames } from './saved_object_types';

const app = [featureId, 'kibana'];

/**
 * The feature as roles see it. `all` is `read` plus every sub-feature, so that each of them can be taken away; no `scope`, which 8.12
 * refuses (`kibana-8.12-observed.md` 13).
 */
export function createFeature(): KibanaFeatureConfig {
  return {
    id: featureId,
    name: 'Staging Watch',
    category: { id: 'securitySolution', label: 'Security', euiIconType: 'logoSecurity', order: 4000 },
    order: 1150,
    app,
    privileges: { all: readPrivilege(), read: readPrivilege() },
    subFeatures: [
      subFeature('triage', i18n.translate('stagingWatch.feature.triage', { defaultMessage: 'Triage alerts' }), []),
      subFeature('tune', i18n.translate('stagingWatch.feature.tune', { defaultMessage: 'Tune exclusions' }), savedObjectTypeNames),
      subFeature('manage_rules', i18n.translate('stagingWatch.feature.manageRules', { defaultMessage: 'Manage rules' }), savedObjectTypeNames),
    ],
  };
}

/** A fresh one each time: Kibana writes into what it is given, and what it adds to `all` must not reach `read`. */
function readPrivilege(): NonNullable<KibanaFeatureConfig['privileges']>['read'] {
  return { app, api: [apiPrivileges.read], ui: [uiCapabilities.read], savedObject: { all: [], read: savedObjectTypeNames } };
}

function subFeature(privilege: EndpointPrivilege, name: string, writes: readonly string[]): NonNullable<KibanaFeatureConfig['subFeatures']>[number] {
  const grant: SubFeaturePrivilege = {
    id: privilege,
    name,
    includeIn: 'all',
    api: [apiPrivileges[privilege]],
    ui: [uiCapabilities[privilege]],
    savedObject: { all: writes, read: [] },
  };
  return { name, privilegeGroups: [{ groupType: 'independent', privileges: [grant] }] };
}
