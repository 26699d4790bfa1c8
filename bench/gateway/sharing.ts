import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Simulator } from '../../e2e/simulator.ts'
import { pathOf, routes } from '../../src/contract/feishu/routes.ts'
import { patiently, refusalsOf, sendAll, signInColleagues, wholeForm } from './colleagues.ts'
import { rounded, secondsOf, type Figures } from '../figure.ts'
import { withPrograms, type Program } from './processes.ts'
import { startServer } from './redis-processes.ts'

/** How replicas share the company's quota, and what becomes of it one at a time. Baseline: Feishu's documented rate. */

const { calls, perMs } = routes.uploadAll.rate
const allowedPerSecond = (calls * 1000) / perMs
export const tolerant = { concurrentUploads: 'tolerated', latencyMs: 80 } as const

/**
 * Longest time in which this process, and so probably the others, did not run: calls spaced out by the gateway reach Feishu
 * together after it, and may be refused.
 */
export function watchStalls(): () => number {
  const delay = monitorEventLoopDelay()
  delay.enable()
  return () => Math.round(delay.max / 1_000_000)
}

/** Two replicas on one Redis, twelve people; half-way one replica is killed, and its people go on at the other. */
export async function gatewayReplicas(): Promise<Figures> {
  const [people, filesEach] = [12, 25]
  return withPrograms(async (programs) => {
    const feishu = await programs.simulator()
    const env = { REDIS_URL: (await startServer(programs)).url }
    const replicas: readonly Program[] = [
      await programs.gateway(feishu.url, env),
      await programs.gateway(feishu.url, env),
    ]
    const simulator = new Simulator(feishu.url)
    await simulator.freshWorld(tolerant)
    const addresses = replicas.map(({ url }) => url)
    const colleagues = await signInColleagues(addresses[0] ?? '', people)
    const doneAtMs: number[] = []
    const longestStallMs = watchStalls()
    const work = colleagues.map(async ({ client: person, token }, n) => {
      const whole = await wholeForm(token)
      const clients = addresses.map((address) => person.at(address))
      // Two thirds of the people use the replica that is not killed.
      let at = n % 3 === 0 ? 1 : 0
      const send = async () => {
        const client = clients[at] ?? person
        return client.send('POST', pathOf('uploadAll'), whole).catch((error: unknown) => {
          at = 0
          throw error
        })
      }
      const senders = Array.from({ length: 1 + (n % 4) }, () => () => patiently(send))
      await sendAll(filesEach, senders, () => {
        doneAtMs.push(performance.now())
        if (doneAtMs.length === (people * filesEach) / 2) replicas[1]?.process.kill('SIGKILL')
      })
    })
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
    await simulator.freshWorld({ concurrentUploads: 'refused', latencyMs })
    const colleagues = await signInColleagues(gateway.url, people)
    const forms = await Promise.all(colleagues.map(({ token }) => wholeForm(token)))
    const seconds = await secondsOf(() =>
      Promise.all(
        colleagues.map(({ client }, n) => {
          const send = () => patiently(() => client.send('POST', pathOf('uploadAll'), forms[n]))
          return sendAll(filesEach, [send, send])
        }),
      ),
    )
    const count = people * filesEach
    return {
      'gateway.strict': rounded((count * latencyMs) / 1000 / seconds),
      'gateway.strict.refusals': rounded((await refusalsOf(simulator)) / count),
    }
  })
}
