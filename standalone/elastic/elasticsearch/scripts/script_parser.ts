// One concept fills this file: the grammar of the part of Painless that is run here.
import { ScriptFault } from './script_error';
import { readTokens, type ScriptToken } from './script_tokens';
import type { Expression, Statement } from './script_tree';

const MAX_DEPTH = 200;
const BINARY: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!=', '===', '!=='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=']);
const RESERVED = new Set(['if', 'else', 'for', 'while', 'return', 'break', 'continue', 'new', 'in', 'try', 'catch', 'throw', 'do', 'instanceof']);

/**
 * Reads a script.
 * @throws ScriptFault where it is no Painless, or a part of Painless that is not run here
 */
export function parseScript(script: string): Statement {
  return new Parser(readTokens(script)).program();
}

class Parser {
  private place = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly ScriptToken[]) {}

  program(): Statement {
    const body: Statement[] = [];
    while (this.peek().kind !== 'end') body.push(this.statement());
    return { kind: 'block', body };
  }

  private peek(offset = 0): ScriptToken {
    return this.tokens[Math.min(this.place + offset, this.tokens.length - 1)] ?? { kind: 'end', text: '', at: 0 };
  }

  private take(): ScriptToken {
    const token = this.peek();
    this.place++;
    return token;
  }

  private is(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token.text === text && (token.kind === 'symbol' || token.kind === 'name');
  }

  private accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.place++;
    return true;
  }

  private expect(text: string): ScriptToken {
    if (!this.is(text)) this.unexpected(`was expecting one of ['${text}']`);
    return this.take();
  }

  private unexpected(expectation: string): never {
    const token = this.peek();
    const found = token.kind === 'end' ? 'end of script' : `token ['${token.text}']`;
    throw new ScriptFault('illegal_argument_exception', `invalid sequence of tokens near ['${token.text}']: unexpected ${found} ${expectation}.`, token.at);
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new ScriptFault('illegal_argument_exception', 'the script is nested too deeply', this.peek().at);
    const result = read();
    this.depth--;
    return result;
  }

  private statement(): Statement {
    return this.nested(() => {
      if (this.accept('{')) return this.blockRest();
      if (this.accept(';')) return { kind: 'block', body: [] };
      if (this.accept('if')) return this.ifRest();
      if (this.accept('for')) return this.forRest();
      if (this.accept('while')) return this.whileRest();
      if (this.accept('return')) return this.returnRest();
      if (this.is('break') || this.is('continue')) {
        const kind = this.take().text as 'break' | 'continue';
        this.endStatement();
        return { kind };
      }
      const token = this.peek();
      if (['try', 'throw', 'do'].includes(token.text) && token.kind === 'name') throw new ScriptFault('illegal_argument_exception', `[${token.text}] is not implemented by the embedded Elasticsearch`, token.at);
      const statement = this.simple();
      this.endStatement();
      return statement;
    });
  }

  private endStatement(): void {
    if (this.peek().kind === 'end' || this.is('}')) return;
    this.expect(';');
  }

  private blockRest(): Statement {
    const body: Statement[] = [];
    while (!this.accept('}')) {
      if (this.peek().kind === 'end') this.unexpected("was expecting one of ['}']");
      body.push(this.statement());
    }
    return { kind: 'block', body };
  }

  private ifRest(): Statement {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    const then = this.statement();
    const otherwise = this.accept('else') ? this.statement() : undefined;
    return { kind: 'if', test, then, otherwise };
  }

  private whileRest(): Statement {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return { kind: 'while', test, body: this.statement() };
  }

  private returnRest(): Statement {
    const value = this.is(';') || this.is('}') || this.peek().kind === 'end' ? undefined : this.expression();
    this.endStatement();
    return { kind: 'return', value };
  }

  private forRest(): Statement {
    this.expect('(');
    const typed = this.peek().kind === 'name' && this.peek(1).kind === 'name' && this.peek(2).text === ':' ? 1 : 0;
    const separator = this.peek(typed + 1).text;
    if (this.peek(typed).kind === 'name' && (separator === ':' || separator === 'in')) {
      this.place += typed;
      const name = this.take().text;
      this.take();
      const of = this.expression();
      this.expect(')');
      return { kind: 'each', name, of, body: this.statement() };
    }
    const first = this.is(';') ? undefined : this.simple();
    this.expect(';');
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    const step = this.is(')') ? undefined : this.expression();
    this.expect(')');
    return { kind: 'for', first, test, step, body: this.statement() };
  }

  /** A declaration (`def x = …`, `List<String> x`) or an expression. */
  private simple(): Statement {
    const start = this.place;
    if (this.peek().kind === 'name' && !RESERVED.has(this.peek().text)) {
      this.take();
      this.skipTypeArguments();
      const name = this.peek();
      const following = this.peek(1).text;
      if (name.kind === 'name' && !RESERVED.has(name.text) && (following === '=' || following === ';' || following === ':' || this.peek(1).kind === 'end')) {
        this.take();
        const value = this.accept('=') ? this.expression() : undefined;
        return { kind: 'declare', name: name.text, value, at: name.at };
      }
      this.place = start;
    }
    return { kind: 'expression', expression: this.expression() };
  }

  private skipTypeArguments(): void {
    const start = this.place;
    if (this.accept('[') && !this.accept(']')) this.place = start;
    if (!this.accept('<')) return;
    while (this.peek().kind === 'name' || this.is(',')) this.take();
    if (!this.accept('>')) this.place = start;
  }

  private expression(): Expression {
    return this.nested(() => {
      const target = this.conditional();
      const operator = this.peek();
      if (operator.kind !== 'symbol' || !ASSIGNMENTS.has(operator.text)) return target;
      if (!['name', 'member', 'index'].includes(target.kind)) this.unexpected('after something that cannot be assigned to');
      this.take();
      return { kind: 'assign', operator: operator.text, target, value: this.expression(), at: operator.at };
    });
  }

  private conditional(): Expression {
    const test = this.binary(0);
    if (this.is('?:')) return { kind: 'binary', operator: this.take().text, left: test, right: this.conditional(), at: test.at };
    if (!this.accept('?')) return test;
    const then = this.expression();
    this.expect(':');
    return { kind: 'conditional', test, then, otherwise: this.expression(), at: test.at };
  }

  private binary(level: number): Expression {
    const operators = BINARY[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    while (this.peek().kind === 'symbol' && operators.includes(this.peek().text)) {
      const operator = this.take();
      left = { kind: 'binary', operator: operator.text, left, right: this.binary(level + 1), at: operator.at };
    }
    return left;
  }

  private unary(): Expression {
    const token = this.peek();
    if (token.kind === 'symbol' && (token.text === '!' || token.text === '-' || token.text === '+')) {
      this.take();
      return { kind: 'unary', operator: token.text, operand: this.nested(() => this.unary()), at: token.at };
    }
    if (token.kind === 'symbol' && (token.text === '++' || token.text === '--')) {
      this.take();
      return { kind: 'step', by: token.text === '++' ? 1 : -1, before: true, target: this.unary(), at: token.at };
    }
    const castType = token.text === '(' && this.peek(1).kind === 'name' && this.peek(2).text === ')' && (this.peek(3).kind === 'name' || this.peek(3).text === '(');
    if (castType) {
      this.place += 3;
      return this.unary();
    }
    return this.postfix();
  }

  private postfix(): Expression {
    let value = this.primary();
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'symbol') return value;
      if (token.text === '.' || token.text === '?.') value = this.memberRest(value);
      else if (token.text === '[') {
        this.take();
        const key = this.expression();
        this.expect(']');
        value = { kind: 'index', object: value, key, at: token.at };
      } else if (token.text === '++' || token.text === '--') {
        this.take();
        value = { kind: 'step', by: token.text === '++' ? 1 : -1, before: false, target: value, at: token.at };
      } else return value;
    }
  }

  private memberRest(object: Expression): Expression {
    const nullSafe = this.take().text === '?.';
    const name = this.take();
    if (name.kind !== 'name' && name.kind !== 'number') this.unexpected('was expecting a name');
    if (!this.is('(')) return { kind: 'member', object, name: name.text, nullSafe, at: name.at };
    return { kind: 'call', object, name: name.text, arguments: this.argumentsRest(), nullSafe, at: name.at };
  }

  private argumentsRest(): Expression[] {
    this.expect('(');
    const found: Expression[] = [];
    while (!this.accept(')')) {
      if (found.length > 0) this.expect(',');
      found.push(this.expression());
    }
    return found;
  }

  private primary(): Expression {
    const token = this.take();
    if (token.kind === 'text') return { kind: 'literal', value: token.text, at: token.at };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text.replace(/[lLfFdD]$/, '')), decimal: /[.fFdD]/.test(token.text), at: token.at };
    if (token.kind === 'name') return this.named(token);
    if (token.text === '(') {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (token.text === '[') return this.collection(token.at);
    this.place--;
    return this.unexpected('was expecting an expression');
  }

  private named(token: ScriptToken): Expression {
    if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true', at: token.at };
    if (token.text === 'null') return { kind: 'literal', value: null, at: token.at };
    if (token.text === 'new') {
      const type = this.take().text;
      this.skipTypeArguments();
      return { kind: 'new', type, arguments: this.argumentsRest(), at: token.at };
    }
    if (RESERVED.has(token.text)) {
      this.place--;
      this.unexpected('was expecting an expression');
    }
    if (this.is('(')) return { kind: 'call', object: undefined, name: token.text, arguments: this.argumentsRest(), nullSafe: false, at: token.at };
    return { kind: 'name', name: token.text, at: token.at };
  }

  /** `[a, b]`, `[:]` or `['a': 1]`. */
  private collection(at: number): Expression {
    if (this.accept(':')) {
      this.expect(']');
      return { kind: 'map', entries: [], at };
    }
    const items: Expression[] = [];
    const entries: [Expression, Expression][] = [];
    while (!this.accept(']')) {
      if (items.length + entries.length > 0) this.expect(',');
      const item = this.expression();
      if (this.accept(':')) entries.push([item, this.expression()]);
      else items.push(item);
    }
    return entries.length > 0 ? { kind: 'map', entries, at } : { kind: 'list', items, at };
  }
}
