import { useServices } from './services_context';

/** What the user may do here, as Kibana computed it from the feature's privileges. The server checks again. */
export interface Permissions {
  readonly show: boolean;
  readonly triage: boolean;
  readonly tune: boolean;
  readonly manageRules: boolean;
}

/** Permissions of the current user in the current space. */
export function usePermissions(): Permissions {
  const granted = useServices().application.capabilities.stagingWatch ?? {};
  return { show: granted.show === true, triage: granted.triage === true, tune: granted.tune === true, manageRules: granted.manageRules === true };
}
