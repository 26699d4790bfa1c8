import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The demo, running: gateway and simulator on free ports, with a data folder of their own. */
export interface Stack {
  readonly pageUrl: string
  readonly simulatorUrl: string
  close(): Promise<void>
}

const readyWithinMs = 20_000

/**
 * Starts `dist/demo.js` and waits until it has printed both addresses.
 *
 * @param variables Environment of the demo, besides the ports and the data folder.
 */
export async function startStack(variables: Readonly<Record<string, string>> = {}): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'uploader-e2e-'))
  const demo = spawn(process.execPath, ['dist/demo.js'], {
    env: { ...process.env, PORT: '0', SIMULATOR_PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => demo.once('exit', () => resolve()))
  const urls = await new Promise<string[]>((resolve, reject) => {
    const found: string[] = []
    const late = setTimeout(() => reject(new Error(`The demo was not ready in ${readyWithinMs} ms`)), readyWithinMs)
    createInterface({ input: demo.stdout }).on('line', (line) => {
      const url = /http:\/\/\S+/.exec(line)?.[0]
      if (url !== undefined) found.push(url)
      if (found.length === 2) {
        clearTimeout(late)
        resolve(found)
      }
    })
    void ended.then(() => reject(new Error('The demo ended before it was ready')))
  })
  return {
    pageUrl: urls[0] ?? '',
    simulatorUrl: urls[1] ?? '',
    async close() {
      demo.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
