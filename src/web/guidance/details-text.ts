import type { Failure } from '../../engine/job/job.ts'
import type { I18n } from '../i18n/load-language.ts'
import { visible } from '../names/hidden-characters.ts'

/** Details to send to support: one known fact per line. */
export interface Occurrence {
  readonly failure: Failure
  readonly fileName: string | null
  readonly documentTitle: string | null
}

export interface Detail {
  readonly label: string
  readonly value: string
}

/** @param atMs When it happened, in milliseconds since 1970. */
export function detailsOf(occurrence: Occurrence, atMs: number, { messages, formats }: I18n): readonly Detail[] {
  const { failure, fileName, documentTitle } = occurrence
  const { guidance } = messages
  const details: readonly (readonly [label: string, value: string | null])[] = [
    [guidance.code, failure.code === null ? failure.problem : String(failure.code)],
    [guidance.message, failure.msg],
    [guidance.logId, failure.logId],
    [guidance.scopes, failure.scopes.join(', ')],
    [guidance.file, fileName],
    [guidance.document, documentTitle],
    [guidance.time, formats.moment(atMs)],
  ]
  return details.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value: visible(value) }]))
}

export function detailsText(title: string, details: readonly Detail[]): string {
  return [title, ...details.map(({ label, value }) => `${label}: ${value}`)].join('\n')
}

/** Whether there is more to tell support than the cause's own words. */
export function hasDetails({ code, msg, logId }: Failure): boolean {
  return code !== null || msg !== '' || logId !== null
}

const seen = new WeakMap<Failure, number>()

/** When the page first showed this failure, in milliseconds since 1970; the same on later calls. */
export function firstSeenMs(failure: Failure): number {
  const known = seen.get(failure)
  if (known !== undefined) return known
  const nowMs = Date.now()
  seen.set(failure, nowMs)
  return nowMs
}
