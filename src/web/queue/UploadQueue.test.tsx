// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { jobAt } from '../testing/jobs.ts'
import { waiting, done, openQueue, rows, filter, painted } from './testing/queue-under-test.tsx'

afterEach(cleanup)

test('a filter shows its files and announces their number', async () => {
  const { user } = openQueue(jobAt('a', waiting), jobAt('b', done), jobAt('c', waiting))
  expect(filter(/^全部 3$/).checked).toBe(true)
  await user.click(filter(/^等待中 2$/))
  expect(rows()).toEqual(['a.pdf', 'c.pdf'])
  expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('显示 2 个文件')
})

test('filters are one radio group: arrow keys move between them', async () => {
  const { user } = openQueue(jobAt('a', waiting), jobAt('b', done))
  act(() => filter(/^全部/).focus())
  await user.keyboard('{ArrowRight}')
  expect(filter(/^等待中/).checked).toBe(true)
})

test('an empty filter says that it is empty and offers to show all files', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  expect(screen.queryByRole('radio', { name: /^失败/ })).toBeNull()
  await user.click(filter(/^等待中 2$/))
  act(() => uploads.show(jobAt('a', done), jobAt('b', done)))
  await painted()
  expect(filter(/^等待中 0$/).checked).toBe(true)
  expect(screen.getByText('没有等待中的文件。')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '显示全部文件' }))
  expect(rows()).toEqual(['a.pdf', 'b.pdf'])
})

test('a file leaves a filter when its status changes', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  await user.click(filter(/^等待中/))
  uploads.show(jobAt('a', done))
  await painted()
  expect(rows()).toEqual(['b.pdf'])
})
