// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chinese, english } from '../testing/languages.ts'
import { renderPage } from '../testing/render-page.tsx'
import type { I18n } from '../i18n/load-language.ts'
import { NewerVersion } from './NewerVersion.tsx'
import { VersionWatch } from './newer-version.ts'

const built = (entry: string, at: string) =>
  `<meta name="built" content="${at}"><script type="module" crossorigin src="${entry}"></script>`
const here = built('/assets/index-a1.js', '2026-11-23T08:00:00.000Z')
const later = built('/assets/index-b2.js', '2026-11-24T08:00:00.000Z')
const earlier = built('/assets/index-00.js', '2026-11-22T08:00:00.000Z')
const minuteMs = 60_000

const server = vi.fn<() => Promise<Response>>()

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  vi.stubGlobal('fetch', server)
  // Inside a template, so that no script runs.
  document.head.innerHTML = `<template>${here}</template>`
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  server.mockReset()
})

interface Shown {
  readonly isPending?: boolean
  readonly isKept?: boolean
  readonly i18n?: I18n
}

function openPage({ isPending = false, isKept = false, i18n = chinese }: Shown = {}) {
  renderPage(<NewerVersion isPending={isPending} isKept={isKept} watch={new VersionWatch()} />, i18n)
}

/** The window gets the focus, and the server answers. */
async function look(answer: () => Promise<Response>): Promise<void> {
  server.mockImplementation(answer)
  await act(async () => {
    fireEvent(globalThis as unknown as Window, new Event('focus'))
    await new Promise((resolve) => setTimeout(resolve))
  })
}

const page = (html: string) => () => Promise.resolve(new Response(html))

test.each([
  ['the same page', page(here)],
  ['the page of a replica that is updated later', page(earlier)],
  ['a network’s sign-in page', page('<title>Sign in</title>')],
  ['an error', () => Promise.resolve(new Response(later, { status: 503 }))],
  ['nothing', () => Promise.reject(new TypeError('Failed to fetch'))],
])('nothing is offered while the server answers %s', async (_what, answer) => {
  openPage()
  await look(answer)
  expect(server).toHaveBeenCalledTimes(1)
  expect(screen.queryByRole('status')).toBeNull()
})

test('somebody who switches windows often asks the server once a minute at most', async () => {
  openPage()
  await look(page(here))
  for (let time = 0; time < 5; time += 1) await look(page(here))
  expect(server).toHaveBeenCalledTimes(1)
  vi.setSystemTime(Date.now() + minuteMs)
  await look(page(here))
  expect(server).toHaveBeenCalledTimes(2)
})

test('a newer version that was seen is not asked for again', async () => {
  openPage()
  await look(page(later))
  vi.setSystemTime(Date.now() + minuteMs)
  await look(page(later))
  expect(server).toHaveBeenCalledTimes(1)
})

test('a page that is open for long checks by itself, and offers the newer version without loading it', async () => {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
  openPage()
  server.mockImplementation(page(later))
  await act(async () => {
    vi.advanceTimersByTime(15 * minuteMs)
    await new Promise((resolve) => setTimeout(resolve))
  })
  expect(screen.getByRole('status').textContent).toContain('这个页面有新版本。')
  expect(reload).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: '刷新页面' }))
  expect(reload).toHaveBeenCalledTimes(1)
  reload.mockRestore()
})

test('while files are on their way that a reload would keep, the notice says so beside the button', async () => {
  openPage({ isPending: true, isKept: true })
  await look(page(later))
  expect(screen.getByRole('status').textContent).toContain('队列会留着')
  expect(screen.getByRole('button', { name: '刷新页面' })).toBeTruthy()
})

test.each([
  [english, english.messages.version.newerLater],
  [chinese, '这个页面有新版本。请等文件传完再刷新。'],
])(
  'while files are on their way that a reload would lose, the notice has no button and says when: $language',
  async (i18n, said) => {
    openPage({ isPending: true, i18n })
    await look(page(later))
    expect(screen.getByRole('status').textContent).toBe(said)
    expect(screen.queryByRole('button')).toBeNull()
  },
)
