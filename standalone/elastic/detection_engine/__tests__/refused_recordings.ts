/** Recordings whose endpoint the embedded engine does not have: it answers 501 with the name. README.md lists them for people. */
export const refusedByName: ReadonlySet<string> = new Set([
  'alert-suggest-users',
  'alerting-health',
  'error-404-lists-index-status',
  'error-409-lists-index-create',
  'lists-index-create',
  'lists-index-status',
  'prebuilt-perform-installation',
  'prebuilt-perform-upgrade',
  'prebuilt-review-installation',
  'prebuilt-review-upgrade',
  'prebuilt-status',
  'prebuilt-status-empty',
  'prebuilt-status-internal',
  'rule-types-selected',
  'value-list-create',
  'value-list-item-create',
  'value-lists-find',
]);

/** Recordings of endpoints that are there, about a prebuilt rule that cannot be installed here. */
export const needsPrebuiltRule: ReadonlySet<string> = new Set(['prebuilt-edit-immutable', 'prebuilt-rules-find']);
