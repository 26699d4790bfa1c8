import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from '@playwright/test'
import { rounded, type Figures } from './figure.ts'
import { inBrowser, withoutQuota } from './in-browser.ts'
import { holdUploads, makeFiles, pasteFiles } from './queued-rows.ts'
import { allDone, untilText } from './until-text.ts'
import { onUppyPage } from './uppy-page.ts'

const count = 10_000
const largeBytes = 4 * 1024 ** 3
const limitMs = 10 * 60 * 1000
const lookEveryMs = 100

/**
 * Memory that the page's scripts hold, array buffers included: growth by ten thousand queued rows, and the peak above the
 * start while a file of 4 GiB goes through as fast as the machine can. Baseline: the rows of Uppy's Dashboard.
 */
export async function heap(): Promise<Figures> {
  const uppyBytes = await onUppyPage((page) => growth(page, () => page.evaluate(addToUppy)))
  const rowsBytes = await inBrowser({}, async (bench) => {
    const { page } = bench.uploader
    await holdUploads(bench)
    return growth(page, () => pasteFiles(page, count))
  })
  return {
    'heap.10k': megabytes(rowsBytes),
    'heap.10k.uppyMB': megabytes(uppyBytes),
    'heap.10k.peak4GiB': megabytes(await peakOfLargeFile()),
  }
}

/** Bytes that stay after `work` and a garbage collection. The files themselves exist before. */
async function growth(page: Page, work: () => Promise<void>): Promise<number> {
  await makeFiles(page, count)
  const client = await page.context().newCDPSession(page)
  const before = await heldBytes(client)
  await work()
  return (await heldBytes(client)) - before
}

async function heldBytes(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage')
  return usedBytes(client)
}

async function usedBytes(client: CDPSession): Promise<number> {
  const { usedSize, backingStorageSize } = await client.send('Runtime.getHeapUsage')
  return usedSize + backingStorageSize
}

function addToUppy(): void {
  const { uppy, madeFiles } = window as unknown as {
    readonly uppy: { addFiles(files: readonly { name: string; type: string; data: File }[]): void }
    readonly madeFiles: DataTransfer
  }
  uppy.addFiles([...madeFiles.files].map((data) => ({ name: data.name, type: data.type, data })))
}

async function peakOfLargeFile(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'uploader-large-'))
  const path = join(folder, 'large.bin')
  try {
    await makeSparse(path, largeBytes)
    return await withoutQuota(async ({ uploader }) => {
      const client = await uploader.page.context().newCDPSession(uploader.page)
      const before = await heldBytes(client)
      const upload = uploader.drop([path]).then(() => untilText(uploader.page, allDone(1), limitMs))
      return (await peakDuring(client, upload)) - before
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function peakDuring(client: CDPSession, work: Promise<void>): Promise<number> {
  let peak = 0
  for (let isDone = false; !isDone;) {
    peak = Math.max(peak, await usedBytes(client))
    isDone = await Promise.race([work.then(() => true), wait(lookEveryMs, false)])
  }
  return peak
}

/** A large sparse file, which takes no space on the disk: the page is measured, not the disk. */
async function makeSparse(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, 'w')
  await file.truncate(sizeBytes)
  await file.close()
}

function megabytes(bytes: number): number {
  return rounded(bytes / 1e6)
}
