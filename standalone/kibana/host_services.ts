import type { AuthenticatedUser, KibanaRequest, Logger, SavedObjectsClientContract } from '@kbn/core/server';
import type { ElasticsearchClients } from './elasticsearch/clients';
import type { ContractLine } from './http/contract_line';
import { requestStateOf } from './http/request_state';
import type { FeatureRegistry } from './plugins/feature_registry';
import { apiAction, savedObjectAction } from './security/privileges/actions';
import type { PrivilegeChecker } from './security/privileges/privilege_checker';
import { SavedObjectsRepository } from './saved_objects/repository';
import { createScopedClient } from './saved_objects/scoped_client';
import type { SavedObjectTypeRegistry } from './saved_objects/type_registry';

export interface HostServicesDependencies {
  readonly line: ContractLine;
  readonly log: Logger;
  readonly elasticsearch: ElasticsearchClients;
  readonly features: FeatureRegistry;
  readonly privileges: PrivilegeChecker;
  readonly savedObjectTypes: SavedObjectTypeRegistry;
  readonly savedObjectsIndex: string;
  readonly now: () => Date;
}

/** What core's contracts, the built-in plugins and the host's own routes are made of. */
export interface HostServices extends HostServicesDependencies {
  /** All types, no authorization. */
  internalRepository(includedHiddenTypes?: readonly string[]): SavedObjectsRepository;
  scopedSavedObjects(request: KibanaRequest, options?: { readonly includedHiddenTypes?: readonly string[]; readonly excludedExtensions?: readonly string[] }): SavedObjectsClientContract;
  currentUser(request: KibanaRequest): AuthenticatedUser | null;
  spaceIdOf(request: KibanaRequest): string;
  /** Those of the actions that the user of a request may do in a space (left out: the request's own; `*`: everywhere). */
  held(request: KibanaRequest, actions: readonly string[], spaceId?: string): Promise<ReadonlySet<string>>;
  /** Whether the user of a request may do all of these in a space (left out: the request's own; `*`: everywhere). */
  mayAll(request: KibanaRequest, actions: readonly string[], spaceId?: string): Promise<boolean>;
  heldApiPrivileges(subject: Parameters<PrivilegeChecker['held']>[0], spaceId: string, names: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Puts the host's services together; opens no connection by itself. */
export function createHostServices(dependencies: HostServicesDependencies): HostServices {
  const { elasticsearch, privileges, savedObjectTypes, savedObjectsIndex, now } = dependencies;
  const held = async (request: KibanaRequest, spaceId: string, actions: readonly string[]): Promise<ReadonlySet<string>> => {
    const { subject } = requestStateOf(request);
    return subject ? privileges.held(subject, spaceId, actions) : new Set();
  };
  const services: HostServices = {
    ...dependencies,
    internalRepository: (includedHiddenTypes = []) =>
      new SavedObjectsRepository({ client: elasticsearch.asInternalUser, index: savedObjectsIndex, types: savedObjectTypes, includedHiddenTypes, now }),
    scopedSavedObjects(request, { includedHiddenTypes = [], excludedExtensions = [] } = {}) {
      const { spaceId } = requestStateOf(request);
      return createScopedClient({
        repository: services.internalRepository(includedHiddenTypes),
        spaceId,
        isKnownType: (type) => savedObjectTypes.get(type) !== undefined,
        async allowedTypes(operation, types) {
          if (excludedExtensions.includes('security')) return new Set(types);
          const allowed = await held(request, spaceId, types.map((type) => savedObjectAction(type, operation)));
          return new Set(types.filter((type) => allowed.has(savedObjectAction(type, operation))));
        },
      });
    },
    currentUser: (request) => requestStateOf(request).subject?.user ?? null,
    spaceIdOf: (request) => requestStateOf(request).spaceId,
    held: (request, actions, spaceId) => held(request, spaceId ?? requestStateOf(request).spaceId, actions),
    async mayAll(request, actions, spaceId) {
      const granted = await services.held(request, actions, spaceId);
      return actions.every((action) => granted.has(action));
    },
    async heldApiPrivileges(subject, spaceId, names) {
      const granted = await privileges.held(subject, spaceId, names.map(apiAction));
      return new Set(names.filter((name) => granted.has(apiAction(name))));
    },
  };
  return services;
}
