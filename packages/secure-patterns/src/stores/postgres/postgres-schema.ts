/**
 * Everything that `migrate()` creates, one statement each, as `docs/guide/choosing-a-store.md` shows it. Statements are
 * safe to repeat.
 *
 * @param name - qualifies and quotes the name of a table or function
 */
export function postgresSchema(name: (table: string) => string): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${name("hits")} (
  key text PRIMARY KEY,
  ats bigint[] NOT NULL,
  costs bigint[] NOT NULL,
  used bigint NOT NULL,
  blocked_until bigint NOT NULL,
  expires_at bigint NOT NULL
) WITH (fillfactor = 70)`,
    `CREATE TABLE IF NOT EXISTS ${name("tokens")} (
  id text PRIMARY KEY,
  owner text NOT NULL,
  purpose text NOT NULL,
  subject text NOT NULL,
  payload text,
  expires_at timestamptz NOT NULL
)`,
    `CREATE INDEX IF NOT EXISTS ${indexName(name, "tokens_owner")} ON ${name("tokens")} (owner)`,
    `CREATE INDEX IF NOT EXISTS ${indexName(name, "tokens_expires")} ON ${name("tokens")} (expires_at)`,
    `CREATE TABLE IF NOT EXISTS ${name("events")} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ip_hash text NOT NULL,
  ip text NOT NULL,
  kind text NOT NULL,
  "user" text,
  agent text,
  method text,
  path text,
  reason text,
  content text,
  counted boolean NOT NULL
)`,
    `CREATE INDEX IF NOT EXISTS ${indexName(name, "events_at")} ON ${name("events")} (at)`,
    `CREATE INDEX IF NOT EXISTS ${indexName(name, "events_ip")} ON ${name("events")} (ip_hash, id)`,
    `CREATE TABLE IF NOT EXISTS ${name("blocks")} (
  ip_hash text PRIMARY KEY,
  ip text NOT NULL,
  reason text NOT NULL,
  until timestamptz
)`,
    `CREATE TABLE IF NOT EXISTS ${name("leases")} (
  name text PRIMARY KEY,
  until timestamptz NOT NULL
)`,
    hitFunction(name),
    releaseFunction(name),
  ];
}

/** Indexes live in their table's schema: their own name is not qualified. */
function indexName(name: (table: string) => string, index: string): string {
  return name(index).split(".").at(-1)!;
}

/**
 * One decision in one round trip. The lock comes first and each statement sees what was committed before it, so two
 * decisions on one key never read the same log; keys come sorted, so two decisions never wait for each other. A refusal
 * writes nothing. Times are microseconds since 1970.
 */
function hitFunction(name: (table: string) => string): string {
  return `CREATE OR REPLACE FUNCTION ${name("hit")}(
  p_keys text[], p_window bigint, p_limit bigint, p_cost bigint, p_block bigint, p_record boolean,
  OUT admitted boolean, OUT used float8, OUT retry_after float8, OUT reset_after float8, OUT at float8
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  k text;
  log record;
  now_us bigint;
  stamp bigint;
  live int;
  lives int[] := '{}';
  excess bigint;
  free_at bigint;
  retry_at bigint := 0;
  most bigint := 0;
  oldest bigint;
  full_keys text[] := '{}';
BEGIN
  IF p_record THEN
    FOREACH k IN ARRAY p_keys LOOP
      PERFORM pg_advisory_xact_lock(hashtextextended(k, 20793));
    END LOOP;
  END IF;
  now_us := extract(epoch FROM clock_timestamp()) * 1000000;
  stamp := now_us;
  FOREACH k IN ARRAY p_keys LOOP
    SELECT h.ats, h.costs, h.used, h.blocked_until, cardinality(h.ats) AS size INTO log
    FROM ${name("hits")} h WHERE h.key = k;
    live := 1;
    IF FOUND THEN
      WHILE live <= log.size AND log.ats[live] + p_window <= now_us LOOP
        log.used := log.used - log.costs[live];
        live := live + 1;
      END LOOP;
      IF log.used > most THEN
        most := log.used;
        oldest := log.ats[live];
      END IF;
      stamp := greatest(stamp, log.ats[log.size]);
      excess := log.used + p_cost - p_limit;
      IF excess > 0 THEN
        IF log.blocked_until <= now_us THEN
          full_keys := full_keys || k;
        END IF;
        FOR i IN live .. log.size LOOP
          free_at := log.ats[i] + p_window;
          excess := excess - log.costs[i];
          EXIT WHEN excess <= 0;
        END LOOP;
        retry_at := greatest(retry_at, free_at);
      END IF;
      IF log.blocked_until > now_us THEN
        retry_at := greatest(retry_at, log.blocked_until);
      END IF;
    END IF;
    lives := lives || live;
  END LOOP;

  admitted := retry_at = 0;
  IF admitted AND p_record THEN
    FOR i IN 1 .. cardinality(p_keys) LOOP
      UPDATE ${name("hits")} h SET ats = h.ats[lives[i]:] || stamp, costs = h.costs[lives[i]:] || p_cost,
        used = p_cost + (SELECT coalesce(sum(c), 0) FROM unnest(h.costs[lives[i]:]) c),
        expires_at = greatest(stamp + p_window, h.blocked_until)
      WHERE h.key = p_keys[i];
      IF NOT FOUND THEN
        INSERT INTO ${name("hits")} (key, ats, costs, used, blocked_until, expires_at)
        VALUES (p_keys[i], ARRAY[stamp], ARRAY[p_cost], p_cost, 0, stamp + p_window);
      END IF;
    END LOOP;
    most := most + p_cost;
    oldest := coalesce(oldest, stamp);
  ELSIF p_record AND p_block > 0 AND cardinality(full_keys) > 0 THEN
    retry_at := greatest(retry_at, now_us + p_block);
    UPDATE ${name("hits")} h SET blocked_until = retry_at, expires_at = greatest(h.expires_at, retry_at)
    WHERE h.key = ANY (full_keys);
  END IF;
  used := most;
  retry_after := greatest(retry_at - now_us, 0);
  reset_after := coalesce(oldest + p_window - now_us, 0);
  at := stamp;
END $$`;
}

/** Takes an admission back. One of several of the same microsecond and cost is as good as another. */
function releaseFunction(name: (table: string) => string): string {
  return `CREATE OR REPLACE FUNCTION ${name("release")}(p_keys text[], p_at bigint, p_cost bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  k text;
  n int;
BEGIN
  FOREACH k IN ARRAY p_keys LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(k, 20793));
  END LOOP;
  FOREACH k IN ARRAY p_keys LOOP
    SELECT max(l.n) INTO n FROM ${name("hits")} h, unnest(h.ats, h.costs) WITH ORDINALITY AS l(a, c, n)
    WHERE h.key = k AND l.a = p_at AND l.c = p_cost;
    UPDATE ${name("hits")} h SET used = h.used - p_cost,
      ats = h.ats[:n - 1] || h.ats[n + 1:], costs = h.costs[:n - 1] || h.costs[n + 1:]
    WHERE h.key = k AND n IS NOT NULL;
  END LOOP;
END $$`;
}
