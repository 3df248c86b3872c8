import type { AuthenticatedUser, IRouter, SavedObjectsType } from '@kbn/core/server';
import { isBoom } from '@hapi/boom';
import { DECIDES_ITSELF } from '../core/host_routes';
import type { HostServices } from '../host_services';
import { requestStateOf } from '../http/request_state';
import { schema } from '../packages/config_schema';

const TYPE = 'user-profile-data';

/** What a user keeps for themselves, such as the colour mode; one object for each user profile. */
export const userProfileSavedObjectType: SavedObjectsType = { name: TYPE, hidden: true, namespaceType: 'agnostic', mappings: { dynamic: false, properties: {} } };

type ProfileData = Record<string, unknown>;

/** The stored data of a user; empty where there is none. */
export async function readProfileData(services: HostServices, profileId: string): Promise<ProfileData> {
  try {
    return (await services.internalRepository([TYPE]).get<ProfileData>(TYPE, profileId)).attributes;
  } catch (error) {
    if (isBoom(error, 404)) return {};
    throw error;
  }
}

/** `GET /internal/security/user_profile` (recording `user-profile-own`) and the write of a user's own data. */
export function registerUserProfileRoutes({ router, services }: { readonly router: IRouter; readonly services: HostServices }): void {
  const query = schema.object({ dataPath: schema.maybe(schema.string()) });
  router.get({ path: '/internal/security/user_profile', validate: { query }, security: DECIDES_ITSELF, options: { access: 'internal' } }, async (_context, request, response) => {
    const { subject } = requestStateOf(request);
    const uid = subject?.user.profile_uid;
    if (!subject || uid === undefined) return response.notFound();
    const data = request.query.dataPath === undefined ? {} : select(await readProfileData(services, uid), request.query.dataPath);
    return response.ok({ body: { uid, enabled: true, data, user: profileUser(subject.user), labels: {} } });
  });

  const body = schema.recordOf(schema.string(), schema.any());
  router.post({ path: '/internal/security/user_profile/_data', validate: { body }, security: DECIDES_ITSELF, options: { access: 'internal' } }, async (_context, request, response) => {
    const uid = requestStateOf(request).subject?.user.profile_uid;
    if (uid === undefined) return response.notFound({ body: 'Unable to find a session: profile data belongs to users of the page.' });
    await services.internalRepository([TYPE]).update<ProfileData>(TYPE, uid, request.body, { upsert: request.body });
    return response.ok();
  });
}

function profileUser(user: AuthenticatedUser): object {
  return {
    username: user.username,
    roles: user.roles,
    realm_name: user.authentication_realm?.name,
    ...(user.full_name ? { full_name: user.full_name } : {}),
    ...(user.email ? { email: user.email } : {}),
    authentication_provider: user.authentication_provider,
  };
}

/** `*` selects everything, `a,b` two keys. */
function select(data: ProfileData, dataPath: string): ProfileData {
  const keys = dataPath.split(',').map((key) => key.trim().split('.')[0]);
  return keys.includes('*') ? data : Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}
