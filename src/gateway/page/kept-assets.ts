import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** Parts of a page that is no longer built stay served for so long: a tab that stands open may ask for one at any time. */
const keptForMs = 14 * 24 * 60 * 60 * 1000

/** The folder, inside that of a page, whose files have a hash of their content in their names. */
export const hashedFolder = 'assets'

/**
 * Keeps the parts of earlier pages beside those of the present one. Replicas may share the folder: then each serves the parts of
 * the others' page too, while one after the other is renewed.
 *
 * @param pageDirectory Of the present page.
 * @param keptDirectory Made where it is missing.
 */
export async function keepAssets(pageDirectory: string, keptDirectory: string, nowMs: number): Promise<void> {
  const [from, to] = [join(pageDirectory, hashedFolder), join(keptDirectory, hashedFolder)]
  await mkdir(to, { recursive: true })
  const now = new Date(nowMs)
  for (const name of await readdir(from).catch(() => [])) {
    if (!(await isThere(join(to, name)))) await copyWhole(join(from, name), join(to, name))
    // Counts from when it was last a part of a page that is served.
    await utimes(join(to, name), now, now)
  }
  for (const name of await readdir(to)) {
    const path = join(to, name)
    const kept = await stat(path).catch(() => null)
    if (kept && nowMs - kept.mtimeMs > keptForMs) await rm(path, { force: true })
  }
}

/** Whoever asks meanwhile finds the whole file or none. */
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
