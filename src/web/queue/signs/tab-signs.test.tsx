// @vitest-environment happy-dom
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Job, Stage } from '../../../engine/job/job.ts'
import { useQueue } from '../state/use-queue.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { failureOf, fileToken, jobAt, otherTarget, spot, target } from '../../testing/jobs.ts'
import { chinese, english } from '../../testing/languages.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { iconAddress, ringSteps, tabIconOf } from './tab-icon.ts'
import { tabTitle } from './tab-title.ts'
import { useTabSigns } from './use-tab-signs.ts'

const done: Stage = { at: 'done', spot, fileToken }
const failed: Stage = { at: 'failed', failure: failureOf('1061004'), leftover: null, kept: null }
const waiting: Stage = { at: 'waiting' }

function queueOf(...jobs: readonly Job[]) {
  const uploads = new FakeUploads()
  uploads.show(...jobs)
  return uploads
}

beforeEach(() => {
  const icon = document.createElement('link')
  icon.rel = 'icon'
  icon.href = '/favicon.svg'
  document.head.append(icon)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  document.querySelectorAll('link[rel="icon"]').forEach((icon) => icon.remove())
  Reflect.deleteProperty(navigator, 'setAppBadge')
})

const iconOf = (uploads: FakeUploads) => tabIconOf(uploads.getSnapshot())
const shownIcon = () => document.querySelector('link[rel="icon"]')?.getAttribute('href') ?? ''
const painted = () => act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))

test('once all files have arrived the page title names their document, or the product where there are several', () => {
  const title = (uploads: FakeUploads, i18n = chinese) => tabTitle(uploads.getSnapshot(), i18n)
  expect(title(queueOf(jobAt('a', done), jobAt('b', done)))).toBe('✓ 2 个已放好 – 产品需求评审')
  expect(title(queueOf(jobAt('a', done), jobAt('b', failed)), english)).toBe('1 of 2 · 1 failed – 产品需求评审')
  expect(title(queueOf(jobAt('a', done), jobAt('b', done, undefined, otherTarget)))).toBe('✓ 2 个已放好 · 飞书文档上传')
  expect(title(queueOf(jobAt('a', failed)))).toBe('0/1，1 个失败 · 飞书文档上传')
  expect(title(queueOf(jobAt('a', done), jobAt('b', waiting)))).toBe('(1/2) 飞书文档上传')
})

test('the page title makes hidden characters of a name visible', () => {
  const named = { ...target, title: 'a\u202Eb' }
  expect(tabTitle(queueOf(jobAt('a', done, undefined, named)).getSnapshot(), chinese)).toContain('a⟨U+202E⟩b')
})

test('the tab icon shows progress as a ring, then a tick, or a mark when a person has to act', () => {
  expect(iconOf(queueOf())).toBe('plain')
  expect(iconOf(queueOf(jobAt('a', done), jobAt('b', waiting)))).toEqual({ step: ringSteps / 2 })
  expect(iconOf(queueOf(jobAt('a', done)))).toBe('well')
  expect(iconOf(queueOf(jobAt('a', done), jobAt('b', failed)))).toBe('trouble')
  expect(iconOf(queueOf(jobAt('a', { at: 'cancelled', leftover: null })))).toBe('plain')
  const held = queueOf(jobAt('a', waiting))
  held.hold(failureOf('not-signed-in'))
  expect(iconOf(held)).toBe('trouble')
})

test('each tab icon is a data URL and loads nothing', () => {
  const icons = ['well', 'trouble', { step: 0 }, { step: 5 }] as const
  const addresses = icons.map(iconAddress)
  expect(new Set(addresses).size).toBe(icons.length)
  for (const address of addresses) expect(address).toMatch(/^data:image\/svg\+xml,%3Csvg[^"'<>\s]+$/)
})

test('the tab shows the progress while the page is hidden, and its usual title once the end has been seen', async () => {
  const setAppBadge = vi.fn<(number: number) => Promise<void>>(() => Promise.resolve())
  Object.defineProperty(navigator, 'setAppBadge', { configurable: true, value: setAppBadge })
  const view = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const uploads = queueOf(jobAt('a', waiting), jobAt('b', done))
  function Page() {
    useTabSigns(useQueue(uploads))
    return null
  }
  renderPage(<Page />)
  expect(shownIcon()).toBe(iconAddress({ step: ringSteps / 2 }))
  act(() => uploads.show(jobAt('a', done)))
  await painted()
  expect(shownIcon()).toBe(iconAddress('well'))
  view.mockReturnValue('visible')
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  expect([shownIcon(), document.title]).toEqual(['/favicon.svg', '飞书文档上传'])
  expect(setAppBadge.mock.calls.flat()).toEqual([1, 0])
})
