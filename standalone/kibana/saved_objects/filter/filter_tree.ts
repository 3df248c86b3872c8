/** What the `filter` of a `find` says: conditions on fields, joined. */
export type FilterTree =
  | { readonly kind: 'and' | 'or'; readonly children: readonly FilterTree[] }
  | { readonly kind: 'not'; readonly child: FilterTree }
  | { readonly kind: 'is'; readonly field: string; readonly value: string; readonly isQuoted: boolean }
  | { readonly kind: 'range'; readonly field: string; readonly operator: 'gt' | 'gte' | 'lt' | 'lte'; readonly value: string };
