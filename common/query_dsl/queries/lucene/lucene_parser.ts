import { luceneTokens, LuceneSyntaxError, type LuceneToken } from './lucene_lexer';
import type { LuceneClause, LuceneNode } from './lucene_tree';

const MAX_DEPTH = 200;

/** What Lucene lists when an operand is missing. */
const OPERANDS = ['<NOT>', '"+"', '"-"', '<BAREOPER>', '"("', '"*"', '<QUOTED>', '<TERM>', '<PREFIXTERM>', '<WILDTERM>', '<REGEXPTERM>', '"["', '"{"', '<NUMBER>', '<TERM>'];

/**
 * Parses Lucene's classic query syntax as `query_string` takes it. Throws LuceneSyntaxError.
 * Grammar: query = clause+ with optional AND/OR between and NOT/+/- before; clause = (field ":")? (term | "(" query ")") ("^" number)?.
 */
export function parseLucene(text: string, defaultOperator: 'or' | 'and'): LuceneNode {
  return new LuceneParser(luceneTokens(text), defaultOperator).parse();
}

/** A word before one of these is an operand of its own. */
const NOT_AFTER_WORDS = new Set<LuceneToken['kind']>([':', '*', 'fuzzy', '^', 'and', 'or']);

class LuceneParser {
  private index = 0;

  constructor(
    private readonly tokens: readonly LuceneToken[],
    private readonly defaultOperator: 'or' | 'and',
  ) {}

  parse(): LuceneNode {
    const node = this.query(undefined, 0);
    if (this.peek().kind !== 'end') throw this.unexpected();
    return node;
  }

  private peek(ahead = 0): LuceneToken {
    return this.tokens[this.index + ahead] ?? this.tokens[this.tokens.length - 1] ?? { kind: 'end', text: '<EOF>', at: 0 };
  }

  private take(kind: LuceneToken['kind']): LuceneToken | undefined {
    const token = this.peek();
    if (token.kind !== kind) return undefined;
    this.index += 1;
    return token;
  }

  private unexpected(expected: readonly string[] = OPERANDS): LuceneSyntaxError {
    const token = this.peek();
    const shown = token.kind === 'end' ? '"<EOF>"' : `" "${token.text}" "${token.text} ""`;
    const list = expected.map((item) => `    ${item} ...\n`).join('');
    return new LuceneSyntaxError(`Encountered ${shown} at line 1, column ${token.at}.\nWas expecting one of:\n${list}    `, token.at, token.text);
  }

  private query(field: string | undefined, depth: number): LuceneNode {
    if (depth > MAX_DEPTH) throw new LuceneSyntaxError('Query is nested too deeply', this.peek().at, this.peek().text);
    const clauses: { occur: LuceneClause['occur']; node: LuceneNode }[] = [];
    let conjunction: 'and' | 'or' | undefined;
    do {
      const words = conjunction === undefined ? this.severalWords(field) : undefined;
      if (words) this.addClause(clauses, undefined, undefined, words);
      else this.addClause(clauses, conjunction, this.modifier(), this.clause(field, depth));
      conjunction = this.take('and') ? 'and' : this.take('or') ? 'or' : undefined;
    } while (conjunction !== undefined || !this.atEnd());
    const [only] = clauses;
    if (clauses.length === 1 && only?.occur === 'should') return only.node;
    return { kind: 'boolean', clauses, boost: 1 };
  }

  /** Bare words in a row are one text, so that a keyword field sees them with their blanks (`splitOnWhitespace` is off). */
  private severalWords(field: string | undefined): LuceneNode | undefined {
    if (this.peek().kind !== 'term' || !this.isFollowingWord(1)) return undefined;
    const images = [this.peek().text];
    this.index += 1;
    while (this.isFollowingWord(0)) {
      images.push(this.peek().text);
      this.index += 1;
    }
    return { kind: 'term', field, text: unescape(images.join(' ')), boost: 1 };
  }

  private isFollowingWord(ahead: number): boolean {
    return this.peek(ahead).kind === 'term' && !NOT_AFTER_WORDS.has(this.peek(ahead + 1).kind);
  }

  private atEnd(): boolean {
    const { kind } = this.peek();
    return kind === 'end' || kind === ')';
  }

  private modifier(): 'not' | 'required' | undefined {
    if (this.take('+')) return 'required';
    return this.take('-') || this.take('not') ? 'not' : undefined;
  }

  /** Follows the rules by which Lucene's parser turns AND, OR and modifiers into required, optional and prohibited. */
  private addClause(
    clauses: { occur: LuceneClause['occur']; node: LuceneNode }[],
    conjunction: 'and' | 'or' | undefined,
    modifier: 'not' | 'required' | undefined,
    node: LuceneNode,
  ): void {
    const before = clauses[clauses.length - 1];
    if (before && before.occur !== 'must_not') {
      if (conjunction === 'and') before.occur = 'must';
      else if (conjunction === 'or' && this.defaultOperator === 'and') before.occur = 'should';
    }
    const prohibited = modifier === 'not';
    const required = this.defaultOperator === 'or' ? modifier === 'required' || conjunction === 'and' : conjunction !== 'or';
    clauses.push({ occur: prohibited ? 'must_not' : required ? 'must' : 'should', node });
  }

  private clause(outerField: string | undefined, depth: number): LuceneNode {
    const field = this.fieldName() ?? outerField;
    if (this.take('(')) {
      const inner = this.query(field, depth + 1);
      if (!this.take(')')) throw this.unexpected(['<AND>', '<OR>', '<NOT>', '"+"', '"-"', '<BAREOPER>', '"("', '")"', '"*"', '"^"', '<QUOTED>', '<TERM>', '<FUZZY_SLOP>', '<PREFIXTERM>', '<WILDTERM>', '<REGEXPTERM>', '"["', '"{"', '<NUMBER>']);
      return this.boosted(inner);
    }
    return this.boosted(this.operand(field));
  }

  private fieldName(): string | undefined {
    const token = this.peek();
    if (this.peek(1).kind !== ':' || (token.kind !== 'term' && token.kind !== '*' && token.kind !== 'prefix' && token.kind !== 'wildcard')) return undefined;
    this.index += 2;
    return unescape(token.text);
  }

  private boosted(node: LuceneNode): LuceneNode {
    if (!this.take('^')) return node;
    const number = this.take('term');
    const boost = Number(number?.text);
    if (!number || Number.isNaN(boost)) throw this.unexpected(['<NUMBER>']);
    return { ...node, boost: node.boost * boost };
  }

  private operand(field: string | undefined): LuceneNode {
    const token = this.peek();
    this.index += 1;
    switch (token.kind) {
      case 'term':
        return this.termNode(field, token.text);
      case '*':
        return { kind: 'wildcard', field, text: '*', boost: 1 };
      case 'bareoper':
        return { kind: 'term', field, text: token.text, boost: 1 };
      case 'prefix':
        return { kind: 'prefix', field, text: unescape(token.text.slice(0, -1)), boost: 1 };
      case 'wildcard':
        return { kind: 'wildcard', field, text: token.text, boost: 1 };
      case 'regexp':
        return { kind: 'regexp', field, text: token.text, boost: 1 };
      case 'quoted':
        return { kind: 'phrase', field, text: unescape(token.text), slop: this.slop(), boost: 1 };
      case '[':
      case '{':
        return this.range(field, token.kind === '[');
      default:
        this.index -= 1;
        throw this.unexpected();
    }
  }

  private slop(): number | undefined {
    const token = this.take('fuzzy');
    return token ? Math.trunc(Number(token.text || '2')) : undefined;
  }

  private termNode(field: string | undefined, image: string): LuceneNode {
    const comparison = field === undefined ? null : /^(>=|<=|>|<)(.+)$/.exec(image);
    if (comparison) return openRange(field, comparison[1] ?? '', unescape(comparison[2] ?? ''));
    const fuzzy = this.take('fuzzy');
    if (fuzzy) return { kind: 'fuzzy', field, text: unescape(image), fuzziness: fuzzy.text || 'AUTO', boost: 1 };
    return { kind: 'term', field, text: unescape(image), boost: 1 };
  }

  private range(field: string | undefined, includeLower: boolean): LuceneNode {
    const lower = this.rangeBound();
    this.take('to');
    const upper = this.rangeBound();
    const includeUpper = this.peek().kind === ']';
    if (!this.take(']') && !this.take('}')) throw this.unexpected(['"]"', '"}"']);
    return { kind: 'range', field, lower, includeLower, upper, includeUpper, boost: 1 };
  }

  private rangeBound(): string | undefined {
    const quoted = this.take('quoted');
    if (quoted) return unescape(quoted.text);
    const goop = this.take('goop') ?? this.take('to');
    if (!goop) throw this.unexpected(['<RANGE_QUOTED>', '<RANGE_GOOP>']);
    return goop.text === '*' ? undefined : unescape(goop.text);
  }
}

function openRange(field: string | undefined, operator: string, bound: string): LuceneNode {
  const isLower = operator.startsWith('>');
  const inclusive = operator.endsWith('=');
  return {
    kind: 'range',
    field,
    lower: isLower ? bound : undefined,
    includeLower: isLower ? inclusive : true,
    upper: isLower ? undefined : bound,
    includeUpper: isLower ? true : inclusive,
    boost: 1,
  };
}

/** Removes the backslashes of escapes; `\uXXXX` is the character. */
function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, character: string | undefined) =>
    code === undefined ? (character ?? '') : String.fromCharCode(parseInt(code, 16)),
  );
}
