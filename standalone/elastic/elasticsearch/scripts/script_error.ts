import { ElasticsearchError, type ErrorCause } from '../../../../common/query_dsl';

/** Characters shown on each side of the place of an error. */
const CONTEXT = 25;

/** A Painless error as Elasticsearch answers it, with the place in the script. */
export function scriptError(kind: 'compile error' | 'runtime error', script: string, offset: number, causedBy: ErrorCause): ElasticsearchError {
  const start = Math.max(0, offset - CONTEXT);
  const end = Math.min(script.length, offset + CONTEXT);
  const extra = {
    script_stack: [script.slice(start, end), `${' '.repeat(offset - start)}^---- HERE`],
    script,
    lang: 'painless',
    position: { offset, start, end },
  };
  return new ElasticsearchError({ type: 'script_exception', reason: kind, extra, causedBy });
}

/** Thrown inside the interpreter; `runScript` adds the place. */
export class ScriptFault extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly offset: number
  ) {
    super(message);
    this.name = 'ScriptFault';
  }
}
