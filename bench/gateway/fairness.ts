import { Simulator } from '../../e2e/simulator.ts'
import { pathOf } from '../../src/contract/feishu/routes.ts'
import {
  patiently,
  refusalsOf,
  sendAll,
  sendByParts,
  signInColleagues,
  wholeForm,
  type Colleague,
  type SendFile,
} from './colleagues.ts'
import { meanOf, rounded, secondsOf, type Figures } from '../figure.ts'
import { withPrograms } from './processes.ts'
import { tolerant, watchStalls } from './sharing.ts'

/** How fairly a company's quota is shared between people, each with a session of their own. */

const [people, filesEach] = [20, 50]

/** Jain's index of fairness: 1 when all counts are equal, 1/n when one has everything. */
function jain(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0)
  return sum ** 2 / (counts.length * counts.reduce((all, count) => all + count ** 2, 0))
}

/** Twenty people with fifty files each by `upload_all`, some patient and some with four at once. */
export function gatewayFair(): Promise<Figures> {
  return share('gateway.fair', async ({ client, token }, n) => {
    const whole = await wholeForm(token)
    const sendWhole = () => patiently(() => client.send('POST', pathOf('uploadAll'), whole))
    return Array.from({ length: 1 + (n % 4) }, () => sendWhole)
  })
}

/** The same on both ways: beside `upload_all` one to five at once in parts, as pages do. */
export function gatewayBothFair(): Promise<Figures> {
  return share('gateway.bothFair', async ({ client, token }, n) => {
    const whole = await wholeForm(token)
    const sendWhole = () => patiently(() => client.send('POST', pathOf('uploadAll'), whole))
    const sendParts = () => sendByParts((path, posted) => client.send('POST', path, posted), token)
    return [
      ...Array.from({ length: 1 + (n % 2) }, () => sendWhole),
      ...Array.from({ length: 1 + (n % 5) }, () => sendParts),
    ]
  })
}

/** @param workersOf What a person sends at once: each takes the next file as soon as its last one has arrived. */
function share(
  name: string,
  workersOf: (colleague: Colleague, n: number) => Promise<readonly SendFile[]>,
): Promise<Figures> {
  return withPrograms(async (programs) => {
    const feishu = await programs.simulator()
    const gateway = await programs.gateway(feishu.url)
    const simulator = new Simulator(feishu.url)
    await simulator.freshWorld(tolerant)
    const workers = await Promise.all((await signInColleagues(gateway.url, people)).map(workersOf))
    const done = workers.map(() => 0)
    const longestStallMs = watchStalls()
    const samples: number[] = []
    // From the first complete round until one person has nothing left to send.
    const sampling = setInterval(() => {
      if (Math.min(...done) > 0 && Math.max(...done) < filesEach) samples.push(jain(done))
    }, 1000)
    const seconds = await secondsOf(() =>
      Promise.all(workers.map((each, n) => sendAll(filesEach, each, () => (done[n] = (done[n] ?? 0) + 1)))),
    )
    clearInterval(sampling)
    return {
      [name]: rounded(meanOf(samples)),
      [`${name}.least`]: rounded(Math.min(...samples)),
      [`${name}.filesPerSecond`]: rounded((people * filesEach) / seconds),
      [`${name}.refusals`]: await refusalsOf(simulator),
      [`${name}.longestStallMs`]: longestStallMs(),
    }
  })
}
