import type { Pace, QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { Speech } from '../../i18n/load-language.ts'
import { queueWordsFor } from '../row/queue-words-for.ts'

type Queue = Pick<QueueSnapshot, 'totalBytes' | 'sentBytes' | 'confirmedBytes' | 'unseenFiles' | 'places'>

/** Time left, speed, and what they depend on; after the last byte, whom everything waits for. Empty as long as nothing is known. */
export function paceText(pace: Pace, queue: Queue, { words, formats }: Speech): string {
  const { totalBytes, sentBytes, confirmedBytes, unseenFiles, places } = queue
  const isAllSeen = unseenFiles === 0 && totalBytes > 0
  const isConfirmed = isAllSeen && confirmedBytes >= totalBytes
  if (isAllSeen && !isConfirmed && sentBytes >= totalBytes) return words.pace.allSent
  const confirmed = isConfirmed ? [queueWordsFor(places, words).allConfirmed] : []
  const { timeLeftMs, boundBy, confirmedBytesPerSecond } = pace
  if (timeLeftMs === null || boundBy === null) return confirmed.join('')
  const timeLeft = unseenFiles > 0 ? words.pace.timeLeftAtLeast : words.pace.timeLeft
  const speed =
    isConfirmed || confirmedBytesPerSecond === null
      ? []
      : [words.pace.speed(formats.size(Math.round(confirmedBytesPerSecond)))]
  return [...confirmed, timeLeft(formats.duration(timeLeftMs)), ...speed, words.pace.boundBy[boundBy]].join(' · ')
}
