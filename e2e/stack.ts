import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Gateway and simulator, running on free ports, with a data folder of their own. */
export interface Stack {
  readonly pageUrl: string
  readonly simulatorUrl: string
  close(): Promise<void>
}

/** Gateway and simulator in one process. */
export interface DemoStack extends Stack {
  readonly processId: number
}

/** As in production, where the gateway is a process of its own: it can be killed and restarted while Feishu runs. */
export interface StackInPieces extends Stack {
  /** Kills the gateway (SIGKILL), as a power cut or the kernel would. */
  killGateway(): Promise<void>
  /** Restarts it at the same address, with the same sessions. */
  restartGateway(): Promise<void>
}

/**
 * Starts the demo: both in one process.
 *
 * @param variables Environment of the demo, besides the ports and the data folder.
 * @param tree Folder of the checkout whose build is started; this one where it is not given.
 */
export async function startStack(variables: Readonly<Record<string, string>> = {}, tree = '.'): Promise<DemoStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'uploader-e2e-'))
  const demo = await startProgram(join(tree, 'dist/demo/demo.js'), {
    urls: 2,
    env: {
      PORT: '0',
      SIMULATOR_PORT: '0',
      PORTAL_PORT: 'none',
      STAGE_PORT: 'none',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...usual,
      ...variables,
    },
  })
  const [pageUrl = '', simulatorUrl = ''] = demo.urls
  return {
    pageUrl,
    simulatorUrl,
    processId: demo.processId,
    async close() {
      await demo.end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

/** Starts the demo as people see it, with its stage. */
export async function startStage(): Promise<{ readonly stageUrl: string; close(): Promise<void> }> {
  const env = { PORT: '0', SIMULATOR_PORT: '0', PORTAL_PORT: 'none', STAGE_PORT: '0' }
  const demo = await startProgram('dist/demo/demo.js', { urls: 1, env })
  const [stageUrl = ''] = demo.urls
  return { stageUrl, close: () => demo.end('SIGTERM') }
}

/** Starts gateway and simulator in a process each. */
export async function startStackInPieces(): Promise<StackInPieces> {
  const dataDir = await mkdtemp(join(tmpdir(), 'uploader-e2e-'))
  const simulator = await startProgram('dist/simulator/main.js', { urls: 1, env: { PORT: '0' } })
  const [simulatorUrl = ''] = simulator.urls
  const startGateway = (port: string) =>
    startProgram('dist/gateway/main.js', {
      urls: 1,
      env: {
        PORT: port,
        DATA_DIR: dataDir,
        FEISHU_APP_ID: 'cli_simulator',
        FEISHU_APP_SECRET: 'simulator-secret',
        FEISHU_OPEN_URL: simulatorUrl,
        FEISHU_ACCOUNTS_URL: simulatorUrl,
        ...usual,
      },
    })
  let gateway = await startGateway('0')
  const [pageUrl = ''] = gateway.urls
  return {
    pageUrl,
    simulatorUrl,
    killGateway: () => gateway.end('SIGKILL'),
    async restartGateway() {
      gateway = await startGateway(new URL(pageUrl).port)
    },
    async close() {
      await gateway.end('SIGTERM')
      await simulator.end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

interface Program {
  /** Addresses it printed when it was ready. */
  readonly urls: readonly string[]
  readonly processId: number
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Stories order faults of one endpoint for the files that they name: each file has to go there. */
const usual = { SMALL_FILES_BY_PARTS: 'off' }

/** A generous limit, for busy machines. */
const readyWithinMs = 120_000

/** Starts a built program and waits until it has printed as many addresses as it has. */
async function startProgram(
  path: string,
  { urls, env }: { readonly urls: number; readonly env: Readonly<Record<string, string>> },
): Promise<Program> {
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const found: string[] = []
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${path} was not ready in ${readyWithinMs} ms`)), readyWithinMs)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /http:\/\/[\w.:-]+/.exec(line)?.[0]
      if (url !== undefined) found.push(url)
      if (found.length < urls) return
      clearTimeout(late)
      resolve()
    })
    void ended.then(() => reject(new Error(`${path} ended before it was ready`)))
  })
  return {
    urls: found.slice(0, urls),
    processId: child.pid ?? 0,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}
