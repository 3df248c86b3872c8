import type { CoreStart, KibanaRequest, RequestHandlerContext } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import { createRequestServices, type StartDependencies } from './request_services';
import { createRuleLocks } from './rule_locks';

const asCurrentUser = { name: 'current user' };
const context = { core: Promise.resolve({ elasticsearch: { client: { asCurrentUser } } }) } as unknown as RequestHandlerContext;
const user = (username: string) => ({ authc: { getCurrentUser: () => ({ username, roles: [] }) } });

async function servicesWith(core: Partial<CoreStart>, plugins: StartDependencies, headers: KibanaRequest['headers'] = { authorization: 'Basic x' }) {
  const asked: unknown[] = [];
  const savedObjects = { getScopedClient: (_request: unknown, options: unknown) => void asked.push(options) };
  const create = createRequestServices({
    getStartServices: () => Promise.resolve([{ savedObjects, ...core } as unknown as CoreStart, plugins, undefined]),
    loopback: (request) => Promise.resolve({ status: 200, body: { sent: request } }),
    hiddenTypes: ['hidden'],
    ruleContents: [],
    locks: createRuleLocks(),
    plugin: { version: '8.12.2', installSpaces: [], absentPlugins: [], installation: () => ({ startUp: undefined, isOver: false }) },
  });
  return { services: await create(context, { headers } as KibanaRequest), asked };
}

describe('request services', () => {
  it('work without the optional plugins', async () => {
    const { services, asked } = await servicesWith({}, {});
    expect([services.spaceId, services.userName, services.elasticsearch]).toEqual(['default', 'unknown', asCurrentUser]);
    expect(asked).toEqual([{ includedHiddenTypes: ['hidden'] }]);
  });

  it('take the user from core where it has it, else from the security plugin, and the space from the spaces plugin', async () => {
    const spaces = { spacesService: { getSpaceId: () => 'blue' } };
    expect((await servicesWith({}, { security: user('old'), spaces })).services).toMatchObject({ userName: 'old', spaceId: 'blue' });
    expect((await servicesWith({ security: user('new') }, { security: user('old') })).services.userName).toBe('new');
  });

  it('send the caller\'s own credentials on, in the caller\'s space, and fail only when they are needed', async () => {
    const spaces = { spacesService: { getSpaceId: () => 'blue' } };
    const { services } = await servicesWith({}, { spaces }, { cookie: 'sid=1', host: 'elsewhere' });
    expect(await services.detectionEngine.readRights()).toMatchObject({ sent: { spaceId: 'blue', credentials: { cookie: 'sid=1' } } });
    const proxied = await servicesWith({}, {}, {});
    await expect(proxied.services.detectionEngine.readRights()).rejects.toMatchObject({ code: 'authentication_not_forwardable' });
  });
});
