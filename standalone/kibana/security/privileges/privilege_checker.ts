import type { Subject } from '../../http/request_state';

/**
 * Says which of the asked actions a subject may do in a space; `*` asks for all spaces at once.
 * Two real sources decide: the roles the host is given (embedded stack), or the cluster's application privileges.
 */
export interface PrivilegeChecker {
  held(subject: Subject, spaceId: string, actions: readonly string[]): Promise<ReadonlySet<string>>;
}
