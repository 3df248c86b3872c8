import type { JsonObject, JsonValue } from '../../json';
import { allowedEdits } from '../../patterns/edit_distance';
import type { Field } from '../../mapping/field';
import { constantScore, MATCH_NONE, noneIfUnmapped, type BindScope, type DocumentTest, type QueryNode } from '../query_node';
import { booleanOption, boostOf, illegalArgument, numberOption, singleField, textOption, type ParseScope } from '../parse_scope';
import { fuzzyTest, prefixTest, regexpTest, wildcardTest } from '../fields/pattern_test';

function patternNode(field: string, options: JsonObject, test: (field: Field, scope: BindScope) => DocumentTest): QueryNode {
  const boost = boostOf(options);
  return {
    rewrite: noneIfUnmapped(field),
    bind: (scope) => {
      const resolved = scope.mapping.resolve(field);
      return resolved ? constantScore(test(resolved, scope), boost) : MATCH_NONE;
    },
  };
}

function requiredText(options: JsonObject, key: string): string {
  const text = textOption(options, key);
  if (text === undefined) throw illegalArgument('value cannot be null');
  return text;
}

/** `{ prefix: { FIELD: text | { value, case_insensitive, rewrite } } }` */
export function parsePrefix(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options } = singleField('prefix', body, scope, { shorthand: 'value', options: ['value', 'case_insensitive', 'rewrite'] });
  const value = requiredText(options, 'value');
  const caseInsensitive = booleanOption(options, 'case_insensitive', false);
  return patternNode(field, options, (resolved, bind) => prefixTest(resolved, value, caseInsensitive, bind));
}

/** `{ wildcard: { FIELD: text | { value | wildcard, case_insensitive, rewrite } } }` */
export function parseWildcardQuery(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options } = singleField('wildcard', body, scope, {
    shorthand: 'value',
    options: ['value', 'wildcard', 'case_insensitive', 'rewrite'],
  });
  const value = requiredText(options, options.value === undefined ? 'wildcard' : 'value');
  const caseInsensitive = booleanOption(options, 'case_insensitive', false);
  return patternNode(field, options, (resolved, bind) => wildcardTest(resolved, value, { caseInsensitive, normalizeText: false }, bind));
}

/** `{ regexp: { FIELD: text | { value, flags, case_insensitive, max_determinized_states, rewrite } } }` */
export function parseRegexpQuery(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options } = singleField('regexp', body, scope, {
    shorthand: 'value',
    options: ['value', 'flags', 'flags_value', 'case_insensitive', 'max_determinized_states', 'rewrite'],
  });
  const value = requiredText(options, 'value');
  const flags = textOption(options, 'flags');
  if (flags !== undefined && flags.toUpperCase() !== 'ALL') throw illegalArgument(`[regexp] flags [${flags}] are not supported by this server`);
  const caseInsensitive = booleanOption(options, 'case_insensitive', false);
  return patternNode(field, options, (resolved, bind) => regexpTest(resolved, value, caseInsensitive, bind));
}

/** `{ fuzzy: { FIELD: text | { value, fuzziness, prefix_length, transpositions, max_expansions } } }` */
export function parseFuzzy(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options } = singleField('fuzzy', body, scope, {
    shorthand: 'value',
    options: ['value', 'fuzziness', 'prefix_length', 'transpositions', 'max_expansions', 'rewrite'],
  });
  const value = requiredText(options, 'value');
  const fuzziness = textOption(options, 'fuzziness') ?? 'AUTO';
  const maxEdits = allowedEdits(fuzziness, value);
  if (maxEdits === undefined) throw illegalArgument(`Invalid fuzziness value: ${fuzziness}`);
  const fuzzy = {
    maxEdits,
    prefixLength: numberOption(options, 'prefix_length', 0),
    transpositions: booleanOption(options, 'transpositions', true),
  };
  return patternNode(field, options, (resolved, bind) => fuzzyTest(resolved, value, fuzzy, bind));
}
