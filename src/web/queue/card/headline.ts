import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { Speech } from '../../i18n/load-language.ts'
import { queueStateOf } from '../state/queue-state.ts'
import { queueWordsFor } from '../row/queue-words-for.ts'

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'standstill' | 'places'>

/** How far the queue is, or how it ended: what arrived, what failed and what was cancelled, each told. */
export function headlineOf(queue: Queue, { words, formats }: Speech): string {
  const { uploads } = words
  const { counts, ids } = queue
  const [done, total] = [formats.number(counts.done), formats.number(ids.length)]
  switch (queueStateOf(queue)) {
    case 'running':
      return uploads.counts(done, total)
    case 'standing':
      return uploads.standing(done, total)
    case 'resting':
      return uploads.resting(done, total)
    case 'ended':
      return endOf(queue, { words, formats })
  }
}

function endOf({ counts, places }: Queue, { words, formats }: Pick<Speech, 'words' | 'formats'>): string {
  const { uploads } = words
  const place = queueWordsFor(places, words)
  const [done, failed, cancelled] = [counts.done, counts.failed, counts.cancelled].map((count) =>
    formats.number(count),
  ) as [string, string, string]
  if (counts.failed === 0) {
    if (counts.cancelled === 0) return place.allDone(done)
    return counts.done === 0 ? uploads.cancelled(cancelled) : uploads.alsoCancelled(place.someDone(done), cancelled)
  }
  const told = counts.done === 0 ? uploads.nothingDone(failed) : place.doneWithFailures(done, failed)
  return counts.cancelled === 0 ? told : uploads.alsoCancelled(told, cancelled)
}
