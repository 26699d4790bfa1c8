import type { RedisAddress } from '../stores/redis.ts'
import { list, text, type Reader } from './environment.ts'

type Mode = RedisAddress['as']

const usualMaster = 'mymaster'

/** Reads REDIS_URL and what belongs to it; `null`: a single gateway. */
export function readRedis(reader: Reader): RedisAddress | null {
  const as = readMode(reader)
  const { master, sentinelPassword } = readSentinel(reader, as)
  const urls = readUrls(reader, as)
  const [url] = urls
  if (url === undefined) return null
  if (as === 'cluster') return { as, urls }
  return as === 'sentinel' ? { as, urls, master, sentinelPassword } : { as, url }
}

function readMode({ env, report }: Reader): Mode {
  const given = text(env, 'REDIS_MODE') ?? 'server'
  if (given === 'server' || given === 'cluster' || given === 'sentinel') return given
  report('REDIS_MODE', `is "${given}"`, 'Write server (one address), cluster or sentinel, or remove it.')
  return 'server'
}

function readSentinel({ env, report }: Reader, as: Mode): { master: string; sentinelPassword: string | null } {
  const master = text(env, 'REDIS_SENTINEL_MASTER')
  const password = text(env, 'REDIS_SENTINEL_PASSWORD')
  const given = { REDIS_SENTINEL_MASTER: master, REDIS_SENTINEL_PASSWORD: password }
  for (const [variable, value] of Object.entries(given)) {
    if (as === 'sentinel' || value === undefined) continue
    report(variable, 'is set, but REDIS_MODE is not sentinel', 'Write REDIS_MODE=sentinel, or remove it.')
  }
  return { master: master ?? usualMaster, sentinelPassword: password ?? null }
}

function readUrls({ env, report }: Reader, as: Mode): readonly string[] {
  const given = text(env, 'REDIS_URL')
  if (given === undefined) {
    if (as !== 'server') report('REDIS_URL', `is not set, but REDIS_MODE is ${as}`, 'Write the addresses.')
    return []
  }
  // In the password of a single address a comma is one.
  const urls = as === 'server' ? [given] : list(env, 'REDIS_URL')
  if (urls.every(isUsable)) return urls
  // Without the address, which may hold a password.
  const several = as === 'server' ? '' : ' Several have commas between them.'
  report('REDIS_URL', 'is no address of a Redis', `Write redis://HOST:6379, or rediss:// for TLS.${several}`)
  return []
}

function isUsable(url: string): boolean {
  return URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol) && new URL(url).hostname !== ''
}
