import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { temporaryDirectory } from './testing/gateway-under-test.ts'

const main = new URL('main.ts', import.meta.url).pathname

/** Runs `npm start`'s program in a process of its own; Vite reads the TypeScript. */
function run(env: Readonly<Record<string, string>>) {
  const script = `import { runnerImport } from 'vite'; await runnerImport(${JSON.stringify(main)}, { configFile: false })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env['PATH'], ...env },
  })
  let told = ''
  const tell = (chunk: Buffer) => void (told += chunk.toString('utf8'))
  child.stderr.on('data', tell)
  child.stdout.on('data', tell)
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, code, told: () => told }
}

test('an unusable environment is told whole, with exit code 78', async () => {
  const { code, told } = run({ PORT: 'x', SESSION_KEY: 'canary' })
  expect(await code).toBe(78)
  expect(told()).toContain('FEISHU_APP_ID is not set')
  expect(told()).toContain('PORT is "x"')
  expect(told()).not.toContain('canary')
})

test('a usable one starts, and SIGTERM stops it cleanly', async () => {
  const { child, code, told } = run({
    FEISHU_APP_ID: 'cli_test',
    FEISHU_APP_SECRET: 'canary-secret',
    PORT: '0',
    DATA_DIR: await temporaryDirectory(),
  })
  child.stdout.on('data', () => {
    // Once: a second signal ends it at once, as people at a terminal expect.
    if (told().includes('Ready at http://localhost:') && !child.killed) child.kill('SIGTERM')
  })
  expect(await code).toBe(0)
  expect(told()).not.toContain('canary')
})
