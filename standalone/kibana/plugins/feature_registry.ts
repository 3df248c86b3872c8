import type { FeaturePrivilege, KibanaFeatureConfig } from '@kbn/plugins/server';
import { schema } from '../packages/config_schema';

const strings = schema.arrayOf(schema.string());
const optionalStrings = schema.maybe(strings);
const management = schema.maybe(schema.recordOf(schema.string(), strings));

const privilegeFields = {
  api: optionalStrings,
  app: optionalStrings,
  catalogue: optionalStrings,
  management,
  ui: strings,
  savedObject: schema.object({ all: strings, read: strings }),
  alerting: schema.maybe(schema.any()),
  cases: schema.maybe(schema.any()),
  excludeFromBasePrivileges: schema.maybe(schema.boolean()),
  requireAllSpaces: schema.maybe(schema.boolean()),
  disabled: schema.maybe(schema.boolean()),
  replacedBy: schema.maybe(schema.any()),
};
const privilege = schema.object(privilegeFields);
const subPrivilege = schema.object({ ...privilegeFields, id: schema.string(), name: schema.string(), includeIn: schema.oneOf([schema.literal('all'), schema.literal('read'), schema.literal('none')]), minimumLicense: schema.maybe(schema.string()) });

/** Fields of a feature (`kibana-contract.md` §4.5). Any other key, `scope` among them, is refused. */
const featureSchema = schema.object({
  id: schema.string({ validate: (id) => (/^[a-zA-Z0-9_-]+$/.test(id) && !['catalogue', 'management', 'navLinks'].includes(id) ? undefined : `"${id}" is not allowed as the id of a feature`) }),
  name: schema.string({ minLength: 1 }),
  description: schema.maybe(schema.string()),
  category: schema.object({
    id: schema.string(),
    label: schema.string(),
    ariaLabel: schema.maybe(schema.string()),
    euiIconType: schema.maybe(schema.string()),
    order: schema.maybe(schema.number()),
  }),
  order: schema.maybe(schema.number()),
  minimumLicense: schema.maybe(schema.string()),
  app: strings,
  management,
  catalogue: optionalStrings,
  alerting: schema.maybe(schema.any()),
  cases: schema.maybe(schema.any()),
  excludeFromBasePrivileges: schema.maybe(schema.boolean()),
  privileges: schema.nullable(schema.object({ all: privilege, read: privilege })),
  privilegesTooltip: schema.maybe(schema.string()),
  hidden: schema.maybe(schema.boolean()),
  reserved: schema.maybe(schema.any()),
  deprecated: schema.maybe(schema.any()),
  subFeatures: schema.maybe(
    schema.arrayOf(
      schema.object({
        name: schema.string(),
        description: schema.maybe(schema.string()),
        requireAllSpaces: schema.maybe(schema.boolean()),
        privilegesTooltip: schema.maybe(schema.string()),
        privilegeGroups: schema.arrayOf(
          schema.object({ groupType: schema.oneOf([schema.literal('independent'), schema.literal('mutually_exclusive')]), privileges: schema.arrayOf(subPrivilege) })
        ),
      })
    )
  ),
});

/** Features of all plugins; closed when the plugins start. */
export class FeatureRegistry {
  private readonly features = new Map<string, KibanaFeatureConfig>();
  private isLocked = false;

  /** Throws as Kibana does; the error ends the start. */
  register(feature: KibanaFeatureConfig): void {
    if (this.isLocked) throw new Error('Features are locked, can\'t register new features. Attempt to register ' + feature.id + ' failed.');
    featureSchema.validate(feature);
    if (this.features.has(feature.id)) throw new Error(`Feature with id ${feature.id} is already registered.`);
    for (const entry of ['app', 'catalogue'] as const) assertGranted(feature, entry);
    this.features.set(feature.id, withAutomaticGrants(feature));
  }

  lock(): void {
    this.isLocked = true;
  }

  all(): readonly KibanaFeatureConfig[] {
    return [...this.features.values()];
  }
}

/** Saved objects that every feature's users need, added as Kibana adds them (recording `features-selected`). */
function withAutomaticGrants(feature: KibanaFeatureConfig): KibanaFeatureConfig {
  if (!feature.privileges) return feature;
  const { all, read } = feature.privileges;
  return {
    ...feature,
    privileges: {
      all: grant(all, { all: ['telemetry'], read: ['config', 'config-global', 'url'] }),
      read: grant(read, { all: [], read: ['config', 'config-global', 'telemetry', 'url'] }),
    },
  };
}

function grant(privilege: FeaturePrivilege, added: FeaturePrivilege['savedObject']): FeaturePrivilege {
  const { all, read } = privilege.savedObject;
  return { ...privilege, savedObject: { all: [...new Set([...all, ...added.all])], read: [...new Set([...read, ...added.read])] } };
}

/** Each app or catalogue entry of a feature must be granted by a privilege, and the other way round. */
function assertGranted(feature: KibanaFeatureConfig, entry: 'app' | 'catalogue'): void {
  if (!feature.privileges) return;
  const declared = new Set(feature[entry] ?? []);
  const subs = (feature.subFeatures ?? []).flatMap(({ privilegeGroups }) => privilegeGroups.flatMap(({ privileges }) => privileges));
  const privileges: FeaturePrivilege[] = [feature.privileges.all, feature.privileges.read, ...subs];
  const granted = new Set(privileges.flatMap((each) => [...(each[entry] ?? [])]));
  const notGranted = [...declared].filter((id) => !granted.has(id));
  const notDeclared = [...granted].filter((id) => !declared.has(id));
  if (notGranted.length > 0) throw new Error(`Feature ${feature.id} specifies ${entry} entries which are not granted to any privileges: ${notGranted.join(',')}`);
  if (notDeclared.length > 0) throw new Error(`Feature privilege ${feature.id} has unknown ${entry} entries: ${notDeclared.join(', ')}`);
}
