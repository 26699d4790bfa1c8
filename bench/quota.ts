import { noise, type TestFile } from '../e2e/files.ts'
import { uploadAllMaxBytes, usualPartBytes } from '../src/contract/feishu/limits.ts'
import { routes } from '../src/contract/feishu/routes.ts'
import { rounded, type Figures } from './figure.ts'
import { inBrowser, secondsToUpload } from './in-browser.ts'
import { pictures } from './pictures.ts'

/**
 * How close a whole upload, from the drop to the last file in the document, comes to what Feishu's quota allows.
 * Baseline: the calls that the quota counts, at five a second, and nothing else taking any time.
 */

const { calls, perMs } = routes.uploadAll.rate
/** Seconds that the quota of an upload endpoint takes for so many calls. */
export const secondsForCalls = (count: number) => (count * perMs) / (calls * 1000)

export const latencyMs = 80
/** Benchmarks start gateways without this unless they measure it. */
const bothWays = { SMALL_FILES_BY_PARTS: 'auto' }
/** A drop that takes longer counts as stalled. */
export const limitMs = 300_000

function largeFile(sizeBytes: number): { file: TestFile; parts: number } {
  if (sizeBytes <= uploadAllMaxBytes) throw new RangeError('a large file goes in parts')
  return { file: { name: 'large.bin', bytes: noise(sizeBytes, 'large') }, parts: Math.ceil(sizeBytes / usualPartBytes) }
}

export async function quotaSmall(): Promise<Figures> {
  const count = 200
  return inBrowser({ concurrentUploads: 'tolerated', latencyMs }, async (bench) => {
    const seconds = await secondsToUpload(bench, pictures(count), { limitMs })
    return { 'quota.small': rounded(secondsForCalls(count) / seconds), 'quota.small.seconds': rounded(seconds) }
  })
}

/** Small files by both ways, over the ideal of upload_all alone. */
export async function quotaBoth(): Promise<Figures> {
  const count = 400
  return inBrowser(
    { concurrentUploads: 'tolerated', latencyMs },
    async (bench) => {
      const seconds = await secondsToUpload(bench, pictures(count), { limitMs })
      return { 'quota.both': rounded(secondsForCalls(count) / seconds), 'quota.both.seconds': rounded(seconds) }
    },
    bothWays,
  )
}

/** Small files and a large one, against both ways filled from the first second to the last. */
export async function quotaBothMixed(): Promise<Figures> {
  const count = 200
  const { file, parts } = largeFile(256 * 1024 * 1024)
  return inBrowser(
    { concurrentUploads: 'tolerated', latencyMs },
    async (bench) => {
      const seconds = await secondsToUpload(bench, [...pictures(count), file], { limitMs })
      const ideal = secondsForCalls((count + parts) / 2)
      return { 'quota.bothMixed': rounded(ideal / seconds), 'quota.bothMixed.seconds': rounded(seconds) }
    },
    bothWays,
  )
}

export async function quotaLarge(): Promise<Figures> {
  const { file, parts } = largeFile(512 * 1024 * 1024)
  return inBrowser({ concurrentUploads: 'tolerated', latencyMs }, async (bench) => {
    const seconds = await secondsToUpload(bench, [file], { limitMs })
    return { 'quota.large': rounded(secondsForCalls(parts) / seconds), 'quota.large.seconds': rounded(seconds) }
  })
}

export async function quotaMixed(): Promise<Figures> {
  const count = 100
  const { file, parts } = largeFile(256 * 1024 * 1024)
  return inBrowser({ concurrentUploads: 'tolerated', latencyMs }, async (bench) => {
    const seconds = await secondsToUpload(bench, [...pictures(count), file], { limitMs })
    const ideal = Math.max(secondsForCalls(count), secondsForCalls(parts))
    return { 'quota.mixed': rounded(ideal / seconds), 'quota.mixed.seconds': rounded(seconds) }
  })
}

export async function quotaStrict(): Promise<Figures> {
  const count = 100
  return inBrowser({ concurrentUploads: 'refused', latencyMs }, async (bench) => {
    const seconds = await secondsToUpload(bench, pictures(count), { limitMs })
    const counter = (await bench.simulator.counters())['uploadAll']
    const refusals = Object.values(counter?.refusals ?? {}).reduce((sum, each) => sum + each, 0)
    // One after the other, a call takes its latency or its turn in the quota, whichever is longer.
    const ideal = Math.max(secondsForCalls(count), (count * latencyMs) / 1000)
    return {
      'quota.strict': rounded(ideal / seconds),
      'quota.strict.refusals': rounded(refusals / (counter?.calls ?? 1)),
      'quota.strict.seconds': rounded(seconds),
    }
  })
}
