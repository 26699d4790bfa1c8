import { sharedCacheName } from '../../gateway/own-path.ts'

/** A day: what nobody decided about by then is deleted. */
const keptMs = 24 * 60 * 60_000

/**
 * Files that other apps shared with the installed page, as the service worker kept them (web/offline/service-worker.ts). Empty where
 * there are none, or where the browser keeps nothing.
 */
export async function readShared(storage: CacheStorage, nowMs: number): Promise<readonly File[]> {
  try {
    // Opening it would make it.
    if (!(await storage.has(sharedCacheName()))) return []
    const cache = await storage.open(sharedCacheName())
    const files = await Promise.all((await cache.keys()).map((key) => readOne(cache, key, nowMs)))
    return files.flatMap((file) => file ?? [])
  } catch {
    return []
  }
}

export async function deleteShared(storage: CacheStorage): Promise<void> {
  await storage.delete(sharedCacheName()).catch(() => undefined)
}

async function readOne(cache: Cache, key: Request, nowMs: number): Promise<File | null> {
  const record = await cache.match(key)
  if (!record) return null
  if (nowMs - Number(record.headers.get('x-shared-ms')) > keptMs) {
    await cache.delete(key)
    return null
  }
  const blob = await record.blob()
  const name = decodeURIComponent(record.headers.get('x-name') ?? '')
  return new File([blob], name, { type: blob.type, lastModified: Number(record.headers.get('x-modified-ms')) })
}
