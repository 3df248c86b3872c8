import type { ErrorCause } from '../errors/elasticsearch_error';

/** A value a field cannot take; `cause` is the `caused_by` of Elasticsearch's document_parsing_exception. */
export class ValueError extends Error {
  /** `after`: the cause names the place behind the value (`[1:33] Numeric value …`), which only the reader of the text knows. */
  constructor(
    readonly detail: ErrorCause | undefined,
    readonly after?: { readonly outer: string; readonly inner: string },
  ) {
    super(detail?.reason ?? after?.inner ?? 'value cannot be parsed');
  }
}

/** The commonest form: illegal_argument_exception with one sentence. */
export function illegalValue(reason: string): ValueError {
  return new ValueError({ type: 'illegal_argument_exception', reason });
}

/** A JSON token of the wrong kind: Elasticsearch's parser complains with the place behind the token. */
export function wrongToken(reason: string, inner = 'json_parse_exception'): ValueError {
  return new ValueError(undefined, { outer: reason, inner });
}
