import { useEffect, useState, useSyncExternalStore } from 'react'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { queueStateOf } from '../state/queue-state.ts'

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'hold'>

/** Shows progress or result in the tab's title. A result without failures is shown only until the tab has been seen. */
export function useTitle(queue: Queue): void {
  const i18n = useI18n()
  const isInView = useSyncExternalStore(subscribeToView, () => document.visibilityState === 'visible')
  const isWell = isWellEnded(queue)
  const [isSeen, setSeen] = useState(false)
  if (isSeen !== (isWell && (isSeen || isInView))) setSeen(!isSeen)
  const title = `${isSeen ? '' : titleOf(queue, i18n)} ${i18n.messages.product.name}`.trim()
  useEffect(() => {
    document.title = title
  }, [title])
}

/** Prefix of the product's name; empty without a queue. */
export function titleOf(queue: Queue, { messages, formats }: I18n): string {
  const { counts, ids } = queue
  if (ids.length === 0) return ''
  const { titles } = messages.uploads
  const [done, total] = [formats.number(counts.done), formats.number(ids.length)] as const
  const state = queueStateOf(queue)
  if (state !== 'ended') return titles[state](done, total)
  if (counts.failed > 0) return titles.failed(done, total, formats.number(counts.failed))
  if (counts.cancelled > 0) return titles.cancelled(done, total, formats.number(counts.cancelled))
  return titles.allDone(total)
}

function isWellEnded(queue: Queue): boolean {
  return queue.ids.length > 0 && queue.counts.done === queue.ids.length
}

function subscribeToView(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
