import { defineConfig } from 'vitest/config';

/** Journeys and axe against the running standalone host, one after the other: they share one machine's two cores. */
export default defineConfig({
  test: {
    include: ['standalone/**/*.journey.ts'],
    exclude: ['**/node_modules/**', 'build/**'],
    testTimeout: 400_000,
    hookTimeout: 400_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    passWithNoTests: false,
  },
});
