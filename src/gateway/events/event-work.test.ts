import { expect, test } from 'vitest'
import { repeatsAfterMs, type FeishuEvent } from '../../contract/feishu/store-app/event.ts'
import { MemoryKeptTexts } from '../stores/kept-texts.ts'
import { EventWork, type EventOutcome } from './event-work.ts'

const event: FeishuEvent = { id: 'e-1', appId: 'cli_test', atMs: 1, content: { type: 'app_ticket', appTicket: 'x' } }

function atWork(apply: (event: FeishuEvent) => Promise<void>, texts = new MemoryKeptTexts(() => 0)) {
  const failed: unknown[] = []
  const work = new EventWork({ apply, texts, onFailed: (error) => void failed.push(error) })
  return { work, failed, texts }
}

test('an event is worked off once, whichever replica its repeats reach', async () => {
  const applied: string[] = []
  const apply = ({ id }: FeishuEvent) => Promise.resolve(void applied.push(id))
  const first = atWork(apply)
  const second = atWork(apply, first.texts)
  expect(await first.work.take(event)).toBe('done')
  expect(await second.work.take(event)).toBe('done')
  expect(await second.work.take({ ...event, id: 'e-2' })).toBe('done')
  expect(applied).toEqual(['e-1', 'e-2'])
})

test('while another replica is at an event, Feishu is to push it again', async () => {
  let finish: () => void = () => undefined
  const first = atWork(() => new Promise((resolve) => (finish = resolve)))
  const second = atWork(() => Promise.resolve(), first.texts)
  const running = first.work.take(event)
  expect(await second.work.take(event)).toBe('again')
  finish()
  expect(await running).toBe('done')
  expect(await second.work.take(event)).toBe('done')
})

test('what fails is told to the operator, pushed again, and then worked off', async () => {
  let attempts = 0
  const { work, failed } = atWork(() => ((attempts += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve()))
  expect(await work.take(event)).toBe('again')
  expect(await work.take(event)).toBe('done')
  expect(failed).toEqual([new Error('away')])
})

test('a store that is away when an event comes fails it for this time', async () => {
  const { work, texts, failed } = atWork(() => Promise.resolve())
  const claim = texts.claim.bind(texts)
  // Too late for us, but kept.
  texts.claim = (name, lifeMs) => claim(name, lifeMs).then(() => Promise.reject(new Error('away')))
  expect(await work.take(event)).toBe('again')
  texts.claim = claim
  expect(await work.take(event)).toBe('done')
  expect(failed).toEqual([new Error('away')])
})

test('what a replica had in its hands when it stopped is worked off by another before Feishu gives up', async () => {
  let nowMs = 0
  const texts = new MemoryKeptTexts(() => nowMs)
  const stopped = atWork(() => new Promise(() => undefined), texts)
  const applied: string[] = []
  const other = atWork(({ id }) => Promise.resolve(void applied.push(id)), texts)
  void stopped.work.take(event)
  const said: EventOutcome[] = []
  for (const repeatMs of repeatsAfterMs) {
    nowMs += repeatMs
    said.push(await other.work.take(event))
  }
  expect(said).toEqual(['again', 'done', 'done', 'done'])
  expect(applied).toEqual(['e-1'])
})

test('an event that is of no use is done with', async () => {
  const { work } = atWork(() => Promise.reject(new Error('not to be called')))
  expect(await work.take({ ...event, content: null })).toBe('done')
})

test('a flood of events is worked off a hundred at a time, and the rest comes again', async () => {
  const waiting: (() => void)[] = []
  const { work } = atWork(() => new Promise((resolve) => waiting.push(resolve)))
  const taken = Array.from({ length: 130 }, (_, at) => work.take({ ...event, id: `e-${at}` }))
  const late = await Promise.all(taken.slice(100))
  expect(new Set(late)).toEqual(new Set(['again']))
  // Those that were claimed get to work in a few turns of the loop.
  while (waiting.length < 100) await Promise.resolve()
  for (const finish of waiting) finish()
  expect(new Set(await Promise.all(taken.slice(0, 100)))).toEqual(new Set(['done']))
})
