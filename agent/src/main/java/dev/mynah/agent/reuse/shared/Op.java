package dev.mynah.agent.reuse.shared;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the server is asked. Each is one script, so that it happens as a whole or not at all;
 * scripts answer with text or nothing, never with numbers.
 */
public enum Op {
  /** A variant of a resource; KEYS resource, floor; ARGV variant, most bytes. */
  GET(
      "get",
      """
      local n = redis.call('hstrlen', KEYS[1], ARGV[1])
      if n == 0 then return false end
      if n > tonumber(ARGV[2]) then return '!' end
      local v = redis.call('hget', KEYS[1], ARGV[1])
      local floor = redis.call('get', KEYS[2])
      if floor then
        local asked = tonumber(string.sub(v, 1, 16))
        if not asked then return '!' end
        if asked <= (tonumber(floor) or asked) then return false end
      end
      return v
      """),

  /**
   * Keeps a variant unless it was asked for before a purge; KEYS resource, grave, floor; ARGV
   * variant, value, time to live, milliseconds since it was asked for, most variants.
   */
  PUT(
      "put",
      """
      local t = redis.call('time')
      local asked = t[1] * 1000 + math.floor(t[2] / 1000) - ARGV[4]
      for i = 2, 3 do
        local gone = redis.call('get', KEYS[i])
        if gone and (tonumber(gone) or asked) >= asked then return '0' end
      end
      if redis.call('hlen', KEYS[1]) >= tonumber(ARGV[5])
          and redis.call('hexists', KEYS[1], ARGV[1]) == 0 then
        redis.call('del', KEYS[1])
      end
      redis.call('hset', KEYS[1], ARGV[1], string.format('%016.0f', asked) .. ARGV[2])
      if redis.call('pttl', KEYS[1]) < tonumber(ARGV[3]) then
        redis.call('pexpire', KEYS[1], ARGV[3])
      end
      return '1'
      """),

  /**
   * Forgets a resource; KEYS resource, grave, purges; ARGV how long the grave stands, channel,
   * message.
   */
  PURGE(
      "purge",
      """
      local t = redis.call('time')
      redis.call('del', KEYS[1])
      redis.call('set', KEYS[2], string.format('%.0f', t[1] * 1000 + math.floor(t[2] / 1000)),
          'px', ARGV[1])
      local n = redis.call('incr', KEYS[3])
      redis.call('publish', ARGV[2], string.format('%.0f', n) .. ':' .. ARGV[3])
      return '1'
      """),

  /** Forgets all that is older; KEYS floor, purges; ARGV channel, message. */
  PURGE_ALL(
      "purge_all",
      """
      local t = redis.call('time')
      redis.call('set', KEYS[1], string.format('%.0f', t[1] * 1000 + math.floor(t[2] / 1000)))
      local n = redis.call('incr', KEYS[2])
      redis.call('publish', ARGV[1], string.format('%.0f', n) .. ':' .. ARGV[2])
      return '1'
      """),

  /** How many purges there have been; KEYS purges. */
  PURGES("purges", "return redis.call('get', KEYS[1])"),

  /**
   * Claims a key of the dedup window; KEYS key; ARGV claim, lease, most bytes, 1 for who has
   * waited.
   */
  CLAIM(
      "claim",
      """
      local v = redis.call('getrange', KEYS[1], 0, #ARGV[1] - 1)
      local kind = string.sub(v, 1, 1)
      if kind == 'X' and ARGV[4] == '1' then return 'X' end
      if v == '' or v == ARGV[1] or kind == 'X' then
        redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
        return 'F'
      end
      if kind == 'C' then return 'C' end
      if kind ~= 'D' then return '!' end
      if redis.call('strlen', KEYS[1]) > tonumber(ARGV[3]) then return '!' end
      return redis.call('get', KEYS[1])
      """),

  /** Puts an answer in the place of a claim; KEYS key; ARGV claim, value, time to live. */
  DONE(
      "done",
      """
      local v = redis.call('getrange', KEYS[1], 0, #ARGV[1] - 1)
      if v ~= '' and v ~= ARGV[1] then return '0' end
      redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
      return '1'
      """),

  /** Leaves a note for those who wait that a claim failed; KEYS key; ARGV claim, how long. */
  FAIL(
      "fail",
      """
      if redis.call('getrange', KEYS[1], 0, #ARGV[1] - 1) ~= ARGV[1] then return '0' end
      redis.call('set', KEYS[1], 'X', 'px', ARGV[2])
      return '1'
      """),

  /** Gives a claim back; KEYS key; ARGV claim. */
  RELEASE(
      "release",
      """
      if redis.call('getrange', KEYS[1], 0, #ARGV[1] - 1) ~= ARGV[1] then return '0' end
      redis.call('del', KEYS[1])
      return '1'
      """);

  private final String word;
  private final String script;

  Op(String word, String script) {
    this.word = word;
    this.script = script;
  }

  /** What it may come to. */
  public Set<Result> results() {
    EnumSet<Result> all =
        EnumSet.of(Result.UNREADABLE, Result.TIMEOUT, Result.ERROR, Result.OPEN, Result.FULL);
    switch (this) {
      case GET -> all.addAll(EnumSet.of(Result.HIT, Result.MISS));
      case CLAIM -> all.addAll(EnumSet.of(Result.HIT, Result.MISS, Result.WAIT, Result.FAILED));
      case PURGES -> all.add(Result.OK);
      default -> all.addAll(EnumSet.of(Result.OK, Result.OUTDATED));
    }
    return all;
  }

  /** As metrics name it. */
  public String word() {
    return word;
  }

  /** What the server runs. */
  public String script() {
    return script;
  }
}
