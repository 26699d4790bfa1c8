import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import { HeldAnswers } from './held-answers.ts'
import type { Simulator } from './simulator.ts'
import type { UploaderPage } from './uploader-page.ts'

const picture = (name: string, seed = 3) => ({ name: `${name}.png`, bytes: png(30, 20, seed) })

/** Pastes text where no field has the focus. */
async function pasteOnPage(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

const field = (page: Page) => page.getByRole('textbox', { name: '文档链接或名称' })
const card = (page: Page, title: string) => page.getByRole('heading', { level: 2, name: title, exact: true })

/** Documents that Zhang San may edit, none of which the page knows yet: page, document behind it, title. */
const checklist = { link: 'wiki-checklist', document: 'wiki-checklist-document', title: '入职清单' }
const office = { link: 'wiki-office', document: 'wiki-office-document', title: '办公指南' }
const reading = { link: 'library-reading', document: 'library-reading-document', title: '读书笔记' }
const ideas = { link: 'library-ideas', document: 'library-ideas-document', title: '灵感' }
const review = { link: 'product-review', document: 'product-review', title: '产品需求评审' }
const empty = { link: 'empty', document: 'empty', title: '空白文档' }
const everywhere = [checklist, office, reading, ideas, review, empty]

/** Files by document; documents without a file are left out. */
async function standing(simulator: Simulator, uploader: UploaderPage): Promise<Record<string, readonly string[]>> {
  const names = async ({ document }: (typeof everywhere)[number]) =>
    (await simulator.media(uploader.tokenOf(document))).map(({ name }) => name)
  const all = await Promise.all(everywhere.map(async (each) => [each.title, await names(each)] as const))
  return Object.fromEntries(all.filter(([, files]) => files.length > 0))
}

test('whatever was wished for last takes the files, in whatever order Feishu answers', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  const tokenOf = ({ link }: { link: string }) => uploader.tokenOf(link)
  const linkOf = ({ link }: { link: string }) => uploader.linkOf(link)
  const answers = new HeldAnswers(everywhere.map(tokenOf))
  await answers.stand(page)

  // Typed, and typed over while it is being looked up; Enter twice asks once.
  await field(page).fill(linkOf(checklist))
  await field(page).press('Enter')
  await field(page).press('Enter')
  await expect.poll(() => answers.asked(tokenOf(checklist))).toBe(1)
  await field(page).fill(linkOf(office))
  await field(page).press('Enter')
  answers.release(tokenOf(office))
  await expect(card(page, office.title)).toBeVisible()
  answers.release(tokenOf(checklist))
  await uploader.choose([picture('typed')])
  await uploader.expectAllDone(1)
  expect(answers.asked(tokenOf(checklist))).toBe(1)

  // Pasted on the page, then picked from a list, while a third is remembered from before a reload.
  await pasteOnPage(page, linkOf(reading))
  await expect(page.getByText('正在查看').first()).toBeVisible()
  await page.reload()
  await expect.poll(() => answers.asked(tokenOf(reading))).toBeGreaterThan(1)
  await expect(field(page)).toHaveCount(0)
  await page.getByRole('button', { name: '更换文档' }).click()
  await page
    .getByRole('list', { name: '最近在飞书打开的' })
    .getByRole('button', { name: /^产品需求评审/ })
    .click()
  await expect(card(page, review.title)).toBeVisible()
  answers.release(tokenOf(reading))
  answers.release(tokenOf(review))
  await expect(page.getByText('可以编辑')).toBeVisible()
  await uploader.choose([picture('picked')])
  await uploader.expectDone('picked.png')

  expect(await standing(simulator, uploader)).toEqual({
    [office.title]: ['typed.png'],
    [review.title]: ['picked.png'],
  })
})

test('while the document of last time is being checked its card is shown, and a link pasted at once wins over it', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('product-review')
  const answers = new HeldAnswers([review, ideas].map(({ link }) => uploader.tokenOf(link)))
  await answers.stand(page)
  // As after the tab was closed: only the browser remembers.
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await expect(card(page, review.title)).toBeVisible()
  await expect(page.getByText('正在查看…')).toBeVisible()
  await expect(page.getByRole('button', { name: '更换文档' })).toBeVisible()
  await expect(field(page)).toHaveCount(0)
  await pasteOnPage(page, uploader.linkOf('library-ideas'))
  answers.release(uploader.tokenOf('product-review'))
  answers.release(uploader.tokenOf('library-ideas'))
  await expect(card(page, ideas.title)).toBeVisible()
  await expect(page.getByText('可以编辑')).toBeVisible()
  await uploader.choose([picture('pasted')])
  await uploader.expectDone('pasted.png')
  expect(await standing(simulator, uploader)).toEqual({ [ideas.title]: ['pasted.png'] })
})

test('a link that opened the page is replaced by what was chosen since, also over a reload', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  const answers = new HeldAnswers([review, ideas].map(({ link }) => uploader.tokenOf(link)))
  await answers.stand(page)
  await uploader.openLink('product-review', { at: 'top' })
  await expect(page.getByText('正在查看').first()).toBeVisible()
  await pasteOnPage(page, uploader.linkOf('library-ideas'))
  await expect.poll(() => answers.asked(uploader.tokenOf('library-ideas'))).toBe(1)
  await page.reload()
  answers.release(uploader.tokenOf('product-review'))
  answers.release(uploader.tokenOf('library-ideas'))
  await expect(card(page, ideas.title)).toBeVisible()
  await uploader.choose([picture('later')])
  await uploader.expectAllDone(1)
  expect(await standing(simulator, uploader)).toEqual({ [ideas.title]: ['later.png'] })
})

test('what is dropped goes to what the page showed then, and to nothing else by itself', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  const answers = new HeldAnswers(['library-reading', 'private', 'deleted'].map((key) => uploader.tokenOf(key)))
  await answers.stand(page)
  const left = (text: string) => page.getByRole('status').filter({ hasText: text })

  // Dropped while the document was being looked at, and another one chosen since.
  await pasteOnPage(page, uploader.linkOf('library-reading'))
  await uploader.choose([picture('for reading')])
  await expect(left('已收到 1 个文件')).toContainText('准备好就开始')
  await pasteOnPage(page, uploader.linkOf('wiki-office'))
  await expect(card(page, office.title)).toBeVisible()
  await expect(left('不会自己放进别的地方')).toContainText('它们在等飞书的回答')
  await uploader.choose([picture('for office', 4)])
  await uploader.expectDone('for office.png')
  await expect(uploader.row('for reading.png')).toHaveCount(0)
  answers.release(uploader.tokenOf('library-reading'))
  await uploader.expectAllDone(2)
  await expect(card(page, office.title)).toBeVisible()

  // Dropped for a document that turns out to take no files, after another one was chosen: a person decides.
  await pasteOnPage(page, uploader.linkOf('private'))
  await uploader.choose([picture('for private', 5)])
  await pasteOnPage(page, uploader.linkOf('wiki-checklist'))
  await expect(card(page, checklist.title)).toBeVisible()
  answers.release(uploader.tokenOf('private'))
  await expect(left('不会自己放进别的地方')).toContainText('那里现在不能接收文件')
  await page.getByRole('button', { name: `改放进“${checklist.title}”` }).click()
  await uploader.expectAllDone(3)

  // Dropped for a document that turns out to take no files while it is still chosen: they wait for another one, as the page says.
  await pasteOnPage(page, uploader.linkOf('deleted'))
  await uploader.choose([picture('for deleted', 6)])
  answers.release(uploader.tokenOf('deleted'))
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(left('已收到 1 个文件')).toContainText('选好文档后自动开始')
  await pasteOnPage(page, uploader.linkOf('empty'))
  await uploader.expectAllDone(4)

  expect(await standing(simulator, uploader)).toEqual({
    [reading.title]: ['for reading.png'],
    [office.title]: ['for office.png'],
    [checklist.title]: ['for private.png'],
    [empty.title]: ['for deleted.png'],
  })
})

test('a document that is created while another one is chosen is reported, and not chosen', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  let letItBeMade: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letItBeMade = resolve))
  await page.route(/\/open-apis\/docx\/v1\/documents$/, async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('radio', { name: '我的空间' }).check()
  await page.getByRole('button', { name: '新建文档' }).click()
  await page.getByRole('textbox', { name: /新建文档，标题/ }).fill('现场照片')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '正在新建' })).toBeVisible()
  await pasteOnPage(page, uploader.linkOf('empty'))
  await expect(page.getByText('可以编辑')).toBeVisible()
  letItBeMade()
  await expect(page.getByText('“现场照片”已经建好')).toBeVisible()
  await expect(card(page, empty.title)).toBeVisible()
  await page.getByRole('button', { name: '改用“现场照片”' }).click()
  await expect(card(page, '现场照片')).toBeVisible()
  await expect(page.getByText('可以编辑')).toBeVisible()
})
