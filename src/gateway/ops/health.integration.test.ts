import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeLog } from './log.ts'
import { connectRedis } from '../stores/redis.ts'
import { runGateway } from '../testing/gateway-process.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'

const notReady = { status: 503, text: '{"status":"not ready","what":"sessions"}' }

test('E6 where nothing can be written, the gateway is not ready, and leaves no file behind', async () => {
  const dataDirectory = await temporaryDirectory()
  const SESSION_KEY = randomBytes(32).toString('base64')
  const { ready } = await runGateway(
    { FEISHU_APP_ID: 'cli_test', FEISHU_APP_SECRET: 'canary-secret', PORT: '0', SESSION_KEY, DATA_DIR: dataDirectory },
    { fileBlocks: 0 },
  )
  const browser = new SmallBrowser(await ready)
  expect(await browser.send('/readyz')).toMatchObject(notReady)
  expect((await browser.send('/healthz')).status).toBe(200)
  expect(await readdir(join(dataDirectory, 'sessions'))).toEqual([])
})

test('E6 frequent readiness checks do not write each time', async () => {
  const { browser, configuration } = await startTogether(() => expect.unreachable())
  const answers = await Promise.all(Array.from({ length: 200 }, () => browser.send('/readyz')))
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  expect(await readdir(join(configuration.dataDirectory, 'sessions'))).toEqual(['check'])
})

test.each(['yes', 'no'])(
  'E6 a Redis that became a replica (read-only: %s) would lose what is written to it: not ready',
  async (readOnly) => {
    const [redis, master] = [await startRedis(), await startRedis()]
    const { browser } = await startTogether(() => expect.unreachable(), {
      REDIS_URL: redis.url,
      SESSION_KEY: randomBytes(32).toString('base64'),
    })
    expect((await browser.send('/readyz')).status).toBe(200)
    const operator = await connectRedis({ as: 'server', url: redis.url }, 'cli_test', makeLog('silent'))
    await operator.config('SET', 'replica-read-only', readOnly)
    await operator.replicaof('127.0.0.1', new URL(master.url).port)
    operator.disconnect()
    await expect.poll(() => browser.send('/readyz')).toMatchObject(notReady)
  },
)
