import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** How long assets of earlier builds are served: an open tab may load one at any time. */
const keptForMs = 14 * 24 * 60 * 60 * 1000

/** Folder of the built page whose file names contain a hash of the content. */
export const hashedFolder = 'assets'

/**
 * Copies the assets of this build to those of earlier ones, and deletes old ones. Replicas may share the folder: during a rolling
 * update each then serves the assets of both builds.
 *
 * @param pageDirectory Folder of this build.
 * @param keptDirectory Created if missing.
 */
export async function keepAssets(pageDirectory: string, keptDirectory: string, nowMs: number): Promise<void> {
  const [from, to] = [join(pageDirectory, hashedFolder), join(keptDirectory, hashedFolder)]
  await mkdir(to, { recursive: true })
  const now = new Date(nowMs)
  for (const name of await readdir(from).catch(() => [])) {
    if (!(await isThere(join(to, name)))) await copyWhole(join(from, name), join(to, name))
    // The time is counted from when it was last part of a served build.
    await utimes(join(to, name), now, now)
  }
  for (const name of await readdir(to)) {
    const path = join(to, name)
    const kept = await stat(path).catch(() => null)
    if (kept && nowMs - kept.mtimeMs > keptForMs) await rm(path, { force: true })
  }
}

/** Copies so that a reader finds the whole file or none. */
async function copyWhole(from: string, to: string): Promise<void> {
  const beside = join(to, '..', `.${randomUUID()}`)
  await copyFile(from, beside)
  await rename(beside, to)
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
