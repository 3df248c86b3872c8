/** Tree of Lucene's classic query syntax, before fields and types are known. */
export type LuceneNode =
  | { readonly kind: 'boolean'; readonly clauses: readonly LuceneClause[]; readonly boost: number }
  | { readonly kind: 'term'; readonly field: string | undefined; readonly text: string; readonly boost: number }
  | { readonly kind: 'phrase'; readonly field: string | undefined; readonly text: string; readonly slop: number | undefined; readonly boost: number }
  | { readonly kind: 'prefix'; readonly field: string | undefined; readonly text: string; readonly boost: number }
  | { readonly kind: 'wildcard'; readonly field: string | undefined; readonly text: string; readonly boost: number }
  | { readonly kind: 'regexp'; readonly field: string | undefined; readonly text: string; readonly boost: number }
  | { readonly kind: 'fuzzy'; readonly field: string | undefined; readonly text: string; readonly fuzziness: string; readonly boost: number }
  | {
      readonly kind: 'range';
      readonly field: string | undefined;
      readonly lower: string | undefined;
      readonly includeLower: boolean;
      readonly upper: string | undefined;
      readonly includeUpper: boolean;
      readonly boost: number;
    };

export interface LuceneClause {
  readonly occur: 'must' | 'should' | 'must_not';
  readonly node: LuceneNode;
}
