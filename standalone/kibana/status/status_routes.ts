import type { IRouter } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import type { ContractLine } from '../http/contract_line';
import { schema } from '../packages/config_schema';
import { collectMetrics } from './collect_metrics';
import { toOldFormat, type ServiceStatus } from './old_format';

export interface StatusRoutesDependencies {
  readonly router: IRouter;
  readonly line: ContractLine;
  readonly instanceUuid: string;
  /** Ids of the plugins that run. */
  readonly plugins: () => readonly string[];
  readonly isElasticsearchAvailable: () => Promise<boolean>;
}

const AVAILABLE = { level: 'available', summary: 'All services and plugins are available' } as const;

/** `GET /api/status` (recordings `status*`): details for users, one word for everybody else; the form of before 8.0 where it is asked for. */
export function registerStatusRoutes({ router, line, instanceUuid, plugins, isElasticsearchAvailable }: StatusRoutesDependencies): void {
  const query = schema.object({ v7format: schema.boolean({ defaultValue: false }), v8format: schema.boolean({ defaultValue: true }) });
  const security = { ...DECIDES_ITSELF, authc: { enabled: 'optional', reason: 'Details are for users only.' } } as const;
  const state = { level: 'available', since: new Date() };
  router.get({ path: '/api/status', validate: { query }, security, options: { access: 'public', authRequired: 'optional' } }, async (_context, request, response) => {
    const overall = overallStatus(await isElasticsearchAvailable());
    if (overall.level !== state.level) Object.assign(state, { level: overall.level, since: new Date() });
    const statusCode = overall.level === 'available' ? 200 : 503;
    const all = { overall, core: coreStatus(overall), plugins: Object.fromEntries(plugins().map((id) => [id, overall])) };
    const isOld = request.query.v7format || !request.query.v8format;
    const details = {
      name: 'kibana',
      uuid: instanceUuid,
      version: { number: line.version, build_hash: '', build_number: line.buildNumber, build_snapshot: false },
      status: isOld ? toOldFormat({ ...all, version: line.version, since: state.since }) : all,
      metrics: collectMetrics(),
    };
    const body = request.auth.isAuthenticated ? details : { status: { overall: { level: overall.level } } };
    return response.custom({ statusCode, bypassErrorFormat: true, body });
  });
}

function overallStatus(isAvailable: boolean): ServiceStatus {
  return isAvailable ? AVAILABLE : { level: 'critical', summary: '1 service is critical: elasticsearch' };
}

function coreStatus({ level }: ServiceStatus): Record<string, ServiceStatus & { readonly meta: object }> {
  const summary = level === 'available' ? 'Elasticsearch is available' : 'Unable to retrieve version information from Elasticsearch nodes.';
  return {
    elasticsearch: { level, summary, meta: { warningNodes: [], incompatibleNodes: [] } },
    savedObjects: {
      level: 'available',
      summary: 'SavedObjects service has completed migrations and is available',
      meta: { migratedIndices: { migrated: 0, skipped: 0, patched: 1 } },
    },
  };
}
