import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test'
import { gatewayPaths } from '../src/contract/own-api/session.ts'
import type { World } from './simulator.ts'
import { onDisk, type TestFile } from './files.ts'

export type Language = 'zh-CN' | 'en'

/** Labels of the page in both languages, as a person (or a screen reader) meets them. */
const labels = {
  signIn: /用飞书登录|Sign in with Feishu/,
  link: /文档链接|Document link/,
  change: /^(更换(文档|表格|多维表格|文件夹)|Change)$/,
  chooseFiles: /^(选择文件|Choose files)$/,
  queue: /上传队列|Upload queue/,
  done: /已在(文档|表格|多维表格)中|已导入|In the (document|spreadsheet|base)|Imported/,
  restored: /上次没传完的 \d+ 个文件都在|Back from last time/,
  missing: /还有 (\d+) 个，浏览器里没有|(\d+) files? must be added again/,
  all: /^(全部|All)/,
  failed: /^(失败|Failed)/,
  why: /^(为什么|Why)/,
  personMenu: /的菜单$|’s menu$/,
  signOut: /^(退出登录|Sign out)$/,
  retryFailed: /^(重试失败的文件|Retry failed files)$/,
}

/** The page's word for an arrived file, by target. */
const arrived = {
  zh: '(?:已在(?:文档|表格|多维表格)中|已导入为在线文档|已放好)',
  en: '(?:in the (?:document|spreadsheet|base)|imported|in place)',
}

/** A generous limit: files arrive as fast as the machine and the simulated quota allow. */
const arrivalMs = 120_000

const zhangSan = /张三|Zhang San/

/** The page as a person uses it: by role and label only. */
export class UploaderPage {
  readonly page: Page
  readonly #world: World

  constructor(page: Page, world: World) {
    this.page = page
    this.#world = world
  }

  /** Address of a document of the world, as its "copy link" gives it. */
  linkOf(key: string): string {
    return this.#documentOf(key).url
  }

  tokenOf(key: string): string {
    return this.#documentOf(key).token
  }

  #documentOf(key: string): World['documents'][number] {
    const found = this.#world.documents.find((document) => document.key === key)
    if (!found)
      throw new Error(`no document "${key}" among ${this.#world.documents.map((each) => each.key).join(', ')}`)
    return found
  }

  /** The same person, looking at another page of the same browser. */
  on(page: Page): UploaderPage {
    return new UploaderPage(page, this.#world)
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path)
  }

  /** Opens a deep link to a target, by key or address, with options. */
  async openLink(target: string, choices: Readonly<Record<string, string>>): Promise<void> {
    const address = target.includes('://') ? target : this.linkOf(target)
    await this.open(`/?${new URLSearchParams({ target: address, ...choices }).toString()}`)
  }

  /** Signs in without looking at the consent page, which has its own stories, and opens the page. */
  async signIn(person = zhangSan): Promise<void> {
    await signInByRequests(this.page.context().request, person)
    await this.open()
    await this.expectSignedIn()
  }

  /** Signs in as a person does: from the page through Feishu's consent page, and back. */
  async signInByHand(person = zhangSan): Promise<void> {
    await this.open()
    await this.page.getByRole('link', { name: labels.signIn }).click()
    await this.consent(person)
    await this.expectSignedIn()
  }

  async expectSignedIn(): Promise<void> {
    await expect(this.page.getByRole('textbox', { name: labels.link })).toBeVisible()
  }

  async consent(person = zhangSan, page = this.page): Promise<void> {
    await page.getByRole('radio', { name: person }).check()
    await page.getByRole('button', { name: /同意|Agree|Allow/ }).click()
  }

  /** Waits for a queue that asks for a sign-in, with none of its files failed, and signs in in a second window. */
  async signInAgain(): Promise<void> {
    const notice = this.page.getByRole('alert').filter({ hasText: /登录/ })
    await expect(notice).toBeVisible()
    await expect(this.queue.getByRole('button', { name: labels.why })).toHaveCount(0)
    const opening = this.page.context().waitForEvent('page')
    await notice.getByRole('link', { name: /登录/ }).click()
    await this.consent(undefined, await opening)
  }

  async pickDocument(link: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: labels.link })
    await field.fill(link)
    await field.press('Enter')
  }

  /** Signs in and picks an editable document. */
  async begin(key = 'product-review'): Promise<void> {
    await this.signIn()
    await this.pickDocument(this.linkOf(key))
    await expect(this.page.getByText(/^(可以编辑|You can edit)$/)).toBeVisible()
  }

  /** Goes from the chosen target to the choice of another one, and to a document of this key where one is named. */
  async change(key?: string): Promise<void> {
    const change = this.page.getByRole('button', { name: labels.change })
    await change.click()
    if (key === undefined) return
    await this.pickDocument(this.linkOf(key))
    await expect(change).toBeVisible()
  }

  /** Puts files in through the file chooser; in memory where they are small, from disk where `fromDisk` says so. */
  async choose(files: readonly TestFile[]): Promise<void> {
    const { paths } = await onDisk(files)
    await this.chooseOnDisk(paths)
  }

  async chooseOnDisk(paths: readonly string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: labels.chooseFiles }).click()
    await (await chooser).setFiles([...paths])
  }

  /** Puts files in through the file chooser without a disk, which limits names to 255 bytes. */
  async chooseInMemory(files: readonly TestFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: labels.chooseFiles }).click()
    await (
      await chooser
    ).setFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: name.endsWith('.png') ? 'image/png' : '', buffer: bytes })),
    )
  }

  drop(paths: readonly string[]): Promise<void> {
    return dropOnPage(this.page, paths)
  }

  get queue(): Locator {
    return this.page.getByRole('list', { name: labels.queue })
  }

  get queueRegion(): Locator {
    return this.page.getByRole('region', { name: labels.queue })
  }

  /** Where the queue's state stands. Looking for a text in the whole page, again and again, costs more than the uploads. */
  get #queueHead(): Locator {
    return this.queueRegion.locator('header')
  }

  /** What the queue's head says; screen readers hear the same elsewhere a moment later, so the page may have it twice. */
  headline(text: string | RegExp): Locator {
    return this.#queueHead.getByText(text)
  }

  /** All files that the page shows, whether in one list or below their causes. */
  get rows(): Locator {
    return this.queueRegion.getByRole('listitem')
  }

  row(name: string): Locator {
    return this.queueRegion.getByRole('listitem', { name, exact: true })
  }

  /** A failed file offers to say why. */
  async expectFailed(name: string): Promise<void> {
    await expect(this.row(name).getByRole('button', { name: labels.why })).toBeVisible({ timeout: arrivalMs })
  }

  /** Opens why a file failed, unless it is open, and returns its row. */
  async why(name: string): Promise<Locator> {
    const row = this.row(name)
    const button = row.getByRole('button', { name: labels.why })
    await button.waitFor()
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
    await expect(button).toHaveAttribute('aria-expanded', 'true')
    return row
  }

  /** Filters for failed files, which are listed below their causes. */
  async showFailed(): Promise<void> {
    await this.page.getByRole('radio', { name: labels.failed }).check()
  }

  /** What failed for one cause: its heading with what to do, and its files. */
  cause(title: string | RegExp): Locator {
    const heading = this.page.getByRole('heading', { level: 3, name: title })
    return this.queueRegion.getByRole('group').filter({ has: heading })
  }

  async expectDone(name: string): Promise<void> {
    await expect(this.row(name)).toContainText(labels.done, { timeout: arrivalMs })
  }

  /** Waits until the page says that this many files have arrived. */
  async expectAllDone(count: number, timeoutMs = arrivalMs): Promise<void> {
    const words = new RegExp(`${count} 个文件都${arrived.zh}|${count} files? ${arrived.en}`)
    await expect(this.#queueHead.getByText(words).first()).toBeVisible({ timeout: timeoutMs })
  }

  /** What came back from an earlier page. */
  get restoredNotice(): Locator {
    return this.page.getByRole('status', { name: labels.restored })
  }

  /** Files that the page asks to be given again. */
  async missingFiles(): Promise<number> {
    const [text = ''] = await this.restoredNotice.allInnerTexts()
    const [, inChinese, inEnglish] = labels.missing.exec(text) ?? []
    return Number(inChinese ?? inEnglish ?? 0)
  }

  /** Number of files that have arrived, by the tab's title, or by the page once all have. */
  async doneSoFar(): Promise<number> {
    const [, done] = /(\d+)\/\d+/.exec(await this.page.title()) ?? []
    if (done !== undefined) return Number(done)
    const [end = ''] = await this.page.getByText(new RegExp(`^\\d+ 个文件都${arrived.zh}`)).allInnerTexts()
    return Number.parseInt(end, 10) || 0
  }

  /** Waits until nothing more moves by itself. */
  async expectEnded(timeoutMs: number): Promise<'all-done' | 'some-failed'> {
    const some = new RegExp(String.raw`个${arrived.zh}，\d+ 个需要处理|${arrived.en}, \d+ failed`)
    const none = /^\d+ 个文件上传失败$|^\d+ files? failed$/
    const all = new RegExp(String.raw`\d+ 个文件都${arrived.zh}|^\d+ files? ${arrived.en}$`)
    const failed = this.#queueHead.getByText(some).or(this.#queueHead.getByText(none))
    await expect(this.#queueHead.getByText(all).or(failed).first()).toBeVisible({ timeout: timeoutMs })
    return (await failed.count()) > 0 ? 'some-failed' : 'all-done'
  }

  /** Titles of the failures that the page shows. */
  async namesOfFailures(): Promise<readonly string[]> {
    // A long list renders only the rows in view.
    await this.page.getByRole('radio', { name: labels.failed }).check()
    const headings = this.page.getByRole('heading', { level: 3 })
    await expect(headings.first()).toBeVisible()
    const names = await headings.allInnerTexts()
    await this.page.getByRole('radio', { name: labels.all }).check()
    return names
  }

  async retryFailed(): Promise<void> {
    const retry = this.page.getByRole('button', { name: labels.retryFailed })
    await retry.click()
    await expect(retry).toBeHidden()
  }

  /** Presses the way out, which is in the menu of the person's picture. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: labels.personMenu }).click()
    await this.page.getByRole('menuitem', { name: labels.signOut }).click()
  }

  async speak(language: Language): Promise<void> {
    await this.page.getByLabel(/^(语言|Language)$/).selectOption(language)
    await expect(this.page.locator('html')).toHaveAttribute('lang', language)
  }
}

/** The requests of a sign-in as a browser makes them, with its cookies. */
async function signInByRequests(request: APIRequestContext, person: RegExp): Promise<void> {
  const consentPage = await request.get(gatewayPaths.signInStart)
  const choices = (await consentPage.text()).matchAll(/name="person" value="([^"]+)".*?<span>([^<]+)/gs)
  const [, key] = [...choices].find(([, , name = '']) => person.test(name)) ?? []
  if (key === undefined) throw new Error(`${person.source} is nobody on the consent page at ${consentPage.url()}`)
  const home = await request.post(consentPage.url(), { form: { person: key, decision: 'agree' } })
  expect(new URL(home.url()).search, 'what the gateway says of the sign-in').toBe('')
}

/**
 * A real drop, as the browser receives it from the desktop: files and folders by their paths.
 *
 * @param on Where; otherwise in the middle of the page.
 */
export async function dropOnPage(page: Page, paths: readonly string[], on?: Locator): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 }
  const box = (await on?.boundingBox()) ?? { x: 0, y: 0, width, height }
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x, y, data })
  }
  await client.detach()
}
