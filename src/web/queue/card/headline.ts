import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { queueStateOf } from '../state/queue-state.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Messages } from '../../i18n/zh-CN.ts'

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'hold' | 'targets' | 'takenOut'>

type Words = Pick<I18n, 'messages' | 'queueMessages' | 'formats'>

/** One line about the queue: its progress, or at the end how many arrived, failed and were cancelled. */
export function headlineOf(queue: Queue, i18n: I18n): string {
  const { messages, formats } = i18n
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
      return endOf(queue, i18n)
  }
}

function endOf(queue: Queue, i18n: Words): string {
  const { counts, takenOut, targets } = queue
  const { messages, formats } = i18n
  const { uploads } = messages
  const words = queueWordsFor(targets, messages)
  const [done, failed] = [formats.number(counts.done), formats.number(counts.failed)]
  const cancelled = counts.cancelled - takenOut
  if (counts.failed > 0)
    return withOthers(
      counts.done === 0 ? uploads.nothingDone(failed) : words.doneWithFailures(done, failed),
      queue,
      i18n,
    )
  if (counts.cancelled === 0) return words.allDone(done)
  if (counts.done > 0) return withOthers(words.someDone(done), queue, i18n)
  if (takenOut === 0) return uploads.cancelled(formats.number(cancelled))
  const out = takenOutWords(takenOut, i18n)
  return cancelled === 0 ? out : uploads.alsoCancelled(out, formats.number(cancelled))
}

/** Files can be taken out only once the messages of the queue have loaded. */
export function takenOutWords(count: number, { queueMessages, messages, formats }: Words): string {
  const { some } = queueMessages.now?.takeOut ?? { some: messages.uploads.cancelled }
  return some(formats.number(count))
}

/** The sentence with the numbers of files that were taken out or cancelled. */
function withOthers(sentence: string, { counts, takenOut }: Queue, i18n: Words): string {
  const { messages, formats } = i18n
  const { uploads } = messages
  const cancelled = counts.cancelled - takenOut
  const out = takenOut === 0 ? '' : uploads.sentenceGap + takenOutWords(takenOut, i18n)
  const withTakenOut = sentence + out
  return cancelled === 0 ? withTakenOut : uploads.alsoCancelled(withTakenOut, formats.number(cancelled))
}

/** Messages for the kind of target that the queue's files go to; general ones for several targets. */
export function queueWordsFor([first, ...others]: readonly Target[], { queues }: Messages) {
  return first && others.length === 0 ? queues[first.is] : queues.several
}
