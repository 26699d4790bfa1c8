// @vitest-environment happy-dom
import { useEffect } from 'react'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QueueBundle } from '../app/queue-bundle.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { failureOf, fileToken, jobAt, spot } from '../testing/jobs.ts'
import { chinese, english } from '../testing/languages.ts'
import { leavingOf } from '../testing/leaving-of.ts'
import { openQueueOf } from '../testing/open-queue-of.ts'
import { renderPage } from '../testing/render-page.tsx'
import { Boundary } from './Boundary.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { Whole } from './BrokenPart.tsx'

const done = { at: 'done', spot, fileToken } as const
const failed = { at: 'failed', failure: failureOf('file-empty'), leftover: null, kept: null } as const

let isBroken: boolean
let uploads: FakeUploads
const asked = vi.fn((_path: string) => Promise.resolve(new Response('{}')))

beforeEach(() => {
  isBroken = true
  uploads = new FakeUploads()
  // React reports each error there.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  asked.mockClear()
})

function Page() {
  if (isBroken) throw new Error('a fault of the page')
  return <h1>the page</h1>
}

async function show(isQueueThere = true, language = chinese) {
  const bundle = new LazyModule(
    () => Promise.resolve({ tab: { getSnapshot: () => ({ queue: openQueueOf(uploads) }) } } as unknown as QueueBundle),
    { isOffline: () => false },
  )
  if (isQueueThere) await bundle.load()
  const leaving = leavingOf(asked)
  renderPage(
    <Boundary fallback={(breakage) => <BrokenPage {...breakage} bundle={bundle} leaving={leaving} isShared={false} />}>
      <Page />
    </Boundary>,
    language,
  )
}

test('The fallback of a broken page shows what goes on, and keeps counting', async () => {
  uploads.show(jobAt('a', done), jobAt('b', { at: 'waiting' }))
  await show()
  expect(screen.getByRole('heading').textContent).toBe('页面没能显示出来')
  expect(screen.getByText(/已经开始的上传会继续/)).toBeTruthy()
  expect(screen.getByRole('status').textContent).toMatch(/1.*2/)
  act(() => uploads.show(jobAt('b', done)))
  await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/2.*2/))
})

test('On another try the page is there once it does not break any more', async () => {
  await show()
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(screen.getByRole('heading').textContent).toBe('页面没能显示出来')
  isBroken = false
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(screen.getByRole('heading').textContent).toBe('the page')
})

test('The queue is forgotten only when that is confirmed', async () => {
  uploads.show(jobAt('a', done), jobAt('b', failed))
  await show(true, english)
  const confirm = vi.fn(() => false)
  vi.stubGlobal('confirm', confirm)
  const forget = screen.getByRole('button', { name: 'Forget this queue' })
  fireEvent.click(forget)
  expect(confirm).toHaveBeenCalledTimes(1)
  expect(uploads.asked).toEqual([])
  confirm.mockReturnValue(true)
  fireEvent.click(forget)
  expect(uploads.asked.map(([what]) => what)).toContain('forget')
  vi.unstubAllGlobals()
})

test('Where no queue could be opened, there is a way out anyway: signing out, reloading, forgetting what is kept', async () => {
  await show(false)
  expect(screen.queryByRole('status')).toBeNull()
  for (const name of ['刷新页面', chinese.messages.session.signOut, chinese.messages.broken.forget]) {
    expect(screen.getByRole('button', { name })).toBeTruthy()
  }
  const home = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
  fireEvent.click(screen.getByRole('button', { name: chinese.messages.session.signOut }))
  await waitFor(() => expect(home).toHaveBeenCalledWith('/'))
  expect(asked).toHaveBeenCalledTimes(1)
})

test('A part that breaks leaves the rest of the page mounted', () => {
  const begun = vi.fn()
  function Beside() {
    useEffect(begun, [])
    return <p>beside</p>
  }
  renderPage(
    <>
      <Whole>
        <Page />
      </Whole>
      <Beside />
    </>,
  )
  expect(screen.getByRole('alert').textContent).toContain('这一块没能显示出来')
  isBroken = false
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(screen.getByRole('heading').textContent).toBe('the page')
  expect(screen.getByText('beside')).toBeTruthy()
  expect(begun).toHaveBeenCalledTimes(1)
})
