import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { gatewayPaths } from '../contract/own-api/session.ts'
import { startGateway } from './server/start.ts'
import { pushed, pushUntilDone, storeAppEnv } from './testing/feishu-events.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { startRedis } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson } from './testing/small-feishu.ts'

const table = '/open-apis/bitable/v1/apps/b/tables/t/records'
const finish = pathOf('uploadFinish')
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
const left = -403_010

/** Two gateways that share a Redis, or one by itself, before a Feishu that answers calls of a table only when told to. */
async function start(env: Readonly<Record<string, string>>, isShared: boolean) {
  const held: (() => void)[] = []
  const holding = { is: true }
  const { browser, configuration } = await startTogether(
    (request, response) => {
      const answer = () => sendJson(response, 200, { code: 0 })
      request.resume()
      if (holding.is && request.url === table) held.push(answer)
      else answer()
    },
    { ...storeAppEnv, METRICS_COMPANIES: '5', ...env },
  )
  const origins = [browser.origin]
  if (isShared) {
    const second = await startGateway({ ...configuration, logLevel: 'silent' })
    onTestFinished(() => second.close())
    origins.push(`http://localhost:${second.port}`)
  }
  const signIn = async (company: string, origin: string) => {
    const person = new SmallBrowser(origin)
    await person.signIn(`ou_1_at_${company}`)
    return person
  }
  /** Feishu pushes to the first gateway only. */
  const push = async (type: 'app_open' | 'app_uninstalled', company: string) => {
    const { headers, body } = pushed({ type, tenant_key: company })
    const send = () => browser.send(gatewayPaths.events, { method: 'POST', headers, body })
    expect((await pushUntilDone(send)).status).toBe(200)
  }
  return { origins, held, holding, signIn, push }
}

const codeOf = (text: string) => (JSON.parse(text) as { code: number }).code
const quotaOf = async (person: SmallBrowser) => {
  const { text } = await person.call(gatewayPaths.quota)
  const { endpoints } = JSON.parse(text) as { endpoints: { route: string; usedToday: number }[] }
  return endpoints.find(({ route }) => route === 'uploadFinish')?.usedToday
}
const metricsOf = async (origin: string) => (await new SmallBrowser(origin).send('/metrics')).text
const smallFilesOf = async (person: SmallBrowser) =>
  (JSON.parse((await person.call(gatewayPaths.session)).text) as { app: { smallFilesByParts: boolean } }).app
    .smallFilesByParts

const kinds: [string, () => Promise<Readonly<Record<string, string>>>][] = [
  ['one gateway', () => Promise.resolve({})],
  ['replicas', async () => ({ REDIS_URL: (await startRedis()).url, SESSION_KEY: randomBytes(32).toString('base64') })],
]

test.each(kinds)(
  'when a company removes the app, its waiting calls end with that word and its counts are gone, at all replicas; another notices nothing (%s)',
  async (kind, openEnv) => {
    const env = await openEnv()
    const { origins, held, holding, signIn, push } = await start(env, kind === 'replicas')
    const leaving = await Promise.all(origins.map((origin) => signIn('leaving', origin)))
    const staying = await Promise.all(origins.map((origin) => signIn('staying', origin)))
    for (const person of [...leaving, ...staying]) {
      expect(codeOf((await person.call(finish, post)).text)).toBe(0)
      await person.call(gatewayPaths.smallFileRefused, { method: 'POST' })
    }
    // One is at Feishu, since a table takes one call at a time; the others wait.
    const inFlight = [leaving[0]!, staying[0]!].map((person) => person.call(table, post))
    await expect.poll(() => held.length).toBe(2)
    const waiting = leaving.map((person) => person.call(table, post))
    const stayWaiting = staying.map((person) => person.call(table, post))
    const waits = async (origin: string) => /^uploader_quota_waiting (\d+)$/m.exec(await metricsOf(origin))?.[1]
    for (const origin of origins) await expect.poll(() => waits(origin)).toBe('2')

    await push('app_uninstalled', 'leaving')
    for (const call of waiting) expect(codeOf((await call).text)).toBe(left)
    for (const origin of origins) {
      expect(await waits(origin)).toBe('1')
      const metrics = await metricsOf(origin)
      expect(metrics).not.toContain('company="leaving"')
      expect(metrics).toContain('company="staying"')
    }
    holding.is = false
    for (const answer of held) answer()
    for (const call of [...inFlight, ...stayWaiting]) expect(codeOf((await call).text)).toBe(0)
    for (const origin of origins) expect(await metricsOf(origin)).not.toContain('company="leaving"')
    if (env['REDIS_URL'] !== undefined) {
      const redis = new Redis(env['REDIS_URL'])
      onTestFinished(() => redis.disconnect())
      expect(await redis.keys('*{leaving}*')).toEqual(['feishu-uploader:{cli_test}:quota:{leaving}:left'])
    }

    await push('app_open', 'leaving')
    for (const [at, origin] of origins.entries()) {
      const back = await signIn('leaving', origin)
      expect(await quotaOf(back)).toBe(at)
      expect(await smallFilesOf(back)).toBe(true)
      expect(codeOf((await back.call(finish, post)).text)).toBe(0)
      expect(await quotaOf(back)).toBe(at + 1)
      expect(codeOf((await back.call(table, post)).text)).toBe(0)
    }
    for (const person of staying) {
      expect(await quotaOf(person)).toBe(origins.length)
      expect(await smallFilesOf(person)).toBe(false)
    }
  },
)
