import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTogether } from '../testing/gateway-under-test.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { keepAssets } from './kept-assets.ts'

const dayMs = 24 * 60 * 60 * 1000

async function pageWith(...names: readonly string[]): Promise<string> {
  const directory = await temporaryDirectory()
  await mkdir(join(directory, 'assets'))
  for (const name of names) await writeFile(join(directory, 'assets', name), `of ${name}`)
  return directory
}

test('chunks of an earlier page are kept for two weeks after it was last served, those of the current one for good', async () => {
  const [first, second] = [await pageWith('old-a1.js', 'both-c3.js'), await pageWith('new-b2.js', 'both-c3.js')]
  const kept = join(await temporaryDirectory(), 'kept')
  const nowMs = Date.now()
  await keepAssets(first, kept, nowMs)
  // It is served for a hundred days before the next one comes.
  await keepAssets(first, kept, nowMs + 100 * dayMs)
  await keepAssets(second, kept, nowMs + 101 * dayMs)
  expect((await readdir(join(kept, 'assets'))).sort()).toEqual(['both-c3.js', 'new-b2.js', 'old-a1.js'])
  expect(await readFile(join(kept, 'assets', 'old-a1.js'), 'utf8')).toBe('of old-a1.js')
  await keepAssets(second, kept, nowMs + 115 * dayMs)
  expect((await readdir(join(kept, 'assets'))).sort()).toEqual(['both-c3.js', 'new-b2.js'])
})

test('after an update, a tab that is open still gets the chunks of its own page', async () => {
  const { browser, configuration } = await startTogether(() => expect.unreachable())
  const { pageDirectory, dataDirectory } = configuration
  const assets = join(pageDirectory, 'assets')
  await mkdir(assets)
  await writeFile(join(assets, 'Finding-a1.js'), 'plain')
  await writeFile(join(assets, 'Finding-a1.js.br'), 'brotli')
  await keepAssets(pageDirectory, join(dataDirectory, 'page'), Date.now())
  await rm(assets, { recursive: true })
  const answer = await browser.send('/assets/Finding-a1.js', { headers: { 'accept-encoding': 'br' } })
  expect([answer.status, answer.text]).toEqual([200, 'brotli'])
  expect(answer.headers['cache-control']).toContain('immutable')
  const none = await browser.send('/assets/Finding-zz.js')
  expect([none.status, none.headers['cache-control']]).toEqual([404, 'no-store'])
})
