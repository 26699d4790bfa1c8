import type { Page } from '@playwright/test'
import { wholeBrowser } from './browser.ts'
import { test } from './fixtures.ts'
import { mixedFiles, onDisk, png } from './files.ts'
import type { Language } from './uploader-page.ts'

const folder = 'docs/screenshots'

const looks = [
  { name: 'desktop-light-zh', width: 1280, height: 860, scheme: 'light', language: 'zh-CN' },
  { name: 'desktop-dark-en', width: 1280, height: 860, scheme: 'dark', language: 'en' },
  { name: 'phone-light-en', width: 390, height: 844, scheme: 'light', language: 'en' },
  { name: 'phone-dark-zh', width: 390, height: 844, scheme: 'dark', language: 'zh-CN' },
] as const satisfies readonly { name: string; width: number; height: number; scheme: string; language: Language }[]

/** Not every machine has a font for them. */
const emoji = / \p{Extended_Pictographic}/u

test.use({ worldSettings: { latencyMs: 150 } })

for (const look of looks) {
  test(look.name, wholeBrowser, async ({ uploader, page, simulator }) => {
    const shoot = async (name: string) => {
      // So that no button is drawn as hovered.
      await page.mouse.move(0, 0)
      await page.screenshot({ path: `${folder}/${name}-${look.name}.png` })
    }
    await page.setViewportSize(look)
    await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' })
    await uploader.open()
    await uploader.speak(look.language)
    await shoot('sign-in')

    await uploader.signIn()
    await page
      .getByText(/团队知识库/)
      .first()
      .waitFor()
    await shoot('finding')

    await uploader.pickDocument(uploader.linkOf('product-review'))
    await page.getByText(/^(插入位置和样式|Placement)$/).waitFor()
    await shoot('document')

    const { paths } = await onDisk(mixedFiles(12).map((file) => ({ ...file, name: file.name.replace(emoji, '') })))
    await simulator.faults([
      { route: 'uploadAll', fileName: 'scan-2.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
      { route: 'uploadAll', fileName: 'scan-8.png', times: 'always', fault: { kind: 'code', code: 1061043 } },
    ])
    await uploader.drop(paths)
    await uploader.expectDone('budget 4.xlsx')
    await shoot('uploads')
    await uploader
      .row('现场照片 7.png')
      .getByText(/已在文档中|In the document/)
      .waitFor()
    await uploader
      .row('scan-8.png')
      .getByRole('button', { name: /^(为什么|Why)/ })
      .waitFor()
    await chooseFullDocument(page, uploader.linkOf('full'))
    await uploader.choose([1, 2, 3].map((index) => ({ name: `照片 ${index}.png`, bytes: png(300, 200, index) })))
    await page.getByRole('button', { name: /^(去处理|Resolve)$/ }).click()
    await uploader.cause(/3/).waitFor()
    await page.evaluate(() => window.scrollTo(0, 0))
    await shoot('one-cause')
  })
}

async function chooseFullDocument(page: Page, link: string): Promise<void> {
  await page.getByRole('button', { name: /^(更换文档|Change)$/ }).click()
  const field = page.getByRole('textbox', { name: /文档链接|Document link/ })
  await field.fill(link)
  await field.press('Enter')
  await page.getByText(/^(可以编辑|You can edit)$/).waitFor()
}
