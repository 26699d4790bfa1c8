import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { ArrivingBodies, eventMaxBytes } from './arriving-bodies.ts'

function arriving() {
  const clock = { ms: 0 }
  const bodies = new ArrivingBodies({ nowMs: () => clock.ms, bodyMs: 600_000 })
  const begin = (isSigned = false) => {
    const stream = new PassThrough()
    const headers = isSigned ? { 'x-lark-signature': 'whatever' } : {}
    return { stream, body: bodies.read(Object.assign(stream, { headers }) as unknown as IncomingMessage) }
  }
  const whole = (text: string, isSigned?: boolean) => {
    const { stream, body } = begin(isSigned)
    stream.end(text)
    return body
  }
  return { clock, begin, whole }
}

test('a body is read whole, in whatever pieces it comes', async () => {
  const { begin } = arriving()
  const { stream, body } = begin()
  stream.write('ab')
  stream.end('c')
  expect((await body)?.toString()).toBe('abc')
})

test('of a body in many pieces its bytes are kept and not the pieces, which take up hundreds of times as much', async () => {
  const { begin } = arriving()
  const { stream, body } = begin()
  const pieces = Array.from('abc', (letter) => Buffer.from(letter))
  for (const piece of pieces) {
    stream.write(piece)
    await new Promise(setImmediate)
    piece.fill('-')
  }
  stream.end()
  expect((await body)?.toString()).toBe('abc')
})

test('one byte more than the largest is too long, at once', async () => {
  const { begin } = arriving()
  const [fits, tooLong] = [begin(), begin()]
  fits.stream.end(Buffer.alloc(eventMaxBytes))
  tooLong.stream.write(Buffer.alloc(eventMaxBytes + 1))
  expect((await fits.body)?.length).toBe(eventMaxBytes)
  expect(await tooLong.body).toBeUndefined()
})

test('a body that breaks off is none', async () => {
  const { begin } = arriving()
  const { stream, body } = begin()
  stream.write('a')
  stream.destroy()
  expect(await body).toBeUndefined()
})

test('of too many bodies at once the one that takes longest gives way to the next', async () => {
  const { begin } = arriving()
  const open = Array.from({ length: 65 }, () => begin())
  expect(await open[0]?.body).toBeUndefined()
  for (const { stream } of open.slice(1)) stream.end('x')
  const rest = await Promise.all(open.slice(1).map(({ body }) => body))
  expect(rest.map((body) => body?.toString())).toEqual(Array.from({ length: 64 }, () => 'x'))
})

test('two hundred bodies a second without a signature are read, and no more until time has passed', async () => {
  const { clock, whole } = arriving()
  const read = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, () => whole('x').then((body) => body !== undefined)))).filter(
      Boolean,
    ).length
  let taken = 0
  for (let batch = 0; batch < 5; batch += 1) taken += await read(50)
  expect(taken).toBe(200)
  clock.ms += 100
  expect(await read(50)).toBe(20)
  clock.ms += 60_000
  expect(await read(60)).toBe(60)
})

test('however many others come, a body with a signature is read: only that tells Feishu’s events from junk', async () => {
  const { whole } = arriving()
  for (let batch = 0; batch < 5; batch += 1) await Promise.all(Array.from({ length: 50 }, () => whole('x')))
  expect(await whole('x')).toBeUndefined()
  expect((await whole('x', true))?.toString()).toBe('x')
  for (let batch = 0; batch < 5; batch += 1) await Promise.all(Array.from({ length: 50 }, () => whole('x', true)))
  expect((await whole('x', true))?.toString()).toBe('x')
})
