import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes a temporary file (its name begins with a dot), flushes and renames it, so that nobody ever reads half of it. Only the owner reads it.
 *
 * @throws When it cannot be written; nothing is left behind then.
 */
export async function writeWhole(directory: string, name: string, content: string): Promise<void> {
  const aside = join(directory, `.${name}.${randomUUID()}`)
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, join(directory, name))
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    throw error
  }
}
