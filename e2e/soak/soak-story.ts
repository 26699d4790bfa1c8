import { expect, type Locator } from '@playwright/test'
import { mixedFiles, noise, onDisk, sha256, type TestFile } from '../files.ts'
import type { RouteCount, Simulator } from '../simulator.ts'
import type { StackInPieces } from '../stack.ts'
import type { UploaderPage } from '../uploader-page.ts'

/** Files, share of random faults, and what breaks in the middle. */
export interface SoakPlan {
  readonly seed: number
  /** Share of calls that meet a random fault. */
  readonly share: number
  /** Typical office files; some that are sent in parts are spread evenly among them. */
  readonly smallFiles: number
  readonly largeBytes: readonly number[]
  /** What breaks, and after how many files have arrived. */
  readonly turns: readonly { readonly atDone: number; readonly what: Turn }[]
  readonly limitMs: number
}

type Turn = 'kill-gateway' | 'reload' | 'close-tab'

/** A file on the disk of the person who drops it. */
interface FileOnDisk extends TestFile {
  readonly path: string
}

export interface Scene {
  readonly uploader: UploaderPage
  readonly simulator: Simulator
  readonly stack: StackInPieces
}

/** A call is always in flight while files are left, so a killed gateway is noticed within this time. */
const noticedWithinMs = 120_000

/** Times that "retry" is pressed before the story fails. */
const maxRetries = 5

/** Drops all files into a document while random faults run, and checks the document at the end. */
export async function soak(scene: Scene, plan: SoakPlan): Promise<SoakReport> {
  const { simulator } = scene
  let { uploader } = scene
  const files = filesOf(plan)
  const disk = await onDisk(files)
  const dropped = files.map((file, at) => ({ ...file, path: disk.paths[at] ?? '' }))
  const token = uploader.tokenOf('product-review')
  const textBefore = await textOf(simulator, token)
  const startedMs = performance.now()
  try {
    await uploader.begin('product-review')
    await simulator.randomFaults({ seed: plan.seed, share: plan.share })
    await uploader.drop(disk.paths)
    for (const { atDone, what } of plan.turns) {
      await expect.poll(() => uploader.doneSoFar(), { timeout: plan.limitMs }).toBeGreaterThanOrEqual(atDone)
      uploader = await turns[what]({ ...scene, uploader }, dropped)
    }
    const retries = await retryUntilDone(uploader, dropped, plan)
    const seconds = (performance.now() - startedMs) / 1000

    const standing = await simulator.media(token)
    expect(standing.map(({ name, sha256: hash }) => [name, hash])).toEqual(
      files.map(({ name, bytes }) => [name, sha256(bytes)]),
    )
    expect(await textOf(simulator, token), 'the text that stood there before').toEqual(textBefore)
    await expectPageToShow(uploader, files)
    return { ...reportOf(await simulator.counters()), retries, seconds: Math.round(seconds) }
  } finally {
    await disk.remove()
  }
}

export interface SoakReport {
  readonly seconds: number
  readonly calls: number
  /** Random faults met, by kind. */
  readonly troubled: Readonly<Record<string, number>>
  readonly troubledShare: number
  /** For each press of "retry", the page's titles of the failures. */
  readonly retries: readonly string[]
}

/** What breaks in the middle; returns the page that goes on afterwards. */
const turns: Readonly<Record<Turn, (scene: Scene, files: readonly FileOnDisk[]) => Promise<UploaderPage>>> = {
  async 'kill-gateway'({ uploader, stack }) {
    const unanswered = uploader.page.waitForEvent('requestfailed', { timeout: noticedWithinMs })
    await stack.killGateway()
    await unanswered
    await stack.restartGateway()
    return uploader
  },
  async reload({ uploader }, files) {
    await uploader.page.reload()
    await bringWhatIsMissing(uploader, files)
    return uploader
  },
  async 'close-tab'({ uploader }, files) {
    const { page } = uploader
    await page.close()
    const reopened = uploader.on(await page.context().newPage())
    await reopened.open()
    await bringWhatIsMissing(reopened, files)
    return reopened
  },
}

/**
 * Where the page lacks files, too large or too new for the browser to have a copy, drops all files again; the page recognises the
 * others.
 */
async function bringWhatIsMissing(uploader: UploaderPage, files: readonly FileOnDisk[]): Promise<void> {
  await expect(uploader.restoredNotice).toBeVisible()
  await dropMissing(uploader, files)
}

async function dropMissing(uploader: UploaderPage, files: readonly FileOnDisk[]): Promise<void> {
  if ((await uploader.missingFiles()) === 0) return
  await uploader.drop(files.map(({ path }) => path))
  await expect.poll(() => uploader.missingFiles()).toBe(0)
}

/** Small and large files, the large ones spread among the small. */
function filesOf({ smallFiles, largeBytes, seed }: SoakPlan): readonly TestFile[] {
  const files = mixedFiles(smallFiles)
  largeBytes.forEach((sizeBytes, at) => {
    const place = Math.round(((at + 0.5) / largeBytes.length) * smallFiles) + at
    files.splice(place, 0, { name: `会议录像 ${at + 1}.mp4`, bytes: noise(sizeBytes, `large ${seed} ${at}`) })
  })
  return files
}

/** Only expected failures occur, and their files arrive after a retry. */
async function retryUntilDone(
  uploader: UploaderPage,
  files: readonly FileOnDisk[],
  { limitMs }: SoakPlan,
): Promise<readonly string[]> {
  const retries: string[] = []
  while ((await uploader.expectEnded(limitMs)) === 'some-failed') {
    const names = await uploader.namesOfFailures()
    expect(names, 'words for what failed').not.toEqual([])
    retries.push(names.join('; '))
    expect(retries.length, retries.join('\n')).toBeLessThanOrEqual(maxRetries)
    await uploader.retryFailed()
    // A large file that failed before a reload has to be given again for its retry.
    await dropMissing(uploader, files)
  }
  return retries
}

async function textOf(simulator: Simulator, token: string): Promise<readonly string[]> {
  const blocks = await simulator.blocks(token)
  return blocks.flatMap(({ blockId, kind }) => (kind === 'image' || kind === 'file' ? [] : [blockId]))
}

/** The document as its reader sees it: every picture and file card, in order, and no empty one. */
async function expectPageToShow(uploader: UploaderPage, files: readonly TestFile[]): Promise<void> {
  const reader = await uploader.page.context().newPage()
  await reader.goto(uploader.linkOf('product-review'))
  const document = reader.getByRole('main')
  const shown: Locator = document.getByRole('img').or(document.getByRole('article'))
  const names = await shown.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute('aria-label') ?? element.getAttribute('alt')),
  )
  expect(names).toEqual(files.map((file) => file.name))
  await reader.close()
}

function reportOf(counters: Readonly<Record<string, RouteCount>>): Omit<SoakReport, 'seconds' | 'retries'> {
  const troubled = new Map<string, number>()
  let calls = 0
  for (const count of Object.values(counters)) {
    calls += count.calls
    for (const [kind, times] of Object.entries(count.randomFaults))
      troubled.set(kind, (troubled.get(kind) ?? 0) + times)
  }
  const sum = [...troubled.values()].reduce((all, times) => all + times, 0)
  return { calls, troubled: Object.fromEntries(troubled), troubledShare: Math.round((sum / calls) * 1000) / 1000 }
}
