import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
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

type Part = readonly [name: string, file: string]

const first = new Set(filesOf(['index.html']).values())
/** Language of a text; null of everything else. */
const languageOf = (name: string) => /\/i18n\/(?:.*\/)?(en|zh-CN)\b/.exec(name)?.[1] ?? null

/**
 * What the page loads only when it is needed, by the moment in which it comes: read from the build, so that a new part is walked
 * by itself. The pieces of a language come together.
 */
const moments = new Map<string, Map<string, string>>()
for (const [key, { isDynamicEntry }] of manifest) {
  if (!isDynamicEntry) continue
  const moment = languageOf(key) ?? key
  const late = [...filesOf([key])].filter(([, file]) => !first.has(file))
  moments.set(moment, new Map([...(moments.get(moment) ?? []), ...late]))
}
const lateParts = new Map([...moments.values()].flatMap((parts) => [...parts]))

/**
 * Two walks: what is wanted itself is missing, or what it shares with others. A browser treats them differently, a file that is asked
 * for by the page and one that is asked for by another file. Within a walk all are missing, and come one after the other.
 */
const isWanted = ([name]: Part) => manifest.get(name)?.isDynamicEntry ?? false
const walks: readonly (readonly [which: string, parts: readonly Part[]])[] = [
  ['what is wanted', [...lateParts].filter(isWanted)],
  ['what it shares with others', [...lateParts].filter((part) => !isWanted(part))],
]

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

/** Ends the pause before the next try, as a connection does that comes back; left alone, the page tries again after up to 8 s. */
async function endPause(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')))
}

/** A part that cannot be had until the story lets it come. */
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

  async stand(page: Page): Promise<void> {
    await page.route(`**/${this.#file}*`, async (route) => {
      this.#asked += 1
      if (this.#mode === 'gone') return route.fulfill({ status: 404, body: 'gone' })
      if (this.#mode === 'cut') return route.abort()
      await route.continue()
      this.#given += 1
    })
  }

  /** It was asked for in vain. */
  get isMissed(): boolean {
    return this.#asked > 0 && this.#mode !== 'there'
  }

  /** From now on it cannot even be asked for; resolves when the page has asked again. */
  async cut(page: Page): Promise<void> {
    this.#mode = 'cut'
    this.#asked = 0
    await endPause(page)
    await expect.poll(() => this.#asked, this.name).toBeGreaterThan(0)
  }

  letCome(): void {
    this.#mode = 'there'
  }

  /** Resolves when the page has asked for it by itself, and got it. */
  async comes(page: Page): Promise<void> {
    this.letCome()
    await endPause(page)
    await expect.poll(() => this.#given, this.name).toBeGreaterThan(0)
  }
}

/**
 * Goes everywhere as far as the missing parts let it: signing in that failed, looking around, a document with its options, files
 * that arrive and one that fails, the other language.
 */
for (const [which, missing] of walks) {
  test(
    `without ${which} the page stands, says so, and goes on once each part can be had`,
    ownContext,
    async ({ uploader, page, simulator }) => {
      const parts = missing.map((part) => new MissingPart(part))
      for (const part of parts) await part.stand(page)
      const told = new Set<string>()
      const telling = page.getByText(hindered).first()
      /** “Opening” may stand there for a moment with nothing missing: only what was asked for in vain is missed. */
      const missed = async () => {
        const part = parts.find(({ isMissed }) => isMissed)
        return part && (await telling.isVisible()) ? part : undefined
      }
      const goOnWithout = async (part: MissingPart) => {
        told.add(part.name)
        await part.cut(page)
        await expect(telling).toBeVisible()
        await expectNotWhite(page)
        await part.comes(page)
      }

      /** What is wanted stands there, or its place says that it does not come; then it can be had, and comes by itself. */
      const reach = async (wanted: Locator) => {
        // What is wanted may stand there before another place says that it misses a part.
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
      await page.getByRole('button', { name: '更换文档' }).click()
      await reach(page.getByRole('list', { name: '最近在飞书打开的' }))

      // The other language comes whole, or is told not to have come; then a person chooses it again.
      const english = page.locator('html[lang="en"]')
      const choose = () => page.getByLabel(/^(语言|Language)$/).selectOption('en')
      for (await choose(); !(await english.isVisible()); await choose()) {
        await expect(english.or(telling).first()).toBeVisible()
        for (const part of (await telling.isVisible()) ? parts.filter(({ isMissed }) => isMissed) : []) {
          told.add(part.name)
          part.letCome()
          await expectNotWhite(page)
          await expect(uploader.row('arrives.png')).toContainText('已在文档中')
        }
      }
      await expect(english).toBeVisible()
      await expect(uploader.row('arrives.png')).toContainText('In the document')
      await expect(telling).toBeHidden()
      // One that was never missed was not walked: the story has to go where it is needed.
      expect([...told].toSorted()).toEqual(missing.map(([name]) => name).toSorted())
      const standing = await simulator.media(uploader.tokenOf('empty'))
      expect(standing.filter(({ bound }) => bound).map(({ name }) => name)).toEqual(['arrives.png', '演示.key.zip'])
      await disk.remove()
    },
  )
}
