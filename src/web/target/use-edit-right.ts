import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import type { EditRight } from './ChosenDocument.tsx'
import type { EditRefusals } from './edit-refusals.ts'
import type { ChosenTarget } from './use-target.ts'

interface EditRightOptions {
  readonly chosen: ChosenTarget
  readonly snapshot: QueueSnapshot
  /** Null until the queue has been opened. */
  readonly refusalsIn: EditRefusals | null
}

/**
 * Known right to edit the chosen document: Feishu's answer, unless a file has been refused since. Asks Feishu again once
 * those files have been retried or removed.
 */
export function useEditRight({ chosen, snapshot, refusalsIn }: EditRightOptions): EditRight {
  const { state, link, checkedAtMs } = chosen
  const body = state.is === 'resolved' ? state.target.body : null
  const { causes } = snapshot
  const refusals = useMemo(
    () => (body && refusalsIn ? refusalsIn(body, causes).join(' ') : ''),
    [body, causes, refusalsIn],
  )
  const [seen, setSeen] = useState({ refusals: '', sinceCheckAtMs: 0 })
  if (refusals !== seen.refusals) {
    const known = new Set(['', ...seen.refusals.split(' ')])
    const isNew = refusals.split(' ').some((id) => !known.has(id))
    setSeen({ refusals, sinceCheckAtMs: isNew ? checkedAtMs : seen.sinceCheckAtMs })
  }

  const isAny = refusals !== ''
  const refusing = useRef<string | null>(null)
  const lookAgain = useEffectEvent(() => chosen.lookAgain())
  useEffect(() => {
    if (!isAny && link !== null && refusing.current === link) lookAgain()
    refusing.current = isAny ? link : null
  }, [isAny, link])

  if (state.is !== 'resolved') return 'checking'
  if (isAny && seen.sinceCheckAtMs === checkedAtMs) return 'refused'
  if (state.target.mayEdit === null) return 'unknown'
  return state.target.mayEdit ? 'granted' : 'read-only'
}
