// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { OpenQueue, TabQueueSnapshot } from '../../tabs/tab-queue-snapshot.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { fileToken, jobAt, spot } from '../../testing/jobs.ts'
import { openQueueOf } from '../../testing/open-queue-of.ts'
import { guardQueues } from './guard-queues.ts'

class Tab {
  #queue: OpenQueue | null = null
  readonly #listeners = new Set<() => void>()

  open(queue: OpenQueue): void {
    this.#queue = queue
    for (const listener of this.#listeners) listener()
  }

  readonly getSnapshot = (): TabQueueSnapshot => ({ queue: this.#queue, waitsFor: null, elsewhere: [] })

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const onItsWay = jobAt('a', { at: 'waiting' })
const arrived = jobAt('a', { at: 'done', spot, fileToken })

test('leaving asks only while files are on their way, whatever the page shows', () => {
  const [tab, uploads] = [new Tab(), new FakeUploads()]
  guardQueues(tab)
  tab.open(openQueueOf(uploads))
  expect(asks()).toBe(false)
  uploads.show(onItsWay)
  expect(asks()).toBe(true)
  uploads.show(arrived)
  expect(asks()).toBe(false)
})

test('after a queue has moved to another tab, only the queue in its place asks before leaving', () => {
  const [tab, gone, next] = [new Tab(), new FakeUploads(), new FakeUploads()]
  guardQueues(tab)
  gone.show(onItsWay)
  tab.open(openQueueOf(gone))
  expect(asks()).toBe(true)
  tab.open(openQueueOf(next))
  expect(asks()).toBe(false)
  next.show(onItsWay)
  expect(asks()).toBe(true)
  next.show(arrived)
  expect(asks()).toBe(false)
})

function asks(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}
