import importPlugin from 'eslint-plugin-import';
import reactHooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

/** Who may import whom: the table of `docs/architecture.md`, in its order. A room may import itself and what is named in `except`. */
const rooms = ['common/api', 'common/coverage', 'common/detection', 'common/eql', 'common/exclusions', 'common/kql', 'common/query_dsl', 'common/rule_run', 'common/timeline', 'server', 'public', 'standalone', 'rules', 'fixtures', 'scripts'];
const arrows = {
  'common/eql': [],
  'common/query_dsl': ['common/eql'],
  'common/kql': ['common/eql', 'common/query_dsl'],
  'common/detection': ['common/eql', 'common/kql', 'common/query_dsl'],
  'common/exclusions': ['common/detection', 'common/eql', 'common/kql'],
  'common/rule_run': ['common/eql', 'common/kql', 'common/query_dsl'],
  'common/coverage': ['common/detection', 'common/eql', 'common/exclusions', 'common/kql', 'common/query_dsl', 'common/rule_run'],
  'common/timeline': ['common/detection'],
  'common/api': ['common/coverage', 'common/detection', 'common/exclusions', 'common/timeline'],
  server: ['common/api', 'common/coverage', 'common/detection', 'common/eql', 'common/exclusions', 'common/kql', 'common/query_dsl', 'common/rule_run', 'common/timeline'],
  public: ['common/api', 'common/coverage', 'common/detection', 'common/exclusions', 'common/timeline'],
  rules: ['common/eql', 'common/kql', 'common/detection', 'common/exclusions', 'common/query_dsl', 'common/rule_run'],
  fixtures: ['common/coverage', 'common/eql', 'common/kql', 'common/detection', 'common/query_dsl', 'common/rule_run'],
  scripts: ['common/api', 'common/coverage', 'common/detection', 'common/eql', 'common/exclusions', 'common/kql', 'common/query_dsl', 'common/rule_run', 'common/timeline', 'rules', 'fixtures'],
};
const zones = Object.entries(arrows).flatMap(([target, allowed]) =>
  rooms.filter((from) => from !== target && !allowed.includes(from)).map((from) => ({ target: `./${target}`, from: `./${from}`, message: `${target} may not import ${from}: see docs/architecture.md, "Who may import whom".` }))
);
const standaloneZones = [
  ...['common', 'server', 'public', 'rules', 'standalone/elastic', 'standalone/telemetry', 'standalone/testing'].map((from) => ({ target: './standalone/kibana', from: `./${from}` })),
  ...['server', 'public', 'rules', 'standalone/kibana', 'standalone/elastic/detection_engine', 'common/kql', 'common/detection', 'common/exclusions', 'common/timeline', 'common/api'].map((from) => ({ target: './standalone/elastic/elasticsearch', from: `./${from}` })),
  ...['server', 'public', 'rules', 'standalone/kibana', 'standalone/elastic/elasticsearch', 'common/eql', 'common/detection', 'common/exclusions', 'common/timeline', 'common/api'].map((from) => ({ target: './standalone/elastic/detection_engine', from: `./${from}` })),
  ...['server', 'public', 'rules', 'common', 'standalone/kibana', 'standalone/elastic'].map((from) => ({ target: './standalone/telemetry', from: `./${from}` })),
];
const onlyTests = ['**/*.test.ts', '**/*.test.tsx', '**/__tests__/**'];

export default typescript.config(
  { ignores: ['**/node_modules/**', 'build/**', '.data/**', '**/*.mjs', '**/*.cjs', '**/*.js'] },
  ...typescript.configs.recommended,
  {
    plugins: { import: importPlugin, 'react-hooks': reactHooks },
    settings: { 'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.json'] } }, 'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'no-proto': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  { files: ['**/*.ts', '**/*.tsx'], ignores: onlyTests, rules: { 'import/no-restricted-paths': ['error', { zones: [...zones, ...standaloneZones] }] } },
);
