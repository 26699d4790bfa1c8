import type { Page } from '@playwright/test'

/** What this browser keeps of the page, as the tab sees it. */
export function kept(page: Page) {
  return page.evaluate(async () => {
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(new Error(name))
      })
    let records = 0
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await open(name)
      for (const store of database.objectStoreNames) {
        const counting = database.transaction(store).objectStore(store).count()
        records += await new Promise<number>((resolve) => (counting.onsuccess = () => resolve(counting.result)))
      }
      database.close()
    }
    return {
      records,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      caches: await caches.keys(),
    }
  })
}

/** `kept` after a visit that left nothing. */
export const nothing = { records: 0, local: [], session: [], caches: [] }

/** Contents of files that the browser has copied, so that they outlive the page. */
export function countCopies(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('feishu-uploader')
        opening.onerror = () => reject(new Error('The journal does not open'))
        opening.onsuccess = () => {
          const counting = opening.result.transaction('copies').objectStore('copies').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )
}
