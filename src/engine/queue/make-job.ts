import { isProblemKey } from '../../contract/problems/catalogue.ts'
import { admit } from '../files/admit.ts'
import type { Contents } from '../files/contents.ts'
import { replacesOf } from '../files/replaces.ts'
import type { ArrivedFile } from '../files/arrived-file.ts'
import type { SourceFile } from '../files/source-file.ts'
import { afterFinalized } from '../job/endings.ts'
import { ownFailure } from '../job/failure.ts'
import type { DropId, Job, JobId, Stage } from '../job/job.ts'
import type { Target } from '../targets/target.ts'
import type { JournalState, RestoredJob } from '../journal/journal-change.ts'
import { mediaKindOf } from '../files/media-kind.ts'
import { isGood } from '../upload/send-parts.ts'

/** The drop that a file came with, and the file in whose place it goes: null if the queue does not have that one any more. */
interface Coming {
  readonly dropId?: DropId | undefined
  readonly inPlaceOf?: Job | ArrivedFile | null | undefined
}

/** The job of a dropped file; already failed if the file cannot be uploaded at all. */
export function newJob(id: JobId, file: SourceFile, target: Target, { dropId, inPlaceOf }: Coming = {}): Job {
  const admission = admit({ name: file.name, file, contents: null }, target)
  const stage: Stage = admission.ok
    ? { at: 'waiting' }
    : { at: 'failed', failure: ownFailure(admission.problem), leftover: null, kept: null }
  return {
    id,
    file,
    name: file.name,
    ...knownOf(file, null),
    target,
    stage,
    paused: false,
    lacksFile: false,
    restartedFor: null,
    ...(dropId !== undefined && { dropId }),
    ...replacing(inPlaceOf, target),
  }
}

/** Where replacing was asked for and cannot be done, the file is added like any other, and its row says why. */
function replacing(inPlaceOf: Coming['inPlaceOf'], target: Target): Pick<Job, 'replaces' | 'notReplaced'> {
  if (inPlaceOf === undefined) return {}
  if (inPlaceOf === null) return { notReplaced: 'unknown' }
  const replaces = replacesOf(inPlaceOf, target)
  if (replaces) return { replaces }
  return { notReplaced: inPlaceOf.stage.at === 'done' ? 'elsewhere' : 'gone' }
}

/** The job of an earlier page, in a stage from which this page can continue it. */
export function restoredJob({ id, file, target, lacksFile, state, dropId }: RestoredJob, nowMs: number): Job {
  const into = state?.target ?? target
  return {
    id,
    file,
    name: state?.name ?? file.name,
    ...knownOf(file, state?.contents ?? null),
    target: into,
    stage: state ? goneOnFrom(state.stage, nowMs) : { at: 'waiting' },
    paused: state?.paused ?? false,
    lacksFile,
    restartedFor: null,
    ...leftBehind(state),
    ...(dropId !== undefined && { dropId }),
  }
}

/** What an earlier page found that the file has done, or may have left, outside its spot. */
function leftBehind(
  state: JournalState | null,
): Pick<Job, 'othersTaken' | 'mayStandIn' | 'replaces' | 'notReplaced' | 'altered'> {
  const { othersTaken, mayStandIn, replaces, notReplaced, altered } = state ?? {}
  return {
    ...(othersTaken && { othersTaken }),
    ...(mayStandIn && { mayStandIn }),
    ...(replaces && { replaces }),
    ...(notReplaced && { notReplaced }),
    ...(altered && { altered }),
  }
}

function knownOf(file: SourceFile, contents: Contents | null): Pick<Job, 'kind' | 'contents'> {
  return { kind: contents?.kind ?? mediaKindOf(file), contents }
}

function goneOnFrom(stage: Stage, nowMs: number): Stage {
  const known = withKnownProblem(withoutExpiredParts(stage, nowMs))
  // Undo ends with the page: a cancelling that could be undone there is final here.
  return afterFinalized({ stage: known })
}

/** The journal may be of another version of the app, with problems that this one does not know. */
function withKnownProblem(stage: Stage): Stage {
  if (stage.at === 'done' && stage.stays && !isProblemKey(stage.stays.failure.problem)) {
    const failure = { ...stage.stays.failure, problem: 'unknown-code' } as const
    return { ...stage, stays: { ...stage.stays, failure } }
  }
  if (stage.at !== 'failed' || isProblemKey(stage.failure.problem)) return stage
  return { ...stage, failure: { ...stage.failure, problem: 'unknown-code' } }
}

function withoutExpiredParts(stage: Stage, nowMs: number): Stage {
  if (stage.at === 'placed' && stage.parts && !isGood(stage.parts, nowMs)) return { ...stage, parts: null }
  if (stage.at === 'failed' && stage.kept?.parts && !isGood(stage.kept.parts, nowMs)) {
    return { ...stage, kept: { ...stage.kept, parts: null } }
  }
  return stage
}
