export type { TimelineRow } from './timeline_row';
