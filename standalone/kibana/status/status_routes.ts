import type { IRouter } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import type { ContractLine } from '../http/contract_line';
import { schema } from '../packages/config_schema';
import { collectMetrics } from './collect_metrics';

export interface StatusRoutesDependencies {
  readonly router: IRouter;
  readonly line: ContractLine;
  readonly instanceUuid: string;
  /** Ids of the plugins that run. */
  readonly plugins: () => readonly string[];
  readonly isElasticsearchAvailable: () => Promise<boolean>;
}

interface ServiceStatus {
  readonly level: 'available' | 'critical';
  readonly summary: string;
}

const AVAILABLE = { level: 'available', summary: 'All services and plugins are available' } as const;

/** `GET /api/status` (recordings `status`, `status-anonymous`): details for users, one word for everybody else. */
export function registerStatusRoutes({ router, line, instanceUuid, plugins, isElasticsearchAvailable }: StatusRoutesDependencies): void {
  const query = schema.object({ v7format: schema.boolean({ defaultValue: false }), v8format: schema.boolean({ defaultValue: true }) });
  const security = { ...DECIDES_ITSELF, authc: { enabled: 'optional', reason: 'Details are for users only.' } } as const;
  router.get({ path: '/api/status', validate: { query }, security, options: { access: 'public', authRequired: 'optional' } }, async (_context, request, response) => {
    if (request.query.v7format || !request.query.v8format) {
      return response.customError({ statusCode: 501, body: 'The old format of /api/status (v8format=false) is not implemented by the standalone host.' });
    }
    const isAvailable = await isElasticsearchAvailable();
    const overall: ServiceStatus = isAvailable ? AVAILABLE : { level: 'critical', summary: '1 service is critical: elasticsearch' };
    const statusCode = isAvailable ? 200 : 503;
    if (!request.auth.isAuthenticated) return response.custom({ statusCode, bypassErrorFormat: true, body: { status: { overall: { level: overall.level } } } });
    const body = {
      name: 'kibana',
      uuid: instanceUuid,
      version: { number: line.version, build_hash: '', build_number: line.buildNumber, build_snapshot: false },
      status: { overall, core: coreStatus(isAvailable), plugins: Object.fromEntries(plugins().map((id) => [id, overall])) },
      metrics: collectMetrics(),
    };
    return response.custom({ statusCode, bypassErrorFormat: true, body });
  });
}

function coreStatus(isAvailable: boolean): Record<string, object> {
  const elasticsearch = isAvailable ? { level: 'available', summary: 'Elasticsearch is available' } : { level: 'critical', summary: 'Unable to retrieve version information from Elasticsearch nodes.' };
  return {
    elasticsearch: { ...elasticsearch, meta: { warningNodes: [], incompatibleNodes: [] } },
    savedObjects: { level: 'available', summary: 'SavedObjects service has completed migrations and is available', meta: { migratedIndices: { migrated: 0, skipped: 0, patched: 1 } } },
  };
}
