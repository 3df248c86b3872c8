/** A field of a data view, with what the conversion reads of it. */
export interface DataViewField {
  readonly name: string;
  /** Kibana's type: `string`, `number`, `date`, `ip`, `boolean`, `conflict` … */
  readonly type: string;
  readonly esTypes?: readonly string[];
  readonly subType?: { readonly nested?: { readonly path: string }; readonly multi?: { readonly parent: string } };
  /** Painless source of a scripted field; such fields are refused by name. */
  readonly scripted?: boolean;
}

/** The fields a query is read against, in the order Kibana has them (by name). */
export interface DataView {
  readonly title?: string;
  readonly fields: readonly DataViewField[];
}
