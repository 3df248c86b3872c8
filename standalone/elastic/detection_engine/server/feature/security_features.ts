import type { FeaturePrivilege, KibanaFeatureConfig } from '@kbn/plugins/server';

/** Privileges that routes ask for, by the names of 8.12 and of the releases after it (`detection-engine.md` §2.2). */
const readApi = ['securitySolution', 'lists-read', 'rules-read', 'exceptions-read', 'alerts-read'];
const allApi = [...readApi, 'lists-all', 'lists-summary', 'rules-all', 'exceptions-all', 'alerts-all'];

const objectTypes = ['alert', 'exception-list', 'exception-list-agnostic'];

const category = { id: 'securitySolution', label: 'Security', order: 4_000, euiIconType: 'logoSecurity' };

function privileges(app: readonly string[]): { all: FeaturePrivilege; read: FeaturePrivilege } {
  return {
    all: { app, catalogue: ['securitySolution'], api: allApi, savedObject: { all: objectTypes, read: [] }, ui: ['show', 'crud'] },
    read: { app, catalogue: ['securitySolution'], api: readApi, savedObject: { all: [], read: objectTypes }, ui: ['show'] },
  };
}

function feature(id: string, name: string, order: number): KibanaFeatureConfig {
  const app = ['securitySolution', 'kibana'];
  return { id, name, order, category, app, catalogue: ['securitySolution'], privileges: privileges(app) };
}

/** Ids of the Security features of a release; `siem` stays known, as roles of older releases name it (`detection-engine.md` §2.2). */
function featureIds(kibanaVersion: string): ReadonlyArray<readonly [string, string]> {
  const [major = 0, minor = 0] = kibanaVersion.split('.').map(Number);
  const siem = ['siem', 'Security'] as const;
  if (major < 9) return minor >= 18 ? [siem, ['siemV2', 'Security']] : [siem];
  if (minor <= 2) return [siem, [`siemV${minor + 2}`, 'Security']];
  const split = minor === 3 ? [['securitySolutionRulesV2', 'Rules, Alerts, and Exceptions'] as const] : [['securitySolutionRulesV4', 'Rules and Exceptions'] as const, ['securitySolutionAlertsV1', 'Alerts'] as const];
  return [siem, ['siemV5', 'Security'], ...split];
}

/** The features that a Kibana of that version has for rules, exceptions and alerts. */
export function securityFeatures(kibanaVersion: string): KibanaFeatureConfig[] {
  return featureIds(kibanaVersion).map(([id, name], position) => feature(id, name, 1_100 + position));
}
