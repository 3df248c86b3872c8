import type { IRouter, SavedObject, SavedObjectsClientContract } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import { answeringBoom } from '../http/boom_response';
import { schema } from '../packages/config_schema';

const PATH = '/api/saved_objects';
const publicRoute = { security: DECIDES_ITSELF, options: { access: 'public' } } as const;
const typeAndId = schema.object({ type: schema.string(), id: schema.string() });
const references = schema.maybe(schema.arrayOf(schema.object({ name: schema.string(), type: schema.string(), id: schema.string() })));
const attributes = schema.recordOf(schema.string(), schema.any());
const textOrTexts = schema.oneOf([schema.string(), schema.arrayOf(schema.string())]);

const createBody = schema.object({
  attributes,
  migrationVersion: schema.maybe(schema.recordOf(schema.string(), schema.string())),
  coreMigrationVersion: schema.maybe(schema.string()),
  typeMigrationVersion: schema.maybe(schema.string()),
  references,
});
const updateBody = schema.object({ attributes, version: schema.maybe(schema.string()), references, upsert: schema.maybe(attributes) });
const findQuery = schema.object({
  type: textOrTexts,
  page: schema.number({ min: 0, defaultValue: 1 }),
  per_page: schema.number({ min: 0, max: 10_000, defaultValue: 20 }),
  search: schema.maybe(schema.string()),
  search_fields: schema.maybe(textOrTexts),
  sort_field: schema.maybe(schema.string()),
  sort_order: schema.maybe(schema.oneOf([schema.literal('asc'), schema.literal('desc')])),
  filter: schema.maybe(schema.string()),
});

/** `/api/saved_objects` (recordings `saved-object*`, `error-40*-saved-object*`): the scoped client of the request over HTTP. */
export function registerSavedObjectRoutes(router: IRouter): void {
  const create = { params: schema.object({ type: schema.string(), id: schema.maybe(schema.string()) }), query: schema.object({ overwrite: schema.boolean({ defaultValue: false }) }), body: createBody };
  router.post({ path: `${PATH}/{type}/{id?}`, validate: create, ...publicRoute }, answeringBoom(async (context, request, response) => {
    const { type, id } = request.params;
    const options = { id, overwrite: request.query.overwrite, references: request.body.references };
    return response.ok({ body: withMigrationVersion(await (await clientOf(context)).create(type, request.body.attributes, options)) });
  }));

  router.get({ path: `${PATH}/{type}/{id}`, validate: { params: typeAndId }, ...publicRoute }, answeringBoom(async (context, request, response) =>
    response.ok({ body: withMigrationVersion(await (await clientOf(context)).get(request.params.type, request.params.id)) })
  ));

  router.put({ path: `${PATH}/{type}/{id}`, validate: { params: typeAndId, body: updateBody }, ...publicRoute }, answeringBoom(async (context, request, response) => {
    const { attributes: changes, ...options } = request.body;
    return response.ok({ body: await (await clientOf(context)).update(request.params.type, request.params.id, changes, options) });
  }));

  const force = schema.object({ force: schema.maybe(schema.boolean()) });
  router.delete({ path: `${PATH}/{type}/{id}`, validate: { params: typeAndId, query: force }, ...publicRoute }, answeringBoom(async (context, request, response) =>
    response.ok({ body: await (await clientOf(context)).delete(request.params.type, request.params.id, { force: request.query.force }) })
  ));

  const bulkGetBody = schema.arrayOf(schema.object({ type: schema.string(), id: schema.string(), fields: schema.maybe(schema.arrayOf(schema.string())) }));
  router.post({ path: `${PATH}/_bulk_get`, validate: { body: bulkGetBody }, ...publicRoute }, answeringBoom(async (context, request, response) => {
    const { saved_objects } = await (await clientOf(context)).bulkGet(request.body);
    return response.ok({ body: { saved_objects: saved_objects.map(withMigrationVersion) } });
  }));

  router.get({ path: `${PATH}/_find`, validate: { query: findQuery }, ...publicRoute }, answeringBoom(async (context, request, response) => {
    const { type, page, per_page, search, search_fields, sort_field, sort_order, filter } = request.query;
    const found = await (await clientOf(context)).find({
      type: [type].flat(),
      page: Math.max(1, page),
      perPage: per_page,
      search,
      searchFields: search_fields === undefined ? undefined : [search_fields].flat(),
      sortField: sort_field,
      sortOrder: sort_order,
      filter,
    });
    const { total, saved_objects } = found;
    return response.ok({ body: { page: found.page, per_page: found.per_page, total, saved_objects: saved_objects.map(withMigrationVersion) } });
  }));
}

async function clientOf(context: { readonly core: Promise<{ readonly savedObjects: { readonly client: SavedObjectsClientContract } }> }): Promise<SavedObjectsClientContract> {
  return (await context.core).savedObjects.client;
}

/** Clients of older versions read the version of an object's form here. */
function withMigrationVersion(object: SavedObject & { readonly typeMigrationVersion?: string }): object {
  return object.typeMigrationVersion === undefined ? object : { ...object, migrationVersion: { [object.type]: object.typeMigrationVersion } };
}
