import { shellLaunchOptions } from './browser.ts'
import { noise, onDisk, png } from './files.ts'
import { expect, ownContext, test } from './fixtures.ts'

test.use({
  launchOptions: {
    ...shellLaunchOptions,
    args: [...(shellLaunchOptions.args ?? []), '--js-flags=--expose-gc'],
  },
  worldSettings: { rateLimits: 'off' },
})

test(
  'files are read to their end however often the browser collects its garbage',
  ownContext,
  async ({ uploader, page, simulator }) => {
    await page.addInitScript(() => {
      setInterval(() => (globalThis as unknown as { gc(): void }).gc(), 15)
    })
    const files = [
      { name: 'film.bin', bytes: noise(21_000_000, 'recording') },
      ...Array.from({ length: 3 }, (_, at) => ({ name: `photo-${at}.png`, bytes: png(300, 200, at) })),
    ]
    const disk = await onDisk(files)
    await uploader.begin('empty')
    await uploader.drop(disk.paths)
    await uploader.expectAllDone(files.length)
    const standing = await simulator.media(uploader.tokenOf('empty'))
    expect(standing.map(({ name }) => name)).toEqual(files.map(({ name }) => name))
    await disk.remove()
  },
)
