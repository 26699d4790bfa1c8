// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { LazyModule } from '../lazy/lazy-module.ts'
import type { QueueBundle } from './queue-bundle.ts'
import { openWorkspace } from './testing/workspace-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

test('signing out is in the menu of the person’s picture, and nowhere else', async () => {
  const { user, onOwner } = openWorkspace()
  const picture = await screen.findByRole('button', { name: '张三的菜单' })
  expect(screen.queryByRole('button', { name: '退出登录' })).toBeNull()
  await user.click(picture)
  expect(await screen.findByRole('menuitem', { name: '退出登录' })).toBeTruthy()
  expect(onOwner).not.toHaveBeenCalled()
})

test('where the menu cannot be loaded, the way out is a button', async () => {
  const missing = new LazyModule<QueueBundle>(() => Promise.reject(new TypeError('Failed to fetch')), {
    sleep: () => new Promise(() => undefined),
    whyNot: () => Promise.resolve('unreachable'),
    isOffline: () => false,
  })
  openWorkspace({ bundle: missing })
  expect(screen.queryByRole('button', { name: '退出登录' })).toBeNull()
  expect(await screen.findByRole('button', { name: '退出登录' })).toBeTruthy()
})
