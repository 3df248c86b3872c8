import type { EndpointRoute } from '../lib/register_endpoint';
import { addCoverageTestRoute } from './add_coverage_test';
import { compareCoverageRoute } from './compare_coverage';
import { deleteCoverageTestRoute } from './delete_coverage_test';
import { enableRulesRoute } from './enable_rules';
import { findAlertsRoute } from './find_alerts';
import { findExclusionActivityRoute } from './find_exclusion_activity';
import { findExclusionsRoute } from './find_exclusions';
import { findHostsRoute } from './find_hosts';
import { findPortsRoute } from './find_ports';
import { findRulesRoute } from './find_rules';
import { getAlertRoute } from './get_alert';
import { getCoverageRoute } from './get_coverage';
import { getCoverageCellRoute } from './get_coverage_cell';
import { getCoveragePackRoute } from './get_coverage_pack';
import { getHostTimelineRoute } from './get_host_timeline';
import { getInstallationRoute } from './get_installation';
import { getRuleRoute } from './get_rule';
import { installRulesRoute } from './install_rules';
import { previewExclusionSwitchRoute } from './preview_exclusion_switch';
import { runCoverageRoute } from './run_coverage';
import { runRuleRoute } from './run_rule';
import { setAlertStatusRoute } from './set_alert_status';
import { turnOffExclusionRoute } from './turn_off_exclusion';
import { turnOnExclusionRoute } from './turn_on_exclusion';

/** Every endpoint of the plugin. */
export const routes: readonly EndpointRoute[] = [
  findAlertsRoute,
  getAlertRoute,
  setAlertStatusRoute,
  findHostsRoute,
  getHostTimelineRoute,
  findExclusionsRoute,
  findExclusionActivityRoute,
  previewExclusionSwitchRoute,
  turnOnExclusionRoute,
  turnOffExclusionRoute,
  findRulesRoute,
  getRuleRoute,
  findPortsRoute,
  installRulesRoute,
  getInstallationRoute,
  enableRulesRoute,
  runRuleRoute,
  getCoverageRoute,
  runCoverageRoute,
  getCoverageCellRoute,
  compareCoverageRoute,
  addCoverageTestRoute,
  deleteCoverageTestRoute,
  getCoveragePackRoute,
];
