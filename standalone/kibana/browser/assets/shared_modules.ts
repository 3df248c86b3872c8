import type { LibrarySet } from '../page/page_configuration';

/** Module name → key of `window.__kbnSharedDeps__` (`kibana-contract.md` §3.5, `kibana-8.12-observed.md` 3). */
type SharedModules = Readonly<Record<string, string>>;

const BOTH_SETS: SharedModules = {
  react: 'React',
  'react-dom': 'ReactDom',
  'react-dom/server': 'ReactDomServer',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDom',
  history: 'History',
  '@elastic/eui': 'ElasticEui',
  '@elastic/charts': 'ElasticCharts',
  '@emotion/react': 'EmotionReact',
  '@emotion/cache': 'EmotionCache',
  '@kbn/i18n': 'KbnI18n',
  '@kbn/i18n-react': 'KbnI18nReact',
  '@kbn/ui-theme': 'KbnUiTheme',
  '@kbn/datemath': 'KbnDatemath',
  '@tanstack/react-query': 'ReactQuery',
  moment: 'Moment',
  'moment-timezone': 'MomentTimezone',
  rxjs: 'Rxjs',
  lodash: 'Lodash',
  'lodash/fp': 'LodashFp',
  classnames: 'Classnames',
  tslib: 'TsLib',
  uuid: 'Uuid',
  'chroma-js': 'ChromaJs',
  '@hello-pangea/dnd': 'HelloPangeaDnd',
  redux: 'Redux',
  reselect: 'Reselect',
};

const ONE_SET: Readonly<Record<LibrarySet, SharedModules>> = {
  oldest: {
    '@elastic/eui/optimize/es/services': 'ElasticEuiLibServices',
    '@elastic/eui/optimize/es/services/format': 'ElasticEuiLibServicesFormat',
    '@elastic/eui/dist/eui_charts_theme': 'ElasticEuiChartsTheme',
    'rxjs/operators': 'RxjsOperators',
  },
  newest: {
    '@elastic/eui-theme-borealis': 'ElasticEuiThemeBorealis',
    '@elastic/eui/optimize/es/components/provider/nested': 'ElasticEuiLibComponentsUseIsNestedEuiProvider',
    '@elastic/eui/optimize/es/services/theme/warning': 'ElasticEuiLibServicesThemeWarning',
  },
};

const REFUSED_IN_BOTH: SharedModules = {
  '@elastic/numeral': 'ElasticNumeral',
  jquery: 'Jquery',
  'styled-components': 'StyledComponents',
  'react-redux': 'ReactRedux',
  '@reduxjs/toolkit': 'ReduxjsToolkit',
  immer: 'Immer',
  'io-ts': 'IoTs',
  'fastest-levenshtein': 'FastestLevenshtein',
  'react-router-dom-v5-compat': 'ReactRouterDomV5Compat',
  '@tanstack/react-query-devtools': 'ReactQueryDevtools',
  '@kbn/es-query': 'KbnEsQuery',
  '@kbn/std': 'KbnStd',
  '@kbn/rison': 'KbnRison',
  '@kbn/analytics': 'KbnAnalytics',
  '@kbn/ebt-tools': 'KbnEbtTools',
  '@kbn/crypto-browser': 'KbnCryptoBrowser',
  '@kbn/search-errors': 'KbnSearchErrors',
  '@kbn/safer-lodash-set': 'SaferLodashSet',
  '@kbn/monaco': 'KbnMonaco',
  '@kbn/shared-ux-error-boundary': 'KbnSharedUxErrorBoundary',
};

const REFUSED_IN_ONE: Readonly<Record<LibrarySet, SharedModules>> = {
  oldest: { fflate: 'Fflate' },
  newest: {
    'react-use': 'ReactUse',
    'fp-ts': 'FpTs',
    '@elastic/apm-rum-core': 'ElasticApmRumCore',
    '@kbn/code-editor': 'KbnCodeEditor',
    '@kbn/esql-language': 'KbnEsqlAst',
    '@kbn/shared-ux-router': 'KbnSharedUxRouter',
    '@kbn/react-kibana-mount': 'KbnReactKibanaMount',
    '@kbn/react-kibana-context-common': 'KbnReactKibanaContextCommon',
    '@kbn/react-kibana-context-root': 'KbnReactKibanaContextRoot',
    '@kbn/react-kibana-context-render': 'KbnReactKibanaContextRender',
    '@kbn/react-kibana-context-theme': 'KbnReactKibanaContextTheme',
    '@kbn/react-kibana-context-env': 'KbnReactKibanaContextEnv',
    '@kbn/visualizations-common': 'KbnVisualizationsCommon',
    '@kbn/core-chrome-sidebar-context': 'KbnCoreSidebarContext',
  },
};

/** Gives the modules that the host shares with plugins under this set: module name → key. */
export function sharedModules(librarySet: LibrarySet): SharedModules {
  return { ...BOTH_SETS, ...ONE_SET[librarySet] };
}

/** Gives the modules that Kibana shares and this host does not: reading such a key throws an error that names it. */
export function refusedModules(librarySet: LibrarySet): SharedModules {
  return { ...REFUSED_IN_BOTH, ...REFUSED_IN_ONE[librarySet] };
}
