export { PageFrame } from './page_frame';
export type { PageFrameProps, PageTab } from './page_frame';
