import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { list, type Reader } from '../config/environment.ts'

const keyBytes = 32

/** Reads SESSION_KEY: keys of 32 bytes each, the first one seals; none where a key is to be made. */
export function readSessionKeys({ env, report }: Reader): readonly Buffer[] {
  const remedy = 'Make one with: openssl rand -base64 32. To change keys, write the new one first: NEW,OLD.'
  return list(env, 'SESSION_KEY').map((given, index) => {
    const key = Buffer.from(given, 'base64')
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(given)) report('SESSION_KEY', `entry ${index + 1} is not base64`, remedy)
    else if (key.length !== keyBytes)
      report('SESSION_KEY', `entry ${index + 1} holds ${key.length} bytes, not 32`, remedy)
    // A key of few different bytes was typed or copied from an example; 32 random bytes always have 8 different ones.
    else if (new Set(key).size < 8) report('SESSION_KEY', `entry ${index + 1} is not random`, remedy)
    return key
  })
}

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
