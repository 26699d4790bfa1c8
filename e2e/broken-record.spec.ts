import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

test.use({ expectedErrors: async ({}, use) => use([/Cannot read properties of null/, /The above error occurred/]) })

/** Changes what the browser keeps of a file, as a page of another version, or a fault, might have written it. */
async function spoilRecord(page: Page, fileName: string, what: 'path' | 'target'): Promise<void> {
  await page.evaluate(
    async ([name, field]) => {
      const answered = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error ?? new Error('no answer'))
        })
      const database = await answered(indexedDB.open('feishu-uploader'))
      const store = database.transaction('packs', 'readwrite').objectStore('packs')
      for (const key of await answered(store.getAllKeys())) {
        const files = (await answered(store.get(key))) as { name: string; path: unknown; target: unknown }[]
        for (const file of files) if (file.name === name) file[field] = null
        await answered(store.put(files, key))
      }
      database.close()
    },
    [fileName, what] as const,
  )
}

test('a row that can not be drawn costs that row: the others go on, it can be removed, and a reload changes nothing', async ({
  uploader,
  page,
  simulator,
}) => {
  await simulator.troubles([
    { route: 'uploadAll', fileName: 'odd.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
  ])
  await uploader.begin('empty')
  await uploader.chooseInMemory([
    { name: 'odd.png', bytes: png(8, 8, 1) },
    { name: 'good.png', bytes: png(8, 8, 2) },
  ])
  await uploader.expectDone('good.png')
  await expect(uploader.row('odd.png')).toContainText('1061113')
  await spoilRecord(page, 'odd.png', 'path')
  await page.reload()
  await expect(uploader.row('odd.png')).toContainText('没能显示出来', { timeout: 20_000 })
  await expect(uploader.row('odd.png').getByRole('button', { name: '复制详情' })).toBeVisible()
  await uploader.chooseInMemory([{ name: 'later.png', bytes: png(8, 8, 3) }])
  await uploader.expectDone('later.png')
  await uploader.row('odd.png').getByRole('button', { name: '从列表移除 odd.png' }).click()
  await expect(uploader.row('odd.png')).toBeHidden()
  await expect(page.getByText('2 个文件都已在文档中')).toBeVisible()
})

test('a queue that can not be opened says so and can be forgotten; the page stands meanwhile', async ({
  uploader,
  page,
  simulator,
}) => {
  // One that failed: a queue of which everything arrived does not come back.
  await simulator.troubles([
    { route: 'uploadAll', fileName: 'odd.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
  ])
  await uploader.begin('empty')
  await uploader.chooseInMemory([{ name: 'odd.png', bytes: png(8, 8, 2) }])
  await expect(uploader.row('odd.png')).toContainText('1061113')
  await spoilRecord(page, 'odd.png', 'target')
  await page.reload()
  await expect(page.getByRole('alert').filter({ hasText: '没有取到' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: '清除这个队列' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '没有取到' })).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByText('可以编辑')).toBeVisible({ timeout: 20_000 })
  await uploader.chooseInMemory([{ name: 'next.png', bytes: png(8, 8, 3) }])
  await uploader.expectDone('next.png')
})
