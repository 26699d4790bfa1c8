import { expect } from '../fixtures.ts'
import { test } from './soak-fixtures.ts'
import { soak } from './soak-story.ts'

/** `npm run soak` is the long form. */
test('thirty files and a large one survive random faults and a killed gateway, each once and in order', async ({
  uploader,
  simulator,
  pieces,
}) => {
  const limitMs = 240_000
  test.setTimeout(limitMs + 30_000)
  const report = await soak(
    { uploader, simulator, stack: pieces },
    {
      seed: 652,
      share: 0.2,
      smallFiles: 30,
      largeBytes: [42_000_000],
      turns: [
        { atDone: 6, what: 'kill-gateway' },
        { atDone: 12, what: 'close-tab' },
      ],
      limitMs,
    },
  )
  expect(report.troubledShare).toBeGreaterThan(0.1)
})
