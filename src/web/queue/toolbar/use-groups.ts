import { useMemo } from 'react'
import type { Cause } from '../../../engine/queue/uploads.ts'
import { keyOfCause } from '../state/queue-view.ts'

/** From here on, files of one cause are told together. */
const filesOfGroup = 2

/**
 * The causes that are told once for all their files, and the keys by which a row knows its own among them: the same set as
 * long as the causes are the same, however many files meet them.
 */
export function useGroups(causes: readonly Cause[]) {
  const groups = useMemo(() => causes.filter(({ ids }) => ids.length >= filesOfGroup), [causes])
  const keys = groups.map(keyOfCause).join('\n')
  const toldAbove = useMemo(() => new Set(keys.split('\n')), [keys])
  return { groups, toldAbove }
}
