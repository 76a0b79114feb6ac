// npm test: unit tests and scenarios, then the reports in a real browser. Ends with one plain line that counts both.

import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ensureBrowser} from './ensure-browser.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const folder = mkdtempSync(join(tmpdir(), 'mimcheck-test-'));
try {
  const browser = ensureBrowser();
  const env = {...process.env, CHROMIUM_PATH: browser, VITEST_RESULTS: join(folder, 'vitest.json'), PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, 'playwright.json')};
  const unit = spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${env.VITEST_RESULTS}`], {stdio: 'inherit', env});
  const e2e = spawnSync('npx', ['playwright', 'test', '--reporter=list,json'], {stdio: 'inherit', env});
  const counts = [unitCounts(env.VITEST_RESULTS), e2eCounts(env.PLAYWRIGHT_JSON_OUTPUT_NAME)];
  const sum = (key: keyof Counts): number => counts.reduce((total, each) => total + each[key], 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  process.exitCode = unit.status === 0 && e2e.status === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}

function unitCounts(file: string): Counts {
  const {numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped} = JSON.parse(readFileSync(file, 'utf8')) as Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number>;
  return {passed, failed, skipped};
}

function e2eCounts(file: string): Counts {
  const {stats} = JSON.parse(readFileSync(file, 'utf8')) as {stats: {expected: number; unexpected: number; skipped: number; flaky: number}};
  return {passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped};
}
