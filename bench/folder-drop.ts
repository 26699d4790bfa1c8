import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { dropOnPage } from '../e2e/uploader-page.ts'
import { rounded, type Figures } from './figure.ts'
import { inBrowser } from './in-browser.ts'
import { onUppyPage } from './uppy-page.ts'

const folders = 100
const filesInEach = 100
const count = folders * filesInEach

/**
 * A folder with a hundred folders of a hundred files, dropped as the desktop drops it: from the drop to its first row on the
 * screen, and to the last of its files in the list. Baseline: the same folder dropped on Uppy's Dashboard.
 */
export async function folderDrop(): Promise<Figures> {
  const folder = await makeFolder()
  try {
    const uppy = await onUppyPage((page) => timesOf(page, folder, uppyList))
    const ours = await inBrowser({}, ({ uploader }) => timesOf(uploader.page, folder, ourList))
    return {
      'drop.folder10k.firstMs': rounded(ours.firstMs),
      'drop.folder10k.completeMs': rounded(ours.completeMs),
      'drop.folder10k.uppyFirstMs': rounded(uppy.firstMs),
      'drop.folder10k.uppyCompleteMs': rounded(uppy.completeMs),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uploader-folder-'))
  for (let outer = 1; outer <= folders; outer += 1) {
    const path = join(folder, `folder ${outer}`)
    await mkdir(path)
    await Promise.all(
      Array.from({ length: filesInEach }, (_, inner) =>
        writeFile(join(path, `file ${outer}-${inner}.txt`), `${outer}-${inner}`),
      ),
    )
  }
  return folder
}

/** How a script recognises a page's list. */
interface List {
  readonly row: string
  /** Text that the page shows once all files are counted. */
  readonly complete: string
}

const ourList: List = { row: 'ul[aria-label="上传队列"] > li', complete: `/ ${count.toLocaleString('en')}` }
const uppyList: List = { row: '.uppy-Dashboard-Item', complete: `${count} files selected` }

interface Times {
  readonly firstMs: number
  readonly completeMs: number
}

/** Milliseconds from the drop by the page's own clock, each to the first frame that shows it. */
async function timesOf(page: Page, folder: string, list: List): Promise<Times> {
  await page.evaluate(watchDrop, list)
  await dropOnPage(page, [folder])
  return page.evaluate(() => (window as unknown as { readonly dropTimes: Promise<Times> }).dropTimes)
}

function watchDrop({ row, complete }: List): void {
  const dropTimes = new Promise<Times>((resolve) => {
    let droppedMs = 0
    let firstMs: number | null = null
    const look = () => {
      const nowMs = performance.now()
      if (firstMs === null && document.querySelector(row)) firstMs = nowMs - droppedMs
      if (firstMs !== null && document.body.textContent.includes(complete)) {
        resolve({ firstMs, completeMs: nowMs - droppedMs })
      } else requestAnimationFrame(look)
    }
    const begin = (event: Event) => {
      droppedMs = event.timeStamp
      requestAnimationFrame(look)
    }
    document.addEventListener('drop', begin, { capture: true, once: true })
  })
  Object.assign(window, { dropTimes })
}
