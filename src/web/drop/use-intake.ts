import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { DroppedFile } from '../../engine/doors.ts'
import type { JobId } from '../../engine/job.ts'
import type { Target } from '../../engine/target.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { onPaint } from '../on-paint.ts'
import { Intake, type Drop, type Intaken } from './intake.ts'

/**
 * The way of files into the queue, in its order; what is dropped before the queue has been opened goes in right then.
 *
 * @param uploads Null until the queue has been opened.
 * @param target Where files go; null as long as no document can take them.
 */
export function useIntake(uploads: Uploads | null, target: Target | null) {
  const [intakeInto] = useState(oneIntake)
  const intake = useMemo(() => uploads && intakeInto(uploads), [uploads, intakeInto])
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

/** One way in, however often the queue behind it becomes another one: what waits there goes on waiting. */
function oneIntake(): (uploads: Uploads) => Intake {
  let intake: Intake | null = null
  return (uploads) => {
    intake ??= new Intake(uploads)
    intake.goThrough(uploads)
    return intake
  }
}

const nothing: Intaken = { files: 0, jobIds: [], duplicates: [], changed: [] }
const nothingYet = () => nothing
