import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{common,server,public,standalone,rules,fixtures,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'build/**'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
