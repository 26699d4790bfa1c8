import type { IncomingHttpHeaders } from 'node:http'
import { waitMsOf } from '../../contract/feishu/api.ts'
import { longestClosureMs } from '../quota/limits.ts'
import { own } from '../../contract/own.ts'

/**
 * Headers are an allow-list in both directions. A page's Cookie, Authorization and X-Forwarded-*, and an answer's Set-Cookie, never
 * pass (GHSA-vvg7-p7jw-8qr3 shows why).
 */
const passedOn = ['content-type', 'content-length', 'accept', 'range', 'if-range'] as const

const passedBack = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'content-range',
  'accept-ranges',
  'x-tt-logid',
  'x-ogw-ratelimit-limit',
] as const

/** Times to wait, in seconds; passed back within bounds (`waitMsOf`). */
const waits = ['retry-after', 'x-ogw-ratelimit-reset'] as const

type Headers = Record<string, string>

export function headersToFeishu(headers: IncomingHttpHeaders, accessToken: string): Headers {
  return { ...pick(headers, passedOn), authorization: `Bearer ${accessToken}`, 'user-agent': 'feishu-uploader' }
}

export function headersToPage(headers: IncomingHttpHeaders): Headers {
  return { ...pick(headers, passedBack), ...triedBefore(bounded(pick(headers, waits))) }
}

/** A limit that Feishu says to reset later is tried before (`Quota.close`): the page may come then. */
function triedBefore(seconds: Headers): Headers {
  const resetSeconds = Number(seconds['x-ogw-ratelimit-reset'] ?? 0)
  const longestSeconds = longestClosureMs / 1000
  if (resetSeconds <= longestSeconds) return seconds
  const retrySeconds = Math.min(longestSeconds, Number(seconds['retry-after'] ?? longestSeconds))
  return { ...seconds, 'retry-after': String(retrySeconds) }
}

function bounded(seconds: Headers): Headers {
  return Object.fromEntries(
    Object.entries(seconds).flatMap(([name, text]) => {
      const waitMs = waitMsOf(text)
      return waitMs === null ? [] : [[name, String(waitMs / 1000)]]
    }),
  )
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Headers {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = own(headers, name)
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}
