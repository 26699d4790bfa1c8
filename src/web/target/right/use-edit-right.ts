import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { EditRight } from '../ChosenDocument.tsx'
import type { EditRefusals } from './edit-refusals.ts'
import type { ChosenTarget } from '../use-target.ts'

interface EditRightOptions {
  readonly chosen: ChosenTarget
  readonly snapshot: QueueSnapshot
  /** Null until the queue has been opened. */
  readonly refusalsIn: EditRefusals | null
}

/** What is known of the right to edit the chosen document. */
export interface KnownRight {
  readonly right: EditRight
  /** Why Feishu has refused files there since it was asked; null where it has not. */
  readonly refusal: ProblemKey | null
}

/**
 * Known right to edit the chosen document: Feishu's answer, unless a file has been refused since. Asks Feishu again as soon as one of
 * those files has been retried or removed: it may go through now.
 */
export function useEditRight({ chosen, snapshot, refusalsIn }: EditRightOptions): KnownRight {
  const { state, link, checkedAtMs } = chosen
  const body = state.is === 'resolved' ? state.target.body : null
  const { causes } = snapshot
  const refusals = useMemo(() => (body && refusalsIn ? refusalsIn(body, causes) : []), [body, causes, refusalsIn])
  const ids = useMemo(() => refusals.flatMap((refusal) => refusal.ids).join(' '), [refusals])
  const [seen, setSeen] = useState({ ids: '', sinceCheckAtMs: 0 })
  if (ids !== seen.ids) {
    setSeen({ ids, sinceCheckAtMs: isAnyNew(ids, seen.ids) ? checkedAtMs : seen.sinceCheckAtMs })
  }

  const before = useRef({ ids: '', link: '' })
  const lookAgain = useEffectEvent(() => chosen.lookAgain())
  useEffect(() => {
    if (link !== null && before.current.link === link && isAnyNew(before.current.ids, ids)) lookAgain()
    before.current = { ids, link: link ?? '' }
  }, [ids, link])

  if (state.is !== 'resolved') return { right: 'checking', refusal: null }
  const [refusal] = refusals
  if (refusal && seen.sinceCheckAtMs === checkedAtMs) {
    return { right: refusal.loss === 'gone' ? 'gone' : 'refused', refusal: refusal.problem }
  }
  const { mayEdit } = state.target
  return { right: mayEdit === null ? 'unknown' : mayEdit ? 'granted' : 'read-only', refusal: null }
}

/** Whether one of these ids is not among the others; all are joined by blanks. */
function isAnyNew(ids: string, others: string): boolean {
  const known = new Set(['', ...others.split(' ')])
  return ids.split(' ').some((id) => !known.has(id))
}
