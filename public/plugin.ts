import type { AppMountParameters, CoreSetup, Plugin } from '@kbn/core/public';
import { i18n } from '@kbn/i18n';
import { mountApp } from './mount';

/** Kibana's own "Security" category: importing it would pull in core's bundle (`kibana-contract.md` §5.6). */
const securityCategory = { id: 'securitySolution', label: 'Security', euiIconType: 'logoSecurity', order: 4000 };

/** Registers the app and its four pages; starts nothing by itself. */
export class StagingWatchPlugin implements Plugin {
  setup(core: CoreSetup): void {
    core.application.register({
      id: 'stagingWatch',
      title: i18n.translate('stagingWatch.app.title', { defaultMessage: 'Staging Watch' }),
      category: securityCategory,
      order: 9000,
      euiIconType: 'eye',
      deepLinks: [
        { id: 'alerts', title: i18n.translate('stagingWatch.app.alertsLinkTitle', { defaultMessage: 'Staging alerts' }), path: '/alerts' },
        { id: 'hosts', title: i18n.translate('stagingWatch.app.hostsLinkTitle', { defaultMessage: 'Hosts with staging' }), path: '/hosts' },
        { id: 'tuning', title: i18n.translate('stagingWatch.app.tuningLinkTitle', { defaultMessage: 'Staging exclusions' }), path: '/tuning' },
        { id: 'rules', title: i18n.translate('stagingWatch.app.rulesLinkTitle', { defaultMessage: 'Staging rules' }), path: '/rules' },
        { id: 'coverage', title: i18n.translate('stagingWatch.app.coverageLinkTitle', { defaultMessage: 'Staging coverage' }), path: '/coverage' },
      ],
      mount: async (parameters: AppMountParameters) => {
        const [coreStart] = await core.getStartServices();
        return mountApp(coreStart, parameters);
      },
    });
  }

  start(): void {}

  stop(): void {}
}
