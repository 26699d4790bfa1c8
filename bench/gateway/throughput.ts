import { setTimeout as sleep } from 'node:timers/promises'
import { uploadAllMaxBytes } from '../../src/contract/feishu/limits.ts'
import { pathOf } from '../../src/contract/feishu/routes.ts'
import { rounded, secondsOf, type Figures } from '../figure.ts'
import { Client, consentOfSink } from './client.ts'
import { cpuSecondsOf, withPrograms, type Program, type Programs } from './processes.ts'
import { residentBytes } from './resident-memory.ts'

/** The gateway's own cost, with limits raised so far that the quota does not count. */
export const unlimited = { UPLOADS_PER_SECOND: '1000000', UPLOADS_PER_DAY: '1000000' }

const upload = pathOf('uploadAll')
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }

/** A form with one file of so many bytes. */
function formOf(sizeBytes: number): Buffer {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="x.bin"\r\n\r\n'
  return Buffer.concat([Buffer.from(head), Buffer.alloc(sizeBytes, 'x'), Buffer.from('\r\n--b--\r\n')])
}

export const body = formOf(uploadAllMaxBytes)

/** A line of 1 Gbit/s, which is somewhat more than the quota: five uploads of 20 MiB a second are 105 MB. */
const gigabitBytesPerSecond = 125_000_000

async function startPair(programs: Programs, bytesPerSecond?: number): Promise<{ sink: Program; gateway: Program }> {
  const sink = await programs.sink(bytesPerSecond)
  return { sink, gateway: await programs.gateway(sink.url, unlimited) }
}

/** Sends `count` bodies, `width` at a time. */
export async function sendAll(client: Client, bytes: Buffer, { count, width }: { count: number; width: number }) {
  let left = count
  const sendSome = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const { code, retryAfterMs } = await client.send('POST', upload, { headers: multipart, body: bytes })
      if (code !== 0) throw new Error(`upload refused: ${code}, again in ${retryAfterMs} ms`)
    }
  }
  await Promise.all(Array.from({ length: width }, sendSome))
}

/**
 * 20 MiB forms, five in parallel, through the gateway and straight to the sink, alternating. Beside it, as the most
 * that a program in between can reach where it shares its processors with both ends: a relay that only passes bytes on.
 */
export async function gatewayStream(): Promise<Figures> {
  return withPrograms(async (programs) => {
    const { sink, gateway } = await startPair(programs)
    const direct = new Client(sink.url)
    const relayed = new Client((await programs.relay(sink)).url)
    const through = await new Client(gateway.url).signIn(consentOfSink)
    const run = { count: 40, width: 5 }
    for (const client of [direct, relayed, through]) await sendAll(client, body, { count: 10, width: 5 })
    const ratios: number[] = []
    const relayRatios: number[] = []
    const perCpuSecond: number[] = []
    const megabytes = (run.count * body.length) / 1_000_000
    let fastest = 0
    for (let round = 0; round < 7; round += 1) {
      const directSeconds = await secondsOf(() => sendAll(direct, body, run))
      relayRatios.push(directSeconds / (await secondsOf(() => sendAll(relayed, body, run))))
      const cpuSecondsBefore = await cpuSecondsOf(gateway)
      const throughSeconds = await secondsOf(() => sendAll(through, body, run))
      perCpuSecond.push(megabytes / ((await cpuSecondsOf(gateway)) - cpuSecondsBefore))
      ratios.push(directSeconds / throughSeconds)
      fastest = Math.max(fastest, megabytes / throughSeconds)
    }
    return {
      'gateway.stream': rounded(median(ratios)),
      'gateway.stream.relay': rounded(median(relayRatios)),
      'gateway.stream.megabytesPerSecond': Math.round(fastest),
      'gateway.stream.megabytesPerCpuSecond': Math.round(median(perCpuSecond)),
    }
  })
}

/** The same over a line of 1 Gbit/s to Feishu: the throughput through the gateway, and directly. */
export async function gatewayLine(): Promise<Figures> {
  return withPrograms(async (programs) => {
    const { sink, gateway } = await startPair(programs, gigabitBytesPerSecond)
    const direct = new Client(sink.url)
    const through = await new Client(gateway.url).signIn(consentOfSink)
    const run = { count: 30, width: 5 }
    for (const client of [direct, through]) await sendAll(client, body, { count: 5, width: 5 })
    const ratios: number[] = []
    const shares: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const directSeconds = await secondsOf(() => sendAll(direct, body, run))
      const throughSeconds = await secondsOf(() => sendAll(through, body, run))
      ratios.push(directSeconds / throughSeconds)
      shares.push((run.count * body.length) / throughSeconds / gigabitBytesPerSecond)
    }
    return { 'gateway.line': rounded(median(ratios)), 'gateway.line.shareOfLine': rounded(median(shares)) }
  })
}

/** Small JSON calls at a pace the quota does not hold back: the 95th percentile with the gateway, less that without. */
export async function gatewayLatency(): Promise<Figures> {
  return withPrograms(async (programs) => {
    const { sink, gateway } = await startPair(programs)
    const direct = new Client(sink.url)
    const through = await new Client(gateway.url).signIn(consentOfSink)
    const measure = async (client: Client): Promise<number> => {
      const call = { headers: { 'content-type': 'application/json' }, body: '{"request_docs":[]}' }
      const took: number[] = []
      for (let n = 0; n < 200; n += 1) {
        const [seconds] = await Promise.all([
          secondsOf(() => client.send('POST', pathOf('queryMetas'), call)),
          sleep(70),
        ])
        took.push(seconds * 1000)
      }
      return percentile(took, 0.95)
    }
    for (const client of [direct, through]) await measure(client)
    const added: number[] = []
    for (let round = 0; round < 3; round += 1) added.push(-(await measure(direct)) + (await measure(through)))
    return { 'gateway.latency': rounded(median(added)) }
  })
}

const inFlight = 100
const sessions = 4

/** Growth of resident memory per upload, in MB, while a hundred are in flight: first held up by Feishu, then flowing. */
export async function gatewayRss(): Promise<Figures> {
  return withPrograms(async (programs) => {
    const { sink, gateway } = await startPair(programs)
    const direct = new Client(sink.url)
    const people = await Promise.all(
      Array.from({ length: sessions }, () => new Client(gateway.url).signIn(consentOfSink)),
    )
    // Until the upload width has grown to a hundred, and the code is warm.
    const small = formOf(1000)
    await Promise.all(people.map((person) => sendAll(person, small, { count: 1600, width: 8 })))
    const before = await residentBytes(gateway.process.pid ?? 0)
    let highest = before
    const watch = setInterval(() => {
      void residentBytes(gateway.process.pid ?? 0).then((bytes) => (highest = Math.max(highest, bytes)))
    }, 20)
    await direct.send('GET', '/hold')
    const uploads = people.map((person) =>
      sendAll(person, body, { count: inFlight / sessions, width: inFlight / sessions }),
    )
    await untilInFlight(gateway)
    await sleep(1000)
    await direct.send('GET', '/flow')
    await Promise.all(uploads)
    clearInterval(watch)
    return { 'gateway.rss': rounded((highest - before) / 1_000_000 / inFlight) }
  })
}

async function untilInFlight({ url }: Program): Promise<void> {
  for (;;) {
    const text = await (await fetch(`${url}/metrics`)).text()
    if (text.includes(`uploader_calls_open ${inFlight}\n`) && text.includes('uploader_quota_waiting 0\n')) return
    await sleep(50)
  }
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
