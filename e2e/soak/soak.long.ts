import { expect } from '../fixtures.ts'
import { test } from './soak-fixtures.ts'
import { soak } from './soak-story.ts'

const seed = Number(process.env['SOAK_SEED'] ?? 1)
const limitMs = 15 * 60_000

for (const concurrentUploads of ['tolerated', 'refused'] as const) {
  test.describe(`uploads beside each other ${concurrentUploads}`, () => {
    test.use({ worldSettings: { concurrentUploads } })

    test('three hundred files survive random faults and a killed gateway, each once and in order', async ({
      uploader,
      simulator,
      pieces,
    }) => {
      test.setTimeout(limitMs + 60_000)
      const report = await soak(
        { uploader, simulator, stack: pieces },
        {
          seed,
          share: 0.2,
          smallFiles: 292,
          largeBytes: [21, 22, 25, 30, 34, 42, 50, 63].map((megabytes) => megabytes * 1_000_000),
          turns: [
            { atDone: 60, what: 'reload' },
            { atDone: 120, what: 'kill-gateway' },
            { atDone: 180, what: 'close-tab' },
          ],
          limitMs,
        },
      )
      console.log(JSON.stringify({ seed, ...report }, null, 2))
      expect(report.troubledShare).toBeGreaterThan(0.17)
    })
  })
}
