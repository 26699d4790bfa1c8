import type { QueueSnapshot } from '../../engine/uploads.ts'
import type { Speech } from '../words/load-language.ts'
import { isPending } from './is-pending.ts'
import { queueWordsFor } from './queue-words-for.ts'

type Counts = Pick<QueueSnapshot, 'ids' | 'counts' | 'places' | 'standstill' | 'undoable'>

/** What is worth saying aloud about the queue since it was last spoken of; null when nothing is. */
export function announcementOf(before: Counts, now: Counts, { words, formats }: Speech): string | null {
  const { uploads } = words
  const total = now.ids.length
  const { done, failed } = now.counts
  const added = total - before.ids.length
  const sentences: string[] = []
  if (added > 0) sentences.push(uploads.started(formats.number(added)))
  const hasEnded = total > 0 && isEnded(now)
  const hadEnded = isEnded(before) && added <= 0
  // Rows cleared away lower the counts; that is no news.
  const hasMoved = done > before.counts.done || failed > before.counts.failed
  if (hasEnded && (!hadEnded || hasMoved)) {
    sentences.push(queueWordsFor(now.places, words).finished(formats.number(done), formats.number(total)))
    // Just cancelled, it is told with the way back.
    if (now.counts.cancelled > 0 && now.undoable === null)
      sentences.push(uploads.cancelled(formats.number(now.counts.cancelled)))
  } else if (hasMoved && !hasEnded) sentences.push(uploads.progressed(formats.number(done), formats.number(total)))
  // That it stopped, and why, is told where it stands.
  if (before.standstill !== null && now.standstill === null && !hasEnded) sentences.push(uploads.goesOn)
  if (failed > before.counts.failed) sentences.push(uploads.someFailed(formats.number(failed)))
  return sentences.length === 0 ? null : sentences.join(words.uploads.sentenceGap)
}

export function isEnded(queue: Counts): boolean {
  return !isPending(queue)
}
