'use strict';
// The parts of a distribution's own plugins that the recordings presuppose: a saved object type, two features, two routes.
const { schema } = require('@kbn/config-schema');

const category = { id: 'securitySolution', label: 'Security', order: 4000 };
const privilege = (all, read, ui, api = []) => ({ savedObject: { all, read }, ui, api });

class RecordedFeatures {
  constructor(context) {
    this.log = context.logger.get();
  }

  setup(core, { features, security }) {
    core.savedObjects.registerType({
      name: 'index-pattern',
      hidden: false,
      namespaceType: 'multiple',
      convertToMultiNamespaceTypeVersion: '8.0.0',
      mappings: { dynamic: false, properties: { title: { type: 'text' }, type: { type: 'keyword' }, name: { type: 'text', fields: { keyword: { type: 'keyword' } } } } },
    });
    core.savedObjects.registerType({ name: 'secret-thing', hidden: true, namespaceType: 'single', mappings: { dynamic: false, properties: { size: { type: 'long' } } } });
    core.savedObjects.registerType({
      name: 'single-thing',
      hidden: false,
      namespaceType: 'single',
      mappings: { dynamic: false, properties: { size: { type: 'long' }, label: { type: 'keyword' } } },
      modelVersions: { 1: { changes: [], schemas: { create: schema.object({ size: schema.number(), label: schema.maybe(schema.string()) }) } } },
    });
    features.registerKibanaFeature({
      id: 'siem',
      name: 'Security',
      order: 1100,
      category,
      app: [],
      privileges: { all: privilege(['index-pattern', 'single-thing'], [], ['show', 'crud'], ['securitySolution', 'lists-all']), read: privilege([], ['index-pattern', 'single-thing'], ['show'], ['securitySolution']) },
      subFeatures: [
        {
          name: 'Triage',
          privilegeGroups: [{ groupType: 'independent', privileges: [{ id: 'triage', name: 'Triage', includeIn: 'all', savedObject: { all: [], read: [] }, ui: ['triage'], api: ['triage'] }] }],
        },
      ],
    });
    features.registerKibanaFeature({ id: 'discover', name: 'Discover', order: 100, category, app: ['discover'], privileges: { all: { ...privilege([], [], ['show', 'save']), app: ['discover'] }, read: { ...privilege([], ['index-pattern'], ['show']), app: ['discover'] } } });
    this.addRoutes(core, security);
  }

  addRoutes(core, security) {
    const router = core.http.createRouter();
    const open = { authz: { enabled: false, reason: 'recorded' } };
    const guarded = { security: { authz: { requiredPrivileges: ['securitySolution'] } }, options: { tags: ['access:securitySolution'] } };
    const answer = async (_context, request, response) => response.ok({ body: { body: request.body, query: request.query } });
    router.versioned.get({ path: '/api/detection_engine/rules/_find', access: 'public', ...guarded }).addVersion({ version: '2023-10-31', validate: false }, answer);
    router.versioned.post({ path: '/api/detection_engine/rules', access: 'public', ...guarded }).addVersion({ version: '2023-10-31', validate: { request: { body: (value, { ok }) => ok(value) } } }, answer);
    router.versioned.get({ path: '/internal/detection_engine/prebuilt_rules/status', access: 'internal', ...guarded }).addVersion({ version: '1', validate: false }, answer);
    router.get({ path: '/api/test/who', validate: false, security: open, options: { access: 'public' } }, async (_context, request, response) => {
      const [coreStart, plugins] = await core.getStartServices();
      const scoped = coreStart.elasticsearch.client.asScoped(request).asCurrentUser;
      const { username } = await scoped.security.authenticate();
      return response.ok({ body: { elasticsearch: username, kibana: plugins.security.authc.getCurrentUser(request).username, space: plugins.spaces.spacesService.getSpaceId(request), basePath: core.http.basePath.get(request), authorization: typeof request.headers.authorization } });
    });
    router.post({ path: '/api/test/triage', validate: { body: schema.object({ id: schema.string() }) }, security: { authz: { requiredPrivileges: ['triage'] } }, options: { access: 'public', tags: ['access:triage'] } }, async (_context, request, response) => {
      security?.audit?.asScoped(request).log({ event: { action: 'triage', outcome: 'success' }, message: request.body.id });
      return response.ok({ body: { done: request.body.id } });
    });
    router.get({ path: '/api/test/slow', validate: false, security: open, options: { access: 'public' } }, (_context, request, response) =>
      new Promise((resolve) => request.events.aborted$.subscribe(() => resolve(response.ok({ body: this.log.info('the client went away') }))))
    );
    router.post({ path: '/api/test/refusals', validate: { body: (value, { ok, badRequest }) => (value && typeof value.name === 'string' ? ok({ name: value.name }) : badRequest('name: Required')) }, security: open, options: { access: 'public', body: { maxBytes: 100 } } }, async (_context, request, response) =>
      response.customError({ statusCode: 422, body: { message: `not ${request.body.name}`, attributes: { name: request.body.name } } })
    );
  }

  start() {}
}

exports.plugin = (context) => new RecordedFeatures(context);
