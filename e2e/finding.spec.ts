import type { SheetContent } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

const picture = (at: number) => ({ name: `图 ${at}.png`, bytes: png(30, 20, at) })

test('a document is found by looking, by its name and by the keyboard, or is made, and takes the files', async ({
  uploader,
  page,
  simulator,
}) => {
  const { step } = test
  const field = page.getByRole('textbox', { name: '文档链接或名称' })
  const change = page.getByRole('button', { name: /^更换(文档|表格)$/ })
  const opened = page.getByRole('list', { name: '最近在飞书打开的' })
  const namesIn = async (key: string) => (await simulator.media(uploader.tokenOf(key))).map(({ name }) => name)
  await uploader.signIn()

  for (const [device, viewport] of [
    ['a phone', { width: 390, height: 844 }],
    ['a low desktop', { width: 1280, height: 720 }],
  ] as const) {
    await step(`where files go and what goes there are both in view on ${device}`, async () => {
      await page.setViewportSize(viewport)
      await page.reload()
      await expect(opened).toBeInViewport()
      await expect(page.getByRole('heading', { level: 2, name: '1 放到哪里' })).toBeInViewport()
      await expect(page.getByRole('heading', { level: 2, name: '2 放什么' })).toBeInViewport()
      await expect(page.getByRole('button', { name: '选择文件', exact: true })).toBeInViewport({ ratio: 1 })
    })
  }

  await step('the rows are one tab stop between the places to look in and the files', async () => {
    const rows = opened.getByRole('button')
    await expect(rows.first()).toBeVisible()
    await field.press('ArrowDown')
    await expect(rows.first()).toBeFocused()
    await page.keyboard.press('End')
    await expect(rows.last()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(field).toBeFocused()
    await field.press('Tab')
    await expect(page.getByRole('radio', { name: '最近' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(rows.last()).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: '选择文件', exact: true })).toBeFocused()
  })

  await step('a search says how much it found, marks it, and leads back', async () => {
    await field.fill('评审')
    await expect(page.getByRole('status').filter({ hasText: /^找到 \d+ 篇，按向下键选择$/ })).toBeAttached()
    await expect(page.locator('mark').first()).toHaveText('评审')
    await expect(page.getByRole('radio', { name: '搜索结果' })).toBeChecked()
    await page.getByRole('radio', { name: '最近' }).check()
    await expect(field).toHaveValue('')
    await field.fill('评审')
    await field.press('Escape')
    await expect(opened).toBeVisible()
  })

  await step('a name that nothing has says what else to do', async () => {
    await field.fill('没有这样一篇')
    await expect(page.getByText('没有找到与“没有这样一篇”有关的文档。')).toBeVisible()
    await page.getByRole('button', { name: '粘贴链接' }).click()
    await expect(field).toBeFocused()
    await page.getByRole('button', { name: '去我的空间找' }).click()
    await expect(page.getByRole('list', { name: '我的空间' })).toBeVisible()
    await expect(page.getByRole('radio', { name: '我的空间' })).toBeFocused()
  })

  await step('a document of a name that nothing has is made, and takes the files', async () => {
    await field.fill('没有这样一篇')
    await page.getByRole('button', { name: '新建文档“没有这样一篇”' }).click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '没有这样一篇' })).toBeVisible()
    await uploader.choose([picture(1)])
    await uploader.expectAllDone(1)
  })

  await step('a document is taken from those opened last in Feishu', async () => {
    await change.click()
    await opened.getByRole('button', { name: /^产品需求评审/ }).click()
    await uploader.choose([picture(2)])
    await uploader.expectAllDone(2)
    expect(await namesIn('product-review')).toEqual([picture(2).name])
  })

  await step('a sheet is found by typing its name, by the keyboard alone', async () => {
    await change.click()
    await field.fill('年度预算')
    const result = page.getByRole('list', { name: '搜索结果' }).getByRole('button', { name: /^年度预算/ })
    await expect(result).toBeVisible()
    await field.press('ArrowDown')
    await expect(result).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('目标表格')).toBeVisible()
    await uploader.choose([picture(3)])
    await uploader.expectAllDone(3)
    const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
    expect(cells.filter(({ kind }) => kind === 'image').map(({ name }) => name)).toEqual([picture(3).name])
  })

  await step('a page of a wiki is found by looking through its space', async () => {
    await change.click()
    await page.getByRole('radio', { name: '知识库' }).check()
    await page.getByRole('button', { name: '团队知识库' }).click()
    await page.getByRole('button', { name: '查看“新人手册”下的页面' }).click()
    await page.getByRole('button', { name: /^入职清单/ }).click()
    await expect(page.getByText('目标文档 · 知识库')).toBeVisible()
    await uploader.choose([picture(4)])
    await uploader.expectAllDone(4)
    expect(await namesIn('wiki-checklist-document')).toEqual([picture(4).name])
  })

  await step('a new document is made where one is looking, and takes the files', async () => {
    await change.click()
    await page.getByRole('radio', { name: '我的空间' }).check()
    await page.getByRole('button', { name: /^会议纪要 ?文件夹/ }).click()
    await page.getByRole('button', { name: '新建文档' }).click()
    await page.getByRole('textbox', { name: '在“会议纪要”新建文档，标题：' }).fill('现场照片')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '现场照片' })).toBeVisible()
    await uploader.choose([picture(5)])
    await uploader.expectAllDone(5)
    const opening = page.context().waitForEvent('page')
    await page.getByRole('link', { name: '打开文档' }).first().click()
    const made = await opening
    await expect(made.getByRole('heading', { name: '现场照片' })).toBeVisible()
    await expect(made.getByRole('img', { name: picture(5).name })).toBeVisible()
  })
})

test('a document used before is found on top the next time, and each entry tells what it is', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('it is pinned, also after a reload', async () => {
    await uploader.begin('empty')
    await page.getByRole('button', { name: '更换文档' }).click()
    const used = page.getByRole('list', { name: '在这里用过的' })
    await used.getByRole('button', { name: '固定“空白文档”' }).click()
    await uploader.pickDocument(uploader.linkOf('sheet'))
    await page.getByRole('button', { name: '更换表格' }).click()
    await expect(used.getByRole('listitem')).toHaveText([/^空白文档文档/, /^年度预算表格/])
    await page.reload()
    await page.getByRole('button', { name: '更换表格' }).click()
    await used
      .getByRole('listitem')
      .first()
      .getByRole('button', { name: /^空白文档/ })
      .click()
    await uploader.choose([picture(1)])
    await uploader.expectAllDone(1)
    expect((await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)).toEqual([picture(1).name])
  })

  await test.step('an entry shows its kind, its wiki, its owner if somebody else, and when it was opened or edited', async () => {
    await page.getByRole('button', { name: '更换文档' }).click()
    await uploader.pickDocument(uploader.linkOf('wiki'))
    await page.getByRole('button', { name: '更换文档' }).click()
    const entry = (list: string, name: RegExp) => page.getByRole('list', { name: list }).getByRole('button', { name })
    await expect(entry('在这里用过的', /^新人手册/)).toHaveText(/^新人手册文档 · 团队知识库今天 \d\d:\d\d$/)
    await expect(entry('最近在飞书打开的', /^任务跟踪/)).toHaveText(/^任务跟踪多维表格(今天|昨天) \d\d:\d\d$/)

    await page.getByRole('textbox', { name: '文档链接或名称' }).fill('会议室')
    await expect(entry('搜索结果', /^会议室预订/)).toHaveText(/^会议室预订表格 · 团队知识库.* (打开|修改)$/)

    await page.getByRole('textbox', { name: '文档链接或名称' }).fill('')
    await page.getByRole('radio', { name: '我的空间' }).check()
    await page.getByRole('button', { name: /^产品 ?文件夹/ }).click()
    await expect(entry('产品', /^竞品分析/)).toHaveText(/^竞品分析文档(?!.*张三).* 修改$/)
    await expect(entry('产品', /^市场活动排期/)).toHaveText('市场活动排期表格 · 快捷方式 · 李四')

    await page.getByRole('radio', { name: '知识库' }).check()
    await page.getByRole('button', { name: '产品知识库' }).click()
    await expect(entry('产品知识库', /^架构总览/)).toHaveText(/^架构总览文档 · 李四.* 修改$/)
  })
})

test.describe('where Feishu does not tell what was opened last', () => {
  test.use({ worldSettings: { emptySearch: 'refused' } })

  test('the page says how else to find a document', async ({ uploader, page }) => {
    await uploader.signIn()
    await expect(page.getByText('在上面输入文档名称即可搜索。')).toBeVisible()
    await expect(page.getByRole('list', { name: '最近在飞书打开的' })).toBeHidden()
  })
})
