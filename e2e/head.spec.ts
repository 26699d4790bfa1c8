import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import { expectNoSidewaysScroll } from './wcag.ts'

/** What is wrong with the page's head: a text that is cut, or two things one upon the other. */
async function faultsOfHead(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const head = document.querySelector('header')
    if (!head) return ['no head']
    const isSeen = (element: Element) => element.checkVisibility() && !element.closest('.visually-hidden')
    const isBeside = (one: DOMRect, other: DOMRect) =>
      one.right <= other.left + 0.5 ||
      other.right <= one.left + 0.5 ||
      one.bottom <= other.top + 0.5 ||
      other.bottom <= one.top + 0.5
    const isWithin = (one: DOMRect, other: DOMRect) => one.left >= other.left - 0.5 && one.right <= other.right + 0.5

    const name = head.querySelector('h1 > span')
    const [words, box] = [name?.getBoundingClientRect(), name?.parentElement?.getBoundingClientRect()]
    const things = [...head.querySelectorAll('h1 > img, button, select, a')].filter(isSeen)
    const isNameShown = name && words && box && !isBeside(words, box)
    const isCut = isNameShown && (!isWithin(words, box) || name.scrollWidth > name.clientWidth)
    if (isNameShown) things.push(name)
    const pairs = things.flatMap((one, at) => things.slice(at + 1).map((other) => [one, other] as const))
    const overlaps = pairs.filter(
      ([one, other]) => !isBeside(one.getBoundingClientRect(), other.getBoundingClientRect()),
    )
    return [
      ...(isCut ? [`cut: ${name.textContent}`] : []),
      ...overlaps.map((pair) => pair.map((each) => each.outerHTML.slice(0, 80)).join(' overlaps ')),
    ]
  })
}

const languages = ['zh-CN', 'en'] as const

test('the page’s head shows its name whole or by its icon alone, on every width, in both languages', async ({
  uploader,
  page,
}) => {
  const expectWholeHead = async (when: string) => {
    for (const language of languages) {
      await uploader.speak(language)
      for (const width of [320, 360, 390, 430, 560, 561, 820, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(飞书文档上传|Feishu Uploader)$/)
        expect(await faultsOfHead(page), `${when}, ${width} pixels wide, in ${language}`).toEqual([])
        await expectNoSidewaysScroll(page)
      }
    }
  }
  await uploader.open()
  await expectWholeHead('signed out')
  await uploader.begin('empty')
  await page.getByRole('button', { name: /^(上传记录|Uploads|History)/ }).waitFor()
  await expectWholeHead('with a document')
  await uploader.chooseInMemory([{ name: 'a.png', bytes: png(8, 8, 1) }])
  await uploader.expectDone('a.png')
  await expectWholeHead('with a queue')
})

/** Buttons and links of the queue's head that reach beyond its card, where they would be cut. */
async function cutInQueue(page: Page): Promise<readonly string[]> {
  return page.getByRole('region', { name: /^(上传队列|Upload queue)$/ }).evaluate((card) => {
    const { left, right } = card.getBoundingClientRect()
    return [...card.querySelectorAll('header :is(button, a)')]
      .filter((each) => each.checkVisibility() && !each.closest('fieldset'))
      .filter((each) => each.getBoundingClientRect().right > right || each.getBoundingClientRect().left < left)
      .map((each) => each.textContent)
  })
}

test('on a phone the queue’s head cuts no button, also where its files went to another document, in both languages', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  await simulator.faults([
    { route: 'uploadAll', fileName: 'b.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
  ])
  await uploader.chooseInMemory(['a.png', 'b.png'].map((name, at) => ({ name, bytes: png(8, 8, at) })))
  await uploader.expectDone('a.png')
  await uploader.expectFailed('b.png')
  await uploader.change('product-review')
  await expect(page.getByText('可以编辑', { exact: true })).toBeVisible()
  for (const language of languages) {
    await uploader.speak(language)
    for (const width of [320, 360, 390, 560]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await cutInQueue(page), `${width} pixels wide, in ${language}`).toEqual([])
    }
  }
})
