import type { RouteSecurity } from '@kbn/core/server';

/** For routes that decide by themselves, in their handler, what a user may see. */
export const DECIDES_ITSELF: RouteSecurity = { authz: { enabled: false, reason: 'The handler checks what the user may do.' } };

/** For routes that need no user. */
export const OPEN_TO_ALL: RouteSecurity = {
  authz: { enabled: false, reason: 'Nothing here depends on a user.' },
  authc: { enabled: false, reason: 'Nothing here depends on a user.' },
};
