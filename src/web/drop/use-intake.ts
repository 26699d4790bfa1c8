import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { FilesFor } from '../../engine/targets/base/aim-files.ts'
import type { Target } from '../../engine/targets/target.ts'
import { onPaint } from '../platform/on-paint.ts'
import type { Intake, Intaken } from './intake.ts'

/**
 * Connects the page to the intake.
 *
 * @param intake Null until the queue has been opened.
 * @param target Target of files without one of their own; null while no document can take them.
 */
export function useIntake(intake: Intake | null, target: Target | null) {
  useEffect(() => intake?.goInto(target), [intake, target])

  const resolve = useCallback((link: string, at: Target | null) => intake?.resolve(link, at), [intake])
  const keepJobs = useCallback((ids: readonly JobId[]) => intake?.keepJobs(ids), [intake])
  const subscribe = useCallback(
    (listener: () => void) => (intake ? onPaint(listener, intake.subscribe) : () => undefined),
    [intake],
  )
  return {
    intaken: useSyncExternalStore(subscribe, intake?.getSnapshot ?? nothingYet),
    resolve,
    keepJobs,
    keepDuplicates: (...decision: Parameters<Intake['keepDuplicates']>) => intake?.keepDuplicates(...decision),
    decideMatching: (groups: readonly FilesFor<SourceFile>[]) => intake?.decideMatching(groups),
    addChanged: (how: 'instead' | 'beside') => intake?.addChanged(how),
  }
}

const nothing: Intaken = { files: 0, awaited: [], jobIds: [], duplicates: [], matching: null, changed: [] }
const nothingYet = () => nothing
