// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chinese, english } from '../testing/languages.ts'
import { renderPage } from '../testing/render-page.tsx'
import { NewerVersion } from './NewerVersion.tsx'

const built = (entry: string, at: string) =>
  `<meta name="built" content="${at}"><script type="module" crossorigin src="${entry}"></script>`
const here = built('/assets/index-a1.js', '2026-11-23T08:00:00.000Z')
const later = built('/assets/index-b2.js', '2026-11-24T08:00:00.000Z')
const earlier = built('/assets/index-00.js', '2026-11-22T08:00:00.000Z')
const minuteMs = 60_000

/** Continues from test to test, because the page remembers when it looked last. */
let nowMs = Date.now()

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

/** Makes the page check its server once, as when the window gets the focus after a while. */
async function look(answer: () => Promise<Response>): Promise<void> {
  server.mockImplementation(answer)
  nowMs += 2 * minuteMs
  vi.setSystemTime(nowMs)
  await act(async () => {
    fireEvent(globalThis as unknown as Window, new Event('focus'))
    await new Promise((resolve) => setTimeout(resolve))
  })
}

const page = (html: string) => () => Promise.resolve(new Response(html))

// Last: once a newer version was seen, the page does not check again.

test.each([
  ['the same page', page(here)],
  ['the page of a replica that is updated later', page(earlier)],
  ['a network’s sign-in page', page('<title>Sign in</title>')],
  ['an error', () => Promise.resolve(new Response(later, { status: 503 }))],
  ['nothing', () => Promise.reject(new TypeError('Failed to fetch'))],
])('Nothing is offered while the server answers %s', async (_what, answer) => {
  renderPage(<NewerVersion isPending={false} isKept={false} />)
  await look(answer)
  expect(server).toHaveBeenCalledTimes(1)
  expect(screen.queryByRole('status')).toBeNull()
})

test('Whoever switches windows often asks the server once a minute at most', async () => {
  renderPage(<NewerVersion isPending={false} isKept={false} />)
  await look(page(here))
  for (let time = 0; time < 5; time += 1) fireEvent(globalThis as unknown as Window, new Event('focus'))
  expect(server).toHaveBeenCalledTimes(1)
})

test('A page that is open for long asks by itself, and offers the newer version without loading it', async () => {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
  renderPage(<NewerVersion isPending={false} isKept={false} />)
  server.mockImplementation(page(later))
  nowMs += 2 * minuteMs
  vi.setSystemTime(nowMs)
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

test('While files are on their way that a reload would keep, it says so beside the button', () => {
  renderPage(<NewerVersion isPending isKept />)
  expect(screen.getByRole('status').textContent).toContain('队列会留着')
  expect(screen.getByRole('button', { name: '刷新页面' })).toBeTruthy()
})

test('While files are on their way that a reload would lose, there is no button, and it says when', () => {
  renderPage(<NewerVersion isPending isKept={false} />, english)
  expect(screen.getByRole('status').textContent).toBe(english.messages.version.newerLater)
  expect(screen.queryByRole('button')).toBeNull()
})

test('In Chinese it says the same', () => {
  renderPage(<NewerVersion isPending isKept={false} />, chinese)
  expect(screen.getByRole('status').textContent).toBe('这个页面有新版本。请等文件传完再刷新。')
})
