export { findAlerts } from './find_alerts';
export { getAlert } from './get_alert';
export { setAlertStatus } from './set_alert_status';
export { isBuildingBlock, ofStagingRules } from './alert_query';
