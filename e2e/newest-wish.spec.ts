import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import { HeldAnswers } from './held-answers.ts'

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
  await uploader.expectAllDone(2)

  // While the remembered one is being checked its card stands there; a link pasted at once wins over it, before and after.
  await page.evaluate(() => sessionStorage.clear())
  const again = new HeldAnswers([review, ideas].map(tokenOf))
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await again.stand(page)
  await page.reload()
  await expect(card(page, review.title)).toBeVisible()
  await expect(field(page)).toHaveCount(0)
  await pasteOnPage(page, linkOf(ideas))
  again.release(tokenOf(review))
  again.release(tokenOf(ideas))
  await expect(card(page, ideas.title)).toBeVisible()
  await expect(page.getByText('可以编辑')).toBeVisible()
  await uploader.choose([picture('pasted')])
  await uploader.expectDone('pasted.png')

  const standing = async ({ document }: { document: string }) =>
    (await simulator.media(uploader.tokenOf(document))).map(({ name }) => name)
  expect(await Promise.all(everywhere.map(standing))).toEqual([
    [],
    ['typed.png'],
    [],
    ['pasted.png'],
    ['picked.png'],
    [],
  ])
})
