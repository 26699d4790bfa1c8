import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { onTestFinished } from 'vitest'

export interface GatewayProcess {
  readonly child: ChildProcess
  readonly code: Promise<number | null>
  /** Everything it wrote so far. */
  readonly output: () => string
  /** Resolves with its address when it listens. */
  readonly ready: Promise<string>
}

const source = join(import.meta.dirname, '../main.ts')
/** As deep in the project as the source's folders, so that it finds the page where these do. */
const folder = join(import.meta.dirname, '../../../dist/.under-test/gateway')

let built: Promise<string> | undefined

/** The program built into one JavaScript file from the current sources: compiling TypeScript at each start takes ten times as long. */
async function buildMain(): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: source, write: false, minify: false, target: 'node20' },
  })) as Rolldown.RolldownOutput
  const path = join(folder, 'main.js')
  // Test files run side by side: none may find the other's half-written.
  const draft = `${path}.${process.pid}`
  await mkdir(folder, { recursive: true })
  await writeFile(draft, output[0].code)
  await rename(draft, path)
  return path
}

/**
 * Runs `npm start`'s program in a process of its own, gone with the test.
 *
 * @param fileBlocks Most blocks that it can write into a file; 0 is like a full disk.
 */
export async function runGateway(
  env: Readonly<Record<string, string>>,
  { fileBlocks }: { readonly fileBlocks?: number } = {},
): Promise<GatewayProcess> {
  const node = [process.execPath, await (built ??= buildMain())]
  const limited = ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'sh', ...node]
  const [command = '', ...rest] = fileBlocks === undefined ? node : limited
  const child = spawn(command, rest, { env: { PATH: process.env['PATH'], ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  let listens: (url: string) => void = () => undefined
  const ready = new Promise<string>((resolve) => (listens = resolve))
  const collect = (chunk: Buffer): void => {
    text += chunk.toString('utf8')
    const url = /Ready at (http:\/\/localhost:\d+)/.exec(text)?.[1]
    if (url !== undefined) listens(url)
  }
  child.stderr.on('data', collect)
  child.stdout.on('data', collect)
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, code, output: () => text, ready }
}
