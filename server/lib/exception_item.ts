/** Where a rule's exceptions lie (`detection-engine.md` §3.1). */
export interface ExceptionListReference {
  readonly list_id: string;
  readonly type: string;
  readonly namespace_type: string;
}

/** Parts of an exception item as the lists API gives it; names are its own. */
export interface ExceptionItem {
  readonly name: string;
  readonly entries: readonly ExceptionEntry[];
  readonly os_types?: readonly string[];
  readonly expire_time?: string;
}

export interface ExceptionEntry {
  readonly type: string;
  readonly field: string;
  readonly operator?: 'included' | 'excluded';
  readonly value?: string | readonly string[];
  /** Of a nested entry. */
  readonly entries?: readonly ExceptionEntry[];
}
