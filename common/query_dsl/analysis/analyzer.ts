import type { JsonObject, JsonValue } from '../json';
import { isJsonObject } from '../json';
import { ElasticsearchError } from '../errors/elasticsearch_error';
import { lowerCase } from './lower_case';
import { standardTokens } from './standard_tokenizer';
import type { Token } from './token';

/** Text to tokens: what a text field does with values and with the text of queries. */
export interface Analyzer {
  readonly name: string;
  tokens(text: string): Token[];
  /** For terms that are not split (wildcards, prefixes): only the filters that keep a term whole. */
  normalize(term: string): string;
}

function lowered(tokens: Token[]): Token[] {
  return tokens.map((token) => ({ ...token, token: lowerCase(token.token) }));
}

function splitTokens(text: string, pattern: RegExp, type: string): Token[] {
  return Array.from(text.matchAll(pattern), (match, position) => ({
    token: match[0],
    start: match.index,
    end: match.index + match[0].length,
    type,
    position,
  }));
}

const BUILT_IN: Readonly<Record<string, Analyzer>> = {
  standard: { name: 'standard', tokens: (text) => lowered(standardTokens(text)), normalize: lowerCase },
  default: { name: 'default', tokens: (text) => lowered(standardTokens(text)), normalize: lowerCase },
  simple: { name: 'simple', tokens: (text) => lowered(splitTokens(text, /\p{L}+/gu, 'word')), normalize: lowerCase },
  whitespace: { name: 'whitespace', tokens: (text) => splitTokens(text, /\S+/gu, 'word'), normalize: (term) => term },
  keyword: { name: 'keyword', tokens: keywordToken, normalize: (term) => term },
};

function keywordToken(text: string): Token[] {
  return [{ token: text, start: 0, end: text.length, type: 'word', position: 0 }];
}

const TOKENIZERS: Readonly<Record<string, (text: string) => Token[]>> = {
  standard: standardTokens,
  whitespace: (text) => splitTokens(text, /\S+/gu, 'word'),
  letter: (text) => splitTokens(text, /\p{L}+/gu, 'word'),
  keyword: keywordToken,
};

const FILTERS: Readonly<Record<string, (term: string) => string>> = {
  lowercase: lowerCase,
  uppercase: (term) => term.toUpperCase(),
  trim: (term) => term.trim(),
  asciifolding: (term) => term.normalize('NFD').replace(/\p{M}+/gu, ''),
};

/**
 * The analyser of a name, built in or from the settings' `analysis.analyzer`.
 * Throws mapper_parsing_exception for a name or part this room does not have.
 */
export function findAnalyzer(name: string, settings: JsonObject): Analyzer {
  const custom = analysisSection(settings, 'analyzer')[name];
  if (isJsonObject(custom)) return customAnalyzer(name, custom);
  const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  if (builtIn) return builtIn;
  throw new ElasticsearchError({ type: 'illegal_argument_exception', reason: `analyzer [${name}] has not been configured in mappings` });
}

function customAnalyzer(name: string, definition: JsonObject): Analyzer {
  const type = definition.type ?? 'custom';
  if (type !== 'custom') return { ...findAnalyzer(String(type), {}), name };
  const tokenizerName = String(definition.tokenizer ?? '');
  const tokenizer = Object.hasOwn(TOKENIZERS, tokenizerName) ? TOKENIZERS[tokenizerName] : undefined;
  if (!tokenizer) throw unsupported(`tokenizer [${tokenizerName}] of analyzer [${name}]`);
  const normalize = filterChain(definition.filter, `analyzer [${name}]`);
  return {
    name,
    normalize,
    tokens: (text) => tokenizer(text).map((token) => ({ ...token, token: normalize(token.token) })),
  };
}

/**
 * The function of a normaliser: `lowercase`, or one of the settings' `analysis.normalizer`.
 * Throws mapper_parsing_exception for a name that does not exist.
 */
export function findNormalizer(name: string, field: string, settings: JsonObject): (value: string) => string {
  const custom = analysisSection(settings, 'normalizer')[name];
  if (isJsonObject(custom)) return filterChain(custom.filter, `normalizer [${name}]`);
  if (name === 'lowercase') return lowerCase;
  throw new ElasticsearchError({
    type: 'mapper_parsing_exception',
    reason: `normalizer [${name}] not found for field [${field}]`,
  });
}

function filterChain(names: JsonValue | undefined, owner: string): (term: string) => string {
  const list = names === undefined ? [] : Array.isArray(names) ? names : [names];
  const filters = list.map((name) => {
    const filter = typeof name === 'string' && Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (!filter) throw unsupported(`filter [${String(name)}] of ${owner}`);
    return filter;
  });
  return (term) => filters.reduce((text, filter) => filter(text), term);
}

function analysisSection(settings: JsonObject, section: string): JsonObject {
  const index = isJsonObject(settings.index) ? settings.index : settings;
  const analysis = isJsonObject(index.analysis) ? index.analysis : settings.analysis;
  const found = isJsonObject(analysis) ? analysis[section] : undefined;
  return isJsonObject(found) ? found : {};
}

function unsupported(what: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'illegal_argument_exception', reason: `${what} is not supported by this server` });
}
