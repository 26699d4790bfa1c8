import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page, Route } from '@playwright/test'
import { expect, ownContext, test } from './fixtures.ts'
import { onDisk, png } from './files.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
  readonly isDynamicEntry?: boolean
}

const manifest = new Map(
  Object.entries(JSON.parse(readFileSync('dist/page/.vite/manifest.json', 'utf8')) as Readonly<Record<string, Chunk>>),
)

/** Files that are loaded with these chunks of the manifest. */
function filesOf(keys: Iterable<string>, found = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const key of keys) {
    const chunk = manifest.get(key)
    if (!chunk || found.has(key)) continue
    found.set(key, chunk.file)
    filesOf(chunk.imports ?? [], found)
  }
  return found
}

type Part = readonly [name: string, file: string]

const first = new Set(filesOf(['index.html']).values())
/** Language of a text; null of everything else. */
const languageOf = (name: string) => /\/i18n\/(?:.*\/)?(en|zh-CN)\b/.exec(name)?.[1] ?? null

/** Loaded by nobody who did not ask for it by hand (CONTRIBUTING.md). */
const isForDevelopment = (name: string) => name.endsWith('/pseudo-language.ts')

/** Loaded only by a page in another site's frame or in Feishu's app, which this walk is not: framed, embed and feishu-client load them. */
const isElsewhere = (name: string) => /^src\/web\/(?:embed|session\/(?:framed|client))\//.test(name)

/**
 * Lazily loaded chunks by the import that loads them, read from the build's manifest, so that a new chunk is covered automatically.
 * The chunks of one language are loaded together.
 */
const moments = new Map<string, Map<string, string>>()
for (const [key, { isDynamicEntry }] of manifest) {
  if (!isDynamicEntry || isForDevelopment(key) || isElsewhere(key)) continue
  const moment = languageOf(key) ?? key
  const late = [...filesOf([key])].filter(([, file]) => !first.has(file))
  moments.set(moment, new Map([...(moments.get(moment) ?? []), ...late]))
}
const lateParts = new Map([...moments.values()].flatMap((parts) => [...parts]))

/**
 * All are missing at first, and become available one after the other: those that the page imports, and then those that these import,
 * which browsers treat differently.
 */
const isWanted = ([name]: Part) => manifest.get(name)?.isDynamicEntry ?? false
const all = [...lateParts].toSorted((one, other) => Number(isWanted(other)) - Number(isWanted(one)))

test.use({
  expectedErrors: async ({}, use) => use([/Failed to fetch dynamically imported module/, /ERR_INTERNET_DISCONNECTED/]),
})

/** What the page shows, in either language, in place of a chunk that failed to load. */
const notLoaded =
  /连不上服务|换了版本|没有取到|没能换成|正在打开。|can’t be reached|another version|could not be loaded|Opening\./

/** The page is rendered, not blank. */
async function expectNotBlank(page: Page): Promise<void> {
  expect((await page.locator('body').innerText()).trim()).not.toBe('')
}

/** Ends the pause before the next retry with an `online` event; otherwise the page retries after up to 8 s. */
async function endPause(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')))
}

/** A chunk that fails to load until the story makes it available. */
class MissingPart {
  readonly name: string
  readonly #file: string
  #mode: 'gone' | 'cut' | 'there' = 'gone'
  #asked = 0
  #given = 0

  constructor([name, file]: Part) {
    this.name = name
    this.#file = file
  }

  get file(): string {
    return this.#file
  }

  async answer(route: Route): Promise<void> {
    this.#asked += 1
    if (this.#mode === 'gone') return route.fulfill({ status: 404, body: 'gone' })
    if (this.#mode === 'cut') return route.abort()
    await route.continue()
    this.#given += 1
  }

  /** It was requested and failed. */
  get isMissed(): boolean {
    return this.#asked > 0 && this.#mode !== 'there'
  }

  /** From now on its requests are aborted; resolves when the page has requested it again. */
  async cut(page: Page): Promise<void> {
    this.#mode = 'cut'
    this.#asked = 0
    await endPause(page)
    await expect.poll(() => this.#asked, this.name).toBeGreaterThan(0)
  }

  letCome(): void {
    this.#mode = 'there'
  }

  /** Resolves when the page has requested it by itself, and received it. */
  async comes(page: Page): Promise<void> {
    this.letCome()
    await endPause(page)
    await expect.poll(() => this.#given, this.name).toBeGreaterThan(0)
  }
}

/** Lets the parts answer for their files. One pattern for all: each pattern is compared with each request. */
async function stand(page: Page, parts: readonly MissingPart[]): Promise<void> {
  const byFile = new Map(parts.map((part) => [part.file, part]))
  const files = [...byFile.keys()].map((file) => file.replaceAll('.', String.raw`\.`))
  await page.route(new RegExp(`/(?:${files.join('|')})(?:$|[?])`), async (route) => {
    await byFile.get(new URL(route.request().url()).pathname.slice(1))?.answer(route)
  })
}

/**
 * Visits every part of the page as far as the missing chunks allow: signing in that failed, looking around, a document with its
 * options, files that arrive and one that fails, the other language.
 */
test(
  'without its parts the page stands, says so, and goes on once each part can be had',
  ownContext,
  async ({ uploader, page, simulator }) => {
    const parts = all.map((part) => new MissingPart(part))
    await stand(page, parts)
    const told = new Set<string>()
    const telling = page.getByText(notLoaded).first()
    /** The loading text may show for a moment with nothing missing: only chunks whose request failed count. */
    const missed = async () => {
      const part = parts.find(({ isMissed }) => isMissed)
      return part && (await telling.isVisible()) ? part : undefined
    }
    const goOnWithout = async (part: MissingPart) => {
      told.add(part.name)
      await part.cut(page)
      await expect(telling).toBeVisible()
      await expectNotBlank(page)
      await part.comes(page)
    }

    /** Either `wanted` is shown, or a notice in its place; then the chunk becomes available and is loaded by itself. */
    const reach = async (wanted: Locator) => {
      // `wanted` may be shown before the notice about another missing chunk.
      const stands = async () => (await wanted.isVisible()) && (await telling.isHidden())
      for (let isThere = false; !isThere; isThere = await stands()) {
        await expect.poll(async () => (await stands()) || (await missed()) !== undefined).toBe(true)
        const part = await missed()
        if (part) await test.step(`without ${part.name}`, () => goOnWithout(part))
      }
    }

    const disk = await onDisk([{ name: '演示.key/Index.zip', bytes: Buffer.from('index') }])
    await simulator.faults([
      { route: 'uploadAll', fileName: 'fails.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    ])
    await page.goto('/?sign_in_problem=20010')
    await reach(page.getByRole('heading', { level: 3 }))
    await page.getByRole('link', { name: /用飞书登录/ }).click()
    await uploader.consent()
    await reach(page.getByRole('list', { name: '最近在飞书打开的' }))
    await uploader.pickDocument(uploader.linkOf('empty'))
    await reach(page.getByText('插入位置和样式'))
    await uploader.chooseInMemory([
      { name: 'arrives.png', bytes: png(8, 8, 1) },
      { name: 'fails.png', bytes: png(9, 9, 2) },
    ])
    const why = uploader.row('fails.png').getByRole('button', { name: '为什么：fails.png' })
    await reach(why)
    await why.click()
    await reach(uploader.row('fails.png').getByText('1061113'))
    await uploader.expectDone('arrives.png')
    await simulator.faults([{ route: 'createBlocks', fault: { kind: 'hold' } }])
    // Its block is on its way, so that the next file waits.
    await uploader.chooseInMemory([{ name: 'first.png', bytes: png(11, 11, 4) }])
    await expect(uploader.row('first.png')).toBeVisible()
    await uploader.chooseInMemory([{ name: 'waits.png', bytes: png(10, 10, 3) }])
    await expect(uploader.row('waits.png')).toBeVisible()
    await page.getByRole('button', { name: '更多操作' }).click()
    const imageOptions = page.getByRole('menuitem', { name: '图片选项…' })
    await reach(imageOptions)
    await imageOptions.click()
    await reach(page.getByRole('dialog').getByRole('heading', { name: '图片选项' }))
    await page.keyboard.press('Escape')
    await simulator.endFaults()
    await uploader.expectDone('waits.png')
    await uploader.drop([join(disk.folder, '演示.key')])
    await page.getByRole('button', { name: '打成 .zip 放进去' }).click()
    await reach(uploader.row('演示.key.zip'))
    await uploader.expectDone('演示.key.zip')
    await page.getByRole('button', { name: '取出这一批…' }).click()
    await reach(page.getByRole('dialog').getByRole('heading', { name: '取出这一批文件？' }))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '上传记录' }).click()
    await reach(page.getByRole('dialog').getByRole('heading', { name: '上传记录' }))
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await reach(page.getByRole('dialog').getByRole('heading', { name: '键盘快捷键' }))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '更多操作' }).click()
    await reach(page.getByRole('menuitem').first())
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '更换文档' }).click()
    await reach(page.getByRole('list', { name: '最近在飞书打开的' }))

    // The other language is loaded as a whole, or the page says that it was not; then a person chooses it again.
    const english = page.locator('html[lang="en"]')
    const choose = () => page.getByLabel(/^(语言|Language)$/).selectOption('en')
    for (await choose(); !(await english.isVisible()); await choose()) {
      await expect(english.or(telling).first()).toBeVisible()
      for (const part of (await telling.isVisible()) ? parts.filter(({ isMissed }) => isMissed) : []) {
        told.add(part.name)
        part.letCome()
        await expectNotBlank(page)
        await expect(uploader.row('arrives.png')).toContainText('已在文档中')
      }
    }
    await expect(english).toBeVisible()
    await expect(uploader.row('arrives.png')).toContainText('In the document')
    await expect(telling).toBeHidden()
    // A chunk that was never requested is not covered: the story has to visit the place that needs it.
    expect([...told].toSorted()).toEqual(all.map(([name]) => name).toSorted())
    const standing = await simulator.media(uploader.tokenOf('empty'))
    expect(standing.filter(({ bound }) => bound).map(({ name }) => name)).toEqual([
      'arrives.png',
      'first.png',
      'waits.png',
      '演示.key.zip',
    ])
    await disk.remove()
  },
)
