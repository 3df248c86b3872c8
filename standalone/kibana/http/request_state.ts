import type { AuthenticatedUser } from '@kbn/core/server';

/** Who makes a request and with which credentials, once that is known. */
export interface Subject {
  readonly user: AuthenticatedUser;
  /** What is sent to Elasticsearch as the current user, for instance `Basic …`. */
  readonly authorization: string;
  readonly sessionId?: string;
  /** Id of the API key the request was made with. */
  readonly apiKeyId?: string;
}

/** What the host knows about a request besides what plugins see of it. */
export interface RequestState {
  /** `default` without a prefix. */
  spaceId: string;
  subject: Subject | undefined;
}

const states = new WeakMap<object, RequestState>();

/** Remembers what belongs to a request object that plugins are given. */
export function setRequestState(request: object, state: RequestState): void {
  states.set(request, state);
}

/** What belongs to a request; a request made by hand (headers only) is anonymous in the default space. */
export function requestStateOf(request: object): RequestState {
  const known = states.get(request);
  if (known) return known;
  const fresh: RequestState = { spaceId: 'default', subject: undefined };
  states.set(request, fresh);
  return fresh;
}
