export { FilterPopover } from './filter_popover';
export type { FilterChoice } from './filter_popover';
