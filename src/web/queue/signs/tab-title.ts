import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { visible } from '../../names/hidden-characters.ts'
import { queueStateOf } from '../state/queue-state.ts'

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'hold'>

/** Title of the browser's tab: the queue's progress or result, then where its files went or what the page is called. */
export function tabTitle(queue: Queue & Pick<QueueSnapshot, 'targets'>, i18n: I18n): string {
  const product = i18n.messages.product.name
  const [target, ...others] = queue.targets
  const isInPlace = queueStateOf(queue) === 'ended' && queue.counts.done > 0
  if (isInPlace && target && target.title !== '' && others.length === 0) {
    return `${titleOf(queue, i18n).replace(/ ·$/, '')} – ${visible(target.title)}`
  }
  return `${titleOf(queue, i18n)} ${product}`.trim()
}

/** Prefix of the product's name; empty without a queue. */
export function titleOf(queue: Queue, { messages, formats }: Pick<I18n, 'messages' | 'formats'>): string {
  const { counts, ids } = queue
  if (ids.length === 0) return ''
  const { titles } = messages.uploads
  const [done, total] = [formats.number(counts.done), formats.number(ids.length)] as const
  const state = queueStateOf(queue)
  if (state !== 'ended') {
    const far = titles[state](done, total)
    return counts.failed > 0 ? titles.alsoFailed(far, formats.number(counts.failed)) : far
  }
  if (counts.failed > 0) return titles.failed(done, total, formats.number(counts.failed))
  if (counts.cancelled > 0) return titles.cancelled(done, total, formats.number(counts.cancelled))
  return titles.allDone(total)
}
