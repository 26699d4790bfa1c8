import { rounded, type Figures } from './figure.ts'
import { inBrowser } from './in-browser.ts'
import { mainThreadDuring, type MainThread } from './main-thread.ts'
import { holdUploads, makeFiles, pasteFiles } from './queued-rows.ts'
import { onUppyPage } from './uppy-page.ts'

const count = 10_000

/** Ten thousand files at once: how long the main thread is blocked. Baseline: Uppy's Dashboard with the same files. */
export async function queueAdd(): Promise<Figures> {
  const uppy = await uppyAdding()
  const ours = await oursAdding()
  return {
    'queue.add10k': rounded(uppy.busyMs / ours.busyMs),
    'queue.add10k.ms': rounded(ours.busyMs),
    'queue.add10k.longestTaskMs': rounded(ours.longestTaskMs),
    'queue.add10k.secondAfterMs': rounded(ours.afterMs),
    'queue.add10k.uppyMs': rounded(uppy.busyMs),
  }
}

function oursAdding(): Promise<MainThread> {
  return inBrowser({}, async (bench) => {
    const { page } = bench.uploader
    await holdUploads(bench)
    await makeFiles(page, count)
    return mainThreadDuring(page, () => pasteFiles(page, count))
  })
}

function uppyAdding(): Promise<MainThread> {
  return onUppyPage(async (page) => {
    await makeFiles(page, count)
    return mainThreadDuring(page, () =>
      page.evaluate(() => {
        const { uppy, madeFiles } = window as unknown as {
          readonly uppy: { addFiles(files: readonly { name: string; type: string; data: File }[]): void }
          readonly madeFiles: DataTransfer
        }
        uppy.addFiles([...madeFiles.files].map((data) => ({ name: data.name, type: data.type, data })))
      }),
    )
  })
}
