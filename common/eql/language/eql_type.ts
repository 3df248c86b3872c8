/** The types of expressions. Every Elasticsearch field type maps to one of them (`date_nanos` and `date` to `datetime`, all strings to `keyword`). */
export type EqlType = 'null' | 'boolean' | 'keyword' | 'integer' | 'long' | 'unsigned_long' | 'double' | 'datetime' | 'ip' | 'version' | 'unsupported';
