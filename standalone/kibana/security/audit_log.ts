import { appendFile } from 'node:fs/promises';
import type { KibanaRequest, Logger } from '@kbn/core/server';
import { requestStateOf } from '../http/request_state';

/** Takes audit events of plugins and of the host, adds who and where, and appends each as one line of JSON (ECS). */
export interface AuditLog {
  asScoped(request: KibanaRequest): { log(event: object | undefined): void };
  /** An event without a request, for instance a failed login. */
  log(event: object): void;
  /** Resolves when everything logged so far is written. */
  flush(): Promise<void>;
}

export interface AuditLogDependencies {
  /** Without a file nothing is written, as with auditing switched off in Kibana. */
  readonly file: string | undefined;
  readonly log: Logger;
  readonly now: () => Date;
}

export function createAuditLog({ file, log, now }: AuditLogDependencies): AuditLog {
  let written = Promise.resolve();
  const write = (event: object): void => {
    if (file === undefined) return;
    const line = `${JSON.stringify({ '@timestamp': now().toISOString(), ecs: { version: '8.6.1' }, ...event })}\n`;
    written = written.then(() => appendFile(file, line, { mode: 0o600 })).catch((error: unknown) => log.error(`The audit log cannot be written: ${String(error)}`));
  };
  return {
    log: write,
    flush: () => written,
    asScoped: (request) => ({
      log(event) {
        if (!event) return;
        const { subject, spaceId } = requestStateOf(request);
        const kibana = 'kibana' in event && typeof event.kibana === 'object' ? event.kibana : {};
        write({
          ...event,
          user: subject ? { name: subject.user.username, roles: subject.user.roles } : undefined,
          kibana: { space_id: spaceId, ...kibana },
          trace: { id: request.id },
        });
      },
    }),
  };
}
