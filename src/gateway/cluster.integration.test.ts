import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf, routes } from '../contract/feishu/routes.ts'
import { startGateway } from './server/start.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { startCluster, type ClusterUnderTest } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson } from './testing/small-feishu.ts'

const companies = ['acme', 'byte', 'cafe', 'delta', 'echo', 'fox']
const filesEach = 16
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }

/** A file that arrived at Feishu. */
interface Arrived {
  readonly company: string
  readonly file: string
  readonly atMs: number
}

/** Two gateways of a store app over one cluster, and one person of each company. */
async function start(cluster: ClusterUnderTest) {
  const arrived: Arrived[] = []
  const started = await startTogether(
    (request, response) => {
      const file = new URL(request.url ?? '', 'http://feishu').searchParams.get('file') ?? ''
      arrived.push({ company: file.split(' ')[0] ?? '', file, atMs: performance.now() })
      request.resume().once('end', () => sendJson(response, 200, { code: 0 }))
    },
    {
      FEISHU_APP_TYPE: 'store',
      REDIS_URL: cluster.url,
      REDIS_MODE: 'cluster',
      SESSION_KEY: randomBytes(32).toString('base64'),
    },
  )
  const second = await startGateway({ ...started.configuration, logLevel: 'silent' })
  onTestFinished(() => second.close())
  const origins = [started.browser.origin, `http://localhost:${second.port}`]
  const people = new Map<string, readonly SmallBrowser[]>()
  for (const company of companies) {
    const person = new SmallBrowser(origins[0] ?? '')
    await person.signIn(`ou_1_at_${company}`)
    const atBoth = origins.map((origin) => new SmallBrowser(origin))
    for (const [name, value] of person.cookies) for (const browser of atBoth) browser.cookies.set(name, value)
    people.set(company, atBoth)
  }
  /** Uploads a company's files, some at a time and at either gateway; repeats what the gateway did not pass on. */
  const upload = async (company: string, onDone: () => void): Promise<void> => {
    let left = filesEach
    const uploadSome = async (browser: SmallBrowser): Promise<void> => {
      while (left > 0) {
        left -= 1
        const path = `${pathOf('uploadAll')}?file=${encodeURIComponent(`${company} ${left}`)}`
        for (;;) {
          const answer = await browser.call(path, { method: 'POST', headers: multipart, body: '--b--' })
          if (answer.text === '{"code":0}') break
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        onDone()
      }
    }
    await Promise.all((people.get(company) ?? []).map(uploadSome))
  }
  return { arrived, upload, people }
}

/** Whether each file arrived once, and each company kept its quota: counted by the ledger, and never above the rate. */
async function expectAllArrivedOnce(
  { arrived, people }: Awaited<ReturnType<typeof start>>,
  mostLostTurns = 0,
): Promise<void> {
  expect(arrived.map(({ file }) => file).toSorted()).toEqual(
    companies.flatMap((name) => Array.from({ length: filesEach }, (_, n) => `${name} ${n}`)).toSorted(),
  )
  const { calls, perMs } = routes.uploadAll.rate
  for (const company of companies) {
    const times = arrived.filter((one) => one.company === company).map(({ atMs }) => atMs)
    const seconds = (Math.max(...times) - Math.min(...times)) / perMs
    // Each person's first call may have come late, so this holds however busy the machine is.
    expect(times.length).toBeLessThanOrEqual(calls * seconds + 2 * calls)
    const quota = await people.get(company)?.[0]?.call('/api/quota')
    const { endpoints } = JSON.parse(quota?.text ?? '{}') as { endpoints: { route: string; usedToday: number }[] }
    const usedToday = endpoints.find(({ route }) => route === 'uploadAll')?.usedToday ?? 0
    expect(usedToday).toBeGreaterThanOrEqual(filesEach)
    expect(usedToday).toBeLessThanOrEqual(filesEach + mostLostTurns)
  }
}

const place = (company: string) => `feishu-uploader:cli_test:quota:{${company}}:today`

test('a node killed in the middle of uploads loses no file, sends none twice, and no company gets more than its quota', async () => {
  const cluster = await startCluster()
  const started = await start(cluster)
  const killed = await cluster.masterOf(place('acme'))
  let done = 0
  await Promise.all(
    companies.map((company) =>
      started.upload(company, () => {
        done += 1
        if (done === companies.length * 4) killed.process.kill('SIGKILL')
      }),
    ),
  )
  expect(killed.process.signalCode).toBe('SIGKILL')
  expect(await cluster.masterOf(place('acme'))).not.toBe(killed)
  // The node may have counted turns and died before it could answer: one at each gateway, which nobody used.
  await expectAllArrivedOnce(started, 2)
})

test('slots that move between nodes during uploads lose no file, send none twice, and quotas go with them', async () => {
  const cluster = await startCluster()
  const started = await start(cluster)
  let moving = Promise.resolve()
  let done = 0
  await Promise.all(
    companies.map((company) =>
      started.upload(company, () => {
        done += 1
        if (done % 20 !== 0) return
        moving = moving.then(async () => {
          for (const name of companies.slice(0, 3)) {
            const from = await cluster.masterOf(place(name))
            const to = cluster.masters[(cluster.masters.indexOf(from) + 1) % cluster.masters.length]
            if (to) await cluster.move(place(name), to)
          }
        })
      }),
    ),
  )
  await moving
  await expectAllArrivedOnce(started)
})

test('all that is kept of a company’s quota is on one node, ends by itself, and names nobody', async () => {
  const cluster = await startCluster()
  const started = await start(cluster)
  await Promise.all(companies.map((company) => started.upload(company, () => undefined)))
  for (const company of companies) {
    const owner = await cluster.masterOf(place(company))
    for (const { redis } of cluster.masters) {
      const keys = await redis.keys(`*quota:{${company}}*`)
      expect(keys.length > 0).toBe(redis === owner.redis)
      for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0)
    }
  }
})
