import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { onDisk, png } from './files.ts'

/**
 * Does to the page what Chrome's translation does: replaces each text node, also later ones, by two elements with its translation;
 * here the same words, so that the story finds them. `keep`: as some extensions do, which move the text node itself into an
 * element of theirs.
 */
async function translatePage(page: Page, keep: boolean): Promise<void> {
  await page.evaluate((keepText) => {
    const isOurs = (node: Node) => node.parentElement?.closest('font') !== null
    const isLeft = (node: Node) =>
      node.parentElement?.closest('[translate="no"], script, style, textarea, select') !== null
    const translate = (text: Text) => {
      if (isOurs(text) || isLeft(text) || text.data.trim() === '') return
      const element = (name: string) => document.createElement(name)
      const [outer, inner] = [element('font'), element('font')]
      text.replaceWith(outer)
      outer.append(inner)
      inner.append(keepText ? text : text.data)
    }
    const walk = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) texts.push(walker.currentNode as Text)
      texts.forEach(translate)
    }
    walk(document.body)
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        for (const node of addedNodes) walk(node.nodeType === Node.TEXT_NODE ? target : node)
      }
    }).observe(document.body, { childList: true, subtree: true })
  }, keep)
}

const pictures = (count: number, from: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `${from + at}.png`, bytes: png(8, 8, from + at) }))

for (const [how, keep] of [
  ['by the browser', false],
  ['by an extension that wraps each text', true],
] as const) {
  test(`a page translated ${how} lives through a whole upload, failures, dialogs and another language`, async ({
    uploader,
    page,
    simulator,
  }) => {
    await uploader.begin('empty')
    await translatePage(page, keep)
    await simulator.faults([
      { route: 'uploadAll', fileName: '3.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
      { route: 'uploadAll', fileName: '9.png', fault: { kind: 'code', code: 99991400 } },
    ])
    const done = async (count: number) =>
      expect
        .poll(async () => (await simulator.media(uploader.tokenOf('empty'))).filter(({ bound }) => bound).length, {
          timeout: 120_000,
        })
        .toBe(count)
    const { paths } = await onDisk(pictures(1, 1))
    await uploader.chooseOnDisk(paths)
    await done(1)
    await uploader.chooseInMemory(pictures(6, 2))
    await done(6)
    await uploader.chooseInMemory(pictures(14, 8))
    await done(20)
    // The count is up to date although it is translated: an outdated text would be wrong.
    await expect(page.getByText(/20 个文件都已在文档中|已在文档中，1 个需要处理/).first()).toBeVisible()
    await uploader.chooseOnDisk(paths)
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button').first().click()
    await expect(dialog).toBeHidden()
    await page.getByRole('radio', { name: /失败/ }).check()
    await expect(uploader.row('3.png')).toBeVisible()
    await page.getByRole('radio', { name: /全部/ }).check()
    await uploader.speak('en')
    await expect(page.getByText(/In the document/).first()).toBeVisible()
    await page
      .getByRole('button', { name: /^(Change|Choose another)/ })
      .first()
      .click()
    await expect(page.getByRole('textbox', { name: /Document link/ })).toBeVisible()
    await uploader.pickDocument(uploader.linkOf('product-review'))
    await expect(page.getByText(/You can edit/).first()).toBeVisible()
    await uploader.chooseInMemory(pictures(1, 90))
    await expect
      .poll(async () => (await simulator.media(uploader.tokenOf('product-review'))).map(({ name }) => name))
      .toContain('90.png')
    await expect(uploader.row('90.png')).toContainText(/In the document/)
  })
}
