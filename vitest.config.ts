import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/field/**', '**/node_modules/**', 'dist/**'],
    // Some start processes of their own; a busy machine must not make them fail.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    maxConcurrency: 3,
    pool: 'threads',
  },
});
