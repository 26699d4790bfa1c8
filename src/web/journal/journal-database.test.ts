import { afterEach, expect, test, vi } from 'vitest'
import { eachInTurn } from './journal-database.ts'

afterEach(() => vi.restoreAllMocks())

/** A busy machine: much time passes between any two reads of the clock. */
function onBusyMachine(): void {
  let nowMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 1000))
}

test('all requests of a drop are made and committed in the task in which the files are added, however busy the machine is', () => {
  onBusyMachine()
  let [asked, committed] = [0, false]
  const unanswered = () => {
    asked += 1
    return new Promise(() => undefined)
  }
  void eachInTurn(Array.from({ length: 100 }), unanswered, () => (committed = true))
  expect([asked, committed]).toEqual([100, true])
})

test('thousands of requests are made with pauses, so that the page keeps responding', async () => {
  onBusyMachine()
  let asked = 0
  const whole = eachInTurn(Array.from({ length: 5000 }), () => {
    asked += 1
    return Promise.resolve()
  })
  expect(asked).toBeLessThan(1000)
  await whole
  expect(asked).toBe(5000)
})
