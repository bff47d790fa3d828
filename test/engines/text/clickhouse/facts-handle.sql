WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT toString(i."seq") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (match(toString(x."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(x."vehicle")) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
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
    argMin(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT CAST(COALESCE(b."released_at" < b."since", FALSE) AS Bool) THEN b."since" END, CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT CAST(COALESCE(b."released_at" < b."since", FALSE) AS Bool) THEN b."seq" END) AS bound_since,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT CAST(COALESCE(b."released_at" < b."since", FALSE) AS Bool) THEN b."seq" END) AS pair_seq,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT CAST(COALESCE(b."released_at" < b."since", FALSE) AS Bool) AND b."since" IS NULL THEN b."seq" END) AS undated_seq,
    min(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT (match(toString(b."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(b."vehicle")) <= 64)) OR b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR CAST(COALESCE(b."released_at" < b."since", FALSE) AS Bool))) THEN COALESCE(b."seq", 0) END) AS doubtful_seq
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.id AS act,
    min(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND (b."driver" IS NULL OR NOT (match(toString(b."driver"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(b."driver")) <= 64)) THEN COALESCE(b."seq", 0) END) AS nameless_seq,
    min(CASE WHEN b."vehicle" = a.vehicle THEN b."seq" END) AS first_seq,
    count(CASE WHEN b."vehicle" = a.vehicle AND b."seq" IS NULL THEN 1 END) AS unplaced
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."vehicle" = a.vehicle
  GROUP BY a.id
),
-- The violation, and its state before the act.
demerit_violation AS (
  SELECT t.act AS act, CASE WHEN x."id" = t.violation THEN x."occurred_at" END AS occurred_at, CASE WHEN x."id" = t.violation THEN x."fine" END AS fine, CASE WHEN x."id" = t.violation THEN x."points" END AS points, CASE WHEN x."id" = t.violation THEN x."recorded_by" END AS recorded_by,
    CASE WHEN x."id" = t.violation AND x."withdrawn_seq" < t.seq THEN 'withdrawn'
      WHEN x."id" = t.violation AND x."withdrawn_seq" IS NULL AND x."withdrawn_at" IS NOT NULL THEN NULL
      WHEN t.handled > 0 THEN 'handled' WHEN t.unplaced > 0 THEN NULL WHEN x."id" = t.violation THEN 'open' END AS state
  FROM (
    SELECT a.id AS act, a.seq AS seq, a.violation AS violation, count(CASE WHEN h.violation = a.violation AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) THEN 1 END) AS handled,
      count(CASE WHEN h.violation = a.violation AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL) THEN 1 END) AS unplaced
    FROM demerit_acts AS a LEFT JOIN "handlings" AS h ON h.violation = a.violation
    GROUP BY a.id, a.seq, a.violation
  ) AS t
  LEFT JOIN "violations" AS x ON x."id" = t.violation
),
-- Every handling, with the vehicle of its violation; its own where the violation is not on record or names none.
demerit_handled AS (
  SELECT h."violation" AS "violation", h."driver" AS "driver", h."at" AS "at", h."seq" AS "seq", h."own" AS "own", h."revoked_at" AS "revoked_at", h."revoked_seq" AS "revoked_seq", CASE WHEN x."id" = h."violation" AND (match(toString(x."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(x."vehicle")) <= 64) THEN x."vehicle" ELSE h."vehicle" END AS vehicle
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation"
),
-- Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.
demerit_others AS (
  SELECT d.act AS act, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN h.driver = a.driver AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND NOT CAST(COALESCE(h.own, FALSE) AS Bool) AND NOT CAST(COALESCE(addDays(toDate32('1970-01-01'), intDiv(h."at" + 2237788800000, 86400000) - 25900) <= addYears(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900), -1), FALSE) AS Bool) AND (h.own IS NULL OR h."at" IS NULL OR (h.vehicle IS NULL OR NOT (match(toString(h.vehicle), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(h.vehicle)) <= 64)) OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)) THEN 1 END) = 0
      THEN count(DISTINCT CASE WHEN h.driver = a.driver AND NOT h.own AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) AND addDays(toDate32('1970-01-01'), intDiv(h."at" + 2237788800000, 86400000) - 25900) > addYears(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900), -1)
      AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver) THEN h.vehicle END) + max(CASE WHEN (a.owner IS NULL OR NOT (match(toString(a.owner), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(a.owner)) <= 64)) THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) END AS vehicles
    FROM (SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id) AS a LEFT JOIN demerit_handled AS h ON h.driver = a.driver
    GROUP BY a.id
  ) AS d
  JOIN (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN h.vehicle = a.vehicle AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND NOT CAST(COALESCE(h.own, FALSE) AS Bool) AND NOT CAST(COALESCE(addDays(toDate32('1970-01-01'), intDiv(h."at" + 2237788800000, 86400000) - 25900) <= addYears(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900), -1), FALSE) AS Bool) AND (h.own IS NULL OR h."at" IS NULL OR (h.driver IS NULL OR NOT (match(toString(h.driver), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(h.driver)) <= 64)) OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)) THEN 1 END) = 0
      THEN count(DISTINCT CASE WHEN h.vehicle = a.vehicle AND NOT h.own AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) AND addDays(toDate32('1970-01-01'), intDiv(h."at" + 2237788800000, 86400000) - 25900) > addYears(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900), -1)
      AND h.driver <> a.owner AND h.driver <> a.driver THEN h.driver END) + max(CASE WHEN (a.owner IS NULL OR NOT (match(toString(a.owner), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') AND lengthUTF8(toString(a.owner)) <= 64)) THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) END AS drivers
    FROM (SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id) AS a LEFT JOIN demerit_handled AS h ON h.vehicle = a.vehicle
    GROUP BY a.id
  ) AS e ON e.act = d.act
),
-- Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is
  --    none. While the table is empty nothing is known.
demerit_points AS (
  SELECT t.act AS act, CASE WHEN (SELECT count(*) FROM "points_step") > 0 AND t.unplaced = 0 THEN CASE WHEN p."driver" = t.driver THEN p."held" ELSE 0 END END AS held, CASE WHEN (SELECT count(*) FROM "points_step") > 0 AND t.unplaced = 0 THEN CASE WHEN p."driver" = t.driver THEN p."studies" ELSE 0 END END AS studies
  FROM (
    SELECT a.id AS act, a.driver AS driver, max(CASE WHEN p."driver" = a.driver AND p."seq" < a.seq AND p."day" <= toString(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900)) THEN concat(leftPad(toString(p."seq"), 19, '0'), p."day") END) AS step,
      count(CASE WHEN p."driver" = a.driver AND (p."seq" IS NULL OR p."seq" < a.seq AND p."day" IS NULL) THEN 1 END) AS unplaced
    FROM demerit_acts AS a LEFT JOIN "points_step" AS p ON p."driver" = a.driver
    GROUP BY a.id, a.driver
  ) AS t
  LEFT JOIN "points_step" AS p ON p."driver" = t.driver AND concat(leftPad(toString(p."seq"), 19, '0'), p."day") = t.step
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  owner.owner AS "vehicle_owner",
  vehicle.plate_type AS "plate_type",
  CASE WHEN acts."seq" IS NOT NULL THEN violation.state END AS "violation_state",
  violation.occurred_at AS "occurred_at",
  violation.fine AS "fine",
  violation.points AS "points",
  violation.recorded_by AS "recorded_by",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)) THEN driver_bound.bound_since END AS "bound_since",
  CAST(COALESCE(acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)), FALSE) AS Bool) AS "bound_since_known",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.pair_seq IS NULL OR vehicle_bound.unplaced = 0)) THEN CAST(COALESCE(driver_bound.pair_seq = vehicle_bound.first_seq, FALSE) AS Bool) END AS "first_binding",
  CAST([], 'Array(String)') AS "licence_states",
  FALSE AS "licence_states_known",
  CAST([], 'Array(String)') AS "licence_classes",
  FALSE AS "licence_classes_known",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL THEN points.held END AS "points_held",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL THEN points.studies END AS "full_score_studies",
  CAST(NULL AS Nullable(Bool)) AS "offender_present",
  CAST(NULL AS Nullable(Bool)) AS "identity_verified",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND acts."at" IS NOT NULL THEN others.vehicles END AS "others_vehicles_handled_this_year",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND acts."at" IS NOT NULL THEN others.drivers END AS "vehicle_other_drivers_this_year",
  owner.since AS "owned_since"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
LEFT JOIN demerit_vehicle AS vehicle ON vehicle.act = acts.id
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.act = acts.id
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.act = acts.id
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
LEFT JOIN demerit_others AS others ON others.act = acts.id
LEFT JOIN demerit_points AS points ON points.act = acts.id
