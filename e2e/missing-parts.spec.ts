import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
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

/** The page stands: its head is there, and it does not only wait in silence. */
async function expectNotWhite(page: Page): Promise<void> {
  await expect(page.locator('#root')).not.toBeEmpty()
  expect((await page.locator('body').innerText()).trim()).not.toBe('')
}

const hindered =
  /连不上服务|换了版本|没有取到|没能换成|正在打开|can’t be reached|another version|could not be loaded|Opening/

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
    test.setTimeout(120_000)
    let mode: 'gone' | 'cut' | 'there' = 'gone'
    let asked = 0
    let told = 0
    await page.route(`**/${file}*`, async (route) => {
      if (mode === 'there') return route.continue()
      asked += 1
      return mode === 'gone' ? route.fulfill({ status: 404, body: 'gone' }) : route.abort()
    })
    /** Whoever waits for it is told, where it is needed at all; then it can be had, and the page goes on by itself. */
    const meet = async () => {
      await expectNotWhite(page)
      if (asked === 0 || mode === 'there') return
      const telling = page.getByText(hindered).first()
      if (
        await telling.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        )
      )
        told += 1
      mode = mode === 'gone' ? 'cut' : 'there'
      asked = 0
    }

    await simulator.troubles([
      { route: 'uploadAll', fileName: 'fails.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
    ])
    await page.goto('/?sign_in_problem=20010')
    await meet()
    await expect(page.getByRole('link', { name: /用飞书登录/ })).toBeVisible({ timeout: 30_000 })
    await meet()
    await page.goto('/')
    await page.getByRole('link', { name: /用飞书登录/ }).click()
    await uploader.consent()
    await expectNotWhite(page)
    const field = page.getByRole('textbox', { name: /文档链接/ })
    await expect(field).toBeVisible({ timeout: 30_000 })
    await meet()
    await meet()
    await field.fill(uploader.linkOf('empty'))
    await field.press('Enter')
    await expect(page.getByText('可以编辑')).toBeVisible({ timeout: 30_000 })
    await uploader.chooseInMemory([
      { name: 'arrives.png', bytes: png(8, 8, 1) },
      { name: 'fails.png', bytes: png(9, 9, 2) },
    ])
    await expect
      .poll(async () => (await simulator.media(uploader.tokenOf('empty'))).filter(({ bound }) => bound).length, {
        timeout: 30_000,
      })
      .toBe(1)
    await expectNotWhite(page)
    // What the row of the failed file needs may be what is missing.
    await meet()
    await meet()
    await expect(uploader.row('arrives.png')).toContainText('已在文档中', { timeout: 30_000 })
    await expect(uploader.row('fails.png')).toContainText(/没有传成|不能/, { timeout: 30_000 })
    await page.getByRole('button', { name: '更换文档' }).click()
    await expectNotWhite(page)
    await meet()
    for (let tries = 0; tries < 3; tries += 1) {
      await page.getByLabel(/^(语言|Language)$/).selectOption('en')
      await expect(
        page
          .locator('html[lang="en"]')
          .or(page.getByText(/没能换成/))
          .first(),
      ).toBeVisible({ timeout: 20_000 })
      await meet()
    }
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByText(/In the document/).first()).toBeVisible({ timeout: 30_000 })
    // One that was never asked for was not walked: the story has to go where it is needed.
    expect(told).toBeGreaterThan(0)
  })
}
