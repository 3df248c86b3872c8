/** Expressions of the part of Painless that is run here. `at` is the offset in the script. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly decimal?: boolean; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: string; readonly nullSafe: boolean; readonly at: number }
  | { readonly kind: 'index'; readonly object: Expression; readonly key: Expression; readonly at: number }
  | { readonly kind: 'call'; readonly object: Expression | undefined; readonly name: string; readonly arguments: readonly Expression[]; readonly nullSafe: boolean; readonly at: number }
  | { readonly kind: 'new'; readonly type: string; readonly arguments: readonly Expression[]; readonly at: number }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression; readonly at: number }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly at: number }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression; readonly at: number }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expression; readonly value: Expression; readonly at: number }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly before: boolean; readonly target: Expression; readonly at: number }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly at: number }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[]; readonly at: number };

export type Statement =
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'declare'; readonly name: string; readonly value: Expression | undefined; readonly at: number }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'if'; readonly test: Expression; readonly then: Statement; readonly otherwise: Statement | undefined }
  | { readonly kind: 'each'; readonly name: string; readonly of: Expression; readonly body: Statement }
  | { readonly kind: 'for'; readonly first: Statement | undefined; readonly test: Expression | undefined; readonly step: Expression | undefined; readonly body: Statement }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' };
