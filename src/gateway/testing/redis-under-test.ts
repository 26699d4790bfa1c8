import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { temporaryDirectory } from './temporary-directory.ts'

export interface RedisUnderTest {
  readonly url: string
  readonly process: ChildProcess
}

/** A real redis-server of its own (`node .ci/ensure.mjs redis` installs it), gone with the test. */
export async function startRedis(): Promise<RedisUnderTest> {
  const port = await freePort()
  const directory = await temporaryDirectory()
  const options = { '--port': String(port), '--bind': '127.0.0.1', '--save': '', '--dir': directory }
  const server = spawn('redis-server', Object.entries(options).flat(), { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void server.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    let output = ''
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (output.includes('Ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`redis-server ended: ${output}`)))
  })
  return { url: `redis://127.0.0.1:${port}`, process: server }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
