import { expect, test } from 'vitest'
import type { FeishuEvent } from '../../contract/feishu/store-app/event.ts'
import { MemoryKeptTexts } from '../stores/kept-texts.ts'
import { EventWork } from './event-work.ts'

const event: FeishuEvent = { id: 'e-1', appId: 'cli_test', atMs: 1, content: { type: 'app_ticket', appTicket: 'x' } }

function atWork(apply: (event: FeishuEvent) => Promise<void>, texts = new MemoryKeptTexts(() => 0)) {
  const pauses: number[] = []
  const lost: unknown[] = []
  const work = new EventWork({
    apply,
    texts,
    pause: (ms) => Promise.resolve(void pauses.push(ms)),
    onLost: (error) => void lost.push(error),
  })
  return { work, pauses, lost, texts }
}

test('an event is worked off once, whichever replica its repeats reach', async () => {
  const applied: string[] = []
  const apply = ({ id }: FeishuEvent) => Promise.resolve(void applied.push(id))
  const first = atWork(apply)
  const second = atWork(apply, first.texts)
  expect(await first.work.take(event, () => false)).toBe('done')
  expect(await second.work.take(event, () => false)).toBe('done')
  expect(await second.work.take({ ...event, id: 'e-2' }, () => false)).toBe('done')
  expect(applied).toEqual(['e-1', 'e-2'])
})

test('while another replica is at an event, Feishu is to push it again', async () => {
  let finish: () => void = () => undefined
  const first = atWork(() => new Promise((resolve) => (finish = resolve)))
  const second = atWork(() => Promise.resolve(), first.texts)
  const running = first.work.take(event, () => false)
  expect(await second.work.take(event, () => false)).toBe('again')
  finish()
  expect(await running).toBe('done')
  expect(await second.work.take(event, () => false)).toBe('done')
})

test('what fails while Feishu waits is pushed again, and then worked off', async () => {
  let attempts = 0
  const { work, pauses } = atWork(() => ((attempts += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve()))
  expect(await work.take(event, () => false)).toBe('again')
  expect(await work.take(event, () => false)).toBe('done')
  expect(pauses).toEqual([])
})

test('what fails after the answer is tried again here, since Feishu does not push it any more', async () => {
  let attempts = 0
  const { work, pauses, lost } = atWork(() =>
    (attempts += 1) < 4 ? Promise.reject(new Error('away')) : Promise.resolve(),
  )
  expect(await work.take(event, () => true)).toBe('done')
  expect(pauses).toEqual([1000, 5000, 30_000])
  expect(lost).toEqual([])
})

test('a store that is away when an event comes is tried again after the answer', async () => {
  const { work, texts, pauses } = atWork(() => Promise.resolve())
  const claim = texts.claim.bind(texts)
  let isAway = true
  texts.claim = (name, lifeMs) => {
    if (!isAway) return claim(name, lifeMs)
    isAway = false
    return Promise.reject(new Error('away'))
  }
  expect(await work.take(event, () => true)).toBe('done')
  expect(pauses).toEqual([1000])
})

test('what fails for good after the answer is told to the operator', async () => {
  const { work, lost } = atWork(() => Promise.reject(new Error('away')))
  await work.take(event, () => true)
  expect(lost).toEqual([new Error('away')])
})

test('an event that is of no use is done with', async () => {
  const { work } = atWork(() => Promise.reject(new Error('not to be called')))
  expect(await work.take({ ...event, content: null }, () => false)).toBe('done')
})

test('a flood of events is worked off a hundred at a time, and the rest comes again', async () => {
  const waiting: (() => void)[] = []
  const { work } = atWork(() => new Promise((resolve) => waiting.push(resolve)))
  const taken = Array.from({ length: 130 }, (_, at) => work.take({ ...event, id: `e-${at}` }, () => false))
  const late = await Promise.all(taken.slice(100))
  expect(new Set(late)).toEqual(new Set(['again']))
  // Those that were claimed get to work in a few turns of the loop.
  while (waiting.length < 100) await Promise.resolve()
  for (const finish of waiting) finish()
  expect(new Set(await Promise.all(taken.slice(0, 100)))).toEqual(new Set(['done']))
})
