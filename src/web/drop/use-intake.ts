import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { DroppedFile } from '../../engine/doors.ts'
import type { JobId } from '../../engine/job.ts'
import type { Target } from '../../engine/target.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { onPaint } from '../on-paint.ts'
import { isPending } from '../uploads/is-pending.ts'
import { guardLeaving } from '../uploads/leave-guard.ts'
import { Intake, type Drop, type Intaken } from './intake.ts'

/**
 * The way of files into the queue, in its order; what is dropped before the queue has been opened goes in right then.
 *
 * @param uploads Null until the queue has been opened.
 * @param target Where files go; null as long as no document can take them.
 */
export function useIntake(uploads: Uploads | null, target: Target | null) {
  const intake = uploads && intakeOf(uploads)
  const early = useRef<Drop[]>([])
  useEffect(() => {
    if (intake) for (const drop of early.current.splice(0)) intake.take(drop)
  }, [intake])
  useEffect(() => intake?.goInto(target), [intake, target])

  const take = useCallback((drop: Drop) => (intake ? intake.take(drop) : void early.current.push(drop)), [intake])
  const keepJobs = useCallback((ids: readonly JobId[]) => intake?.keepJobs(ids), [intake])
  const subscribe = useCallback(
    (listener: () => void) => (intake ? onPaint(listener, intake.subscribe) : () => undefined),
    [intake],
  )
  return {
    intaken: useSyncExternalStore(subscribe, intake?.getSnapshot ?? nothingYet),
    take,
    keepJobs,
    keepDuplicates: (wanted: readonly DroppedFile[]) => intake?.keepDuplicates(wanted),
    addChanged: (place: 'instead' | 'beside') => intake?.addChanged(place),
  }
}

/** One for each queue, whatever becomes of the page around it: it and the guard before leaving outlive a page that broke. */
const intakes = new WeakMap<Uploads, Intake>()

function intakeOf(uploads: Uploads): Intake {
  const known = intakes.get(uploads)
  if (known) return known
  const intake = new Intake(uploads)
  intakes.set(uploads, intake)
  guardLeaving(uploads, () => isPending(uploads.getSnapshot()))
  guardLeaving(intake, () => intake.getSnapshot().files + intake.getSnapshot().duplicates.length > 0)
  return intake
}

const nothing: Intaken = { files: 0, jobIds: [], duplicates: [], changed: [] }
const nothingYet = () => nothing
