import { spawn, type ChildProcess } from 'node:child_process'
import { onTestFinished } from 'vitest'

export interface GatewayProcess {
  readonly child: ChildProcess
  readonly code: Promise<number | null>
  /** Everything it wrote so far. */
  readonly told: () => string
  /** Resolves with its address when it listens. */
  readonly ready: Promise<string>
}

const main = new URL('../main.ts', import.meta.url).pathname

/**
 * Runs `npm start`'s program in a process of its own, gone with the test; Vite reads the TypeScript.
 *
 * @param fileBlocks Most blocks that it can write into a file; with 0 it meets what a full disk is like.
 */
export function runGateway(
  env: Readonly<Record<string, string>>,
  { fileBlocks }: { readonly fileBlocks?: number } = {},
): GatewayProcess {
  const script = `import { runnerImport } from 'vite'; await runnerImport(${JSON.stringify(main)}, { configFile: false })`
  const node = [process.execPath, '--input-type=module', '--eval', script]
  const limited = ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'sh', ...node]
  const [command = '', ...rest] = fileBlocks === undefined ? node : limited
  const child = spawn(command, rest, { env: { PATH: process.env['PATH'], ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  let listens: (url: string) => void = () => undefined
  const ready = new Promise<string>((resolve) => (listens = resolve))
  const tell = (chunk: Buffer): void => {
    text += chunk.toString('utf8')
    const url = /Ready at (http:\/\/localhost:\d+)/.exec(text)?.[1]
    if (url !== undefined) listens(url)
  }
  child.stderr.on('data', tell)
  child.stdout.on('data', tell)
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, code, told: () => text, ready }
}
