import { compileMapping, indexDocument, parseQuery } from '../../../../common/query_dsl';

const FIELD = 'value';
const MAPPING = compileMapping({ properties: { [FIELD]: { type: 'keyword' } } });

/**
 * A test of whole texts by a Lucene regular expression: the `regexp` query over a one-field document, so that both are one engine.
 * @throws ElasticsearchError for a broken expression
 */
export function compileTextPattern(pattern: string): (text: string) => boolean {
  const query = parseQuery({ regexp: { [FIELD]: pattern } }).bind(MAPPING, { now: 0 });
  return (text) => query.matches(indexDocument(MAPPING, { [FIELD]: text }, { id: '' }).document);
}
