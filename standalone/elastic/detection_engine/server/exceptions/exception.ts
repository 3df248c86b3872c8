/** Exceptions as the lists API gives and takes them (`detection-engine.md` §3). */

export type NamespaceType = 'single' | 'agnostic';
export type Operator = 'included' | 'excluded';

export type PlainEntry =
  | { readonly type: 'match'; readonly field: string; readonly operator: Operator; readonly value: string }
  | { readonly type: 'match_any'; readonly field: string; readonly operator: Operator; readonly value: readonly string[] }
  | { readonly type: 'exists'; readonly field: string; readonly operator: Operator };

export type ExceptionEntry =
  | PlainEntry
  | { readonly type: 'wildcard'; readonly field: string; readonly operator: Operator; readonly value: string }
  | { readonly type: 'list'; readonly field: string; readonly operator: Operator; readonly list: { readonly id: string; readonly type: string } }
  | { readonly type: 'nested'; readonly field: string; readonly entries: readonly PlainEntry[] };

export interface ExceptionComment {
  readonly id: string;
  readonly comment: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at?: string;
  readonly updated_by?: string;
}

/** Attributes of the saved object of a list or an item (`list_type` tells which); one type holds both, as in Kibana. */
export interface ExceptionAttributes {
  readonly list_type: 'list' | 'item';
  readonly list_id: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly os_types: readonly string[];
  readonly meta?: Record<string, unknown>;
  readonly immutable: boolean | undefined;
  readonly version: number | undefined;
  readonly tie_breaker_id: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
  readonly item_id: string | undefined;
  readonly entries: readonly ExceptionEntry[] | undefined;
  readonly comments: readonly ExceptionComment[] | undefined;
  readonly expire_time: string | undefined;
}

/** An item as far as rules need it. */
export interface ExceptionItem {
  readonly name: string;
  readonly entries: readonly ExceptionEntry[];
  readonly osTypes: readonly string[];
  readonly expireTime: string | undefined;
}

/** Saved object type of each kind of list. */
export const savedObjectTypes: Readonly<Record<NamespaceType, string>> = { single: 'exception-list', agnostic: 'exception-list-agnostic' };
