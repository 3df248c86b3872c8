/** The sources that events come from: how their indices map them, events and alerts as indices in memory. */
export { indexNameFor } from './index_name';
export { indexNamesOf, sourceIndexOf } from './index_names';
export { sourceMappingFor } from './source_mapping';
export { toEventIndices, type IndexingOptions } from './event_indices';
export { toAlertDocuments, type AlertDocument, type AlertingRule } from './alert_documents';
