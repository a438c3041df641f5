"""Lua scripts of the Redis mailbox; KEYS[1] is the prefix of all keys (one Redis 7 or newer, no cluster).

Keys: seen:<id> (a mark with expiry), letter:<id> (hash), lane:<lane> (ids by time of the event), alarm:<lane> (its
urgent ids), ready and ready:urgent (free lanes by when their first letter came), later (lanes by the end of a wait),
held (lanes by end of lease), holder:<lane>, fence:<lane>, taken:<worker>, waiting (ids by the moment they were put),
buried (hash id → reason), epoch (which memory this is), mending (nobody takes while letters are put back).

With a full memory Redis refuses only PUT, and as a whole; what takes letters out goes on (`allow-oom`): a script that
stopped in its middle would lose a lane, and a mailbox that cannot be emptied would stay full for ever.
"""

_GOES_ON = "#!lua flags=allow-oom\n"
_REFUSED_WHEN_FULL = "#!lua\n"

# `known` is the memory that the caller knows: another one now means that Redis has lost everything in between.
_EPOCH = """
local function epoch(p, known, fresh)
  local found = redis.call('GET', p .. 'epoch')
  if found == known then return found end
  if not found then
    found = fresh
    redis.call('SET', p .. 'epoch', fresh)
  end
  if known ~= '' then redis.call('SET', p .. 'mending', 1, 'PX', 5000) end
  return found
end
"""

# A lane is listed in `ready` when it has letters and nobody holds it; a lane that waits for a retry, in `later`. No
# score of `ready` is compared with the clock, and an implausibly long wait is not kept: clocks are set back.
_LIST = """
local function list_lane(p, lane)
  local id = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, 0)[1]
  redis.call('ZREM', p .. 'ready', lane)
  redis.call('ZREM', p .. 'ready:urgent', lane)
  redis.call('ZREM', p .. 'later', lane)
  if not id then return end
  local about = redis.call('HMGET', p .. 'letter:' .. id, 'ready', 'put')
  local due = tonumber(about[1]) or 0
  if due > 0 then
    redis.call('ZADD', p .. 'later', due, lane)
  elseif redis.call('SCARD', p .. 'alarm:' .. lane) > 0 then
    redis.call('ZADD', p .. 'ready:urgent', about[2] or 0, lane)
  else
    redis.call('ZADD', p .. 'ready', about[2] or 0, lane)
  end
end
local function end_pause(p, lane)
  local first = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, 0)[1]
  if first and redis.call('HDEL', p .. 'letter:' .. first, 'paused') == 1 then
    redis.call('HSET', p .. 'letter:' .. first, 'ready', 0)
  end
end
local function release(p, lane, worker, fence)
  if redis.call('GET', p .. 'holder:' .. lane) ~= worker .. ':' .. fence then return false end
  redis.call('DEL', p .. 'holder:' .. lane, p .. 'taken:' .. worker)
  redis.call('ZREM', p .. 'held', lane)
  return true
end
local function leave(p, id, lane)
  redis.call('ZREM', p .. 'lane:' .. lane, id)
  redis.call('ZREM', p .. 'waiting', id)
  redis.call('SREM', p .. 'alarm:' .. lane, id)
end
local function remove(p, id, lane)
  leave(p, id, lane)
  redis.call('DEL', p .. 'letter:' .. id)
end
"""

# ARGV: limit, now (ms), seconds to remember ids, known epoch, a fresh one, then five fields for each letter.
PUT = (
    _REFUSED_WHEN_FULL
    + _EPOCH
    + _LIST
    + """
local p, limit, now, remember = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local memory = epoch(p, ARGV[4], ARGV[5])
local count = (#ARGV - 5) / 5
if redis.call('ZCARD', p .. 'waiting') + count > limit then return {-1, memory} end
local kept = 0
for i = 6, #ARGV, 5 do
  local id, lane = ARGV[i], ARGV[i + 1]
  if redis.call('SET', p .. 'seen:' .. id, 1, 'NX', 'EX', remember) then
    redis.call('HSET', p .. 'letter:' .. id, 'lane', lane, 'body', ARGV[i + 2], 'occurred', ARGV[i + 3],
               'urgent', ARGV[i + 4], 'attempts', 0, 'ready', 0, 'put', now)
    end_pause(p, lane)
    redis.call('ZADD', p .. 'lane:' .. lane, ARGV[i + 3], id)
    redis.call('ZADD', p .. 'waiting', now, id)
    if ARGV[i + 4] == '1' then redis.call('SADD', p .. 'alarm:' .. lane, id) end
    if redis.call('EXISTS', p .. 'holder:' .. lane) == 0 then list_lane(p, lane) end
    kept = kept + 1
  end
end
return {kept, memory}
"""
)

# ARGV: now, end of the lease, worker, known epoch, a fresh one. A worker holds one letter at a time: one that it still
# holds when it asks again is one whose handing over it never learnt of.
TAKE = (
    _GOES_ON
    + _EPOCH
    + _LIST
    + """
local p, now, till, worker = KEYS[1], tonumber(ARGV[1]), ARGV[2], ARGV[3]
local memory = epoch(p, ARGV[4], ARGV[5])
if redis.call('EXISTS', p .. 'mending') == 1 then return {memory} end
local lost = redis.call('HMGET', p .. 'taken:' .. worker, 'lane', 'fence', 'id')
if lost[1] and release(p, lost[1], worker, lost[2]) then
  if redis.call('EXISTS', p .. 'letter:' .. lost[3]) == 1 then
    redis.call('HINCRBY', p .. 'letter:' .. lost[3], 'attempts', -1)
  end
  list_lane(p, lost[1])
end
local ended = redis.call('ZRANGEBYSCORE', p .. 'held', '-inf', now, 'LIMIT', 0, 100)
local odd = redis.call('ZRANGEBYSCORE', p .. 'held', '(' .. (now + 75000), '+inf', 'LIMIT', 0, 100)
for _, lanes in ipairs({ended, odd}) do
  for _, lane in ipairs(lanes) do
    redis.call('ZREM', p .. 'held', lane)
    redis.call('DEL', p .. 'holder:' .. lane)
    list_lane(p, lane)
  end
end
local due = redis.call('ZRANGEBYSCORE', p .. 'later', '-inf', now, 'LIMIT', 0, 100)
local stuck = redis.call('ZRANGEBYSCORE', p .. 'later', '(' .. (now + 75000), '+inf', 'LIMIT', 0, 100)
for _, lanes in ipairs({due, stuck}) do
  for _, lane in ipairs(lanes) do
    local id = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, 0)[1]
    if id then redis.call('HSET', p .. 'letter:' .. id, 'ready', 0) end
    list_lane(p, lane)
  end
end
for _, name in ipairs({'ready:urgent', 'ready'}) do
  for _, lane in ipairs(redis.call('ZRANGE', p .. name, 0, 7)) do
    redis.call('ZREM', p .. name, lane)
    local id = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, 0)[1]
    if id then
      local last = tonumber(redis.call('GET', p .. 'fence:' .. lane) or '0')
      local fence = string.format('%.0f', math.max(last + 1, now))
      redis.call('SET', p .. 'fence:' .. lane, fence, 'EX', 604800)
      redis.call('SET', p .. 'holder:' .. lane, worker .. ':' .. fence)
      redis.call('ZADD', p .. 'held', till, lane)
      redis.call('HSET', p .. 'taken:' .. worker, 'lane', lane, 'fence', fence, 'id', id)
      redis.call('EXPIRE', p .. 'taken:' .. worker, 86400)
      redis.call('HDEL', p .. 'letter:' .. id, 'paused')
      local attempts = redis.call('HINCRBY', p .. 'letter:' .. id, 'attempts', 1)
      local letter = redis.call('HMGET', p .. 'letter:' .. id, 'body', 'occurred', 'urgent')
      return {memory, id, lane, letter[1], letter[2], letter[3], attempts, fence}
    end
  end
end
return {memory}
"""
)

DONE = (
    _GOES_ON
    + _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
remove(p, id, lane)
for i = 5, #ARGV do remove(p, ARGV[i], lane) end
list_lane(p, lane)
return 1
"""
)

PAUSE = (
    _GOES_ON
    + _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
redis.call('HINCRBY', p .. 'letter:' .. id, 'attempts', -1)
if redis.call('ZCARD', p .. 'lane:' .. lane) <= tonumber(ARGV[6]) then
  redis.call('HSET', p .. 'letter:' .. id, 'ready', ARGV[5], 'paused', 1)
end
list_lane(p, lane)
return 1
"""
)

FOLLOWING = (
    _GOES_ON
    + """
local p, id, lane, found = KEYS[1], ARGV[1], ARGV[2], {}
for _, other in ipairs(redis.call('ZRANGE', p .. 'lane:' .. lane, 0, tonumber(ARGV[3]))) do
  if other ~= id and #found < 4 * tonumber(ARGV[3]) then
    local letter = redis.call('HMGET', p .. 'letter:' .. other, 'body', 'occurred', 'urgent')
    for _, value in ipairs({other, letter[1], letter[2], letter[3]}) do found[#found + 1] = value end
  end
end
return found
"""
)

RETRY = (
    _GOES_ON
    + _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
redis.call('HSET', p .. 'letter:' .. id, 'ready', ARGV[5])
if ARGV[6] == '1' then redis.call('HINCRBY', p .. 'letter:' .. id, 'attempts', -1) end
list_lane(p, lane)
return 1
"""
)

# The letter itself stays, sealed, for as long as the mark: an operator can put it back once the fault is mended.
BURY = (
    _GOES_ON
    + _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
leave(p, id, lane)
redis.call('HSET', p .. 'buried', id, ARGV[5])
redis.call('EXPIRE', p .. 'buried', ARGV[6])
redis.call('EXPIRE', p .. 'letter:' .. id, ARGV[6])
list_lane(p, lane)
return 1
"""
)

REVIVE = (
    _GOES_ON
    + _LIST
    + """
local p, id, now = KEYS[1], ARGV[1], tonumber(ARGV[2])
if redis.call('HDEL', p .. 'buried', id) == 0 then return 0 end
local letter = redis.call('HMGET', p .. 'letter:' .. id, 'lane', 'occurred', 'urgent')
if not letter[1] then return 0 end
redis.call('PERSIST', p .. 'letter:' .. id)
redis.call('HSET', p .. 'letter:' .. id, 'attempts', 0, 'ready', 0, 'put', now)
redis.call('ZADD', p .. 'lane:' .. letter[1], letter[2], id)
redis.call('ZADD', p .. 'waiting', now, id)
if letter[3] == '1' then redis.call('SADD', p .. 'alarm:' .. letter[1], id) end
if redis.call('EXISTS', p .. 'holder:' .. letter[1]) == 0 then list_lane(p, letter[1]) end
return 1
"""
)

FORGET = (
    _GOES_ON
    + _LIST
    + """
local p, lane, ids = KEYS[1], ARGV[1], {}
for _, id in ipairs(redis.call('HKEYS', p .. 'buried')) do
  if redis.call('HGET', p .. 'letter:' .. id, 'lane') == lane then
    remove(p, id, lane)
    redis.call('HDEL', p .. 'buried', id)
    ids[#ids + 1] = id
  end
end
return #ids
"""
)

WATCH = (
    _GOES_ON
    + _EPOCH
    + """
return epoch(KEYS[1], ARGV[1], ARGV[2])
"""
)
