import { RedisScript } from '../stores/redis-script.ts'
import { keysAndClock, unlessForgotten } from './take-turns.lua.ts'

/** A step that is taken though the company left meanwhile. */
const always = (lua: string) => new RedisScript(`${keysAndClock}${lua}\n`)

/** A step that answers `forgotten` instead once the company left: one that changes something, or asks just that. */
const change = (lua: string) => always(`\n${unlessForgotten}${lua}`)

/**
 * The smaller steps of a company's ledger. Each is one script, since the clock of a cluster is that of the node that has the company's
 * keys, and only a script on that node can read it. KEYS, ARGV[1] and the last of ARGV are those of `takeTurns`.
 */
export const ledgerSteps = {
  /**
   * ARGV: call, names of limits. Answers for each limit how many calls were in flight, whether this one was, and the width as JSON
   * or false. The limit opens from now, so that the first in line, at whichever replica, has `graceMs`.
   */
  end: change(`
local call, answer = ARGV[2], {}
local members = redis.call('ZRANGEBYSCORE', runningKey, now, '+inf')
for at = 3, #ARGV do
  local name, inFlight = ARGV[at], 0
  for _, member in ipairs(members) do
    if string.sub(member, 1, #name + 1) == name .. '|' then inFlight = inFlight + 1 end
  end
  local ended = redis.call('ZREM', runningKey, name .. '|' .. call)
  if ended == 1 then
    redis.call('ZADD', lanesKey, 'GT', now, name)
    redis.call('PEXPIRE', lanesKey, briefMs)
  end
  table.insert(answer, { inFlight, ended, redis.call('HGET', widthsKey, name) })
end
return answer`),
  /** ARGV: name, width as JSON. */
  widen: change(`
redis.call('HSET', widthsKey, ARGV[2], ARGV[3])
return redis.call('PEXPIRE', widthsKey, longMs)`),
  /** ARGV: a spacing and a name for each limit. */
  space: change(`
for at = 2, #ARGV, 2 do redis.call('ZADD', lanesKey, 'GT', now + ARGV[at], ARGV[at + 1]) end
return redis.call('PEXPIRE', lanesKey, briefMs)`),
  /** ARGV: name, closed for, refused for. While it is closed, refusals belong to calls that left earlier and say nothing new. */
  close: change(`
local name, untilMs = ARGV[2], now + ARGV[3]
if tonumber(redis.call('ZSCORE', closedKey, name) or 0) <= now then redis.call('ZREM', refusedKey, name) end
redis.call('ZADD', refusedKey, 'GT', now + ARGV[4], name)
redis.call('PEXPIRE', refusedKey, longMs)
for _, key in ipairs({ lanesKey, closedKey }) do
  redis.call('ZADD', key, 'GT', untilMs, name)
  redis.call('PEXPIRE', key, briefMs)
end
return 1`),
  /** ARGV: a spacing and a name for each limit. */
  reopen: change(`
for at = 2, #ARGV, 2 do
  if redis.call('ZREM', refusedKey, ARGV[at + 1]) == 1 then
    redis.call('ZADD', lanesKey, 'XX', 'LT', now + ARGV[at], ARGV[at + 1])
  end
end
return 1`),
  /** ARGV: names of limits. Answers for how long Feishu refuses one of them, at the longest. */
  refusedFor: always(`
local longest = 0
for at = 2, #ARGV do
  longest = math.max(longest, tonumber(redis.call('ZSCORE', refusedKey, ARGV[at]) or 0) - now)
end
return math.ceil(longest)`),
  /** ARGV: names of limits. Answers now and the counted day, then for each limit its count and for how long it is closed. */
  usage: always(`
local answer = { math.floor(now), tonumber(redis.call('HGET', todayKey, 'day') or -1) }
for at = 2, #ARGV do
  table.insert(answer, tonumber(redis.call('HGET', todayKey, ARGV[at]) or 0))
  table.insert(answer, math.ceil(tonumber(redis.call('ZSCORE', closedKey, ARGV[at]) or 0) - now))
end
return answer`),
  /** Answers the time, and the last report of each replica about its waiting calls. */
  told: always(`
return { math.floor(now), redis.call('HGETALL', waitingKey) }`),
  /** ARGV: name. Answers the calls in flight and the width as JSON or false. */
  holders: always(`
local members, prefix = {}, ARGV[2] .. '|'
for _, member in ipairs(redis.call('ZRANGEBYSCORE', runningKey, now, '+inf')) do
  if string.sub(member, 1, #prefix) == prefix then table.insert(members, string.sub(member, #prefix + 1)) end
end
return { members, redis.call('HGET', widthsKey, ARGV[2]) }`),
  /** Asks whether the company left, and nothing else. */
  look: change(`
return 1`),
  /** ARGV: what this leaving is called. It is known for as long as a replica may take to ask again. */
  forget: always(`
redis.call('DEL', unpack(KEYS))
return redis.call('SET', markKey, ARGV[2], 'PX', briefMs)`),
  /** ARGV: leaseMs, calls in flight as they are kept. A node that took over may not have heard of them. */
  renew: change(`
for at = 3, #ARGV do redis.call('ZADD', runningKey, now + ARGV[2], ARGV[at]) end
return redis.call('PEXPIRE', runningKey, briefMs)`),
}
