WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT CAST(i."seq" AS VARCHAR) AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
  FROM "bindings" AS i
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it. While one has no position it
  --    is not known which was the last.
demerit_owner AS (
  SELECT t.act AS act, CASE WHEN o."vehicle" = t.vehicle THEN o."owner" END AS owner, CASE WHEN o."vehicle" = t.vehicle THEN o."owner_kind" END AS owner_kind, CASE WHEN o."vehicle" = t.vehicle THEN o."since" END AS since
  FROM (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN o."vehicle" = a.vehicle AND o."seq" IS NULL THEN 1 END) = 0 THEN a.vehicle END AS vehicle, max(CASE WHEN o."vehicle" = a.vehicle AND o."seq" < a.seq THEN o."seq" END) AS seq
    FROM demerit_acts AS a LEFT JOIN "owners" AS o ON o."vehicle" = a.vehicle
    GROUP BY a.id, a.vehicle
  ) AS t
  LEFT JOIN "owners" AS o ON o."vehicle" = t.vehicle AND o."seq" = t.seq
),
-- The vehicle, which keeps its plate type and its use.
demerit_vehicle AS (
  SELECT a.id AS act, CASE WHEN v."id" = a.vehicle THEN v."plate_type" END AS plate_type, CASE WHEN v."id" = a.vehicle THEN v."operating" END AS operating
  FROM demerit_acts AS a LEFT JOIN "vehicles" AS v ON v."id" = a.vehicle
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bound AS (
  SELECT a.id AS act,
    count(DISTINCT CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."vehicle" END) AS open,
    count(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64)) OR b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE)) THEN 1 END) AS doubtful,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq THEN 1 END) AS ever,
    count(CASE WHEN b."driver" = a.driver AND b."seq" IS NULL THEN 1 END) AS unplaced,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND (DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER)) = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)) THEN 1 END) AS today,
    count(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."since" IS NULL OR b."seq" IS NULL AND (DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER)) = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER))) THEN 1 END) AS unclear_today,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND year((DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER))) = year((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER))) THEN 1 END) AS this_year,
    count(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."since" IS NULL OR b."seq" IS NULL AND year((DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER))) = year((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)))) THEN 1 END) AS unclear_year,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS pair_seq,
    min(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64)) OR b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE))) THEN COALESCE(b."seq", 0) END) AS doubtful_seq
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- Bindings of vehicles that became or were the driver’s own, or may be, where the owner is not told or one has no position:
  --    from which position on, and until which. Lawful tables have next to none.
demerit_own_bound AS MATERIALIZED (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, b."seq" AS seq, b."released_seq" AS released_seq, w.seq AS owned_seq, w.until AS until,
    CASE WHEN w.owner = b."driver" AND w.unplaced = 0 THEN 1 ELSE 0 END AS is_known
  FROM "bindings" AS b JOIN (
    SELECT o."vehicle" AS vehicle, o."owner" AS owner, o."seq" AS seq,
      min(CAST(o."seq" AS bigint)) OVER (PARTITION BY o."vehicle" ORDER BY o."seq" ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until,
      count(CASE WHEN o."seq" IS NULL THEN 1 END) OVER (PARTITION BY o."vehicle") AS unplaced
    FROM "owners" AS o
  ) AS w ON w.vehicle = b."vehicle"
  WHERE w.owner = b."driver" OR (w.owner IS NULL OR NOT (regexp_full_match(CAST(w.owner AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(w.owner AS VARCHAR)) <= 64))
),
-- Of the vehicles that the driver has bound those that are the driver’s own.
demerit_driver_own AS (
  SELECT a.id AS act, count(DISTINCT CASE WHEN b.is_known = 1 THEN b.vehicle END) AS open, count(CASE WHEN b.is_known = 0 THEN 1 END) AS doubtful
  FROM demerit_acts AS a JOIN demerit_own_bound AS b ON b.driver = a.driver
  WHERE b.seq < a.seq AND (b.released_seq IS NULL OR b.released_seq >= a.seq) AND (b.owned_seq IS NULL OR b.owned_seq < a.seq) AND (b.until IS NULL OR b.until >= a.seq)
  GROUP BY a.id
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.id AS act,
    count(DISTINCT CASE WHEN b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."driver" END) AS open,
    count(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) OR b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE)) THEN 1 END) AS doubtful,
    min(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND (b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) THEN COALESCE(b."seq", 0) END) AS nameless_seq,
    max(CASE WHEN b."vehicle" = a.vehicle AND b."driver" <> a.driver AND b."released_seq" < a.seq AND NOT COALESCE(b."released_seq" <= b."seq" OR b."released_at" < b."since", FALSE) THEN b."released_at" END) AS released_at,
    count(CASE WHEN b."vehicle" = a.vehicle AND ((b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) AND (b."released_seq" < a.seq OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL) OR b."driver" <> a.driver AND (b."released_seq" < a.seq AND (b."released_at" IS NULL OR COALESCE(b."released_seq" <= b."seq" OR b."released_at" < b."since", FALSE)) OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL)) THEN 1 END) AS unclear_ends,
    count(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND ((b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) OR b."driver" <> a.driver AND (b."since" IS NULL OR b."seq" IS NULL AND year((DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER))) = year((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER))))) THEN 1 END) AS unclear,
    count(DISTINCT CASE WHEN b."vehicle" = a.vehicle AND b."driver" <> a.driver AND b."seq" < a.seq AND year((DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER))) = year((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER))) THEN b."driver" END) + 1 AS drivers_of_year
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."vehicle" = a.vehicle
  GROUP BY a.id
),
-- Whether one of the drivers who have bound the vehicle owns it.
demerit_vehicle_own AS (
  SELECT a.id AS act, count(DISTINCT CASE WHEN b.is_known = 1 THEN b.driver END) AS open, count(CASE WHEN b.is_known = 0 THEN 1 END) AS doubtful
  FROM demerit_acts AS a JOIN demerit_own_bound AS b ON b.vehicle = a.vehicle
  WHERE b.seq < a.seq AND (b.released_seq IS NULL OR b.released_seq >= a.seq) AND (b.owned_seq IS NULL OR b.owned_seq < a.seq) AND (b.until IS NULL OR b.until >= a.seq)
  GROUP BY a.id
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  owner.owner AS "vehicle_owner",
  owner.owner_kind AS "vehicle_owner_kind",
  vehicle.plate_type AS "plate_type",
  vehicle.operating AS "operating",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND (driver_bound.pair_seq IS NOT NULL OR driver_bound.doubtful_seq IS NULL AND vehicle_bound.nameless_seq IS NULL) THEN COALESCE(driver_bound.pair_seq IS NOT NULL, FALSE) END AS "pair_bound",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND (driver_bound.doubtful = 0 AND COALESCE(driver_own.doubtful, 0) = 0) THEN driver_bound.open - COALESCE(driver_own.open, 0) END AS "driver_bindings",
  CASE WHEN acts."seq" IS NOT NULL AND acts."vehicle" IS NOT NULL AND (vehicle_bound.doubtful = 0 AND COALESCE(vehicle_own.doubtful, 0) = 0) THEN vehicle_bound.open - COALESCE(vehicle_own.open, 0) END AS "vehicle_bindings",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND (driver_bound.unplaced = 0) THEN driver_bound.ever END AS "driver_bindings_ever",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL AND (driver_bound.unclear_today = 0) THEN driver_bound.today END AS "driver_applications_today",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL AND (driver_bound.unclear_year = 0) THEN driver_bound.this_year END AS "driver_applications_this_year",
  CAST(NULL AS text) AS "owner_consent",
  CAST(NULL AS boolean) AS "identity_verified",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND (vehicle_bound.unclear_ends = 0) THEN vehicle_bound.released_at END AS "vehicle_released_at",
  COALESCE(acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND (vehicle_bound.unclear_ends = 0), FALSE) AS "vehicle_released_at_known",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND acts."at" IS NOT NULL AND (vehicle_bound.unclear = 0) THEN vehicle_bound.drivers_of_year END AS "vehicle_drivers_bound_this_year"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
LEFT JOIN demerit_vehicle AS vehicle ON vehicle.act = acts.id
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.act = acts.id
LEFT JOIN demerit_driver_own AS driver_own ON driver_own.act = acts.id
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.act = acts.id
LEFT JOIN demerit_vehicle_own AS vehicle_own ON vehicle_own.act = acts.id
