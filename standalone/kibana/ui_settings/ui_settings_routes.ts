import type { IRouter, KibanaResponse, KibanaResponseFactory, RequestHandlerContext } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import { answeringBoom } from '../http/boom_response';
import type { ContractLine } from '../http/contract_line';
import { schema } from '../packages/config_schema';
import type { UiSettingsClient } from './ui_settings_service';

const security = DECIDES_ITSELF;

/** Settings of the space over HTTP: `/api/kibana/settings` in 8.12, `/internal/kibana/settings` in 9.x. */
export function registerUiSettingsRoutes(router: IRouter, line: ContractLine): void {
  const base = line.restrictsInternalRoutes ? '/internal/kibana/settings' : '/api/kibana/settings';
  const options = { access: line.restrictsInternalRoutes ? 'internal' : 'public' } as const;
  router.get({ path: base, validate: false, security, options }, answeringBoom(async (context, _request, response) => answer(context, response)));
  router.post({ path: base, validate: { body: schema.object({ changes: schema.recordOf(schema.string(), schema.any()) }) }, security, options }, answeringBoom(async (context, request, response) => {
    await (await clientOf(context)).setMany(request.body.changes);
    return answer(context, response);
  }));
  const params = schema.object({ key: schema.string() });
  router.post({ path: `${base}/{key}`, validate: { params, body: schema.object({ value: schema.any() }) }, security, options }, answeringBoom(async (context, request, response) => {
    await (await clientOf(context)).set(request.params.key, request.body.value);
    return answer(context, response);
  }));
  router.delete({ path: `${base}/{key}`, validate: { params }, security, options }, answeringBoom(async (context, request, response) => {
    await (await clientOf(context)).remove(request.params.key);
    return answer(context, response);
  }));
}

async function clientOf(context: RequestHandlerContext): Promise<UiSettingsClient> {
  return (await context.core).uiSettings.client as UiSettingsClient;
}

async function answer(context: RequestHandlerContext, response: KibanaResponseFactory): Promise<KibanaResponse> {
  return response.ok({ body: { settings: await (await clientOf(context)).getUserProvided() } });
}
