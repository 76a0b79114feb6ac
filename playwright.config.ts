import {defineConfig} from '@playwright/test';

const browser = process.env['CHROMIUM_PATH'];

export default defineConfig({
  globalSetup: './test/setup/temporary-folder.ts',
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  workers: 2,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: {
      ...(browser === undefined ? {} : {executablePath: browser}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
