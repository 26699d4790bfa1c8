import type { Done, Job, Replaces } from '../../job/job.ts'
import type { BaseRows, BaseTarget } from '../target.ts'

/**
 * Where in a record a file stands that another one may replace: in the same column, and in the record that is meant, or put there in the
 * same way. Null where its record is not known: rows that earlier versions of the app wrote do not have it.
 */
export function placeInRecord(
  { spot, recordId: written }: Done,
  before: BaseTarget,
  { attachmentField, into }: BaseTarget,
): Pick<Replaces, 'spot' | 'recordId'> | null {
  const recordId = written ?? (before.into.is === 'record' ? before.into.recordId : undefined)
  if (recordId === undefined || before.attachmentField !== attachmentField) return null
  // A file that was found by its name goes to its record by the record's id as soon as it goes there with others (`targetsOfAimed`).
  const isMeant = into.is === 'record' ? into.recordId === recordId : areAlike(before.into, into)
  return isMeant ? { spot, recordId } : null
}

/** What the history keeps may be of another version of the app, with ways that this one does not know: those are like none. */
function areAlike(one: BaseRows, other: BaseRows): boolean {
  if (one.is === 'matched') return other.is === 'matched' && one.byField === other.byField
  return one.is === 'new' && other.is === 'new'
}

/** Whether a file goes into a record that is there already: also where it replaces another one, which has a record of its own. */
export function goesToExistingRecord({ target, replaces }: Job): boolean {
  return replaces !== undefined || (target.is === 'base' && target.into.is !== 'new')
}
