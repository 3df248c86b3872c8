import { z } from 'zod';
import { internalVersion, publicVersion, Reply, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import { createItem, deleteItem, getItem, replaceItem } from '../exceptions/exception_items';
import { createList, deleteList, exportList, getList, replaceList, summarizeList } from '../exceptions/exception_lists';
import { findItems, findLists } from '../exceptions/find_exceptions';
import { createRuleExceptions, findReferences } from '../exceptions/rule_exceptions';
import {
  findItemsQuerySchema,
  findListsQuerySchema,
  itemCreateSchema,
  itemNameQuerySchema,
  itemUpdateSchema,
  listCreateSchema,
  listNameQuerySchema,
  listUpdateSchema,
  ruleExceptionsSchema,
  suppliedText,
} from '../exceptions/exception_schema';

const lists = '/api/exception_lists';
const items = `${lists}/items`;
const read = { version: publicVersion, privilege: 'lists-read', words: suppliedText } as const;
const write = { version: publicVersion, privilege: 'lists-all', words: suppliedText } as const;

const listRoutes: readonly Register[] = [
  route({ ...write, method: 'post', path: lists, body: listCreateSchema, handle: async ({ body }, services) => services.exceptions.listResponse(await createList(body, services)) }),
  route({ ...write, method: 'put', path: lists, body: listUpdateSchema, handle: async ({ body }, services) => services.exceptions.listResponse(await replaceList(body, services)) }),
  route({ ...read, method: 'get', path: lists, query: listNameQuerySchema, handle: async ({ query }, services) => services.exceptions.listResponse(await getList(query, services)) }),
  route({ ...write, method: 'delete', path: lists, query: listNameQuerySchema, handle: async ({ query }, services) => services.exceptions.listResponse(await deleteList(query, services)) }),
  route({ ...read, method: 'get', path: `${lists}/_find`, query: findListsQuerySchema, handle: async ({ query }, services) => findLists(query, services) }),
  route({ ...read, privilege: 'lists-summary', method: 'get', path: `${lists}/summary`, query: listNameQuerySchema.extend({ filter: z.undefined() }), handle: async ({ query }, services) => summarizeList(query, services) }),
  route({
    ...read, method: 'post', path: `${lists}/_export`,
    query: z.object({ id: z.string().min(1), list_id: z.string().min(1), namespace_type: z.enum(['single', 'agnostic']), include_expired_exceptions: z.enum(['true', 'false']).optional().default('true') }),
    handle: async ({ query }, services) => {
      const text = await exportList({ ...query, include_expired_exceptions: query.include_expired_exceptions === 'true' }, services);
      return new Reply(200, text, { 'content-type': 'application/ndjson', 'content-disposition': `attachment; filename="${query.list_id.replace(/[^\w.-]/g, '_')}"` });
    },
  }),
  route({
    ...write, method: 'post', path: '/api/endpoint_list',
    handle: async (_input, services) => {
      const created = await services.exceptions.createEndpointList();
      return created === undefined ? {} : services.exceptions.listResponse(created);
    },
  }),
];

const itemRoutes: readonly Register[] = [
  route({ ...write, method: 'post', path: items, body: itemCreateSchema, handle: async ({ body }, services) => services.exceptions.itemResponse(await createItem(body, services)) }),
  route({ ...write, method: 'put', path: items, body: itemUpdateSchema, handle: async ({ body }, services) => services.exceptions.itemResponse(await replaceItem(body, services)) }),
  route({ ...read, method: 'get', path: items, query: itemNameQuerySchema, handle: async ({ query }, services) => services.exceptions.itemResponse(await getItem(query, services)) }),
  route({ ...write, method: 'delete', path: items, query: itemNameQuerySchema, handle: async ({ query }, services) => services.exceptions.itemResponse(await deleteItem(query, services)) }),
  route({ ...read, method: 'get', path: `${items}/_find`, query: findItemsQuerySchema, handle: async ({ query }, services) => findItems(query, services) }),
];

const split = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(','));
const namespaces = z.enum(['single', 'agnostic']);

const ruleExceptionRoutes: readonly Register[] = [
  route({
    version: publicVersion, privilege: 'securitySolution', method: 'post', path: '/api/detection_engine/rules/{id}/exceptions', words: suppliedText,
    params: z.object({ id: z.string().uuid() }), body: ruleExceptionsSchema,
    handle: async ({ params, body }, services) => (await createRuleExceptions(params.id, body, services)).map(services.exceptions.itemResponse),
  }),
  route({
    version: internalVersion, privilege: 'securitySolution', method: 'get', path: '/internal/detection_engine/rules/exceptions/_find_references',
    query: z.object({ ids: z.string().optional(), list_ids: z.string().optional(), namespace_types: z.string() }),
    handle: async ({ query }, services) => {
      const namespaceTypes = split(query.namespace_types).map((text) => namespaces.parse(text));
      return findReferences({ ids: split(query.ids), listIds: split(query.list_ids), namespaceTypes }, services);
    },
  }),
];

export const exceptionRoutes: readonly Register[] = [...listRoutes, ...itemRoutes, ...ruleExceptionRoutes];
