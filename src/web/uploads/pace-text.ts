import type { Pace, QueueSnapshot } from '../../engine/uploads.ts'
import type { Speech } from '../words/load-language.ts'
import { queueWordsFor } from './queue-words-for.ts'

type Queue = Pick<QueueSnapshot, 'totalBytes' | 'sentBytes' | 'confirmedBytes' | 'unseenFiles' | 'places'>

/** Time left, speed, and what they depend on; after the last byte, whom everything waits for. Empty as long as nothing is known. */
export function paceText(pace: Pace, queue: Queue, { words, formats }: Speech): string {
  const { totalBytes, sentBytes, confirmedBytes, unseenFiles, places } = queue
  const isAllSeen = unseenFiles === 0 && totalBytes > 0
  if (isAllSeen && confirmedBytes >= totalBytes) return queueWordsFor(places, words).allConfirmed
  if (isAllSeen && sentBytes >= totalBytes) return words.pace.allSent
  const { timeLeftMs, boundBy, confirmedBytesPerSecond } = pace
  if (timeLeftMs === null || boundBy === null) return ''
  const timeLeft = unseenFiles > 0 ? words.pace.timeLeftAtLeast : words.pace.timeLeft
  return [
    timeLeft(formats.duration(timeLeftMs)),
    ...(confirmedBytesPerSecond === null ? [] : [words.pace.speed(formats.size(Math.round(confirmedBytesPerSecond)))]),
    boundBy === 'quota' ? words.pace.boundByQuota : words.pace.boundByBandwidth,
  ].join(' · ')
}
