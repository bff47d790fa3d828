-- driver-over-cap (with-order)
-- 驾驶人同时备案的非本人机动车超过上限：何时起、何时止、最多几辆
-- Drivers with more vehicles of others bound than the cap: from when, until when, and how many at most
WITH demerit_events AS (
  SELECT b."driver" AS driver, CAST(b."since" AS bigint) AS t, b."seq" AS o, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 AND b."since" < 1535731200000 THEN 3 WHEN b."since" >= 1535731200000 AND b."since" < 1601222400000 THEN 3 WHEN b."since" >= 1601222400000 AND b."since" < 1730390400000 THEN 3 WHEN b."since" >= 1730390400000 THEN 3 END AS integer) AS cap_then
  FROM "bindings" AS b
  UNION ALL
  SELECT b."driver" AS driver, CAST(b."released_at" AS bigint) AS t, b."released_seq" AS o, -1 AS d, CAST(NULL AS integer) AS cap_then
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL
),
-- Counted event by event, in their order.
demerit_counted AS (
  SELECT driver, t, o, d, cap_then, sum(d) OVER (PARTITION BY driver ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_events
),
-- Spans: a new one begins with every event after which no more are open than the limit.
demerit_spans AS (
  SELECT driver, t, o, d, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT driver, t, o, d, cap_then, cap, open, span,
    sum(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap, span ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT driver, cap, span, min(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN t END) AS since, count(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, min(t) AS first_t
  FROM demerit_begun GROUP BY driver, cap, span
),
demerit_ended AS (
  SELECT driver, cap, since, refused, peak, min(first_t) OVER (PARTITION BY driver, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", driver AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS text), 'null') || ',"limit":' || COALESCE(CAST(cap AS text), 'null') || ',"until":' || COALESCE(CAST(until AS text), 'null') || ',"bindings":' || COALESCE(CAST(refused AS text), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- driver-over-cap-after-instant (always)
-- 驾驶人同时备案的非本人机动车超过上限：按每一时刻之后的数目，不依赖先后顺序
-- Drivers with more vehicles of others bound than the cap, counted after each instant, whatever the order of acts
WITH demerit_events AS (
  SELECT b."driver" AS driver, CAST(b."since" AS bigint) AS t, b."seq" AS o, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 AND b."since" < 1535731200000 THEN 3 WHEN b."since" >= 1535731200000 AND b."since" < 1601222400000 THEN 3 WHEN b."since" >= 1601222400000 AND b."since" < 1730390400000 THEN 3 WHEN b."since" >= 1730390400000 THEN 3 END AS integer) AS cap_then
  FROM "bindings" AS b
  UNION ALL
  SELECT b."driver" AS driver, CAST(b."released_at" AS bigint) AS t, b."released_seq" AS o, -1 AS d, CAST(NULL AS integer) AS cap_then
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL
),
-- Counted after each instant.
demerit_counted AS (
  SELECT driver, t, 0 AS o, d, cap_then, sum(change) OVER (PARTITION BY driver ORDER BY t ROWS UNBOUNDED PRECEDING) AS open
  FROM (
    SELECT e.driver AS driver, e.t AS t, sum(e.d) AS change, max(e.d) AS d,
      CASE WHEN count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) = 0 THEN max(e.cap_then) END AS cap_then
    FROM demerit_events AS e GROUP BY e.driver, e.t
  ) AS demerit_instants
),
-- Spans: a new one begins with every event after which no more are open than the limit.
demerit_spans AS (
  SELECT driver, t, o, d, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT driver, t, o, d, cap_then, cap, open, span,
    sum(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap, span ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT driver, cap, span, min(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN t END) AS since, count(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, min(t) AS first_t
  FROM demerit_begun GROUP BY driver, cap, span
),
demerit_ended AS (
  SELECT driver, cap, since, refused, peak, min(first_t) OVER (PARTITION BY driver, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", driver AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS text), 'null') || ',"limit":' || COALESCE(CAST(cap AS text), 'null') || ',"until":' || COALESCE(CAST(until AS text), 'null') || ',"bindings":' || COALESCE(CAST(refused AS text), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- vehicle-over-cap (with-order)
-- 机动车同时被备案的驾驶人超过上限：何时起、何时止、最多几人
-- Vehicles bound by more drivers than the cap: from when, until when, and how many at most
WITH demerit_events AS (
  SELECT b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, b."seq" AS o, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 AND b."since" < 1535731200000 THEN 3 WHEN b."since" >= 1535731200000 AND b."since" < 1601222400000 THEN 3 WHEN b."since" >= 1601222400000 AND b."since" < 1730390400000 THEN 3 WHEN b."since" >= 1730390400000 THEN 3 END AS integer) AS cap_then
  FROM "bindings" AS b
  UNION ALL
  SELECT b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, b."released_seq" AS o, -1 AS d, CAST(NULL AS integer) AS cap_then
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL
),
-- Counted event by event, in their order.
demerit_counted AS (
  SELECT vehicle, t, o, d, cap_then, sum(d) OVER (PARTITION BY vehicle ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_events
),
-- Spans: a new one begins with every event after which no more are open than the limit.
demerit_spans AS (
  SELECT vehicle, t, o, d, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT vehicle, t, o, d, cap_then, cap, open, span,
    sum(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap, span ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT vehicle, cap, span, min(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN t END) AS since, count(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, min(t) AS first_t
  FROM demerit_begun GROUP BY vehicle, cap, span
),
demerit_ended AS (
  SELECT vehicle, cap, since, refused, peak, min(first_t) OVER (PARTITION BY vehicle, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CAST(NULL AS text) AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS text), 'null') || ',"limit":' || COALESCE(CAST(cap AS text), 'null') || ',"until":' || COALESCE(CAST(until AS text), 'null') || ',"bindings":' || COALESCE(CAST(refused AS text), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- vehicle-over-cap-after-instant (always)
-- 机动车同时被备案的驾驶人超过上限：按每一时刻之后的数目，不依赖先后顺序
-- Vehicles bound by more drivers than the cap, counted after each instant, whatever the order of acts
WITH demerit_events AS (
  SELECT b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, b."seq" AS o, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 AND b."since" < 1535731200000 THEN 3 WHEN b."since" >= 1535731200000 AND b."since" < 1601222400000 THEN 3 WHEN b."since" >= 1601222400000 AND b."since" < 1730390400000 THEN 3 WHEN b."since" >= 1730390400000 THEN 3 END AS integer) AS cap_then
  FROM "bindings" AS b
  UNION ALL
  SELECT b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, b."released_seq" AS o, -1 AS d, CAST(NULL AS integer) AS cap_then
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL
),
-- Counted after each instant.
demerit_counted AS (
  SELECT vehicle, t, 0 AS o, d, cap_then, sum(change) OVER (PARTITION BY vehicle ORDER BY t ROWS UNBOUNDED PRECEDING) AS open
  FROM (
    SELECT e.vehicle AS vehicle, e.t AS t, sum(e.d) AS change, max(e.d) AS d,
      CASE WHEN count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) = 0 THEN max(e.cap_then) END AS cap_then
    FROM demerit_events AS e GROUP BY e.vehicle, e.t
  ) AS demerit_instants
),
-- Spans: a new one begins with every event after which no more are open than the limit.
demerit_spans AS (
  SELECT vehicle, t, o, d, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT vehicle, t, o, d, cap_then, cap, open, span,
    sum(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap, span ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT vehicle, cap, span, min(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN t END) AS since, count(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, min(t) AS first_t
  FROM demerit_begun GROUP BY vehicle, cap, span
),
demerit_ended AS (
  SELECT vehicle, cap, since, refused, peak, min(first_t) OVER (PARTITION BY vehicle, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CAST(NULL AS text) AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS text), 'null') || ',"limit":' || COALESCE(CAST(cap AS text), 'null') || ',"until":' || COALESCE(CAST(until AS text), 'null') || ',"bindings":' || COALESCE(CAST(refused AS text), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- bound-twice (with-order)
-- 同一驾驶人重复备案同一机动车：何时起、何时止
-- Vehicles bound twice by the same driver at the same time: from when, until when
WITH demerit_events AS (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, b."seq" AS o, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 AND b."since" < 1535731200000 THEN 1 WHEN b."since" >= 1535731200000 AND b."since" < 1601222400000 THEN 1 WHEN b."since" >= 1601222400000 AND b."since" < 1730390400000 THEN 1 WHEN b."since" >= 1730390400000 THEN 1 END AS integer) AS cap_then
  FROM "bindings" AS b
  UNION ALL
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, b."released_seq" AS o, -1 AS d, CAST(NULL AS integer) AS cap_then
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL
),
-- Counted event by event, in their order.
demerit_counted AS (
  SELECT driver, vehicle, t, o, d, cap_then, sum(d) OVER (PARTITION BY driver, vehicle ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_events
),
-- Spans: a new one begins with every event after which no more are open than the limit.
demerit_spans AS (
  SELECT driver, vehicle, t, o, d, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, vehicle, cap ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 1 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT driver, vehicle, t, o, d, cap_then, cap, open, span,
    sum(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, vehicle, cap, span ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT driver, vehicle, cap, span, min(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN t END) AS since, count(CASE WHEN d = 1 AND cap_then = cap AND open > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, min(t) AS first_t
  FROM demerit_begun GROUP BY driver, vehicle, cap, span
),
demerit_ended AS (
  SELECT driver, vehicle, cap, since, refused, peak, min(first_t) OVER (PARTITION BY driver, vehicle, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS text), 'null') || ',"limit":' || COALESCE(CAST(cap AS text), 'null') || ',"until":' || COALESCE(CAST(until AS text), 'null') || ',"bindings":' || COALESCE(CAST(refused AS text), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- own-vehicle (with-order)
-- 备案本人名下机动车
-- Bindings of the driver’s own vehicle
SELECT "at", driver, vehicle, CAST(NULL AS text) AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"vehicle_owner":' || COALESCE(('"' || "vehicle_owner" || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle_owner") > 64 OR NOT (("vehicle_owner") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$'), 1 = 0) THEN NULL
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (武汉晚报2018年2月23日报道 report)
    WHEN "at" >= 1519401600000 AND "at" < 1535731200000 AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 'u'
    WHEN "driver" <> "vehicle_owner" THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-02-24'
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report)
    WHEN "at" >= 1535731200000 AND "at" < 1601222400000 AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 'u'
    WHEN "driver" <> "vehicle_owner" THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-09-01'
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report)
    WHEN "at" >= 1601222400000 AND "at" < 1730390400000 AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 'u'
    WHEN "driver" <> "vehicle_owner" THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2020-09-28'
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 'u'
    WHEN "driver" <> "vehicle_owner" THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
  FROM "bindings" AS i
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS (
  SELECT t.act AS act, CASE WHEN o."vehicle" = t.vehicle THEN o."owner" END AS owner, CASE WHEN o."vehicle" = t.vehicle THEN o."owner_kind" END AS owner_kind, CASE WHEN o."vehicle" = t.vehicle THEN o."since" END AS since
  FROM (
    SELECT a.id AS act, a.vehicle AS vehicle, max(CASE WHEN o."vehicle" = a.vehicle AND o."seq" < a.seq THEN o."seq" END) AS seq
    FROM demerit_acts AS a LEFT JOIN "owners" AS o ON o."vehicle" = a.vehicle
    GROUP BY a.id, a.vehicle
  ) AS t
  LEFT JOIN "owners" AS o ON o."vehicle" = t.vehicle AND o."seq" = t.seq
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  owner.owner AS "vehicle_owner"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- daily-applications-over-limit (with-order)
-- 申请备案次数超过每日上限
-- Bindings beyond the limit on applications in a day
SELECT "at", driver, vehicle, CAST(NULL AS text) AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"driver_applications_today":' || COALESCE(CAST("driver_applications_today" AS text), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR ("driver_applications_today" NOT BETWEEN 0 AND 1000000 OR "driver_applications_today" <> floor("driver_applications_today")), 1 = 0) THEN NULL
    -- daily-applications: 每日最多申请备案一次。 (市级政府网站2024年11月说明 page)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "driver_applications_today" IS NULL THEN 'u'
    WHEN ("driver_applications_today" + 1) <= 1 THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
  FROM "bindings" AS i
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bindings AS (
  SELECT a.id AS act,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND (DATE '1899-02-02' + CAST((b."since" + 2237788800000) / 86400000 AS integer)) = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) THEN 1 END) AS today
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  driver_bindings.today AS "driver_applications_today"
FROM demerit_acts AS acts
LEFT JOIN demerit_driver_bindings AS driver_bindings ON driver_bindings.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- yearly-applications-over-limit (with-order)
-- 申请备案次数超过每个自然年上限
-- Bindings beyond the limit on applications in a calendar year
SELECT "at", driver, vehicle, CAST(NULL AS text) AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"driver_applications_this_year":' || COALESCE(CAST("driver_applications_this_year" AS text), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR ("driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR "driver_applications_this_year" <> floor("driver_applications_this_year")), 1 = 0) THEN NULL
    -- yearly-applications: 每个自然年最多申请备案五次。 (市级政府网站2024年11月说明 page)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "driver_applications_this_year" IS NULL THEN 'u'
    WHEN ("driver_applications_this_year" + 1) <= 5 THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
  FROM "bindings" AS i
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bindings AS (
  SELECT a.id AS act,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND extract(year FROM (DATE '1899-02-02' + CAST((b."since" + 2237788800000) / 86400000 AS integer))) = extract(year FROM (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer))) THEN 1 END) AS this_year
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  driver_bindings.this_year AS "driver_applications_this_year"
FROM demerit_acts AS acts
LEFT JOIN demerit_driver_bindings AS driver_bindings ON driver_bindings.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- bound-after-transfer (with-order)
-- 机动车转移登记后备案未解除
-- Bindings that stayed open when the vehicle was transferred
SELECT o."since" AS "at", b."driver" AS driver, b."vehicle" AS vehicle, CAST(NULL AS text) AS violation,
  ('{"bound_since":' || COALESCE(CAST(b."since" AS text), 'null') || ',"until":' || COALESCE(CAST(b."released_at" AS text), 'null') || '}') AS detail
FROM "bindings" AS b JOIN "owners" AS o ON o."vehicle" = b."vehicle"
WHERE o."seq" > b."seq" AND (b."released_seq" IS NULL OR b."released_seq" > o."seq");

-- handled-without-binding (with-order)
-- 未备案而处理非本人机动车的违法
-- Violations handled without the binding that was needed
SELECT "at", driver, vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"vehicle_owner":' || COALESCE(('"' || "vehicle_owner" || '"'), 'null') || ',"points":' || COALESCE(CAST("points" AS text), 'null') || ',"bound_since":' || COALESCE(CAST("bound_since" AS text), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR ("channel" NOT IN ('window', 'app', 'web', 'kiosk')) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle_owner") > 64 OR NOT (("vehicle_owner") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points")) OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR "bound_since" <> floor("bound_since")), 1 = 0) THEN NULL
    -- open-binding: 备案后，可自助处理该车有记分的交通违法。 (公安部2018年2月24日发布 statement)
    WHEN "at" >= 1519401600000 AND "at" < 1535731200000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "points" = 0 THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 'u'
    WHEN "bound_since" IS NOT NULL THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-02-24'
    -- open-binding: 自2018年9月1日起，自助处理非本人名下机动车有记分的违法，须先行备案。 (东莞时报2018年8月30日问答 answers)
    WHEN "at" >= 1535731200000 AND "at" < 1601222400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "points" = 0 THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 'u'
    WHEN "bound_since" IS NOT NULL THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-09-01'
    -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚交警2020年9月28日公告 notice)
    WHEN "at" >= 1601222400000 AND "at" < 1730390400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR NOT COALESCE("bound_since_known", FALSE) THEN 'u'
    WHEN "bound_since" IS NOT NULL THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2020-09-28'
    -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚交警2020年9月28日公告 notice)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR NOT COALESCE("bound_since_known", FALSE) THEN 'u'
    WHEN "bound_since" IS NOT NULL THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", x."vehicle" AS "vehicle", i."channel" AS "channel", i."demerit_states" AS "licence_states", COALESCE(i."demerit_is_met", FALSE) AS "licence_states_known", i."demerit_classes" AS "licence_classes", COALESCE(i."demerit_is_met", FALSE) AS "licence_classes_known"
  FROM (SELECT h.*, d."states" AS demerit_states, d."classes" AS demerit_classes, d."id" = h."driver" AS demerit_is_met
    FROM "handlings" AS h LEFT JOIN "drivers" AS d ON d."id" = h."driver") AS i JOIN "violations" AS x ON x."id" = i."violation"
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS (
  SELECT t.act AS act, CASE WHEN o."vehicle" = t.vehicle THEN o."owner" END AS owner, CASE WHEN o."vehicle" = t.vehicle THEN o."owner_kind" END AS owner_kind, CASE WHEN o."vehicle" = t.vehicle THEN o."since" END AS since
  FROM (
    SELECT a.id AS act, a.vehicle AS vehicle, max(CASE WHEN o."vehicle" = a.vehicle AND o."seq" < a.seq THEN o."seq" END) AS seq
    FROM demerit_acts AS a LEFT JOIN "owners" AS o ON o."vehicle" = a.vehicle
    GROUP BY a.id, a.vehicle
  ) AS t
  LEFT JOIN "owners" AS o ON o."vehicle" = t.vehicle AND o."seq" = t.seq
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bindings AS (
  SELECT a.id AS act,
    max(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) THEN b."since" END) AS bound_since
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The violation, and its state before the act.
demerit_violation AS (
  SELECT t.act AS act, x."occurred_at" AS occurred_at, x."fine" AS fine, x."points" AS points, x."recorded_by" AS recorded_by,
    CASE WHEN x."withdrawn_seq" < t.seq THEN 'withdrawn' WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.id AS act, a.seq AS seq, a.violation AS violation, count(CASE WHEN h."violation" = a.violation AND h."seq" < a.seq AND (h."revoked_seq" IS NULL OR h."revoked_seq" >= a.seq) THEN 1 END) AS handled
    FROM demerit_acts AS a LEFT JOIN "handlings" AS h ON h."violation" = a.violation
    GROUP BY a.id, a.seq, a.violation
  ) AS t
  JOIN "violations" AS x ON x."id" = t.violation
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  owner.owner AS "vehicle_owner",
  violation.points AS "points",
  driver_bindings.bound_since AS "bound_since",
  TRUE AS "bound_since_known"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
LEFT JOIN demerit_driver_bindings AS driver_bindings ON driver_bindings.act = acts.id
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- handled-before-binding (with-order)
-- 处理备案之前发生的违法
-- Violations handled that happened before the binding
SELECT "at", driver, vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"vehicle_owner":' || COALESCE(('"' || "vehicle_owner" || '"'), 'null') || ',"occurred_at":' || COALESCE(CAST("occurred_at" AS text), 'null') || ',"points":' || COALESCE(CAST("points" AS text), 'null') || ',"bound_since":' || COALESCE(CAST("bound_since" AS text), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR ("channel" NOT IN ('window', 'app', 'web', 'kiosk')) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle_owner") > 64 OR NOT (("vehicle_owner") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR ("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "occurred_at" <> floor("occurred_at")) OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points")) OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR "bound_since" <> floor("bound_since")), 1 = 0) THEN NULL
    -- since-binding: 可处理自备案之日起发生的有记分的交通违法。 (公安部2018年2月24日发布 statement)
    WHEN "at" >= 1519401600000 AND "at" < 1535731200000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "points" = 0 THEN 'n'
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 'u'
    WHEN (("occurred_at" + 2237788800000) / 86400000) >= (("bound_since" + 2237788800000) / 86400000) THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-02-24'
    -- since-binding: 备案后可以处理自备案之日起发生的有记分的交通违法。 (公安部交通管理局2019年7月5日说明 statement)
    WHEN "at" >= 1535731200000 AND "at" < 1601222400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "points" = 0 THEN 'n'
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 'u'
    WHEN (("occurred_at" + 2237788800000) / 86400000) >= (("bound_since" + 2237788800000) / 86400000) THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-09-01'
    -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚交警2020年9月28日公告 notice)
    WHEN "at" >= 1601222400000 AND "at" < 1730390400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "points" = 0 THEN 'n'
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 'u'
    WHEN "occurred_at" >= "bound_since" THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2020-09-28'
    -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚交警2020年9月28日公告 notice)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "driver" = "vehicle_owner" THEN 'n'
    WHEN "points" = 0 THEN 'n'
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 'n'
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 'u'
    WHEN "occurred_at" >= "bound_since" THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", x."vehicle" AS "vehicle", i."channel" AS "channel", i."demerit_states" AS "licence_states", COALESCE(i."demerit_is_met", FALSE) AS "licence_states_known", i."demerit_classes" AS "licence_classes", COALESCE(i."demerit_is_met", FALSE) AS "licence_classes_known"
  FROM (SELECT h.*, d."states" AS demerit_states, d."classes" AS demerit_classes, d."id" = h."driver" AS demerit_is_met
    FROM "handlings" AS h LEFT JOIN "drivers" AS d ON d."id" = h."driver") AS i JOIN "violations" AS x ON x."id" = i."violation"
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS (
  SELECT t.act AS act, CASE WHEN o."vehicle" = t.vehicle THEN o."owner" END AS owner, CASE WHEN o."vehicle" = t.vehicle THEN o."owner_kind" END AS owner_kind, CASE WHEN o."vehicle" = t.vehicle THEN o."since" END AS since
  FROM (
    SELECT a.id AS act, a.vehicle AS vehicle, max(CASE WHEN o."vehicle" = a.vehicle AND o."seq" < a.seq THEN o."seq" END) AS seq
    FROM demerit_acts AS a LEFT JOIN "owners" AS o ON o."vehicle" = a.vehicle
    GROUP BY a.id, a.vehicle
  ) AS t
  LEFT JOIN "owners" AS o ON o."vehicle" = t.vehicle AND o."seq" = t.seq
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bindings AS (
  SELECT a.id AS act,
    max(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) THEN b."since" END) AS bound_since
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The violation, and its state before the act.
demerit_violation AS (
  SELECT t.act AS act, x."occurred_at" AS occurred_at, x."fine" AS fine, x."points" AS points, x."recorded_by" AS recorded_by,
    CASE WHEN x."withdrawn_seq" < t.seq THEN 'withdrawn' WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.id AS act, a.seq AS seq, a.violation AS violation, count(CASE WHEN h."violation" = a.violation AND h."seq" < a.seq AND (h."revoked_seq" IS NULL OR h."revoked_seq" >= a.seq) THEN 1 END) AS handled
    FROM demerit_acts AS a LEFT JOIN "handlings" AS h ON h."violation" = a.violation
    GROUP BY a.id, a.seq, a.violation
  ) AS t
  JOIN "violations" AS x ON x."id" = t.violation
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  owner.owner AS "vehicle_owner",
  violation.occurred_at AS "occurred_at",
  violation.points AS "points",
  driver_bindings.bound_since AS "bound_since",
  TRUE AS "bound_since_known"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
LEFT JOIN demerit_driver_bindings AS driver_bindings ON driver_bindings.act = acts.id
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- fine-over-limit (always)
-- 处理的违法单笔罚款超过上限
-- Violations handled whose fine is over the limit
SELECT "at", driver, vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"fine":' || COALESCE(CAST("fine" AS text), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR ("channel" NOT IN ('window', 'app', 'web', 'kiosk')) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR ("fine" NOT BETWEEN 0 AND 10000000000 OR "fine" <> floor("fine")), 1 = 0) THEN NULL
    -- fine-limit: 单笔罚款金额不超过200元。 (公安部2018年2月24日发布 statement)
    WHEN "at" >= 1519401600000 AND "at" < 1535731200000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 'u'
    WHEN "fine" <= 20000 THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-02-24'
    -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement)
    WHEN "at" >= 1535731200000 AND "at" < 1601222400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 'u'
    WHEN "fine" <= 20000 THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-09-01'
    -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement)
    WHEN "at" >= 1601222400000 AND "at" < 1730390400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 'u'
    WHEN "fine" <= 20000 THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2020-09-28'
    -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "channel" IN ('window') THEN 'n'
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 'u'
    WHEN "fine" <= 20000 THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", x."vehicle" AS "vehicle", i."channel" AS "channel", i."demerit_states" AS "licence_states", COALESCE(i."demerit_is_met", FALSE) AS "licence_states_known", i."demerit_classes" AS "licence_classes", COALESCE(i."demerit_is_met", FALSE) AS "licence_classes_known"
  FROM (SELECT h.*, d."states" AS demerit_states, d."classes" AS demerit_classes, d."id" = h."driver" AS demerit_is_met
    FROM "handlings" AS h LEFT JOIN "drivers" AS d ON d."id" = h."driver") AS i JOIN "violations" AS x ON x."id" = i."violation"
),
-- The violation, and its state before the act.
demerit_violation AS (
  SELECT t.act AS act, x."occurred_at" AS occurred_at, x."fine" AS fine, x."points" AS points, x."recorded_by" AS recorded_by,
    CASE WHEN x."withdrawn_seq" < t.seq THEN 'withdrawn' WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.id AS act, a.seq AS seq, a.violation AS violation, count(CASE WHEN h."violation" = a.violation AND h."seq" < a.seq AND (h."revoked_seq" IS NULL OR h."revoked_seq" >= a.seq) THEN 1 END) AS handled
    FROM demerit_acts AS a LEFT JOIN "handlings" AS h ON h."violation" = a.violation
    GROUP BY a.id, a.seq, a.violation
  ) AS t
  JOIN "violations" AS x ON x."id" = t.violation
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  violation.fine AS "fine"
FROM demerit_acts AS acts
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- barred-licence (always)
-- 驾驶证状态不得处理违法而处理；未提供当时状态的，按目前状态
-- Violations handled on a licence whose state bars it; by its present state, unless the state then is given
SELECT "at", driver, vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"licence_states":' || COALESCE(('"' || array_to_string("licence_states", ' ') || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (COALESCE("licence_states_known", FALSE) AND NOT "licence_states" <@ ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred', 'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending']::text[] OR COALESCE("licence_states_known", FALSE) AND ("licence_states" IS NULL OR cardinality("licence_states") <> (SELECT count(DISTINCT item) FROM unnest("licence_states") AS each_item(item)))), 1 = 0) THEN NULL
    -- licence-state: 驾驶证超过有效期、被扣留、暂扣以及记分达到12分的，不得驾驶。 (中华人民共和国道路交通安全法实施条例 28)
    WHEN "at" >= 1367424000000 AND "at" < 1519401600000 AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 'u'
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'impounded', 'seized', 'suspended', 'full-points']::text[] THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2013-05-02'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能处理。 (汕头交警2022年9月10日说明 notice)
    WHEN "at" >= 1519401600000 AND "at" < 1535731200000 AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 'u'
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-02-24'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能处理。 (汕头交警2022年9月10日说明 notice)
    WHEN "at" >= 1535731200000 AND "at" < 1601222400000 AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 'u'
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-09-01'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能处理。 (汕头交警2022年9月10日说明 notice)
    WHEN "at" >= 1601222400000 AND "at" < 1730390400000 AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 'u'
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2020-09-28'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能处理。 (汕头交警2022年9月10日说明 notice)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 'u'
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", x."vehicle" AS "vehicle", i."channel" AS "channel", i."demerit_states" AS "licence_states", COALESCE(i."demerit_is_met", FALSE) AS "licence_states_known", i."demerit_classes" AS "licence_classes", COALESCE(i."demerit_is_met", FALSE) AS "licence_classes_known"
  FROM (SELECT h.*, d."states" AS demerit_states, d."classes" AS demerit_classes, d."id" = h."driver" AS demerit_is_met
    FROM "handlings" AS h LEFT JOIN "drivers" AS d ON d."id" = h."driver") AS i JOIN "violations" AS x ON x."id" = i."violation"
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  acts."licence_states" AS "licence_states",
  acts."licence_states_known" AS "licence_states_known"
FROM demerit_acts AS acts

  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- handled-twice (with-order)
-- 再次处理已经处理或者消除的违法
-- Violations handled that had been handled or removed already
SELECT "at", driver, vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"violation_state":' || COALESCE(('"' || "violation_state" || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at")) OR (char_length("driver") > 64 OR NOT (("driver") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR (char_length("vehicle") > 64 OR NOT (("vehicle") COLLATE "C") ~ '^[!#-&(-[\]-_a-~㐀-䶿一-鿿]+$') OR ("violation_state" NOT IN ('open', 'handled', 'withdrawn')), 1 = 0) THEN NULL
    -- violation-open: 已经处理或者消除的违法，不再处理。 (道路交通安全违法行为处理程序规定 22)
    WHEN "at" >= 1367424000000 AND "at" < 1519401600000 AND CASE
    WHEN "violation_state" IS NULL THEN 'u'
    WHEN "violation_state" = 'open' THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2013-05-02'
    -- violation-open: 已经处理或者消除的违法，不再处理。 (道路交通安全违法行为处理程序规定 22)
    WHEN "at" >= 1519401600000 AND "at" < 1535731200000 AND CASE
    WHEN "violation_state" IS NULL THEN 'u'
    WHEN "violation_state" = 'open' THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-02-24'
    -- violation-open: 已经处理或者消除的违法，不再处理。 (道路交通安全违法行为处理程序规定 22)
    WHEN "at" >= 1535731200000 AND "at" < 1601222400000 AND CASE
    WHEN "violation_state" IS NULL THEN 'u'
    WHEN "violation_state" = 'open' THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2018-09-01'
    -- violation-open: 已经处理或者消除的违法，不再处理。 (道路交通安全违法行为处理程序规定 22)
    WHEN "at" >= 1601222400000 AND "at" < 1730390400000 AND CASE
    WHEN "violation_state" IS NULL THEN 'u'
    WHEN "violation_state" = 'open' THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2020-09-28'
    -- violation-open: 已经处理或者消除的违法，不再处理。 (道路交通安全违法行为处理程序规定 22)
    WHEN "at" >= 1730390400000 AND CASE
    WHEN "violation_state" IS NULL THEN 'u'
    WHEN "violation_state" = 'open' THEN 'h'
    ELSE 'f' END = 'f' THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", x."vehicle" AS "vehicle", i."channel" AS "channel", i."demerit_states" AS "licence_states", COALESCE(i."demerit_is_met", FALSE) AS "licence_states_known", i."demerit_classes" AS "licence_classes", COALESCE(i."demerit_is_met", FALSE) AS "licence_classes_known"
  FROM (SELECT h.*, d."states" AS demerit_states, d."classes" AS demerit_classes, d."id" = h."driver" AS demerit_is_met
    FROM "handlings" AS h LEFT JOIN "drivers" AS d ON d."id" = h."driver") AS i JOIN "violations" AS x ON x."id" = i."violation"
),
-- The violation, and its state before the act.
demerit_violation AS (
  SELECT t.act AS act, x."occurred_at" AS occurred_at, x."fine" AS fine, x."points" AS points, x."recorded_by" AS recorded_by,
    CASE WHEN x."withdrawn_seq" < t.seq THEN 'withdrawn' WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.id AS act, a.seq AS seq, a.violation AS violation, count(CASE WHEN h."violation" = a.violation AND h."seq" < a.seq AND (h."revoked_seq" IS NULL OR h."revoked_seq" >= a.seq) THEN 1 END) AS handled
    FROM demerit_acts AS a LEFT JOIN "handlings" AS h ON h."violation" = a.violation
    GROUP BY a.id, a.seq, a.violation
  ) AS t
  JOIN "violations" AS x ON x."id" = t.violation
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  violation.state AS "violation_state"
FROM demerit_acts AS acts
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;
