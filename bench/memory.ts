import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { noise } from '../e2e/files.ts'
import { sheetImageMaxBytes, usualPartBytes } from '../src/contract/feishu/limits.ts'
import { placeBlocks, postBare } from './bare-uploads.ts'
import { rounded, type Figures } from './figure.ts'
import { Client, consentOfSink } from './gateway/client.ts'
import { withPrograms, type Program } from './gateway/processes.ts'
import { body, sendAll, unlimited } from './gateway/throughput.ts'
import { withoutQuota, type Bench } from './in-browser.ts'
import { ResidentMemory } from './gateway/resident-memory.ts'
import { allDone, untilText } from './until-text.ts'

/**
 * Memory that uploading costs: how far a process's resident memory rises above its size before the drop. Baseline:
 * the same bytes by a bare loop of XMLHttpRequest, in the same page and through the same gateway.
 */

interface Files {
  readonly count: number
  readonly sizeBytes: number
}

const large: Files = { count: 1, sizeBytes: 4 * 1024 ** 3 }
/** The queue takes up to ten thousand files; growth per file shows with fewer, which need a third of the disk space. */
const small: Files = { count: 3000, sizeBytes: 3_000_000 }
const cells: Files = { count: 12, sizeBytes: sheetImageMaxBytes - 1_000_000 }
/** As many bodies as our page has in flight at most. */
const parallel = 4
const limitMs = 30 * 60 * 1000

/** Of the tab; `.demo` is the process that gateway and simulator share. */
export async function memoryPage(): Promise<Figures> {
  return {
    ...(await growth('large', large, dropInDocument)),
    ...(await growth('large.bare', large, postEachPiece)),
    ...(await growth('small', small, dropInDocument)),
    ...(await growth('small.bare', small, postEachPiece)),
    ...(await growth('cells', cells, dropInSheet)),
  }
}

/** Of the gateway, 4 GB in forms of 20 MiB, five at a time. Baseline: a relay that only passes bytes on. */
export async function memoryGateway(): Promise<Figures> {
  return withPrograms(async (programs) => {
    const sink = await programs.sink()
    const relay = await programs.relay(sink)
    const gateway = await programs.gateway(sink.url, unlimited)
    const growthOf = async ({ process: { pid = 0 } }: Program, client: Client) => {
      await sendAll(client, body, { count: 5, width: 5 })
      const memory = await ResidentMemory.of(pid)
      await sendAll(client, body, { count: 200, width: 5 })
      return megabytes(await memory.growthBytes())
    }
    return {
      'memory.gateway': await growthOf(gateway, await new Client(gateway.url).signIn(consentOfSink)),
      'memory.gateway.relay': await growthOf(relay, new Client(relay.url)),
    }
  })
}

/** Prepares the files at `paths` and returns a function that sends them; only the sending is measured. */
type Upload = (bench: Bench, paths: readonly string[], files: Files) => Promise<() => Promise<void>>

async function growth(name: string, files: Files, upload: Upload): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'uploader-memory-'))
  try {
    const paths = await makeFiles(folder, files, name === 'cells' ? 'png' : 'bin')
    return await withoutQuota(async (bench) => {
      const send = await upload(bench, paths, files)
      const tab = await ResidentMemory.of(...(await tabsOf(bench.uploader.page)))
      const demo = await ResidentMemory.of(bench.stack.processId)
      await send()
      return {
        [`memory.page.${name}`]: megabytes(await tab.growthBytes()),
        [`memory.page.${name}.demo`]: megabytes(await demo.growthBytes()),
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const dropInDocument: Upload = ({ uploader }, paths, { count }) =>
  Promise.resolve(async () => {
    await uploader.drop(paths)
    await untilText(uploader.page, allDone(count), limitMs)
  })

const dropInSheet: Upload = async ({ uploader }, paths, { count }) => {
  await uploader.openLink('sheet', {})
  await uploader.page.getByLabel('从这个单元格开始').waitFor()
  return async () => {
    await uploader.drop(paths)
    await untilText(uploader.page, allDone(count, '表格'), limitMs)
  }
}

/** Files too large for one call are sent in pieces of a part's size. */
const postEachPiece: Upload = async ({ uploader: { page }, token }, paths) => {
  const blocks = await placeBlocks(page, token, 1)
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'bare-files' })
    document.body.append(input)
  })
  await page.locator('#bare-files').setInputFiles([...paths])
  await page.evaluate((pieceBytes) => {
    const { files } = document.querySelector<HTMLInputElement>('#bare-files')!
    const pieces = [...(files ?? [])].flatMap((file) =>
      Array.from({ length: Math.ceil(file.size / pieceBytes) }, (_, at) => {
        return new File([file.slice(at * pieceBytes, (at + 1) * pieceBytes)], `${file.name}-${at}`)
      }),
    )
    Object.assign(window, { files: { files: pieces } })
  }, usualPartBytes)
  return () => postBare(page, { documentId: token, blocks, parallel })
}

/** Large sparse files, which take no space on the disk: memory is measured. */
async function makeFiles(folder: string, { count, sizeBytes }: Files, suffix: string): Promise<readonly string[]> {
  const paths: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const path = join(folder, `${number}.${suffix}`)
    await writeFile(path, noise(64, path))
    const file = await open(path, 'r+')
    await file.truncate(sizeBytes)
    await file.close()
    paths.push(path)
  }
  return paths
}

/** Processes that run pages: the tab's, and the one that Chromium keeps ready for the next. */
async function tabsOf(page: Page): Promise<readonly number[]> {
  const tab = await page.context().newCDPSession(page)
  await tab.send('HeapProfiler.collectGarbage')
  await tab.detach()
  const browser = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo } = (await browser?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] }
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

function megabytes(bytes: number): number {
  return rounded(bytes / 1e6)
}
