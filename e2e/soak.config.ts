import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run soak`: the long form of soak.spec.ts. */
export default defineConfig(base, { testDir: '.', testMatch: 'soak.long.ts', workers: 1 })
