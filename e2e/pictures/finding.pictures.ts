import { test } from './fixtures.ts'

test('finding a document', async ({ uploader, page, pictures }) => {
  const field = page.getByRole('textbox', { name: /文档链接或名称/ })
  const opened = page.getByRole('list', { name: '最近在飞书打开的' })
  await uploader.signIn()
  await opened.getByRole('button').first().waitFor()
  await pictures('finder-first-visit')

  await field.fill('评审')
  await page.locator('mark').first().waitFor()
  await pictures('finder-search-hits')
  await field.fill('没有这样一篇')
  await page.getByText('没有找到与“没有这样一篇”有关的文档。').waitFor()
  await pictures('finder-search-none')
  await field.fill('')

  await page.getByRole('radio', { name: '我的空间' }).check()
  await page.getByRole('button', { name: /^产品 ?文件夹/ }).waitFor()
  await pictures('finder-folders')
  await page.getByRole('button', { name: /^产品 ?文件夹/ }).click()
  await page.getByRole('button', { name: /^产品路线图/ }).waitFor()
  await page.getByRole('button', { name: '新建文档' }).click()
  await pictures('finder-new-document')
  await page.getByRole('radio', { name: '知识库' }).check()
  await page.getByRole('button', { name: '团队知识库' }).waitFor()
  await pictures('finder-wikis')
  await page.getByRole('button', { name: '团队知识库' }).click()
  await page.getByRole('button', { name: /^新人手册/ }).waitFor()
  await pictures('finder-wiki-pages')
})

test('links', async ({ uploader, page, pictures }) => {
  await uploader.signIn()
  const alert = page.getByRole('alert')
  const refused = [
    ['other-brand', 'https://acme.larksuite.com/docx/AbCdEfGhIjKlMnOp', /属于另一个平台/],
    ['meeting', 'https://vc.feishu.cn/j/337736498', /不能从这里把文件放进会议/],
    ['not-readable', uploader.linkOf('private'), /没有查看权限/],
    ['deleted', uploader.linkOf('deleted'), /删除/],
    ['no-document', 'https://example.com/docx/abc', /./],
  ] as const
  for (const [name, link, told] of refused) {
    await uploader.pickDocument(link)
    await alert.filter({ hasText: told }).waitFor()
    await pictures(`link-${name}`)
  }
  await uploader.pickDocument(`${uploader.linkOf('base')}，\n<${uploader.linkOf('product-review')}>`)
  await page
    .getByRole('list', { name: /^贴的内容里有 2 篇文档/ })
    .getByRole('button', { name: /产品需求评审/ })
    .waitFor()
  await pictures('link-which-of-two')
})
