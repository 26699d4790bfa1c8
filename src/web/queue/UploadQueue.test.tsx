// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { failureOf, jobAt } from '../testing/jobs.ts'
import { waiting, done, failed, openQueue, rows, filter, painted } from './testing/queue-under-test.tsx'

afterEach(cleanup)

test('a filter shows its files and says how many there are', async () => {
  const { user } = openQueue(jobAt('a', waiting), jobAt('b', done), jobAt('c', waiting))
  expect(filter(/^全部 3$/).checked).toBe(true)
  await user.click(filter(/^等待中 2$/))
  expect(rows()).toEqual(['a.pdf', 'c.pdf'])
  expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('显示 2 个文件')
})

test('filters are one choice for the keyboard: the arrows go through them', async () => {
  const { user } = openQueue(jobAt('a', waiting), jobAt('b', done))
  act(() => filter(/^全部/).focus())
  await user.keyboard('{ArrowRight}')
  expect(filter(/^等待中/).checked).toBe(true)
})

test('a filter without files says so and leads back', async () => {
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

test('a file leaves its filter when its state changes', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  await user.click(filter(/^等待中/))
  uploads.show(jobAt('a', done))
  await painted()
  expect(rows()).toEqual(['b.pdf'])
})

test('one cause is looked at and retried apart from the others', async () => {
  const { user, uploads } = openQueue(
    jobAt('a', failed('1061004')),
    jobAt('b', failed('1061045')),
    jobAt('c', failed('1061004')),
    jobAt('d', failed('1061045')),
  )
  const [denied] = screen.getAllByRole('alert')
  const only = within(denied!).getByRole('button', { name: '只看这些文件' })
  await user.click(only)
  expect(rows()).toEqual(['a.pdf', 'c.pdf'])
  expect(only.getAttribute('aria-pressed')).toBe('true')
  await user.click(within(denied!).getByRole('button', { name: '只重试这一类' }))
  expect(uploads.asked).toEqual([['retry', ['a', 'c']]])
  await user.click(screen.getByRole('button', { name: '重试失败的文件' }))
  expect(uploads.asked.at(-1)).toEqual(['retry', ['a', 'c', 'b', 'd']])
})

test('with many causes the list is not pushed off the page', async () => {
  const problems = ['1061004', '1061045', '1061113', '1061109', '1061043'] as const
  const { user } = openQueue(
    ...problems.flatMap((problem) =>
      ['x', 'y'].map((name) =>
        jobAt(`${problem}${name}`, { at: 'failed', failure: failureOf(problem), leftover: null, kept: null }),
      ),
    ),
  )
  expect(screen.getAllByRole('alert')).toHaveLength(3)
  await user.click(screen.getByRole('button', { name: '还有 2 种原因' }))
  expect(filter(/^失败/).checked).toBe(true)
  expect(screen.getAllByRole('alert')).toHaveLength(5)
})
