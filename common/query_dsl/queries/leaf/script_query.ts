import type { JsonValue } from '../../json';
import { constantScore, type QueryNode } from '../query_node';
import { boostOf, illegalArgument, objectBody, type ParseScope } from '../parse_scope';

/** `{ script: { script } }`: the script itself is run by whoever gives `QueryContext.script`. */
export function parseScriptQuery(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('script', body, scope);
  if (object.script === undefined) throw scope.error('script must be provided with a [script] query', 'last');
  const script = object.script;
  const boost = boostOf(object);
  return {
    bind: (bind) => {
      if (!bind.context.script) throw illegalArgument('[script] query is not supported by this server');
      const run = bind.context.script(script, bind.mapping);
      return constantScore((document) => run(document) === true, boost);
    },
  };
}
