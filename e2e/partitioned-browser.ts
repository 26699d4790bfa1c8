import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from '@playwright/test'
import { launchOptions } from './browser.ts'

export interface PartitionedBrowser {
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/**
 * Chromium as people have it: Playwright's own flags switch off the partitioning of storage by the site around a frame, so what works
 * in a frame under them proves nothing. Third-party cookies are blocked, as in private windows.
 */
export async function startPartitionedBrowser(): Promise<PartitionedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'uploader-chromium-'))
  const child = spawn(
    launchOptions.executablePath ?? chromium.executablePath(),
    [
      ...(launchOptions.args ?? []),
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--test-third-party-cookie-phaseout',
      '--lang=zh-CN',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LANGUAGE: 'zh_CN' } },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error('Chromium ended before it listened')))
  })
  const browser = await chromium.connectOverCDP(address)
  return {
    browser,
    async close() {
      await browser.close()
      child.kill('SIGTERM')
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
