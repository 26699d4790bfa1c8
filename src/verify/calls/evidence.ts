import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Called } from '../doors.ts'

/** What the report tells of one call: nothing that names a person, a document or the app. */
export interface Evidence {
  /** `page`: no call of the API. */
  readonly route: RouteName | 'page'
  readonly status: number
  readonly code: number | null
  /** Feishu's name for this one call, by which its support finds it. */
  readonly logId: string | null
  readonly ms: number
  /** The headers about rate limits, where there are any. */
  readonly limits?: Readonly<Record<string, string>>
}

const limitHeaders = [
  'x-ogw-ratelimit-limit',
  'x-ogw-ratelimit-reset',
  'x-ogw-ratelimit-remaining',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'retry-after',
]

export function evidenceOf(route: Evidence['route'], answer: Called, ms: number): Evidence {
  const limits = Object.fromEntries(
    limitHeaders.flatMap((name) => {
      const value = answer.header(name)
      return value === null ? [] : [[name, value.slice(0, 40)]]
    }),
  )
  return {
    route,
    status: answer.status,
    code: answer.code,
    logId: logIdOf(answer),
    ms: Math.round(ms),
    ...(Object.keys(limits).length > 0 && { limits }),
  }
}

function logIdOf(answer: Called): string | null {
  const id = answer.header('x-tt-logid') ?? ''
  return /^[A-Za-z0-9-]{1,80}$/.test(id) ? id : null
}
