/**
 * Modules that Kibana supplies in `__kbnSharedDeps__`, under keys that 8.12 and 9.5 both have (`kibana-contract.md` §3.5,
 * `kibana-8.12-observed.md` 3). Everything else is bundled.
 */
export const sharedLibraries: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDom',
  '@elastic/eui': 'ElasticEui',
  '@emotion/react': 'EmotionReact',
  '@emotion/cache': 'EmotionCache',
  '@kbn/i18n': 'KbnI18n',
  '@kbn/i18n-react': 'KbnI18nReact',
  'react-router-dom': 'ReactRouterDom',
  'react-router': 'ReactRouter',
  history: 'History',
  moment: 'Moment',
  'moment-timezone': 'MomentTimezone',
  rxjs: 'Rxjs',
  lodash: 'Lodash',
};
