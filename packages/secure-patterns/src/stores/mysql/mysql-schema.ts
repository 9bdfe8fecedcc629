/** The server's own clock, in milliseconds since 1970; in UTC, which no change to summer time repeats. */
export const NOW = "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000)";

const HASH = "VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const TEXT = "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

/**
 * Everything that `migrate()` creates, one statement each, as `docs/guide/choosing-a-store.md` shows it. Tables may be
 * there already; a procedure of the same name must be left alone.
 */
export function mysqlSchema(name: (table: string) => string): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${name("hits")} (
  id ${HASH} PRIMARY KEY,
  log LONGBLOB NOT NULL,
  used BIGINT NOT NULL,
  blocked_until BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
) ENGINE = InnoDB`,
    `CREATE TABLE IF NOT EXISTS ${name("tokens")} (
  id ${HASH} PRIMARY KEY,
  owner ${HASH},
  purpose ${TEXT} NOT NULL,
  subject ${TEXT} NOT NULL,
  payload ${TEXT},
  expires_at BIGINT NOT NULL,
  INDEX (owner),
  INDEX (expires_at)
) ENGINE = InnoDB`,
    `CREATE TABLE IF NOT EXISTS ${name("events")} (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  \`at\` BIGINT NOT NULL,
  ip_hash ${HASH},
  ip ${TEXT} NOT NULL,
  kind ${TEXT} NOT NULL,
  \`user\` ${TEXT},
  agent ${TEXT},
  method ${TEXT},
  path ${TEXT},
  reason ${TEXT},
  content ${TEXT},
  counted TINYINT NOT NULL,
  INDEX (\`at\`),
  INDEX (ip_hash, id)
) ENGINE = InnoDB`,
    `CREATE TABLE IF NOT EXISTS ${name("blocks")} (
  ip_hash ${HASH} PRIMARY KEY,
  ip ${TEXT} NOT NULL,
  reason ${TEXT} NOT NULL,
  \`until\` BIGINT
) ENGINE = InnoDB`,
    `CREATE TABLE IF NOT EXISTS ${name("leases")} (
  id ${HASH} PRIMARY KEY,
  \`until\` BIGINT NOT NULL
) ENGINE = InnoDB`,
    hitProcedure(name),
    releaseProcedure(name),
  ];
}

/** Reads eight bytes of a log as a number. */
function numberAt(position: string): string {
  return `CAST(CONV(HEX(SUBSTRING(v_log, ${position}, 8)), 16, 10) AS SIGNED)`;
}

/** Keys are 43 characters, each with a comma behind it. */
function keyAt(index: string): string {
  return `SUBSTRING(p_keys, 1 + 44 * ${index}, 43)`;
}

/**
 * One decision in one round trip. What is full without a lock is refused without one: under attack, that is nearly
 * everything. Otherwise it locks the rows of its keys, which come sorted, so that two decisions never wait for each
 * other, reads the clock once it has them, and looks again. A refusal writes nothing.
 *
 * A log is a run of 16-byte records, oldest first: the microsecond and the cost, each eight bytes, the highest first.
 */
function hitProcedure(name: (table: string) => string): string {
  const hits = name("hits");
  return `CREATE PROCEDURE ${name("hit")}(
  p_keys TEXT CHARACTER SET ascii COLLATE ascii_bin,
  p_window BIGINT, p_limit BIGINT, p_cost BIGINT, p_block BIGINT, p_record TINYINT
)
BEGIN
  DECLARE n INT DEFAULT LENGTH(p_keys) DIV 44;
  DECLARE i INT DEFAULT 0;
  DECLARE pos INT;
  DECLARE locked TINYINT DEFAULT 0;
  DECLARE v_log LONGBLOB;
  DECLARE v_used, v_blocked, excess, free_at, oldest BIGINT;
  DECLARE now_us, stamp, most, retry_at BIGINT DEFAULT 0;
  DECLARE full_keys TEXT CHARACTER SET ascii COLLATE ascii_bin DEFAULT '';
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    IF locked THEN ROLLBACK; END IF;
    RESIGNAL;
  END;

  decide: LOOP
    SET now_us = TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6));
    SET stamp = now_us, most = 0, oldest = NULL, retry_at = 0, full_keys = '', i = 0;
    WHILE i < n DO
      SET v_log = '', v_used = 0, v_blocked = 0, pos = 1;
      IF locked THEN
        SELECT log, used, blocked_until INTO v_log, v_used, v_blocked FROM ${hits} WHERE id = ${keyAt("i")} FOR UPDATE;
      ELSE
        SELECT log, used, blocked_until INTO v_log, v_used, v_blocked FROM ${hits} WHERE id = ${keyAt("i")};
      END IF;
      WHILE pos <= LENGTH(v_log) AND ${numberAt("pos")} + p_window <= now_us DO
        SET v_used = v_used - ${numberAt("pos + 8")}, pos = pos + 16;
      END WHILE;
      IF locked AND pos > 1 THEN
        UPDATE ${hits} SET log = SUBSTRING(log, pos), used = v_used WHERE id = ${keyAt("i")};
      END IF;
      SET v_log = SUBSTRING(v_log, pos), pos = 1;
      IF v_used > most THEN
        SET most = v_used, oldest = ${numberAt("1")};
      END IF;
      IF LENGTH(v_log) > 0 THEN
        SET stamp = GREATEST(stamp, ${numberAt("LENGTH(v_log) - 15")});
      END IF;
      SET excess = v_used + p_cost - p_limit;
      IF excess > 0 THEN
        IF v_blocked <= now_us THEN
          SET full_keys = CONCAT(full_keys, ${keyAt("i")}, ',');
        END IF;
        WHILE excess > 0 AND pos <= LENGTH(v_log) DO
          SET free_at = ${numberAt("pos")} + p_window, excess = excess - ${numberAt("pos + 8")}, pos = pos + 16;
        END WHILE;
        SET retry_at = GREATEST(retry_at, free_at);
      END IF;
      IF v_blocked > now_us THEN
        SET retry_at = GREATEST(retry_at, v_blocked);
      END IF;
      SET i = i + 1;
    END WHILE;

    IF locked OR NOT p_record OR (retry_at > 0 AND p_block = 0) THEN
      LEAVE decide;
    END IF;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    START TRANSACTION;
    SET locked = 1, i = 0;
    WHILE i < n DO
      INSERT INTO ${hits} (id, log, used, blocked_until, expires_at) VALUES (${keyAt("i")}, '', 0, 0, 0)
      ON DUPLICATE KEY UPDATE used = used;
      SET i = i + 1;
    END WHILE;
  END LOOP;

  SET i = 0;
  IF retry_at = 0 AND locked THEN
    WHILE i < n DO
      UPDATE ${hits} SET used = used + p_cost,
        log = CONCAT(log, UNHEX(LPAD(HEX(stamp), 16, '0')), UNHEX(LPAD(HEX(p_cost), 16, '0'))),
        expires_at = GREATEST(stamp + p_window, blocked_until)
      WHERE id = ${keyAt("i")};
      SET i = i + 1;
    END WHILE;
    SET most = most + p_cost, oldest = COALESCE(oldest, stamp);
    COMMIT;
  ELSEIF locked AND p_block > 0 AND full_keys <> '' THEN
    SET retry_at = GREATEST(retry_at, now_us + p_block);
    WHILE i < LENGTH(full_keys) DIV 44 DO
      UPDATE ${hits} SET blocked_until = retry_at, expires_at = GREATEST(expires_at, retry_at)
      WHERE id = SUBSTRING(full_keys, 1 + 44 * i, 43);
      SET i = i + 1;
    END WHILE;
    COMMIT;
  ELSEIF locked THEN
    ROLLBACK;
  END IF;
  SELECT retry_at = 0 AS admitted, most AS used, GREATEST(retry_at - now_us, 0) AS retry_after,
    COALESCE(oldest + p_window - now_us, 0) AS reset_after, CAST(stamp AS CHAR) AS stamp;
END`;
}

/** Takes an admission back. One of several of the same microsecond and cost is as good as another. */
function releaseProcedure(name: (table: string) => string): string {
  const hits = name("hits");
  return `CREATE PROCEDURE ${name("release")}(
  p_keys TEXT CHARACTER SET ascii COLLATE ascii_bin, p_at BIGINT, p_cost BIGINT
)
BEGIN
  DECLARE n INT DEFAULT LENGTH(p_keys) DIV 44;
  DECLARE i INT DEFAULT 0;
  DECLARE pos INT;
  DECLARE v_log LONGBLOB;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  START TRANSACTION;
  WHILE i < n DO
    SET v_log = '';
    SELECT log INTO v_log FROM ${hits} WHERE id = ${keyAt("i")} FOR UPDATE;
    SET pos = LENGTH(v_log) - 15;
    WHILE pos > 0 AND NOT (${numberAt("pos")} = p_at AND ${numberAt("pos + 8")} = p_cost) DO
      SET pos = pos - 16;
    END WHILE;
    IF pos > 0 THEN
      UPDATE ${hits} SET used = used - p_cost, log = CONCAT(SUBSTRING(log, 1, pos - 1), SUBSTRING(log, pos + 16))
      WHERE id = ${keyAt("i")};
    END IF;
    SET i = i + 1;
  END WHILE;
  COMMIT;
END`;
}
