import { useEffect } from 'react'
import type { QueueSnapshot } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'

/** Shows in the browser's tab how far the queue is. */
export function useTitle({ counts, ids }: QueueSnapshot): void {
  const { words, formats } = useSpeech()
  const count = ids.length > 0 ? words.uploads.title(formats.number(counts.done), formats.number(ids.length)) : ''
  const title = `${count} ${words.product.name}`.trim()
  useEffect(() => {
    document.title = title
  }, [title])
}
