import type { CompiledMapping, CompiledQuery } from '../../query_dsl/index';
import type { DataView } from '../convert/data_view';
import type { KqlNode } from '../language/ast';

/** What tracing asks for. */
export interface TraceScope {
  readonly mapping: CompiledMapping;
  readonly dataView: DataView;
  /** The clause alone, on the documents of its nested path; undefined where Elasticsearch would refuse it. */
  clause(leaf: KqlNode, nestedPath: string | undefined): CompiledQuery | undefined;
}
