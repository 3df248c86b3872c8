export { ActivityPage } from './activity_page';
export { TuningPage } from './tuning_page';
