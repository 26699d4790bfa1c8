import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'

/** `npm run soak`: minutes of random faults. soak.spec.ts is the short form. */
export default defineConfig(base, { testDir: '.', testMatch: 'soak.long.ts', workers: 1 })
