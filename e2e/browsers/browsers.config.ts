import { defineConfig } from '@playwright/test'

/** `npm run test:browsers`: the main job in the engines of Firefox and Safari, which Playwright cannot drive as Debian has them. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.browsers.ts',
  outputDir: '../../test-results',
  workers: 1,
  // A net for what hangs.
  timeout: 300_000,
  reporter: [['list']],
})
