import { EqlError, EqlSyntaxError, EqlVerificationError, type Location, positionAt } from '../../common/eql/index';
import { KqlConversionError, KqlSyntaxError } from '../../common/kql/index';
import { ElasticsearchError } from '../../common/query_dsl/index';
import { QueryInputError } from './query_input_error';
import { showText, showWithCarets } from './show_text';

/** Words for what is wrong with a query or the user's input, with the query's line and carets; undefined for any other error. Safe to print. */
export function describeProblem(error: unknown, query: string | undefined): string | undefined {
  if (error instanceof QueryInputError) return showText(error.message, { lines: true });
  const frame = (location: Location): string => (query === undefined ? '' : frameOf(query, location));
  if (error instanceof EqlSyntaxError) return `${showText(error.reason)}\n${frame(error.location)}`;
  if (error instanceof EqlVerificationError) return error.diagnostics.map(({ location, message }) => `${showText(message)}\n${frame(location)}`).join('\n');
  if (error instanceof KqlSyntaxError) return `${showText(error.reason)}\n${frame({ start: error.start.offset, end: Math.max(error.end.offset, error.start.offset) })}`;
  if (error instanceof EqlError || error instanceof ElasticsearchError) return showText(error.reason, { lines: true });
  if (error instanceof KqlConversionError) return showText(error.message, { lines: true });
  return undefined;
}

/** The line of the query where the location begins, carets below. */
function frameOf(query: string, { start, end }: Location): string {
  const { line, column } = positionAt(query, start);
  const source = query.split(/\r\n|\n|\r/)[line - 1] ?? '';
  const [shown, carets] = showWithCarets(source, [{ start: column - 1, end: Math.min(source.length, column - 1 + end - start) }]);
  return `${line} | ${shown}\n${' '.repeat(String(line).length)} | ${carets}`;
}
