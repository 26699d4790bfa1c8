import type { Page } from '@playwright/test'
import { expect, ownContext, test } from './fixtures.ts'
import { png } from './files.ts'
import type { Simulator } from './simulator.ts'

test.use({ expectedErrors: async ({}, use) => use([/broken by the story/, /The above error occurred/]) })

const names = async (simulator: Simulator, token: string) =>
  (await simulator.media(token)).filter(({ bound }) => bound).map(({ name }) => name)

/** From the next load on, formatting this number throws, and with it the component that renders it. */
async function breakNumber(page: Page, broken: number): Promise<void> {
  await page.addInitScript((value) => {
    const descriptor = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      get(this: Intl.NumberFormat) {
        const format = descriptor?.get?.call(this) as (of: number) => string
        return (of: number) => {
          if (of === value) throw new Error('broken by the story')
          return format(of)
        }
      },
    })
  }, broken)
}

/** Changes the browser's record of a file, as a page of another version, or a bug, might have written it. */
async function spoilRecords(
  page: Page,
  store: 'packs' | 'states',
  fileName: string,
  field: 'path' | 'target',
): Promise<void> {
  await page.evaluate(
    async ([from, name, spoilt]) => {
      interface Kept {
        name: string
        path?: unknown
        target?: unknown
      }
      const answered = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error ?? new Error('no answer'))
        })
      const database = await answered(indexedDB.open('feishu-uploader'))
      const records = database.transaction(from, 'readwrite').objectStore(from)
      for (const key of await answered(records.getAllKeys())) {
        const kept = (await answered(records.get(key))) as Kept | Kept[]
        for (const each of [kept].flat()) if (each.name === name) each[spoilt] = null
        await answered(records.put(kept, key))
      }
      database.close()
    },
    [store, fileName, field] as const,
  )
}

test(
  'a row that cannot be drawn costs that row: its file arrives, the others go on, and it can be removed',
  ownContext,
  async ({ uploader, page, simulator }) => {
    const odd = { name: 'odd.txt', bytes: Buffer.alloc(777, 'o') }
    await breakNumber(page, odd.bytes.length)
    await uploader.begin('empty')
    // The other file first, so that the queue's sums never equal that number.
    await uploader.chooseInMemory([{ name: 'good.png', bytes: png(8, 8, 2) }])
    await uploader.expectDone('good.png')
    await uploader.chooseInMemory([odd])
    await expect(uploader.row('odd.txt')).toContainText('没能显示出来')
    await expect(uploader.row('odd.txt').getByRole('button', { name: '复制详情' })).toBeVisible()
    await uploader.chooseInMemory([{ name: 'later.png', bytes: png(8, 8, 3) }])
    await uploader.expectDone('later.png')
    await uploader.expectAllDone(3)
    await uploader.row('odd.txt').getByRole('button', { name: '从列表移除 odd.txt' }).click()
    await expect(uploader.row('odd.txt')).toBeHidden()
    await uploader.expectAllDone(2)
    expect(await names(simulator, uploader.tokenOf('empty'))).toEqual(['good.png', 'odd.txt', 'later.png'])
  },
)

test(
  'a damaged record costs no more than its own file, which is named; the others come back, and new ones arrive',
  ownContext,
  async ({ uploader, page, simulator }) => {
    // Failed files: a queue whose files have all arrived is not restored.
    await simulator.faults(
      ['odd.png', 'lost.png', 'whole.png'].map((fileName) => ({
        route: 'uploadAll',
        fileName,
        times: 'always',
        fault: { kind: 'code', code: 1061113 },
      })),
    )
    await uploader.begin('empty')
    await uploader.chooseInMemory(
      ['odd.png', 'lost.png', 'whole.png'].map((name, at) => ({ name, bytes: png(8, 8, at) })),
    )
    await expect(page.getByRole('radio', { name: /^失败 3$/ })).toBeAttached()
    await spoilRecords(page, 'packs', 'odd.png', 'path')
    await spoilRecords(page, 'packs', 'lost.png', 'target')
    await spoilRecords(page, 'states', 'lost.png', 'target')
    await page.reload()

    // Its progress is in another record, which can be read.
    await uploader.expectFailed('odd.png')
    await uploader.expectFailed('whole.png')
    await expect(uploader.row('lost.png')).toHaveCount(0)
    await expect(uploader.restoredNotice).toContainText('1 条记录损坏')
    await expect(uploader.restoredNotice.getByText('lost.png')).toBeVisible()
    await simulator.endFaults()
    await uploader.chooseInMemory([{ name: 'next.png', bytes: png(8, 8, 3) }])
    await uploader.expectDone('next.png')
    await uploader
      .row('whole.png')
      .getByRole('button', { name: /^从列表移除/ })
      .first()
      .click()
    await expect(uploader.row('whole.png')).toBeHidden()
    expect(await names(simulator, uploader.tokenOf('empty'))).toEqual(['next.png'])
  },
)
