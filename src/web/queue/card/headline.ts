import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { queueStateOf } from '../state/queue-state.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Messages } from '../../i18n/zh-CN.ts'

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'hold' | 'places'>

/** How far the queue is, or how it ended: what arrived, what failed and what was cancelled, each told. */
export function headlineOf(queue: Queue, { messages, formats }: I18n): string {
  const { uploads } = messages
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
      return endOf(queue, { messages, formats })
  }
}

function endOf({ counts, places }: Queue, { messages, formats }: Pick<I18n, 'messages' | 'formats'>): string {
  const { uploads } = messages
  const place = queueWordsFor(places, messages)
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

/** How a queue is spoken of: by the kind of the place it goes into; where that is not a single one, in words that fit all. */
export function queueWordsFor([first, ...others]: readonly Target[], { queues }: Messages) {
  return first && others.length === 0 ? queues[first.is] : queues.several
}
