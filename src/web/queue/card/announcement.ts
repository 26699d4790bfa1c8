import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { isPending } from '../state/queue-state.ts'
import { queueWordsFor, takenOutWords } from './headline.ts'

type Counts = Pick<QueueSnapshot, 'ids' | 'counts' | 'targets' | 'hold' | 'undoable' | 'takenOut'>

/** The sentence to announce for a change of the queue; null when there is nothing to say. */
export function announcementOf(before: Counts, now: Counts, i18n: I18n): string | null {
  const { messages, formats } = i18n
  const { uploads } = messages
  const total = now.ids.length
  const { done, failed } = now.counts
  const added = total - before.ids.length
  const sentences: string[] = []
  if (added > 0) sentences.push(uploads.started(formats.number(added)))
  const hasEnded = total > 0 && isEnded(now)
  const hadEnded = isEnded(before) && added <= 0
  // Removing rows lowers the counts, which needs no announcement.
  const hasMoved = done > before.counts.done || failed > before.counts.failed
  const isTold = hasEnded && (!hadEnded || hasMoved)
  if (isTold || isTakenOut(before, now)) sentences.push(...endOf(before, now, i18n))
  else if (hasMoved && !hasEnded) sentences.push(uploads.progressed(formats.number(done), formats.number(total)))
  if (goesOn(before, now)) sentences.push(uploads.goesOn)
  if (failed > before.counts.failed) sentences.push(uploads.someFailed(formats.number(failed)))
  return sentences.length === 0 ? null : sentences.join(messages.uploads.sentenceGap)
}

function endOf(before: Counts, now: Counts, i18n: I18n) {
  const { messages, formats } = i18n
  const { ids, counts, targets, undoable, takenOut } = now
  if (isTakenOut(before, now)) return [takenOutWords(takenOut, i18n)]
  const end = queueWordsFor(targets, messages).finished(formats.number(counts.done), formats.number(ids.length))
  const cancelled = counts.cancelled - takenOut
  // UndoToast announces it.
  if (cancelled === 0 || undoable !== null) return [end]
  return [end, messages.uploads.cancelled(formats.number(cancelled))]
}

/** The last file that was to be taken out has been. */
function isTakenOut(before: Counts, now: Counts): boolean {
  return isEnded(now) && now.takenOut > before.takenOut
}

/** QueueHold announces that it stopped, and why. */
function goesOn(before: Counts, now: Counts): boolean {
  return before.hold !== null && now.hold === null && !isEnded(now)
}

export function isEnded(queue: Counts): boolean {
  return !isPending(queue)
}
