import type { Page } from '@playwright/test'
import { png } from './files.ts'
import { expect, test } from './fixtures.ts'

/** Names of people and wikis in a document's details, and the initial in a person's avatar. */
const namesInFacts = ['李四', '团队知识库', '产品知识库', '三']

/** Text and accessible names on the page that come from no message: outside brackets, and no name from outside. */
async function wordsOutsideMessages(page: Page): Promise<readonly string[]> {
  return page.evaluate((outsideNames) => {
    /** Names, times, what Feishu said, and languages named in themselves. */
    const isFromOutside = (node: Element | null) =>
      node?.closest('bdi, time, dd, option[lang], script, style, noscript') !== null
    const names = [...document.querySelectorAll('bdi')].map((each) => each.textContent).concat(outsideNames)
    const isWord = (text: string) => /\p{Script=Han}|[A-Za-z]{3,}/u.test(text)
    /** Without messages, the innermost first: one may be told inside another. */
    const outside = (text: string): string => {
      const rest = text.replaceAll(/⟦[^⟦⟧]*⟧/gu, '')
      return rest === text ? text.trim() : outside(rest)
    }
    const found = new Set<string>()
    const note = (text: string | null, node: Element | null) => {
      if (text === null || isFromOutside(node) || names.includes(text.trim())) return
      if (isWord(outside(text))) found.add(text)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) note(walker.currentNode.nodeValue, walker.currentNode.parentElement)
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext']) {
      for (const each of document.querySelectorAll(`[${name}]:not([aria-hidden])`)) note(each.getAttribute(name), each)
    }
    return [...found]
  }, namesInFacts)
}

test('every word of the page is in its messages: signed out, choosing, uploading, failing, and in what opens', async ({
  uploader,
  page,
  simulator,
}) => {
  const expectMessagesOnly = async (where: string) => expect(await wordsOutsideMessages(page), where).toEqual([])
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  await uploader.open()
  await page.evaluate(() => localStorage.setItem('feishu-uploader.language', 'pseudo'))
  await uploader.open()
  await page.getByRole('link', { name: '⟦用飞书登录' }).waitFor()
  await expectMessagesOnly('signed out')

  await uploader.signIn()
  await page.getByRole('tab').or(page.getByText('最近')).first().waitFor()
  await expectMessagesOnly('before a document is chosen')
  await uploader.pickDocument(uploader.linkOf('empty'))
  await page.getByText('⟦可以编辑').waitFor()
  await page.getByText('⟦插入位置和样式').click()
  await expectMessagesOnly('document chosen')

  await simulator.faults([
    { route: 'uploadAll', fileName: '2.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    { route: 'uploadAll', fileName: '3.png', times: 'always', fault: { kind: 'code', code: 1061109 } },
  ])
  const chooser = page.waitForEvent('filechooser')
  await button(/^⟦选择文件·/).click()
  await (
    await chooser
  ).setFiles([1, 2, 3].map((at) => ({ name: `${at}.png`, mimeType: 'image/png', buffer: png(9, 9, at) })))
  const row = (name: string) => page.getByRole('listitem', { name, exact: true })
  await row('1.png').getByText('已在文档中').first().waitFor()
  await row('2.png').getByRole('button', { name: '⟦为什么' }).click()
  await expectMessagesOnly('one in the document, two failed')
  await button('⟦更多').last().click()
  await expectMessagesOnly('what else can be done')
})
