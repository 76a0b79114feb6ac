import {defineConfig} from 'vitest/config';

const NEVER = ['test/field/**', '**/node_modules/**', 'dist/**'];
/** These start the built command line, a browser, or whole runs of the suites, or go through every byte of a bundle, every tender or every mutant; the rest needs no process but its own. */
const WHOLE = ['test/bin/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/hostile/**/*.test.ts', 'test/scenarios/**/*.test.ts', 'test/run/browser.test.ts', 'test/evidence/flips.test.ts', 'test/tender/resolve/every-tender.test.ts', 'test/mutation/mutation.test.ts'];
/** It puts another in the place of a module that all of Node has, and must not meet those who have it. */
const APART = ['test/journal/full-disk.test.ts'];

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
      // Reading our own modules anew for each of their files takes as long as the tests themselves.
      {test: {...common, name: 'unit', isolate: false, include: ['test/**/*.test.ts'], exclude: [...NEVER, ...WHOLE, ...APART]}},
      {test: {...common, name: 'whole', include: [...WHOLE, ...APART], exclude: NEVER}},
    ],
  },
});
