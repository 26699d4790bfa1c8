import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { runGateway } from './testing/gateway-process.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { startRedis } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson, startSmallFeishu } from './testing/small-feishu.ts'

const app = { FEISHU_APP_ID: 'cli_test', FEISHU_APP_SECRET: 'canary-secret', PORT: '0' }

test('C20 all errors of an unusable environment are reported, with exit code 78', async () => {
  const { code, output } = await runGateway({ PORT: 'x', SESSION_KEY: 'canary' })
  expect(await code).toBe(78)
  expect(output()).toContain('FEISHU_APP_ID is not set')
  expect(output()).toContain('PORT is "x"')
  expect(output()).not.toContain('canary')
})

test('a usable one starts, and SIGTERM stops it cleanly', async () => {
  const { child, code, output, ready } = await runGateway({ ...app, DATA_DIR: await temporaryDirectory() })
  await ready
  child.kill('SIGTERM')
  expect(await code).toBe(0)
  expect(output()).not.toContain('canary')
})

test('a Redis that cannot be reached is reported, and ends the start', async () => {
  const SESSION_KEY = Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64')
  const { code, output } = await runGateway({
    ...app,
    SESSION_KEY,
    DATA_DIR: await temporaryDirectory(),
    REDIS_URL: 'redis://:canary@127.0.0.1:1',
  })
  expect(await code).toBe(1)
  expect(output()).toContain('REDIS_URL')
  expect(output()).not.toContain('canary')
})

test('two replicas keep one quota, and when one is killed its people finish at the other', async () => {
  const { url: redisUrl } = await startRedis()
  const arrivalsMs: number[] = []
  const feishu = await startSmallFeishu((request, response) => {
    arrivalsMs.push(performance.now())
    request.resume().once('end', () => sendJson(response, 200, { code: 0 }))
  })
  onTestFinished(() => feishu.close())
  const env = {
    ...app,
    FEISHU_OPEN_URL: feishu.origin,
    FEISHU_ACCOUNTS_URL: feishu.origin,
    SESSION_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64'),
    DATA_DIR: await temporaryDirectory(),
    REDIS_URL: redisUrl,
  }
  const replicas = [await runGateway(env), await runGateway(env)] as const
  const urls = await Promise.all(replicas.map(({ ready }) => ready))
  const people = await Promise.all(
    Array.from({ length: 6 }, async (_, n) => {
      const browser = new SmallBrowser(urls[0]!)
      await browser.signIn(`code-${n}`)
      return browser
    }),
  )
  const callsEach = 8
  const beganMs = performance.now()
  const work = people.map(async (person, n) => {
    let at = n % 2
    for (let done = 0; done < callsEach;) {
      const browser = new SmallBrowser(urls[at]!)
      for (const [name, value] of person.cookies) browser.cookies.set(name, value)
      const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
      const answer = await browser.call(pathOf('uploadFinish'), post).catch(() => null)
      if (answer) done += answer.text === '{"code":0}' ? 1 : 0
      else at = 1 - at
    }
  })
  await expect.poll(() => arrivalsMs.length).toBeGreaterThan(10)
  replicas[1].child.kill('SIGKILL')
  await Promise.all(work)
  expect(arrivalsMs.length).toBeGreaterThanOrEqual(people.length * callsEach)
  // A busy machine only makes this longer.
  const seconds = ((arrivalsMs.at(-1) ?? 0) - beganMs) / 1000
  expect((arrivalsMs.length - 1) / seconds).toBeLessThanOrEqual(5)
})
