import { setTimeout as sleep } from 'node:timers/promises'
import { pathOf, routes } from '../../src/contract/feishu/routes.ts'
import { meanOf, medianOf, rounded, secondsOf, type Figures } from '../figure.ts'
import { Client, consentWith } from './client.ts'
import { cpuSecondsOf, withPrograms, type Program } from './processes.ts'
import { operationsOf, startCluster, startServer } from './redis-processes.ts'

/** Companies of a store app on one gateway. Baseline: Feishu's documented rate for each company, or the same without the others. */
const { calls, perMs } = routes.uploadAll.rate
const allowedPerSecond = (calls * 1000) / perMs
const upload = pathOf('uploadAll')
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
const smallBytes = 20_000
const form = Buffer.concat([
  Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="x.bin"\r\n\r\n'),
  Buffer.alloc(smallBytes, 'x'),
  Buffer.from('\r\n--b--\r\n'),
])
const storeApp = { FEISHU_APP_TYPE: 'store' }

interface Counted {
  readonly company: string
  readonly accepted: number
  readonly refused: number
  /** From the first accepted call to the last. */
  readonly seconds: number
}

/** What the stand-in counted since it was asked last. */
async function counted(feishu: Program): Promise<readonly Counted[]> {
  return (await (await fetch(`${feishu.url}/counters`)).json()) as Counted[]
}

const rateOf = ({ accepted, seconds }: Counted) => (accepted - 1) / seconds

function signIn(gateway: Program, person: string, company: string): Promise<Client> {
  return new Client(gateway.url).signIn(consentWith(`${person}_at_${company}`))
}

interface Files {
  left: number
  /** What is under way is given up. */
  isOver?: boolean
}

/** Uploads until there are no more files, some at a time; repeats what was refused. */
async function uploadAll(files: Files, width: number, client: () => Client): Promise<void> {
  const uploadSome = async (): Promise<void> => {
    while (files.left > 0) {
      files.left -= 1
      for (;;) {
        const answer = await client()
          .send('POST', upload, { headers: multipart, body: form })
          .catch(() => null)
        if (answer?.code === 0 || files.isOver) break
        await sleep(Math.max(200, answer?.retryAfterMs ?? 0))
      }
    }
  }
  await Promise.all(Array.from({ length: width }, uploadSome))
}

/** Companies of two people each, at five small files a second each. */
async function companiesAtOnce(companies: number, filesEach: number) {
  return withPrograms(async (programs) => {
    const feishu = await programs.tenants()
    const gateway = await programs.gateway(feishu.url, storeApp)
    const people = new Map<string, readonly Client[]>()
    for (let nth = 0; nth < companies; nth += 1) {
      const name = `c${nth}`
      people.set(name, [await signIn(gateway, 'ou_1', name), await signIn(gateway, 'ou_2', name)])
    }
    const cpuBefore = await cpuSecondsOf(gateway)
    const seconds = await secondsOf(() =>
      Promise.all(
        [...people.values()].flatMap((both) => {
          const files = { left: filesEach }
          return both.map((client) => uploadAll(files, 4, () => client))
        }),
      ),
    )
    const cpuSeconds = (await cpuSecondsOf(gateway)) - cpuBefore
    const count = companies * filesEach
    // The first call of each company waits for nothing.
    const ofQuota = (count - companies) / seconds / (companies * allowedPerSecond)
    return { told: await counted(feishu), seconds, cpuSeconds, count, ofQuota }
  })
}

/** Forty companies, and eight, which also a machine with other work carries. */
export async function gatewayCompanies(): Promise<Figures> {
  const few = await companiesAtOnce(8, 75)
  const { told, seconds, cpuSeconds, count, ofQuota } = await companiesAtOnce(40, 75)
  return {
    'gateway.companies': rounded(ofQuota),
    'gateway.companies.least': rounded(Math.min(...told.map(rateOf)) / allowedPerSecond),
    'gateway.companies.refusals': [...told, ...few.told].reduce((sum, { refused }) => sum + refused, 0),
    'gateway.companies.callsPerSecond': rounded(count / seconds),
    'gateway.companies.cpuMsPerCall': rounded((cpuSeconds * 1000) / count),
    // Of one core. Where it is far below 1 and the rate is too, other programs had the processor.
    'gateway.companies.cpu': rounded(cpuSeconds / seconds),
    'gateway.companies.eight': rounded(few.ofQuota),
  }
}

/** One person's forty files, alone and while two hundred people of another company send all they can. */
export async function gatewayIsolation(): Promise<Figures> {
  const [people, filesEach, rounds] = [200, 40, 3]
  return withPrograms(async (programs) => {
    const feishu = await programs.tenants()
    const gateway = await programs.gateway(feishu.url, storeApp)
    const calm = await signIn(gateway, 'ou_1', 'calm')
    const flood: Client[] = []
    for (let nth = 0; nth < people; nth += 1) flood.push(await signIn(gateway, `ou_${nth}`, 'flood'))
    const work = () => secondsOf(() => uploadAll({ left: filesEach }, 4, () => calm))
    const alone: number[] = []
    const flooded: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await work())
      const files: Files = { left: Infinity }
      const flooding = Promise.all(flood.map((client) => uploadAll(files, 2, () => client)))
      flooded.push(await work())
      Object.assign(files, { left: 0, isOver: true })
      for (const client of flood) client.close()
      await flooding
    }
    const refused = (await counted(feishu)).reduce((sum, one) => sum + one.refused, 0)
    return {
      'gateway.isolation': rounded(medianOf(flooded) / medianOf(alone)),
      'gateway.isolation.aloneSeconds': rounded(medianOf(alone)),
      'gateway.isolation.refusals': refused,
    }
  })
}

/** Twelve companies at two gateways: on one server, on a cluster of three nodes, and on one of whose nodes one is killed. */
export async function gatewayCluster(): Promise<Figures> {
  const [companies, filesEach, filesEachWithKill] = [12, 60, 250]
  return withPrograms(async (programs) => {
    const feishu = await programs.tenants()
    const run = async (env: Readonly<Record<string, string>>, count: number, onHalf?: () => void) => {
      const gateway = await programs.gateway(feishu.url, { ...storeApp, ...env })
      const other = await programs.gateway(feishu.url, { ...storeApp, ...env })
      const people: (readonly Client[])[] = []
      for (let nth = 0; nth < companies; nth += 1) {
        const person = await signIn(gateway, 'ou_1', `c${nth}`)
        people.push([person, person.at(other.url)])
      }
      await counted(feishu)
      return {
        work: async () => {
          const files = people.map(() => ({ left: count }))
          const half = setInterval(() => {
            if (onHalf && files.every(({ left }) => left < count / 2)) {
              clearInterval(half)
              onHalf()
            }
          }, 100)
          await Promise.all(
            people.flatMap((both, nth) => both.map((client) => uploadAll(files[nth] ?? { left: 0 }, 4, () => client))),
          )
          clearInterval(half)
          return counted(feishu)
        },
      }
    }
    const perCall = async (nodes: readonly { readonly port: number }[], work: () => Promise<readonly Counted[]>) => {
      const before = await operationsOf(nodes)
      const told = await work()
      const count = told.reduce((sum, { accepted }) => sum + accepted, 0)
      return { operations: ((await operationsOf(nodes)) - before) / count, told }
    }
    const server = await startServer(programs)
    const one = await perCall([server], (await run({ REDIS_URL: server.url }, filesEach)).work)
    const cluster = await startCluster(programs)
    const env = { REDIS_URL: cluster.url, REDIS_MODE: 'cluster' }
    const three = await perCall(cluster.masters, (await run(env, filesEach)).work)
    const { work } = await run(env, filesEachWithKill, () => cluster.masters[0]?.process.kill('SIGKILL'))
    const told = await work()
    return {
      'gateway.cluster': rounded(three.operations / one.operations),
      'gateway.cluster.operationsPerCall': rounded(three.operations),
      'gateway.cluster.ofQuota': rounded(meanOf(three.told.map(rateOf)) / allowedPerSecond),
      // Over the same cluster before.
      'gateway.cluster.killed': rounded(meanOf(told.map(rateOf)) / meanOf(three.told.map(rateOf))),
      'gateway.cluster.killed.ofQuota': rounded(meanOf(told.map(rateOf)) / allowedPerSecond),
      'gateway.cluster.killed.least': rounded(Math.min(...told.map(rateOf)) / allowedPerSecond),
      'gateway.cluster.killed.finished': rounded(
        told.reduce((sum, { accepted }) => sum + accepted, 0) / (companies * filesEachWithKill),
      ),
      'gateway.cluster.refusals': [...one.told, ...three.told, ...told].reduce((sum, { refused }) => sum + refused, 0),
    }
  })
}
