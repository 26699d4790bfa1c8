import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { png } from '../e2e/files.ts'
import { Simulator, type WorldSettings } from '../e2e/simulator.ts'
import { pathOf, routes } from '../src/contract/feishu/routes.ts'
import { rounded, secondsOf, type Figures } from './figure.ts'
import { Client, consentOfSimulator } from './gateway-client.ts'
import { withPrograms, type Program } from './gateway-processes.ts'

/** How the company's quota is shared: between people, and between replicas. Baseline: Feishu's documented rate. */
const { calls, perMs } = routes.uploadAll.rate
const allowedPerSecond = (calls * 1000) / perMs

const tolerant = { concurrentUploads: 'tolerated', latencyMs: 80 } as const

/** The form with one picture for the empty document, as the page sends it. */
async function uploadBody(
  simulator: Simulator,
  settings: WorldSettings,
): Promise<{ headers: Record<string, string>; body: Buffer }> {
  const world = await simulator.freshWorld(settings)
  const token = world.documents.find(({ key }) => key === 'empty')?.token ?? ''
  const image = png(64, 64, 1)
  const form = new FormData()
  form.append('file_name', 'picture.png')
  form.append('parent_type', 'docx_image')
  form.append('parent_node', token)
  form.append('size', String(image.length))
  form.append('extra', JSON.stringify({ drive_route_token: token }))
  form.append('file', new Blob([new Uint8Array(image)]), 'picture.png')
  const written = new Response(form)
  return {
    headers: { 'content-type': written.headers.get('content-type') ?? '' },
    body: Buffer.from(await written.arrayBuffer()),
  }
}

/** Answers that ask to wait. */
const waitCodes: ReadonlySet<number> = new Set([99991400, 1061045])

/**
 * Uploads a person's files, some at a time; repeats those that a broken connection or a full queue refused.
 *
 * @throws When Feishu refuses a file for another reason.
 */
async function uploadAll(
  { count, width }: { count: number; width: number },
  send: () => Promise<{ code: number; retryAfterMs: number }>,
  onDone: () => void,
): Promise<void> {
  let left = count
  const uploadSome = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      for (;;) {
        const answer = await send().catch(() => null)
        if (answer?.code === 0) break
        if (answer && answer.code > 0 && !waitCodes.has(answer.code)) throw new Error(`refused: ${answer.code}`)
        await sleep(Math.max(500, answer?.retryAfterMs ?? 0))
      }
      onDone()
    }
  }
  await Promise.all(Array.from({ length: width }, uploadSome))
}

/**
 * Longest time in which this process, and so probably the others, did not run: calls spaced out by the gateway reach Feishu
 * together after it, and may be refused.
 */
function watchStalls(): () => number {
  const delay = monitorEventLoopDelay()
  delay.enable()
  return () => Math.round(delay.max / 1_000_000)
}

async function refusalsOf(simulator: Simulator): Promise<number> {
  const refusals = (await simulator.counters())['uploadAll']?.refusals ?? {}
  return Object.values(refusals).reduce((sum, each) => sum + each, 0)
}

/** Jain's index of fairness: 1 when all counts are equal, 1/n when one has everything. */
function jain(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0)
  return sum ** 2 / (counts.length * counts.reduce((all, count) => all + count ** 2, 0))
}

/** Twenty people with fifty files each, some patient and some with four at once, on one quota. */
export async function gatewayFair(): Promise<Figures> {
  const [people, filesEach] = [20, 50]
  return withPrograms(async (programs) => {
    const feishu = await programs.simulator()
    const gateway = await programs.gateway(feishu.url)
    const simulator = new Simulator(feishu.url)
    const upload = await uploadBody(simulator, tolerant)
    const clients: Client[] = []
    for (let n = 0; n < people; n += 1) clients.push(await new Client(gateway.url).signIn(consentOfSimulator))
    const done = clients.map(() => 0)
    const longestStallMs = watchStalls()
    const samples: number[] = []
    // From the first complete round until one person has nothing left to send.
    const sampling = setInterval(() => {
      if (Math.min(...done) > 0 && Math.max(...done) < filesEach) samples.push(jain(done))
    }, 1000)
    await Promise.all(
      clients.map((client, n) =>
        uploadAll(
          { count: filesEach, width: 1 + (n % 4) },
          () => client.send('POST', pathOf('uploadAll'), upload),
          () => (done[n] = (done[n] ?? 0) + 1),
        ),
      ),
    )
    clearInterval(sampling)
    return {
      'gateway.fair': rounded(samples.reduce((sum, sample) => sum + sample, 0) / samples.length),
      'gateway.fair.least': rounded(Math.min(...samples)),
      'gateway.fair.refusals': await refusalsOf(simulator),
      'gateway.fair.longestStallMs': longestStallMs(),
    }
  })
}

/** Two replicas on one Redis, twelve people; half-way one replica is killed, and its people go on at the other. */
export async function gatewayReplicas(): Promise<Figures> {
  const [people, filesEach] = [12, 25]
  return withPrograms(async (programs) => {
    const feishu = await programs.simulator()
    const env = { REDIS_URL: await programs.redis() }
    const replicas: readonly Program[] = [
      await programs.gateway(feishu.url, env),
      await programs.gateway(feishu.url, env),
    ]
    const simulator = new Simulator(feishu.url)
    const upload = await uploadBody(simulator, tolerant)
    const addresses = replicas.map(({ url }) => url)
    const doneAtMs: number[] = []
    const longestStallMs = watchStalls()
    const work: Promise<void>[] = []
    for (let n = 0; n < people; n += 1) {
      const person = await new Client(addresses[0] ?? '').signIn(consentOfSimulator)
      const clients = addresses.map((address) => person.at(address))
      // Two thirds of the people use the replica that is not killed.
      let at = n % 3 === 0 ? 1 : 0
      const send = async () => {
        const client = clients[at] ?? person
        return client.send('POST', pathOf('uploadAll'), upload).catch((error: unknown) => {
          at = 0
          throw error
        })
      }
      work.push(
        uploadAll({ count: filesEach, width: 1 + (n % 4) }, send, () => {
          doneAtMs.push(performance.now())
          if (doneAtMs.length === (people * filesEach) / 2) replicas[1]?.process.kill('SIGKILL')
        }),
      )
    }
    await Promise.all(work)
    const seconds = ((doneAtMs.at(-1) ?? 0) - (doneAtMs[0] ?? 0)) / 1000
    return {
      'gateway.replicas': rounded((doneAtMs.length - 1) / seconds / allowedPerSecond),
      'gateway.replicas.refusals': await refusalsOf(simulator),
      'gateway.replicas.longestStallMs': longestStallMs(),
      'gateway.replicas.finished': rounded(doneAtMs.length / (people * filesEach)),
    }
  })
}

/**
 * Ten people where Feishu takes one upload at a time, as its documentation has it. Baseline: one call after the other, and
 * nothing else taking any time.
 */
export async function gatewayStrict(): Promise<Figures> {
  const [people, filesEach, latencyMs] = [10, 10, 300]
  return withPrograms(async (programs) => {
    const feishu = await programs.simulator()
    const gateway = await programs.gateway(feishu.url)
    const simulator = new Simulator(feishu.url)
    const upload = await uploadBody(simulator, { concurrentUploads: 'refused', latencyMs })
    const clients: Client[] = []
    for (let n = 0; n < people; n += 1) clients.push(await new Client(gateway.url).signIn(consentOfSimulator))
    const send = (client: Client) => () => client.send('POST', pathOf('uploadAll'), upload)
    const work = { count: filesEach, width: 2 }
    const seconds = await secondsOf(() =>
      Promise.all(clients.map((client) => uploadAll(work, send(client), () => undefined))),
    )
    const count = people * filesEach
    return {
      'gateway.strict': rounded((count * latencyMs) / 1000 / seconds),
      'gateway.strict.refusals': rounded((await refusalsOf(simulator)) / count),
    }
  })
}
