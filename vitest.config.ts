import {defineConfig} from 'vitest/config';

const NEVER = ['test/field/**', '**/node_modules/**', 'dist/**'];
/** These start the built command line, a browser, or whole runs of the suites; the rest needs no process but its own. */
const WHOLE = ['test/bin/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/hostile/**/*.test.ts', 'test/scenarios/**/*.test.ts', 'test/run/browser.test.ts'];

const common = {
  // Some start processes of their own; a busy machine must not make them fail.
  testTimeout: 90_000,
  hookTimeout: 90_000,
  maxConcurrency: 3,
  pool: 'threads',
} as const;

export default defineConfig({
  test: {
    globalSetup: 'test/setup/temporary-folder.ts',
    // Many of them wait for processes of their own most of the time.
    maxWorkers: 3,
    projects: [
      {test: {...common, name: 'unit', include: ['test/**/*.test.ts'], exclude: [...NEVER, ...WHOLE]}},
      {test: {...common, name: 'whole', include: WHOLE, exclude: NEVER}},
    ],
  },
});
