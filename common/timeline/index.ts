export type { TimelineRow } from './timeline_row';
export { foldRows, orderRows } from './fold_rows';
export { toTimelineRow } from './to_timeline_row';
