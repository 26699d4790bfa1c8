import { defineConfig } from '@playwright/test'
import { launchOptions, shellLaunchOptions, wholeBrowser } from './e2e/browser.ts'

const inWholeBrowser = new RegExp(wholeBrowser.tag)

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 3,
  forbidOnly: true,
  retries: 0,
  // Nets for what hangs, wide enough for a machine that does other things besides; no story is about them.
  timeout: 400_000,
  expect: { timeout: 40_000 },
  reporter: [['list']],
  use: {
    // A trace doubles what a story costs; `npm run e2e:failed` takes one of what failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    locale: 'zh-CN',
    contextOptions: { reducedMotion: 'reduce' },
    // Requests that a service worker answers cannot be routed; the stories of the page without a connection allow it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'stories', grepInvert: inWholeBrowser, use: { launchOptions: shellLaunchOptions } },
    { name: 'whole browser', grep: inWholeBrowser, use: { launchOptions } },
  ],
})
