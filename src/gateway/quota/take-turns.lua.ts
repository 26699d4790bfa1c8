/**
 * What all scripts of the ledger begin with: names for their keys, the time, how long keys stay unused, and whether the company left
 * since the asking ledger was opened. KEYS, ARGV[1] and the last of ARGV are the same for all. Nothing of a company outlives its last call for longer than `longMs`, in which a day ends; what matters for minutes
 * at most (`longestClosureMs`) ends after `briefMs`.
 */
export const keysAndClock = `
local lanesKey, closedKey, turnsKey, waitingKey, runningKey, todayKey, widthsKey, refusedKey, markKey = unpack(KEYS)
local known = table.remove(ARGV)
local now = tonumber(ARGV[1])
local briefMs, longMs = 600000, 172800000
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local mark = redis.call('GET', markKey) or 'none'
local isForgotten = known ~= '' and mark ~= 'none' and mark ~= known
`

/** Answer of a script that changed nothing, since the company left. Those that only read answer all the same. */
export const forgotten = 'forgotten'

/** What scripts that change something begin with: a company that left is not counted again by what it had begun before. */
export const unlessForgotten = `if isForgotten then return '${forgotten}' end`

/**
 * The one step that replicas must not take at the same time: look at all lanes and at everybody who waits, and let calls of
 * the asking replica start. Redis runs it whole. It does what `MemoryLedger.take` does, with two differences:
 *
 * - The first in line may wait at another replica. Its lanes are left to it, for as long as `graceMs` after they opened;
 *   then its replica is slow or dead, and the next one that asks is served.
 * - A call in flight is counted until `leaseMs` from now, renewed while its replica lives.
 *
 * KEYS, all of one company: lanes (name → opens at), closed (name → closed until), turns (turn key → last turn), waiting (replica → lines, as
 * JSON), running (lane|call → lease ends at), today (lane → calls; day), widths (lane → JSON), refused (name → Feishu said that
 * it refuses until), mark (what the company's last leaving is called, for minutes).
 * ARGV: now or empty, replica, lines, the first width, the start of the Beijing day 0, graceMs, aliveMs, leaseMs, the widest
 * width, longestClosureMs, probeSpacingMs, the mark that the ledger knows or empty.
 * Answer: the mark or 'none'; for each line 0 when its first call starts, -1 when it starts as a probe, else milliseconds.
 */
export const takeTurns = `${keysAndClock}
${unlessForgotten}
local me, lines = ARGV[2], cjson.decode(ARGV[3])
local firstWidth, dayZero = tonumber(ARGV[4]), tonumber(ARGV[5])
local graceMs, aliveMs, leaseMs = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local widest, longestClosureMs, probeSpacingMs = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local dayMs, rememberedTurns = 86400000, 5000

redis.call('ZREMRANGEBYSCORE', lanesKey, '-inf', now - aliveMs)
redis.call('ZREMRANGEBYSCORE', closedKey, '-inf', now)
-- No limit closes for longer. Later times are of an earlier version, or of a clock that was far ahead.
redis.call('ZREMRANGEBYSCORE', lanesKey, '(' .. (now + longestClosureMs), '+inf')
redis.call('ZREMRANGEBYSCORE', closedKey, '(' .. (now + longestClosureMs), '+inf')
redis.call('ZREMRANGEBYSCORE', refusedKey, '-inf', now)
redis.call('ZREMRANGEBYSCORE', refusedKey, '(' .. (now + dayMs), '+inf')
redis.call('ZREMRANGEBYSCORE', runningKey, '-inf', now)
local day = math.floor((now - dayZero) / dayMs)
local dayEndsAt = dayZero + (day + 1) * dayMs
local countedDay = tonumber(redis.call('HGET', todayKey, 'day') or -1)
if day > countedDay then redis.call('DEL', todayKey) end
-- An earlier one: counted by a clock that ran ahead of midnight and was set right. Those calls were today's.
if day ~= countedDay then
  redis.call('HSET', todayKey, 'day', tostring(day))
  redis.call('PEXPIRE', todayKey, longMs)
end

local function remembered(read)
  local known = {}
  return function(key)
    if known[key] == nil then known[key] = read(key) end
    return known[key]
  end, known
end
local opensOf, opens = remembered(function(name) return tonumber(redis.call('ZSCORE', lanesKey, name) or 0) end)
local usedOf, used = remembered(function(name) return tonumber(redis.call('HGET', todayKey, name) or 0) end)
local turnOf = remembered(function(key) return tonumber(redis.call('ZSCORE', turnsKey, key) or -1) end)
local widthOf = remembered(function(name)
  local width = redis.call('HGET', widthsKey, name)
  local isRead, kept = pcall(cjson.decode, width or '')
  local found = isRead and type(kept) == 'table' and tonumber(kept.width) or firstWidth
  return math.max(1, math.min(widest, found))
end)
local running, held = {}, {}
for _, member in ipairs(redis.call('ZRANGE', runningKey, 0, -1)) do
  local name, call = string.match(member, '^(.*)|(.*)$')
  running[name] = (running[name] or 0) + 1
  local key = name .. ' ' .. (string.match(call, '^(.*)~') or '')
  held[key] = (held[key] or 0) + 1
end

-- Of each lane two different sessions that wait for it: whoever asks, one of them is another. Lines that yield are others
-- only to lines that yield too.
local waiters, notYielding = {}, {}
local function noteIn(known, line)
  for _, lane in ipairs(line.lanes) do
    local two = known[lane.name] or {}
    if not two[1] then two[1] = line.session
    elseif two[1] ~= line.session then two[2] = line.session end
    known[lane.name] = two
  end
end
local function noteWaiter(line)
  noteIn(waiters, line)
  if not line.yields then noteIn(notYielding, line) end
end
local function othersWait(lane, line)
  local two = (line.yields and waiters or notYielding)[lane.name] or {}
  return (two[1] and two[1] ~= line.session) or (two[2] and two[2] ~= line.session)
end

local function opensAt(line)
  local at = 0
  for _, lane in ipairs(line.lanes) do
    at = math.max(at, opensOf(lane.name))
    if lane.perDay ~= cjson.null and usedOf(lane.name) >= lane.perDay then at = math.max(at, dayEndsAt) end
    if lane.atOnce ~= cjson.null then
      local width = lane.atOnce == 'found-out' and widthOf(lane.name) or lane.atOnce
      -- Nobody reports when a call of another replica ends: look again soon.
      local share = lane.atOnce == 'found-out' and math.ceil(width / 2) or width
      local isOver = (held[lane.name .. ' ' .. line.session] or 0) >= share and othersWait(lane, line)
      if isOver or (running[lane.name] or 0) >= width then at = math.max(at, now + graceMs / 2) end
    end
  end
  return at
end

local everybody = {}
for index, line in ipairs(lines) do
  table.insert(everybody, { line = line, mine = index })
  noteWaiter(line)
end
local told = redis.call('HGETALL', waitingKey)
for field = 1, #told, 2 do
  if told[field] ~= me then
    local isRead, other = pcall(cjson.decode, told[field + 1])
    local isWhole = isRead and type(other) == 'table' and type(other.at) == 'number' and type(other.lines) == 'table'
    if not isWhole or other.at + aliveMs < now then redis.call('HDEL', waitingKey, told[field])
    else
      for _, line in ipairs(other.lines) do
        table.insert(everybody, { line = line })
        noteWaiter(line)
      end
    end
  end
end

local leftToOthers, done, waits = {}, {}, {}
local function isLeft(line)
  for _, lane in ipairs(line.lanes) do
    if leftToOthers[lane.name] then return true end
  end
  return false
end
local function first()
  local best, bestTurn
  for _, one in ipairs(everybody) do
    local at = not done[one] and opensAt(one.line)
    if at and at <= now and not isLeft(one.line) and (one.mine or now - at < graceMs) then
      -- As rankOf in line.ts.
      local turn = turnOf(one.line.route .. ' ' .. one.line.session) + (one.line.yields and 1e13 or 0)
      if not best or turn < bestTurn then best, bestTurn = one, turn end
    end
  end
  return best
end

local newest = redis.call('ZREVRANGE', turnsKey, 0, 0, 'WITHSCORES')
local turn = tonumber(newest[2] or -1)
local function start(line)
  turn = turn + 1
  redis.call('ZADD', turnsKey, turn, line.route .. ' ' .. line.session)
  redis.call('PEXPIRE', turnsKey, longMs)
  local starts = 0
  for _, lane in ipairs(line.lanes) do
    local spacingMs = lane.spacingMs
    if redis.call('ZSCORE', refusedKey, lane.name) then starts, spacingMs = -1, probeSpacingMs end
    opens[lane.name] = math.max(opensOf(lane.name), now + spacingMs)
    redis.call('ZADD', lanesKey, opens[lane.name], lane.name)
    if lane.perDay ~= cjson.null then used[lane.name] = redis.call('HINCRBY', todayKey, lane.name, 1) end
    if lane.atOnce ~= cjson.null then
      running[lane.name] = (running[lane.name] or 0) + 1
      local key = lane.name .. ' ' .. line.session
      held[key] = (held[key] or 0) + 1
      redis.call('ZADD', runningKey, now + leaseMs, lane.name .. '|' .. line.calls[1].id)
      redis.call('PEXPIRE', runningKey, briefMs)
      redis.call('PEXPIRE', widthsKey, longMs)
    end
  end
  redis.call('PEXPIRE', lanesKey, briefMs)
  return starts
end

local best = first()
while best do
  done[best] = true
  if best.mine then
    waits[best.mine] = start(best.line)
    table.remove(best.line.calls, 1)
  else
    for _, lane in ipairs(best.line.lanes) do leftToOthers[lane.name] = true end
  end
  best = first()
end

local still = {}
for index, line in ipairs(lines) do
  if waits[index] == nil then
    local at = opensAt(line)
    waits[index] = math.max(1, math.ceil(at > now and at - now or at + graceMs - now))
  end
  if #line.calls > 0 then table.insert(still, line) end
end
if #still == 0 then redis.call('HDEL', waitingKey, me)
else
  redis.call('HSET', waitingKey, me, cjson.encode({ at = now, lines = still }))
  redis.call('PEXPIRE', waitingKey, briefMs)
end
redis.call('ZREMRANGEBYRANK', turnsKey, 0, -rememberedTurns - 1)
return { mark, waits }
`
