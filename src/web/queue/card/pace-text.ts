import type { Pace, QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { queueWordsFor } from './headline.ts'

type Queue = Pick<QueueSnapshot, 'totalBytes' | 'sentBytes' | 'confirmedBytes' | 'unseenFiles' | 'targets'>

/** Time left, speed and what limits them; after the last byte, what is being waited for. Empty while nothing is known. */
export function paceText(pace: Pace, queue: Queue, { messages, formats }: I18n): string {
  const { totalBytes, sentBytes, confirmedBytes, unseenFiles, targets } = queue
  const isAllSeen = unseenFiles === 0 && totalBytes > 0
  const isConfirmed = isAllSeen && confirmedBytes >= totalBytes
  if (isAllSeen && !isConfirmed && sentBytes >= totalBytes) return messages.pace.allSent
  const confirmed = isConfirmed ? [queueWordsFor(targets, messages).allConfirmed] : []
  const { timeLeftMs, boundBy, confirmedBytesPerSecond } = pace
  if (timeLeftMs === null || boundBy === null) return confirmed.join('')
  const timeLeft = unseenFiles > 0 ? messages.pace.timeLeftAtLeast : messages.pace.timeLeft
  const speed =
    isConfirmed || confirmedBytesPerSecond === null
      ? []
      : [messages.pace.speed(formats.size(Math.round(confirmedBytesPerSecond)))]
  return [...confirmed, timeLeft(formats.duration(timeLeftMs)), ...speed, messages.pace.boundBy[boundBy]].join(' · ')
}
