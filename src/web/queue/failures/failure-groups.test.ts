// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { Stage } from '../../../engine/job/job.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { failureOf, jobAt } from '../../testing/jobs.ts'
import { useQueue } from '../state/use-queue.ts'
import { inOrderOfNeed, useFailureGroups } from './failure-groups.ts'

const failed = (problem: ProblemKey): Stage => ({
  at: 'failed',
  failure: failureOf(problem),
  leftover: null,
  kept: null,
})

const queueOf = (problemsById: Readonly<Record<string, ProblemKey>>) => {
  const uploads = new FakeUploads()
  uploads.show(...Object.entries(problemsById).map(([id, problem]) => jobAt(id, failed(problem))))
  return uploads
}

test('causes with the same next step for the same person are one group, the largest first', () => {
  const uploads = queueOf({
    ...{ a: '1061113', b: '1061113', c: '1061113' },
    ...{ d: '1061004', e: '1061004' },
    ...{ f: '1061109' },
    ...{ g: '1770032', h: '1770032', i: '1770032' },
  })
  const order = inOrderOfNeed(uploads.getSnapshot().causes).map(({ problem }) => problem)
  expect(order).toEqual(['1770032', '1061004', '1061113', '1061109'])
})

test('a group keeps its position when others grow larger, and new ones come last', async () => {
  const uploads = queueOf({ a: '1061113', b: '1061113', c: '1061004' })
  const { result } = renderHook(() => useFailureGroups(uploads, useQueue(uploads).causes, ''))
  const shown = () => result.current.map(({ cause, ids }) => `${cause.problem} ${ids.join('')}`)
  expect(shown()).toEqual(['1061113 ab', '1061004 c'])
  act(() => uploads.show(...['d', 'e', 'f'].map((id) => jobAt(id, failed(id === 'd' ? '1061109' : '1061004')))))
  await act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  expect(shown()).toEqual(['1061113 ab', '1061004 cef', '1061109 d'])
})

test('a search keeps the groups that have a matching file', () => {
  const uploads = queueOf({ alpha: '1061113', beta: '1061113', gamma: '1061004' })
  const { result } = renderHook(() => useFailureGroups(uploads, uploads.getSnapshot().causes, 'beta'))
  expect(result.current.map(({ ids }) => ids)).toEqual([['beta']])
})
