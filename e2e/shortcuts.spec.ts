import { expect, test } from './fixtures.ts'
import { mixedFiles, png } from './files.ts'
import { expectOpenWay } from './wcag.ts'

test('by keys and by mouse: the list of shortcuts, menus, and what a button does or a file is at', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('what a button does, and what exactly a file is at, is shown for a mouse, a key and a tap', async () => {
    await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
    await uploader.begin('empty')
    await uploader.chooseInMemory([{ name: 'a.png', bytes: png(8, 8, 1) }])
    const row = uploader.row('a.png')
    const finer = row.getByRole('button', { name: '飞书确认中' })
    const tooltip = page.getByRole('tooltip')
    await expect(row.getByText(/^上传中\s100%$/)).toBeVisible()

    await row.getByRole('button', { name: '取消 a.png' }).hover()
    await expect(tooltip).toHaveText('取消')
    await page.mouse.move(2, 2)
    await expect(tooltip).toBeHidden()

    await row.getByRole('button', { name: '暂停 a.png' }).focus()
    await page.keyboard.press('Shift+Tab')
    await expect(finer).toBeFocused()
    await expect(tooltip).toHaveText('飞书确认中')
    await expectOpenWay(page, [390, 1280])
    await page.keyboard.press('Escape')
    await expect(tooltip).toBeHidden()

    await finer.click()
    await expect(tooltip).toHaveText('飞书确认中')
    await simulator.endFaults()
    await uploader.expectAllDone(1)
    await expect(tooltip.filter({ hasText: '飞书确认中' })).toHaveCount(0)
  })

  await test.step('a menu goes by arrow keys, Home and End, closes on Escape and a click elsewhere, and gives the focus back', async () => {
    await uploader.choose(mixedFiles(2))
    await uploader.expectAllDone(3)
    const more = page.getByRole('button', { name: '更多操作' })
    const items = page.getByRole('menuitem')
    await more.focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menu', { name: '更多操作' })).toBeVisible()
    await expect(items.first()).toBeFocused()
    await page.keyboard.press('End')
    await expect(items.last()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(items.first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(items).toHaveCount(0)
    await expect(more).toBeFocused()

    await more.click()
    await expect(items.first()).toBeVisible()
    await page.mouse.click(2, 2)
    await expect(items).toHaveCount(0)
  })

  await test.step('? opens the list of shortcuts, except where somebody types; it can be turned off, and the avatar opens it too', async () => {
    const list = page.getByRole('dialog', { name: '键盘快捷键' })
    const avatar = page.getByRole('button', { name: /的菜单$/ })
    await avatar.waitFor()
    await page.keyboard.press('?')
    await expect(list).toContainText('撤销刚才的取消或移除')
    await expectOpenWay(page, [320, 1280])

    await list.getByRole('checkbox', { name: '按 ? 打开这份列表' }).uncheck()
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
    await page.keyboard.press('?')
    await avatar.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: '键盘快捷键' })).toBeFocused()
    await expect(list).toBeHidden()
    await page.keyboard.press('Enter')
    await list.getByRole('checkbox').check()
    await page.keyboard.press('Escape')
    await expect(avatar).toBeFocused()

    await page.getByRole('button', { name: '更换文档' }).click()
    const field = page.getByRole('textbox', { name: '文档链接或名称' })
    await field.press('?')
    await expect(field).toHaveValue('?')
    await expect(list).toBeHidden()
  })
})
