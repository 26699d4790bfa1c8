// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Stage } from '../../../engine/job/job.ts'
import { memoryStorage } from '../../platform/browser-storage.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { failureOf, fileToken, jobAt, spot } from '../../testing/jobs.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { useQueue } from '../state/use-queue.ts'
import { EndNotice } from './EndNotice.tsx'

beforeEach(() => void vi.useFakeTimers())

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const waiting: Stage = { at: 'waiting' }
const done: Stage = { at: 'done', spot, fileToken }

function openQueue(permission: NotificationPermission | null, storage = memoryStorage()) {
  const uploads = new FakeUploads()
  uploads.show(jobAt('a', waiting))
  const asked: string[] = []
  const shown: string[] = []
  const notices = {
    permission: () => permission,
    ask: () => {
      asked.push('browser')
      return Promise.resolve('granted' as const)
    },
    show: (title: string, body: string) => void shown.push(`${title} | ${body}`),
  }
  function Page() {
    return <EndNotice snapshot={useQueue(uploads)} notices={notices} storage={storage} />
  }
  renderPage(<Page />)
  const change = async (how: () => void) => {
    act(how)
    await act(() => vi.advanceTimersByTimeAsync(1_000))
  }
  return { uploads, asked, shown, storage, change }
}

const offer = () => screen.queryByText('传完或停下时，要发一条桌面通知吗？')
const work = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const lookAway = () => vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')

test('a notification is offered after half a minute of work, and the browser asks only those who want one', async () => {
  const { asked, storage } = openQueue('default')
  await work(29_000)
  expect(offer()).toBeNull()
  await work(1_000)
  expect(offer()).not.toBeNull()
  expect(asked).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: '通知我' }))
  expect([asked, offer()]).toEqual([['browser'], null])
  cleanup()
  openQueue('default', storage)
  await work(60_000)
  expect(offer()).toBeNull()
})

test('a person who declines notifications is not asked again', async () => {
  const { asked, storage } = openQueue('default')
  await work(30_000)
  fireEvent.click(screen.getByRole('button', { name: '不用' }))
  cleanup()
  openQueue('default', storage)
  await work(60_000)
  expect([asked, offer()]).toEqual([[], null])
})

test.each(['granted', 'denied', null] as const)(
  'no notification is offered where the answer is known: %s',
  async (permission) => {
    openQueue(permission)
    await work(60_000)
    expect(offer()).toBeNull()
  },
)

test('the end of the queue is notified once, and only while the page is hidden', async () => {
  const { uploads, shown, change } = openQueue('granted')
  lookAway()
  await change(() => uploads.show(jobAt('a', done)))
  expect(shown).toEqual(['1 个文件都已在文档中 | 产品需求评审'])
  await change(() => uploads.show({ ...jobAt('a', done), name: 'b' }))
  expect(shown).toHaveLength(1)
})

test('a queue that stops is notified with the cause', async () => {
  const { uploads, shown, change } = openQueue('granted')
  lookAway()
  await change(() => uploads.hold(failureOf('not-signed-in')))
  expect(shown).toEqual([expect.stringMatching(/^已停住，完成 0 \/ 1 \| .+/)])
})

test('no notification comes while the page is visible, or without permission', async () => {
  const seen = openQueue('granted')
  await seen.change(() => seen.uploads.show(jobAt('a', done)))
  lookAway()
  const refused = openQueue('denied')
  await refused.change(() => refused.uploads.show(jobAt('a', done)))
  expect([...seen.shown, ...refused.shown]).toEqual([])
})
