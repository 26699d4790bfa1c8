import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { queueStateOf } from '../state/queue-state.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Messages } from '../../i18n/zh-CN.ts'

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'hold' | 'targets'>

/** One line about the queue: its progress, or at the end how many arrived, failed and were cancelled. */
export function headlineOf(queue: Queue, { messages, formats }: I18n): string {
  const { uploads } = messages
  const { counts, ids } = queue
  const [done, total] = [formats.number(counts.done), formats.number(ids.length)]
  switch (queueStateOf(queue)) {
    case 'running':
      return uploads.counts(done, total)
    case 'on-hold':
      return uploads.onHold(done, total)
    case 'resting':
      return uploads.resting(done, total)
    case 'ended':
      return endOf(queue, { messages, formats })
  }
}

function endOf({ counts, targets }: Queue, { messages, formats }: Pick<I18n, 'messages' | 'formats'>): string {
  const { uploads } = messages
  const words = queueWordsFor(targets, messages)
  const [done, failed, cancelled] = [counts.done, counts.failed, counts.cancelled].map((count) =>
    formats.number(count),
  ) as [string, string, string]
  if (counts.failed === 0) {
    if (counts.cancelled === 0) return words.allDone(done)
    return counts.done === 0 ? uploads.cancelled(cancelled) : uploads.alsoCancelled(words.someDone(done), cancelled)
  }
  const sentence = counts.done === 0 ? uploads.nothingDone(failed) : words.doneWithFailures(done, failed)
  return counts.cancelled === 0 ? sentence : uploads.alsoCancelled(sentence, cancelled)
}

/** Messages for the kind of target that the queue's files go to; general ones for several targets. */
export function queueWordsFor([first, ...others]: readonly Target[], { queues }: Messages) {
  return first && others.length === 0 ? queues[first.is] : queues.several
}
