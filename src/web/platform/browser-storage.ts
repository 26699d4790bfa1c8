/** Storage of the page's settings. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A storage whose keys can be listed. */
export interface ListedStorage extends PageStorage {
  readonly keys: () => readonly string[]
}

/** Prefix of every key of this page. */
const ownPrefix = 'feishu-uploader.'

/** A storage that can be emptied for good. */
export interface ForgettableStorage extends PageStorage {
  /** Deletes every key of this page; until the next load nothing more is stored. */
  readonly forget: () => void
}

/** `localStorage`, or memory where the browser denies it (blocked cookies, third-party frames). */
export const browserStorage: ForgettableStorage = forgettable(usable(() => localStorage))

/** `sessionStorage`, or memory: survives reloads of this tab. */
export const tabStorage: ForgettableStorage = forgettable(usable(() => sessionStorage))

function usable(find: () => Storage): PageStorage {
  try {
    const probe = `${ownPrefix}probe`
    const storage = find()
    storage.setItem(probe, '')
    storage.removeItem(probe)
    return storage
  } catch {
    return memoryStorage()
  }
}

/** @param keys A browser's storage has its keys as properties. */
export function forgettable(
  storage: PageStorage,
  keys: () => readonly string[] = () => Object.keys(storage),
): ForgettableStorage {
  let isForgotten = false
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => {
      if (!isForgotten) storage.setItem(key, value)
    },
    removeItem: (key) => storage.removeItem(key),
    forget: () => {
      isForgotten = true
      for (const key of keys()) if (key.startsWith(ownPrefix)) storage.removeItem(key)
    },
  }
}

export function memoryStorage(): ListedStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  }
}
