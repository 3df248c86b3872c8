export { styleLabel } from './style_label';
