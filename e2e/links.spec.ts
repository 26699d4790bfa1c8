import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import { expectOpenWay } from './wcag.ts'

const picture = { name: '图.png', bytes: png(30, 20, 3) }

/** A chat message: two documents, one of them in a mail filter's link, a meeting, and a page of another site. */
const messageOf = (plain: string, wrapped: string) =>
  `会议 https://vc.feishu.cn/j/337736498\n评审：${plain}，\n素材：<https://apc01.safelinks.protection.outlook.com/?url=${encodeURIComponent(wrapped)}&data=05>\nhttps://example.com/x`

test('a message with several documents asks which one by keyboard, and the file is in the one that was chosen', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  await uploader.pickDocument(messageOf(uploader.linkOf('base'), uploader.linkOf('product-review')))
  const list = page.getByRole('list', { name: '贴的内容里有 2 篇文档，要用哪一篇？' })
  await expect(list.getByRole('button')).toHaveCount(2)
  const wanted = list.getByRole('button', { name: /产品需求评审/ })
  await expect(wanted).toBeVisible()
  await expectOpenWay(page, [390, 1280], list)
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(wanted).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '产品需求评审' })).toBeFocused()
  const before = await simulator.blocks(uploader.tokenOf('product-review'))
  await uploader.choose([picture])
  await uploader.expectAllDone(1)
  const blocks = await simulator.blocks(uploader.tokenOf('product-review'))
  expect(blocks).toHaveLength(before.length + 1)
})

test('a token alone is found by Feishu, and what takes no files says what it is', async ({ uploader, page }) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.tokenOf('sheet'))
  await expect(page.getByText(/^可以编辑$/)).toBeVisible()
  await page
    .getByRole('button', { name: /更换|换/ })
    .first()
    .click()
  for (const [link, said] of [
    ['https://acme.feishu.cn/share/base/form/shrcn1lAANF659o7EpWnxlR1VOh', '这是多维表格的表单'],
    ['https://acme.feishu.cn/minutes/obcnAbCdEfGhIjKlMn', '这是一篇妙记'],
    ['https://applink.feishu.cn/client/todo/detail?guid=1', '这是任务或任务清单'],
    ['会议邀请 https://t.cn/A6xyz123', '链接要经过别的网站：t.cn'],
    ['https://acme.feishu.cn/drive/home/', '这是云空间的首页'],
  ] as const) {
    await uploader.pickDocument(link)
    const [title = '', host = ''] = said.split('：')
    await expect(page.getByRole('alert').getByRole('heading', { name: title })).toBeVisible()
    if (host !== '') await expect(page.getByText(`经过的网站：${host}`)).toBeVisible()
  }
  await page.getByRole('radio', { name: '我的空间' }).check()
  await expect(page.getByRole('list').getByRole('button').first()).toBeVisible()
})
