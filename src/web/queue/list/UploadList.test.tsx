// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { spot, fileNamed, jobAt } from '../../testing/jobs.ts'
import { waiting, done, openQueue, rows, filter, painted } from '../testing/queue-under-test.tsx'

afterEach(cleanup)

test('a row is moved by the keyboard, keeps the focus, and its new place is announced', async () => {
  const { user, uploads } = openQueue(jobAt('s', done), ...['a', 'b', 'c'].map((id) => jobAt(id, waiting)))
  await user.click(screen.getByRole('button', { name: '调整顺序' }))
  const up = screen.getByRole('button', { name: '上移 c.pdf' })
  act(() => up.focus())
  await user.keyboard('{Enter}')
  await painted()
  expect(uploads.asked).toEqual([['move', ['c'], 'up']])
  expect(rows()).toEqual(['s.pdf', 'a.pdf', 'c.pdf', 'b.pdf'])
  expect(document.activeElement?.getAttribute('aria-label')).toBe('上移 c.pdf')
  expect(screen.getByText('c.pdf 现在排在第 3，共 4 个')).toBeTruthy()
  await user.keyboard('{Enter}{Enter}')
  expect(screen.getByText('c.pdf 不能再往这个方向移动了')).toBeTruthy()
})

test('only files that are not placed yet can be moved, and the page says why', async () => {
  const { user } = openQueue(
    jobAt('a', { at: 'placed', spot, parts: null }),
    jobAt('b', waiting),
    jobAt('c', waiting),
    jobAt('d', done),
  )
  await user.click(screen.getByRole('button', { name: '调整顺序' }))
  const movable = screen
    .getAllByRole('button', { name: /^把 .* 移到最前/ })
    .map((button) => button.getAttribute('aria-label'))
  expect(movable).toEqual(['把 b.pdf 移到最前', '把 c.pdf 移到最前'])
  expect(screen.getByText(/还没开始的文件可以移动/)).toBeTruthy()
})

test('sorting again by the same key reverses the order', async () => {
  const { user, uploads } = openQueue(
    ...[30, 10, 20].map((sizeBytes, at) => jobAt(`f${at}`, waiting, fileNamed(`f${at}.pdf`, sizeBytes))),
  )
  await user.click(screen.getByRole('button', { name: '调整顺序' }))
  await user.click(screen.getByRole('button', { name: '按大小排序' }))
  await painted()
  expect(rows()).toEqual(['f1.pdf', 'f2.pdf', 'f0.pdf'])
  await user.click(screen.getByRole('button', { name: '按大小排序' }))
  await painted()
  expect(rows()).toEqual(['f0.pdf', 'f2.pdf', 'f1.pdf'])
  expect(screen.getByText('已按大小排列，大的在前')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '按名称排序' }))
  expect(uploads.asked).toEqual([
    ['sort', 'size', 'ascending'],
    ['sort', 'size', 'descending'],
    ['sort', 'name', 'ascending'],
  ])
})

test('the focus stays in the row when the focused button disappears', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  act(() => screen.getByRole('button', { name: '暂停 a.pdf' }).focus())
  await user.keyboard('{Enter}')
  uploads.show({ ...jobAt('a', waiting), paused: true })
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '继续 a.pdf' }))
  uploads.show(jobAt('a', done))
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('link', { name: '在文档中查看：a.pdf' }))
})

test('the focus goes to the row that took the place of one that left the list', async () => {
  const { user, uploads } = openQueue(...['a', 'b', 'c'].map((id) => jobAt(id, waiting)))
  await user.click(filter(/^等待中/))
  act(() => screen.getByRole('button', { name: '取消 b.pdf' }).focus())
  uploads.show(jobAt('b', { at: 'cancelled', leftover: null }))
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('listitem', { name: 'c.pdf' }))
})

test('the focus is not moved back after somebody leaves a row', async () => {
  const { uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  const cancel = screen.getByRole('button', { name: '取消 a.pdf' })
  act(() => cancel.focus())
  act(() => cancel.blur())
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  uploads.show(jobAt('a', done))
  await painted()
  expect(document.activeElement).toBe(document.body)
})
