export { HostileText } from './hostile_text';
export type { HostileTextProps } from './hostile_text';
export type { Span } from './split_text';
export { toVisibleLines, toVisibleText } from './visible_text';
