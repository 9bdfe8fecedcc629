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
 * One or more decisions in one round trip, `p_each` keys for each. The locks come first and each statement sees what was
 * committed before it, so two decisions on one key never read the same log; they are taken in one order, so two calls never
 * wait for each other. A refusal writes nothing. Times are microseconds since 1970. It returns for each decision
 * what the fullest key has used, how long to wait, when it has more, and when it was recorded: as one text, since each
 * column of an answer costs the client more than all of that.
 */
function hitFunction(name: (table: string) => string): string {
  return `CREATE OR REPLACE FUNCTION ${name("hit")}(
  p_keys text[], p_each int, p_window bigint, p_limit bigint, p_cost bigint, p_block bigint, p_record boolean
) RETURNS text LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  k text;
  done text;
  log record;
  now_us bigint;
  stamp bigint;
  live int;
  lives int[];
  sums bigint[];
  excess bigint;
  free_at bigint;
  retry_at bigint;
  most bigint;
  oldest bigint;
  full_keys text[];
  answers text := '';
BEGIN
  IF p_record THEN
    -- As an expression: a statement of its own costs several times as much.
    IF cardinality(p_keys) = 1 THEN
      done := pg_advisory_xact_lock(hashtextextended(p_keys[1], 20793))::text;
    ELSE
      FOR k IN SELECT DISTINCT u COLLATE "C" FROM unnest(p_keys) u ORDER BY 1 LOOP
        done := pg_advisory_xact_lock(hashtextextended(k, 20793))::text;
      END LOOP;
    END IF;
  END IF;
  now_us := extract(epoch FROM clock_timestamp()) * 1000000;
  FOR pos IN 1 .. cardinality(p_keys) BY p_each LOOP
    stamp := now_us;
    lives := '{}';
    sums := '{}';
    retry_at := 0;
    most := 0;
    oldest := NULL;
    full_keys := '{}';
    FOR n IN pos .. pos + p_each - 1 LOOP
      k := p_keys[n];
      SELECT h.ats, h.costs, h.used, h.blocked_until, cardinality(h.ats) AS size INTO log
      FROM ${name("hits")} h WHERE h.key = k;
      IF NOT FOUND THEN
        lives := lives || 0;
        sums := sums || 0::bigint;
      ELSE
        live := 1;
        WHILE live <= log.size AND log.ats[live] + p_window <= now_us LOOP
          log.used := log.used - log.costs[live];
          live := live + 1;
        END LOOP;
        lives := lives || live;
        sums := sums || log.used;
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
    END LOOP;

    IF retry_at = 0 AND p_record THEN
      FOR i IN 1 .. p_each LOOP
        IF lives[i] > 0 THEN
          UPDATE ${name("hits")} h SET ats = h.ats[lives[i]:] || stamp, costs = h.costs[lives[i]:] || p_cost,
            used = sums[i] + p_cost, expires_at = greatest(stamp + p_window, h.blocked_until)
          WHERE h.key = p_keys[pos + i - 1];
        END IF;
        IF lives[i] = 0 OR NOT FOUND THEN
          INSERT INTO ${name("hits")} (key, ats, costs, used, blocked_until, expires_at)
          VALUES (p_keys[pos + i - 1], ARRAY[stamp], ARRAY[p_cost], p_cost, 0, stamp + p_window);
        END IF;
      END LOOP;
      most := most + p_cost;
      oldest := coalesce(oldest, stamp);
    ELSIF p_record AND p_block > 0 AND cardinality(full_keys) > 0 THEN
      retry_at := greatest(retry_at, now_us + p_block);
      UPDATE ${name("hits")} h SET blocked_until = retry_at, expires_at = greatest(h.expires_at, retry_at)
      WHERE h.key = ANY (full_keys);
    END IF;
    answers := concat_ws(',', nullif(answers, ''), most, greatest(retry_at - now_us, 0),
      coalesce(oldest + p_window - now_us, 0), stamp);
  END LOOP;
  RETURN answers;
END $$`;
}

/** Takes an admission back. One of several of the same microsecond and cost is as good as another. */
function releaseFunction(name: (table: string) => string): string {
  return `CREATE OR REPLACE FUNCTION ${name("release")}(p_keys text[], p_at bigint, p_cost bigint)
RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
