"""Lua scripts of the Redis mailbox; KEYS[1] is the prefix of all keys (one Redis, no cluster).

Keys: seen:<id> (a mark with expiry), letter:<id> (hash), lane:<lane> (ids by time of the event), ready and
ready:urgent (lanes by the moment they may be read), held (lanes by end of lease), holder:<lane>, fence:<lane>,
waiting (ids by the moment they were put), buried (hash id → reason).
"""

# A lane is listed in `ready` when it has letters and nobody holds it; `_LIST` puts it there.
_LIST = """
local function list_lane(p, lane, at)
  local ids = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, -1)
  if #ids == 0 then return end
  local urgent = false
  for _, id in ipairs(ids) do
    if redis.call('HGET', p .. 'letter:' .. id, 'urgent') == '1' then urgent = true break end
  end
  local ready = tonumber(redis.call('HGET', p .. 'letter:' .. ids[1], 'ready')) or 0
  redis.call('ZADD', p .. (urgent and 'ready:urgent' or 'ready'), math.max(at, ready), lane)
  redis.call('ZREM', p .. (urgent and 'ready' or 'ready:urgent'), lane)
end
local function release(p, lane, worker, fence)
  if redis.call('GET', p .. 'holder:' .. lane) ~= worker .. ':' .. fence then return false end
  redis.call('DEL', p .. 'holder:' .. lane)
  redis.call('ZREM', p .. 'held', lane)
  return true
end
local function remove(p, id, lane)
  redis.call('ZREM', p .. 'lane:' .. lane, id)
  redis.call('ZREM', p .. 'waiting', id)
  redis.call('DEL', p .. 'letter:' .. id)
end
"""

PUT = (
    _LIST
    + """
local p, limit, now, remember = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local count = (#ARGV - 3) / 5
if redis.call('ZCARD', p .. 'waiting') + count > limit then return -1 end
local kept = 0
for i = 4, #ARGV, 5 do
  local id, lane = ARGV[i], ARGV[i + 1]
  if redis.call('SET', p .. 'seen:' .. id, 1, 'NX', 'EX', remember) then
    redis.call('HSET', p .. 'letter:' .. id, 'lane', lane, 'body', ARGV[i + 2], 'occurred', ARGV[i + 3],
               'urgent', ARGV[i + 4], 'attempts', 0, 'ready', 0)
    redis.call('ZADD', p .. 'lane:' .. lane, ARGV[i + 3], id)
    redis.call('ZADD', p .. 'waiting', now, id)
    if redis.call('EXISTS', p .. 'holder:' .. lane) == 0 then list_lane(p, lane, now) end
    kept = kept + 1
  end
end
return kept
"""
)

TAKE = (
    _LIST
    + """
local p, now, till, worker = KEYS[1], tonumber(ARGV[1]), ARGV[2], ARGV[3]
for _, lane in ipairs(redis.call('ZRANGEBYSCORE', p .. 'held', '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', p .. 'held', lane)
  redis.call('DEL', p .. 'holder:' .. lane)
  list_lane(p, lane, now)
end
for _, name in ipairs({'ready:urgent', 'ready'}) do
  for _, lane in ipairs(redis.call('ZRANGEBYSCORE', p .. name, '-inf', now, 'LIMIT', 0, 8)) do
    redis.call('ZREM', p .. name, lane)
    local id = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, 0)[1]
    if id then
      local last = tonumber(redis.call('GET', p .. 'fence:' .. lane) or '0')
      local fence = string.format('%.0f', math.max(last + 1, now))
      redis.call('SET', p .. 'fence:' .. lane, fence, 'EX', 604800)
      redis.call('SET', p .. 'holder:' .. lane, worker .. ':' .. fence)
      redis.call('ZADD', p .. 'held', till, lane)
      local attempts = redis.call('HINCRBY', p .. 'letter:' .. id, 'attempts', 1)
      local letter = redis.call('HMGET', p .. 'letter:' .. id, 'body', 'occurred', 'urgent')
      return {id, lane, letter[1], letter[2], letter[3], attempts, fence}
    end
  end
end
return false
"""
)

DONE = (
    _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
remove(p, id, lane)
list_lane(p, lane, 0)
return 1
"""
)

RETRY = (
    _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
redis.call('HSET', p .. 'letter:' .. id, 'ready', ARGV[5])
list_lane(p, lane, tonumber(ARGV[5]))
return 1
"""
)

BURY = (
    _LIST
    + """
local p, id, lane = KEYS[1], ARGV[1], ARGV[2]
if not release(p, lane, ARGV[3], ARGV[4]) then return 0 end
remove(p, id, lane)
redis.call('HSET', p .. 'buried', id, ARGV[5])
redis.call('EXPIRE', p .. 'buried', ARGV[6])
list_lane(p, lane, 0)
return 1
"""
)

FORGET = (
    _LIST
    + """
local p, lane = KEYS[1], ARGV[1]
local ids = redis.call('ZRANGE', p .. 'lane:' .. lane, 0, -1)
for _, id in ipairs(ids) do remove(p, id, lane) end
redis.call('ZREM', p .. 'ready', lane)
redis.call('ZREM', p .. 'ready:urgent', lane)
return #ids
"""
)
