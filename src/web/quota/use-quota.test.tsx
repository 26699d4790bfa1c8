// @vitest-environment happy-dom
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QuotaAnswer } from '../../contract/own-api/quota.ts'
import type { QuotaWait } from '../../engine/job/job.ts'
import { renderPage } from '../testing/render-page.tsx'
import { OpenCalls } from '../gateway/open-calls.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { useQuotaWaits } from './use-quota.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** A page whose calls the test opens and whose questions it answers. */
function openPage() {
  const openCalls = new OpenCalls()
  const questions: ((held: QuotaAnswer['held']) => void)[] = []
  const ask: AskGateway = () =>
    new Promise((resolve) => questions.push((held) => resolve(Response.json({ endpoints: [], held }))))
  function Page() {
    useQuotaWaits(ask, openCalls)
    return null
  }
  renderPage(<Page />)
  return { openCalls, questions }
}

async function pass(delayMs: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(delayMs))
}

function heldOf(call: string, ahead: number): QuotaAnswer['held'][number] {
  return { call, route: 'uploadAll', why: 'turn', ahead, startsInMs: 0 }
}

test('nothing is asked while calls are answered in time', async () => {
  const { openCalls, questions } = openPage()
  for (let call = 0; call < 5; call += 1) {
    const { close } = openCalls.open(() => undefined)
    await pass(1900)
    close()
  }
  expect(questions).toHaveLength(0)
})

test('however many calls wait, one request at a time asks for them all, every two seconds, until none waits', async () => {
  const { openCalls, questions } = openPage()
  const told: (QuotaWait | null)[][] = [[], []]
  const calls = told.map((each) => openCalls.open((held) => each.push(held)))
  await pass(2000)
  expect(questions).toHaveLength(1)
  await pass(10_000)
  expect(questions).toHaveLength(1)

  questions[0]?.(calls.map(({ name }, at) => heldOf(name, 12 + at)))
  await pass(0)
  expect(told).toEqual([[{ why: 'turn', ahead: 12 }], [{ why: 'turn', ahead: 13 }]])
  await pass(2000)
  expect(questions).toHaveLength(2)
  questions[1]?.(calls.map(({ name }, at) => heldOf(name, 2 + at)))
  await pass(0)
  expect(told.map((each) => each.at(-1))).toEqual([
    { why: 'turn', ahead: 2 },
    { why: 'turn', ahead: 3 },
  ])

  for (const { close } of calls) close()
  await pass(30_000)
  expect(questions).toHaveLength(2)
})
