// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { fakeGateway, li, zhang } from '../testing/fake-gateway.ts'
import { failureOf, jobAt } from '../testing/jobs.ts'
import { openWorkspace } from './testing/workspace-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

test('an ended session keeps the queue, and it goes on when the same person is back', async () => {
  const { uploads, gateway, onOwner } = openWorkspace({ gateway: fakeGateway(null) })
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('not-signed-in')))
  const banner = await screen.findByRole('alert')
  expect(within(banner).getByRole('link', { name: '重新登录' })).toBeTruthy()
  expect(uploads.asked).toEqual([])
  gateway.person = zhang
  await waitFor(() => expect(uploads.asked).toContainEqual(['goOn']))
  expect(onOwner).not.toHaveBeenCalled()
})

test('full storage holds the queue with what happened, who can act, and one button that goes on', async () => {
  const { user, uploads } = openWorkspace()
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('1061101', { code: 1061101 })))
  const banner = await screen.findByRole('alert')
  expect(within(banner).getByRole('heading', { name: '企业存储空间已满' })).toBeTruthy()
  expect(within(banner).getByText('企业管理员')).toBeTruthy()
  expect(uploads.asked).toEqual([])
  await user.click(within(banner).getByRole('button', { name: '继续上传' }))
  expect(uploads.asked).toEqual([['goOn']])
  act(() => uploads.hold(null))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: '上传队列' })))
})

test('a security check holds the queue, and leads to the sign-in first', async () => {
  const { user, uploads } = openWorkspace()
  const opened = vi.spyOn(window, 'open').mockReturnValue(null)
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('21000', { code: 21000 })))
  const banner = await screen.findByRole('alert')
  const [first, second] = within(banner).getAllByRole('button')
  expect([first?.textContent, second?.textContent]).toEqual(['重新登录', '继续上传'])
  await user.click(within(banner).getByRole('button', { name: '重新登录' }))
  expect(opened).toHaveBeenCalledOnce()
  expect(uploads.asked).toEqual([])
  opened.mockRestore()
})

test('somebody else signing in does not take over a queue unasked', async () => {
  const { user, uploads, onOwner, onBecome } = openWorkspace({ gateway: fakeGateway(li) })
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('not-signed-in')))
  const take = await screen.findByRole('button', { name: '以 李四 的身份继续' })
  expect(uploads.asked).toEqual([])
  await user.click(take)
  expect(onBecome).toHaveBeenCalledWith(li)
  expect(onOwner).toHaveBeenCalledWith(li)
  expect(uploads.asked).toEqual([['goOn']])
})
