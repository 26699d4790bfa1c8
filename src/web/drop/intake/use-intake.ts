import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { FilesFor } from '../../../engine/targets/base/aim-files.ts'
import type { Target } from '../../../engine/targets/target.ts'
import { onPaint } from '../../platform/on-paint.ts'
import type { Intake } from './intake.ts'
import { nothingTaken } from './intake-snapshot.ts'

/**
 * Connects the page to the intake.
 *
 * @param opened Null until the queue has been opened.
 * @param target Target of files without one of their own; null while no document can take them.
 */
export function useIntake(opened: Intake | null, target: Target | null) {
  useEffect(() => opened?.goInto(target), [opened, target])

  const resolve = useCallback((link: string, at: Target | null) => opened?.resolve(link, at), [opened])
  const keepJobs = useCallback((...jobs: Parameters<Intake['keepJobs']>) => opened?.keepJobs(...jobs), [opened])
  const subscribe = useCallback(
    (listener: () => void) => (opened ? onPaint(listener, opened.subscribe) : () => undefined),
    [opened],
  )
  return {
    intake: useSyncExternalStore(subscribe, opened?.getSnapshot ?? nothingYet),
    resolve,
    keepJobs,
    /** Null until the queue has been opened. */
    opened,
    keepDuplicates: (...decision: Parameters<Intake['keepDuplicates']>) => opened?.keepDuplicates(...decision),
    decideMatching: (groups: readonly FilesFor<SourceFile>[]) => opened?.decideMatching(groups),
    addChanged: (how: 'instead' | 'beside') => opened?.addChanged(how),
  }
}

const nothingYet = () => nothingTaken
