import type { z } from 'zod';

/** What a user must be allowed to do; mapped to Kibana privileges in one list on the server (`server/lib/privileges.ts`). */
export type EndpointPrivilege = 'read' | 'triage' | 'tune' | 'manage_rules';

/**
 * One endpoint of the plugin: the single source of its path, who may call it, and the shapes on the wire.
 * `params`, `query`, `body` are decoded by the server before the handler runs; `response` is decoded by the browser.
 */
export interface Endpoint<Params extends z.ZodTypeAny = z.ZodTypeAny, Query extends z.ZodTypeAny = z.ZodTypeAny, Body extends z.ZodTypeAny = z.ZodTypeAny, Response extends z.ZodTypeAny = z.ZodTypeAny> {
  readonly method: 'get' | 'post';
  /** Kibana's form: `/internal/staging_watch/alerts/{id}`. */
  readonly path: string;
  readonly version: '1';
  readonly privilege: EndpointPrivilege;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
}

/** What the browser sends (before defaults). */
export type EndpointInput<E extends Endpoint> = { readonly params: z.input<E['params']>; readonly query: z.input<E['query']>; readonly body: z.input<E['body']> };
/** What a handler gets (after defaults). */
export type EndpointRequest<E extends Endpoint> = { readonly params: z.output<E['params']>; readonly query: z.output<E['query']>; readonly body: z.output<E['body']> };
/** What a handler gives and the browser receives. */
export type EndpointResponse<E extends Endpoint> = z.output<E['response']>;

/** Gives the endpoint back with its schema types kept. */
export function defineEndpoint<P extends z.ZodTypeAny, Q extends z.ZodTypeAny, B extends z.ZodTypeAny, R extends z.ZodTypeAny>(endpoint: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return endpoint;
}
