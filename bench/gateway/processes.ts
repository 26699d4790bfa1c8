import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program of `dist`, running. */
export interface Program {
  readonly url: string
  readonly process: ChildProcess
}

/** Starts programs, and stops all of them at the end, also after an error. */
export class Programs {
  readonly #ends: (() => Promise<void>)[] = []
  readonly #sessionKey = randomBytes(32).toString('base64')

  async simulator(): Promise<Program> {
    return this.start(['node', 'dist/simulator/main.js'], { PORT: '0' }, /Simulated Feishu: (\S+)/)
  }

  /** See gateway-sink.ts. */
  async sink(bytesPerSecond?: number): Promise<Program> {
    const line = bytesPerSecond === undefined ? [] : [String(bytesPerSecond)]
    return this.start(['node', 'dist/.bench/bench/gateway/sink.js', ...line], {}, /Listening at (\S+)/)
  }

  /** See gateway-tenants.ts. */
  async tenants(): Promise<Program> {
    return this.start(['node', 'dist/.bench/bench/gateway/tenants.js'], {}, /Listening at (\S+)/)
  }

  /** See relay.ts. */
  async relay(target: Program): Promise<Program> {
    return this.start(
      ['node', 'dist/.bench/bench/gateway/relay.js', new URL(target.url).port],
      {},
      /Listening at (\S+)/,
    )
  }

  /** A gateway before `feishuUrl`; those with one `REDIS_URL` are replicas. */
  async gateway(feishuUrl: string, env: Readonly<Record<string, string>> = {}): Promise<Program> {
    const directory = await this.folder()
    return this.start(
      await startOfGateway(),
      {
        PORT: '0',
        DATA_DIR: directory,
        FEISHU_APP_ID: 'cli_simulator',
        FEISHU_APP_SECRET: 'simulator-secret',
        FEISHU_OPEN_URL: feishuUrl,
        FEISHU_ACCOUNTS_URL: feishuUrl,
        SESSION_KEY: this.#sessionKey,
        ...env,
      },
      /Ready at (http:\/\/localhost:\d+)/,
    )
  }

  /** A folder that is removed once no program runs any more. */
  async folder(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'uploader-bench-'))
    this.#ends.unshift(() => rm(directory, { recursive: true, force: true }))
    return directory
  }

  async end(): Promise<void> {
    for (const end of this.#ends.reverse()) await end()
  }

  /** @param ready Of what it prints once it is ready; a group in it is its address. */
  start(
    [first = '', ...rest]: readonly string[],
    env: Readonly<Record<string, string>>,
    ready: RegExp,
  ): Promise<Program> {
    const command = first === 'node' ? process.execPath : first
    const child = spawn(command, rest, {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    this.#ends.push(async () => {
      child.kill('SIGTERM')
      await ended
    })
    return new Promise((resolve, reject) => {
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => {
        if (output.length < 100_000) output += chunk.toString('utf8')
        const url = ready.exec(output)?.[1]
        if (url !== undefined) resolve({ url, process: child })
      })
      child.once('error', reject)
      void ended.then(() => reject(new Error(`${command} ended: ${output}`)))
    })
  }
}

/** As `npm start` starts it. */
async function startOfGateway(): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ')
}

export async function withPrograms<T>(measure: (programs: Programs) => Promise<T>): Promise<T> {
  const programs = new Programs()
  try {
    return await measure(programs)
  } finally {
    await programs.end()
  }
}

/** Linux counts a process's time in hundredths of a second, in the kernel and out of it (proc(5), fields 14 and 15). */
export async function cpuSecondsOf({ process: child }: Program): Promise<number> {
  const stat = await readFile(`/proc/${child.pid ?? 0}/stat`, 'utf8')
  // The name before them, in brackets, may hold anything.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / 100
}
