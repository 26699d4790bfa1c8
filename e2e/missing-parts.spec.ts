import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
  readonly isDynamicEntry?: boolean
}

const manifest = new Map(
  Object.entries(JSON.parse(readFileSync('dist/page/.vite/manifest.json', 'utf8')) as Readonly<Record<string, Chunk>>),
)

/** Files that come with these parts of the manifest. */
function filesOf(keys: Iterable<string>, found = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const key of keys) {
    const chunk = manifest.get(key)
    if (!chunk || found.has(key)) continue
    found.set(key, chunk.file)
    filesOf(chunk.imports ?? [], found)
  }
  return found
}

const first = new Set(filesOf(['index.html']).values())
/** Everything that the page loads only when it is needed: read from the build, so that a new part is walked by itself. */
const lateParts = [
  ...filesOf([...manifest].flatMap(([key, { isDynamicEntry }]) => (isDynamicEntry ? [key] : []))),
].filter(([, file]) => !first.has(file))

test.use({
  expectedErrors: async ({}, use) => use([/Failed to fetch dynamically imported module/, /ERR_INTERNET_DISCONNECTED/]),
})

/** What the page says, in either language, in the place of a part that has not come. */
const hindered =
  /连不上服务|换了版本|没有取到|没能换成|正在打开。|can’t be reached|another version|could not be loaded|Opening\./

/** The page stands: it is not white. */
async function expectNotWhite(page: Page): Promise<void> {
  expect((await page.locator('body').innerText()).trim()).not.toBe('')
}

/**
 * Goes everywhere as far as the missing part lets it: signing in that failed, looking around, a document with its options, files
 * that arrive and one that fails, the other language.
 */
for (const [part, file] of lateParts) {
  test(`without ${part} the page stands, says so, and goes on once it can be had`, async ({
    uploader,
    page,
    simulator,
  }) => {
    let mode: 'gone' | 'cut' | 'there' = 'gone'
    let asked = 0
    let told = 0
    await page.route(`**/${file}*`, async (route) => {
      asked += 1
      if (mode === 'there') return route.continue()
      return mode === 'gone' ? route.fulfill({ status: 404, body: 'gone' }) : route.abort()
    })
    const telling = page.getByText(hindered).first()

    /** What is wanted stands there, or its place says that it does not come; then it can be had, and comes by itself. */
    const reach = async (wanted: Locator) => {
      // “Opening” may stand there for a moment with nothing missing: only what was asked for in vain is missed.
      const isMissed = async () => asked > 0 && mode !== 'there' && (await telling.isVisible())
      await expect.poll(async () => (await wanted.isVisible()) || (await isMissed())).toBe(true)
      if (await isMissed()) {
        told += 1
        mode = 'cut'
        asked = 0
        await expect.poll(() => asked).toBeGreaterThan(0)
        await expect(telling).toBeVisible()
        await expectNotWhite(page)
        mode = 'there'
      }
      await expect(wanted).toBeVisible()
      // What is wanted may stand there before another place says that it misses the part.
      await expect
        .poll(async () => {
          if (await isMissed()) {
            told += 1
            mode = 'there'
          }
          return telling.isHidden()
        })
        .toBe(true)
    }

    await simulator.faults([
      { route: 'uploadAll', fileName: 'fails.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    ])
    await page.goto('/?sign_in_problem=20010')
    await reach(page.getByRole('heading', { level: 3 }))
    await page.getByRole('link', { name: /用飞书登录/ }).click()
    await uploader.consent()
    await reach(page.getByRole('list', { name: '最近在飞书打开的' }))
    await uploader.pickDocument(uploader.linkOf('empty'))
    await reach(page.getByText('放在哪里、怎么放'))
    await uploader.chooseInMemory([
      { name: 'arrives.png', bytes: png(8, 8, 1) },
      { name: 'fails.png', bytes: png(9, 9, 2) },
    ])
    await reach(uploader.row('fails.png').getByRole('heading', { level: 3 }))
    await uploader.expectDone('arrives.png')
    await page.getByRole('button', { name: '更换文档' }).click()
    await reach(page.getByRole('list', { name: '最近在飞书打开的' }))

    // The other language comes whole, or is told not to have come; then a person chooses it again.
    const english = page.locator('html[lang="en"]')
    const choose = () => page.getByLabel(/^(语言|Language)$/).selectOption('en')
    await choose()
    await expect(english.or(telling).first()).toBeVisible()
    if (await telling.isVisible()) {
      told += 1
      mode = 'there'
      await expectNotWhite(page)
      await expect(uploader.row('arrives.png')).toContainText('已在文档中')
      await choose()
    }
    await expect(english).toBeVisible()
    await expect(uploader.row('arrives.png')).toContainText('In the document')
    await expect(telling).toBeHidden()
    // One that was never missed was not walked: the story has to go where it is needed.
    expect(told).toBeGreaterThan(0)
    const standing = await simulator.media(uploader.tokenOf('empty'))
    expect(standing.filter(({ bound }) => bound).map(({ name }) => name)).toEqual(['arrives.png'])
  })
}
