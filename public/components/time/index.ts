export { EventTime } from './event_time';
export { formatDuration } from './format_duration';
