import type { Uploads } from '../../../engine/queue/uploads.ts'
import { guardLeaving } from '../../platform/guard-leaving.ts'
import { Intake, type ArrivedFilesOf } from './intake.ts'

interface OneIntakeOptions {
  readonly arrived?: ArrivedFilesOf
  readonly signal?: AbortSignal
}

/**
 * Returns a function that gives the same intake for every queue, so that waiting files survive a change of the queue and a
 * broken page. The page asks before it is left while files wait there, until the signal is aborted.
 */
export function oneIntake({ arrived, signal }: OneIntakeOptions = {}): (uploads: Uploads) => Intake {
  let intake: Intake | null = null
  return (uploads) => {
    intake ??= guarded(new Intake(uploads, arrived), signal)
    intake.goThrough(uploads)
    return intake
  }
}

function guarded(intake: Intake, signal?: AbortSignal): Intake {
  const isHolding = () => {
    const { files, duplicates, matching } = intake.getSnapshot()
    return files + duplicates.length > 0 || matching !== null
  }
  guardLeaving(intake, isHolding, signal)
  return intake
}
