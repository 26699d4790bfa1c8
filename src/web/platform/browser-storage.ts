/** Storage of the page's settings. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** `localStorage`, or memory where the browser denies it (blocked cookies, third-party frames). */
export const browserStorage: PageStorage = usable(() => localStorage)

/** `sessionStorage`, or memory: survives reloads of this tab. */
export const tabStorage: PageStorage = usable(() => sessionStorage)

function usable(find: () => Storage): PageStorage {
  try {
    const probe = 'feishu-uploader.probe'
    const storage = find()
    storage.setItem(probe, '')
    storage.removeItem(probe)
    return storage
  } catch {
    return memoryStorage()
  }
}

export function memoryStorage(): PageStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
