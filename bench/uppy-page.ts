import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build, preview } from 'vite'
import { withBrowser } from './in-browser.ts'

/** Opens Uppy's Dashboard (bench/uppy), built for production and served on a port of its own, as the peer to compare with. */
export async function onUppyPage<T>(measure: (page: Page) => Promise<T>): Promise<T> {
  const outDir = await mkdtemp(join(tmpdir(), 'uploader-uppy-'))
  const settings = { root: 'bench/uppy', configFile: false, logLevel: 'warn' } as const
  await build({ ...settings, build: { outDir, emptyOutDir: true } })
  const server = await preview({ ...settings, build: { outDir }, preview: { port: 0, strictPort: false } })
  try {
    return await withBrowser(async (browser) => {
      const page = await browser.newPage()
      await page.goto(server.resolvedUrls?.local[0] ?? '')
      await page.locator('.uppy-Dashboard-AddFiles').waitFor()
      return await measure(page)
    })
  } finally {
    await server.close()
    await rm(outDir, { recursive: true, force: true })
  }
}
