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

/** Where each store is: the journal's copies of files and thumbnails, and the history's arrivals. */
const databaseOf = {
  copies: 'feishu-uploader',
  thumbnails: 'feishu-uploader',
  arrivals: 'feishu-uploader-history',
} as const

/** Number of records in a store of the page. */
export function countStored(page: Page, store: keyof typeof databaseOf): Promise<number> {
  return page.evaluate(
    ([name, database]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onerror = () => reject(new Error(`${database} does not open`))
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
    [store, databaseOf[store]] as const,
  )
}
