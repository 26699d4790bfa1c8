import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'
import { orderedWalk } from './comparison.ts'

const { folder, side } = orderedWalk()

/** `npm run pictures`: one of the two walks through all states, each of them in all looks. */
export default defineConfig(base, {
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: join(folder, `walk-${side}`),
  snapshotPathTemplate: join(folder, 'before/{arg}{ext}'),
  // Of two walks at once, each would wait for the other.
  workers: 1,
  timeout: 1_800_000,
  updateSnapshots: 'none',
  // What a walk waits for is there, or it is not: it does not hang for half an hour.
  use: { actionTimeout: 90_000 },
})
