import { useMemo, useState } from 'react'
import { problems } from '../../../contract/problems/catalogue.ts'
import type { JobId } from '../../../engine/job/job.ts'
import type { Cause, Uploads } from '../../../engine/queue/uploads.ts'
import { jobsNamed, keyOfCause } from '../state/queue-view.ts'

/** Failed files of one cause, shown under one heading. */
export interface FailureGroup {
  /** `keyOfCause`. */
  readonly key: string
  readonly cause: Cause
  /** Files of the cause that match the search. */
  readonly ids: readonly JobId[]
}

/**
 * Groups causes by the person and the step that they need; the step for the most files first, and within it the cause of the most
 * files.
 */
export function inOrderOfNeed(causes: readonly Cause[]): readonly Cause[] {
  const files = new Map<string, number>()
  for (const cause of causes) files.set(stepKeyOf(cause), (files.get(stepKeyOf(cause)) ?? 0) + cause.ids.length)
  const filesOf = (cause: Cause) => files.get(stepKeyOf(cause)) ?? 0
  return [...causes].sort(
    (one, other) =>
      filesOf(other) - filesOf(one) ||
      stepKeyOf(one).localeCompare(stepKeyOf(other)) ||
      other.ids.length - one.ids.length,
  )
}

function stepKeyOf({ problem }: Cause): string {
  const { actor, actions } = problems[problem]
  return `${actor} ${actions[0] ?? ''}`
}

/** The groups in the order in which they were first shown, new ones last: no group moves while it is being read. */
export function useFailureGroups(uploads: Uploads, causes: readonly Cause[], text: string): readonly FailureGroup[] {
  const [order, setOrder] = useState<readonly string[]>([])
  const fresh = inOrderOfNeed(causes)
    .map(keyOfCause)
    .filter((key) => !order.includes(key))
  // React renders again at once.
  if (fresh.length > 0) setOrder([...order, ...fresh])
  return useMemo(() => {
    const byKey = new Map(causes.map((cause) => [keyOfCause(cause), cause]))
    return order.flatMap((key) => {
      const cause = byKey.get(key)
      const ids = cause ? jobsNamed(uploads, cause.ids, text) : []
      return cause && ids.length > 0 ? [{ key, cause, ids }] : []
    })
  }, [uploads, causes, order, text])
}
