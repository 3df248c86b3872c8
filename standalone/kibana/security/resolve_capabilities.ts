import type { Capabilities, KibanaRequest } from '@kbn/core/server';
import type { FeaturePrivilege, KibanaFeatureConfig } from '@kbn/plugins/server';
import type { HostServices } from '../host_services';
import { MANAGE_SPACES, uiAction } from './privileges/actions';

export interface CapabilitiesDependencies {
  readonly services: HostServices;
  /** Features switched off in a space. */
  readonly disabledFeatures: (spaceId: string) => Promise<readonly string[]>;
}

/** Pages that belong to the host itself and are open to whoever can log in. */
const OPEN_APPS = ['home', 'status', 'error', 'kibana'];

/**
 * What the user of a request may see and do, as the page needs it: one section for each feature with its `ui` flags, `navLinks` for apps,
 * `catalogue`, `management` (recording `capabilities`). `applications` are the apps the page has registered.
 */
export async function resolveCapabilities(request: KibanaRequest, applications: readonly string[], { services, disabledFeatures }: CapabilitiesDependencies): Promise<Capabilities> {
  const features = services.features.all();
  const off = new Set(await disabledFeatures(services.spaceIdOf(request)));
  const gated = features.flatMap((feature) => flagsOf(feature).map((flag) => ({ ...flag, isOff: off.has(feature.id) })));
  const actions = [...new Set(gated.map(({ section, name }) => uiAction(section, name)))];
  const held = await services.held(request, actions);
  const result: Record<string, Record<string, boolean>> = { navLinks: {}, management: {}, catalogue: {} };
  for (const app of [...OPEN_APPS, ...applications]) result['navLinks'] = { ...result['navLinks'], [app]: true };
  for (const { section, name } of gated) {
    const isOn = gated.some((each) => each.section === section && each.name === name && !each.isOff);
    result[section] = { ...result[section], [name]: isOn && held.has(uiAction(section, name)) };
  }
  const managesSpaces = await services.mayAll(request, [MANAGE_SPACES], '*');
  return { ...result, spaces: { manage: managesSpaces }, globalSettings: { show: managesSpaces, save: managesSpaces } };
}

function flagsOf(feature: KibanaFeatureConfig): Array<{ readonly section: string; readonly name: string }> {
  const subs = (feature.subFeatures ?? []).flatMap(({ privilegeGroups }) => privilegeGroups.flatMap(({ privileges }) => privileges));
  const privileges: FeaturePrivilege[] = [...(feature.privileges ? [feature.privileges.all, feature.privileges.read] : []), ...subs];
  return [
    ...privileges.flatMap(({ ui }) => ui.map((name) => ({ section: feature.id, name }))),
    ...feature.app.map((name) => ({ section: 'navLinks', name })),
    ...(feature.catalogue ?? []).map((name) => ({ section: 'catalogue', name })),
  ];
}
