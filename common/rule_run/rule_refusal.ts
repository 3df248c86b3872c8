import { EqlError } from '../eql/index';
import { KqlConversionError, KqlSyntaxError } from '../kql/index';
import { DateMathError, DateParseError, ElasticsearchError, InvalidDateError } from '../query_dsl/index';

/** What Kibana refuses about a rule before it searches. */
export class RuleRefusal extends Error {}

/** The sentence with which Elasticsearch or Kibana refuses; undefined for any other error. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof EqlError || error instanceof ElasticsearchError) return error.reason;
  const isKnown = [RuleRefusal, KqlSyntaxError, KqlConversionError, DateMathError, DateParseError, InvalidDateError].some((type) => error instanceof type);
  return isKnown && error instanceof Error ? error.message : undefined;
}
