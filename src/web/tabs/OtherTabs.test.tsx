// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { OtherTabs } from './OtherTabs.tsx'
import type { OpeningWait } from './tab-queue-snapshot.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function open(waitsFor: OpeningWait) {
  const nothing = () => undefined
  renderPage(<OtherTabs waitsFor={waitsFor} elsewhere={[]} beginNow={nothing} bringHere={nothing} />)
}

const notice = () => screen.queryByRole('status', { name: '正在打开上次的队列' })

test('a page whose database opens at once says nothing of a queue; one that waits for it does', () => {
  open('database')
  expect(notice()).toBeNull()
  act(() => void vi.advanceTimersByTime(1000))
  expect(notice()).not.toBeNull()
})

test.each(['lock', 'older-page'] as const)('a queue that is known to wait (%s) is told of at once', (waitsFor) => {
  open(waitsFor)
  expect(notice()).not.toBeNull()
})
