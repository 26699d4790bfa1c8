import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const keyBytes = 32

/**
 * The key that seals sessions when none is configured: made once, stored in the data directory, readable by its owner only.
 *
 * @throws {Error} When the file contains something else.
 */
export async function keptSessionKey(dataDirectory: string): Promise<{ readonly key: Buffer; readonly path: string }> {
  const path = join(dataDirectory, 'session-key')
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, randomBytes(keyBytes).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(await readFile(path, 'utf8'), 'base64')
  if (key.length !== keyBytes)
    throw new Error(`${path} holds no session key: delete it (everybody signs in again) or set SESSION_KEY`)
  return { key, path }
}
