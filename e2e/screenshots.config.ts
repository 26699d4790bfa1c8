import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run screenshots`: the pictures of the README, taken of the real page, and a recording of the demo's tour. */
export default defineConfig(base, {
  testDir: '.',
  testMatch: ['screenshots.ts', 'tour.ts'],
  workers: 1,
  timeout: 120_000,
})
