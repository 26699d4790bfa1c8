// @vitest-environment happy-dom
import type { ComponentProps } from 'react'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chinese, english } from '../testing/languages.ts'
import { renderPage } from '../testing/render-page.tsx'
import { WorkspaceContext } from '../app/workspace-context.ts'
import { workspaceFacts } from '../testing/workspace-facts.ts'
import { rememberedChoice } from './sign-out-choice.ts'
import { SignOut } from './SignOut.tsx'

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  localStorage.clear()
})

interface Facts extends Partial<ComponentProps<typeof SignOut>['work']> {
  readonly isWanted?: boolean
  readonly app?: Parameters<typeof workspaceFacts>[0]
}

function show({ isWanted = true, app, ...work }: Facts = {}, language = chinese) {
  let otherTab: () => void = () => undefined
  const ending = {
    signOut: vi.fn((_isForgetting: boolean) => Promise.resolve()),
    hasForgotten: false,
    announceUse: vi.fn(),
    subscribeToUse: (listener: () => void) => {
      otherTab = listener
      return () => undefined
    },
  }
  const [onStay, onReload] = [vi.fn(), vi.fn()]
  renderPage(
    <WorkspaceContext value={workspaceFacts(app)}>
      <SignOut
        storage={localStorage}
        ending={ending}
        isWanted={isWanted}
        onStay={onStay}
        onReload={onReload}
        work={{ isPending: false, isKept: true, isAnythingKept: true, isBusy: false, ...work }}
      />
    </WorkspaceContext>,
    language,
  )
  const pass = (seconds: number) => act(() => void vi.advanceTimersByTime(seconds * 1000))
  return { ending, onStay, onReload, pass, useOtherTab: () => act(() => otherTab()) }
}

const shared = { forgetsOnSignOut: true }
const user = userEvent.setup({ advanceTimers: () => undefined })
const button = (name: string | RegExp) => screen.getByRole('button', { name })

test('signing out asks whose computer it is, and one’s own keeps everything and is remembered for this person', async () => {
  const { ending } = show()
  expect(screen.getByRole('dialog', { name: '退出登录' })).toBeTruthy()
  expect(ending.signOut).not.toHaveBeenCalled()
  await user.click(button('我自己的，保留队列'))
  expect(ending.signOut.mock.calls).toEqual([[false]])
  expect(rememberedChoice('ou_zhang', localStorage)).toBe('keep')
  expect(rememberedChoice('ou_li', localStorage)).toBeNull()
})

test('a shared computer forgets everything, and each choice says what it does', async () => {
  const { ending } = show({}, english)
  const forget = button('Shared: forget everything')
  const described = document.getElementById(forget.getAttribute('aria-describedby') ?? '')
  expect(described?.textContent).toContain('File copies, names, titles and links')
  await user.click(forget)
  expect(ending.signOut.mock.calls).toEqual([[true]])
  expect(rememberedChoice('ou_zhang', localStorage)).toBeNull()
})

test('a person who stays is still signed in', async () => {
  const { ending, onStay } = show()
  await user.click(button('先不退出'))
  expect(onStay).toHaveBeenCalledOnce()
  expect(ending.signOut).not.toHaveBeenCalled()
})

test('with nothing to keep nobody is asked', () => {
  const { ending } = show({ isAnythingKept: false })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(ending.signOut).toHaveBeenCalledWith(false)
})

test('a shared computer always forgets, and only warns of files on their way', async () => {
  expect(show({ app: shared }).ending.signOut).toHaveBeenCalledWith(true)
  cleanup()
  const { ending } = show({ app: shared, isPending: true })
  expect(screen.queryByRole('button', { name: '我自己的，保留队列' })).toBeNull()
  await user.click(button('清除并退出'))
  expect(ending.signOut.mock.calls).toEqual([[true]])
})

test('signing out that does not work says so, and another try can', async () => {
  const { ending } = show()
  ending.signOut.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await user.click(button('我自己的，保留队列'))
  expect((await screen.findByRole('alert')).textContent).toContain('你还在登录中')
  await user.click(button('再试一次'))
  expect(ending.signOut).toHaveBeenCalledTimes(2)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('where only the session is left, staying opens the page again', async () => {
  const { ending, onReload } = show()
  ending.signOut.mockImplementationOnce(() => {
    ending.hasForgotten = true
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  await user.click(button('共用的，全部清除'))
  expect((await screen.findByRole('alert')).textContent).toContain('已经清除')
  await user.click(button('先不退出'))
  expect(onReload).toHaveBeenCalledOnce()
})

const kiosk = { isWanted: false, app: { idleSignOutMinutes: 5 } } as const

test('a kiosk counts down in the last minute without use, then forgets', async () => {
  const { ending, pass } = show(kiosk)
  pass(239)
  expect(screen.queryByRole('timer')).toBeNull()
  pass(31)
  expect(screen.getByRole('timer').textContent).toBe('还有 30 秒')
  expect(screen.getByRole('alert').textContent).toContain('按任意键')
  pass(30)
  await waitFor(() => expect(ending.signOut).toHaveBeenCalledWith(true))
})

test.each([
  ['a key', () => void fireEvent.keyDown(document.body, { key: 'a' })],
  ['the mouse', () => void fireEvent.pointerMove(document.body)],
])('%s stops the countdown, here and in other tabs', (_what, use) => {
  const { ending, pass } = show(kiosk)
  pass(290)
  expect(screen.getByRole('timer')).toBeTruthy()
  act(use)
  expect(screen.queryByRole('timer')).toBeNull()
  expect(ending.announceUse).toHaveBeenCalled()
  pass(239)
  expect(ending.signOut).not.toHaveBeenCalled()
})

test('a kiosk whose files are on their way is in use, and so is one whose other tab is', () => {
  const busy = show({ ...kiosk, isBusy: true })
  busy.pass(1000)
  expect(busy.ending.signOut).not.toHaveBeenCalled()
  cleanup()
  const { ending, pass, useOtherTab } = show(kiosk)
  pass(290)
  useOtherTab()
  pass(200)
  expect(screen.queryByRole('timer')).toBeNull()
  expect(ending.signOut).not.toHaveBeenCalled()
})
