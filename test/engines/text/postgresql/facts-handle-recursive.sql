WITH RECURSIVE
-- The acts that are asked about.
demerit_acts AS MATERIALIZED (
  SELECT CAST(i."seq" AS text) AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND ((CAST(CAST(x."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(x."vehicle" AS text)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
),
-- What changes the points of a driver, and the ends of scoring periods 记分周期, by legal day.
demerit_point_events AS MATERIALIZED (
  SELECT h."driver" AS driver, 'handled' AS kind, CASE WHEN h."seq" IS NOT NULL AND x."points" IS NOT NULL THEN to_char((DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD') END AS day, 1 AS is_act, h."seq" AS seq, h."violation" AS violation, CAST(x."points" AS bigint) AS points, f."pay_by" AS pay_by
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation" LEFT JOIN "fines" AS f ON f."violation" = h."violation" AND f."handled_seq" = h."seq"
  WHERE x."points" > 0 OR x."points" IS NULL OR f."pay_by" IS NOT NULL
  UNION ALL
  SELECT h."driver", 'revoked' AS kind, CASE WHEN h."revoked_seq" IS NOT NULL THEN to_char((DATE '1899-02-02' + CAST((h."revoked_at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD') END AS day, 1 AS is_act, h."revoked_seq" AS seq, h."violation" AS violation, NULL AS points, NULL AS pay_by
  FROM "handlings" AS h WHERE h."revoked_seq" IS NOT NULL OR h."revoked_at" IS NOT NULL
  UNION ALL
  SELECT h."driver", 'paid' AS kind, CASE WHEN f."paid_seq" IS NOT NULL THEN to_char((DATE '1899-02-02' + CAST((f."paid_at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD') END AS day, 1 AS is_act, f."paid_seq" AS seq, h."violation" AS violation, NULL AS points, NULL AS pay_by
  FROM "handlings" AS h JOIN "fines" AS f ON f."violation" = h."violation" AND f."handled_seq" = h."seq" WHERE f."paid_seq" IS NOT NULL OR f."paid_at" IS NOT NULL
  UNION ALL
  SELECT s."driver", s."kind" AS kind, CASE WHEN s."seq" IS NOT NULL THEN to_char((DATE '1899-02-02' + CAST((s."at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD') END AS day, 1 AS is_act, s."seq" AS seq, NULL AS violation, NULL AS points, NULL AS pay_by
  FROM "studies" AS s
  UNION ALL
  SELECT i.driver, 'period-end', NULL, 0, 0, NULL, NULL, NULL
  FROM (SELECT DISTINCT h."driver" AS driver FROM "handlings" AS h) AS i LEFT JOIN "drivers" AS d ON d."id" = i.driver WHERE d."first_issued_on" IS NULL
  UNION ALL
  SELECT d."id", 'period-end', to_char((CAST(d."first_issued_on" AS DATE) + make_interval(years => CAST(k.years AS integer))), 'YYYY-MM-DD'), 0, 0, NULL, NULL, NULL
  FROM "drivers" AS d CROSS JOIN generate_series(1, 99) AS k(years)
  WHERE to_char((CAST(d."first_issued_on" AS DATE) + make_interval(years => CAST(k.years AS integer))), 'YYYY-MM-DD') BETWEEN (SELECT min(to_char((DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD')) FROM "handlings" AS h) AND (SELECT max(to_char((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD')) FROM demerit_acts AS a)
),
-- The events of each driver in their order: the end of a period comes before the acts of its day.
demerit_numbered AS MATERIALIZED (
  SELECT e.*, row_number() OVER (PARTITION BY e.driver ORDER BY e.day, e.is_act, e.seq) AS n FROM demerit_point_events AS e
),
-- The entries that count, what study took off in the period, and the full-score studies in it.
demerit_ledger AS MATERIALIZED (
  SELECT d.driver AS driver, CAST(0 AS bigint) AS n, CAST('' AS text) AS day, CAST(0 AS bigint) AS is_act, CAST(0 AS bigint) AS seq,
    CAST('[]' AS jsonb) AS entries, CAST(0 AS bigint) AS deducted, CAST(0 AS bigint) AS studies
  FROM (SELECT DISTINCT driver FROM demerit_numbered) AS d
  UNION ALL
  SELECT f.driver, x.n, x.day, x.is_act, x.seq,
    CASE x.kind
      WHEN 'period-end' THEN CASE
        WHEN (SELECT CAST(COALESCE(sum(CAST(z->>'points' AS bigint)), 0) AS bigint) FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i)) >= CASE WHEN x.day > '2022-04-01' THEN 12 WHEN x.day > '2013-01-01' THEN 12 ELSE 12 END THEN f.entries
        ELSE CASE WHEN x.day > '2022-04-01' THEN CASE WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE z->>'pay_by' < x.day) THEN (SELECT COALESCE(jsonb_agg(z ORDER BY i), '[]') FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE z->>'pay_by' IS NOT NULL) ELSE (SELECT COALESCE(jsonb_agg(z || '{"points": 0}' ORDER BY i), '[]') FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE z->>'pay_by' IS NOT NULL) END WHEN x.day > '2013-01-01' THEN CASE WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE z->>'pay_by' IS NOT NULL) THEN f.entries ELSE CAST('[]' AS jsonb) END ELSE CASE WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE z->>'pay_by' IS NOT NULL) THEN f.entries ELSE CAST('[]' AS jsonb) END END
        END
      WHEN 'handled' THEN f.entries || jsonb_build_array(jsonb_build_object('violation', x.violation, 'points', x.points, 'pay_by', x.pay_by))
      WHEN 'revoked' THEN (SELECT COALESCE(jsonb_agg(z ORDER BY i), '[]') FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE z->>'violation' <> x.violation)
      WHEN 'paid' THEN (SELECT COALESCE(jsonb_agg(CASE WHEN z->>'violation' = x.violation THEN z || '{"pay_by": null}' ELSE z END ORDER BY i), '[]') FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i) WHERE CAST(z->>'points' AS bigint) > 0 OR (z->>'pay_by' IS NOT NULL AND z->>'violation' <> x.violation))
      WHEN 'full-score' THEN CAST('[]' AS jsonb)
      ELSE (SELECT COALESCE(jsonb_agg(z || jsonb_build_object('points', points_left) ORDER BY i), '[]')
        FROM (SELECT z, i, CAST(z->>'points' AS bigint) - LEAST(CAST(z->>'points' AS bigint), GREATEST(0, CASE WHEN x.day >= '2022-04-01' THEN LEAST(CASE x.kind WHEN 'online' THEN 1 WHEN 'on-site' THEN 2 WHEN 'service' THEN 1 ELSE 0 END, 6 - f.deducted) WHEN x.day >= '2013-01-01' THEN 0 ELSE 0 END - COALESCE(sum(CAST(z->>'points' AS bigint)) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS points_left FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i)) AS r
        WHERE points_left > 0 OR z->>'pay_by' IS NOT NULL)
      END,
    CASE x.kind WHEN 'period-end' THEN 0 WHEN 'handled' THEN f.deducted WHEN 'revoked' THEN f.deducted WHEN 'paid' THEN f.deducted WHEN 'full-score' THEN f.deducted
      ELSE f.deducted + LEAST(CASE WHEN x.day >= '2022-04-01' THEN LEAST(CASE x.kind WHEN 'online' THEN 1 WHEN 'on-site' THEN 2 WHEN 'service' THEN 1 ELSE 0 END, 6 - f.deducted) WHEN x.day >= '2013-01-01' THEN 0 ELSE 0 END, (SELECT CAST(COALESCE(sum(CAST(z->>'points' AS bigint)), 0) AS bigint) FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i))) END,
    CASE x.kind WHEN 'period-end' THEN 0 WHEN 'full-score' THEN f.studies + 1 ELSE f.studies END
  FROM demerit_ledger AS f JOIN demerit_numbered AS x ON x.driver = f.driver AND x.n = f.n + 1
),
-- What was held after each event.
demerit_held AS MATERIALIZED (
  SELECT f.driver AS driver, f.n AS n, f.day AS day, f.is_act AS is_act, f.seq AS seq, (SELECT CAST(COALESCE(sum(CAST(z->>'points' AS bigint)), 0) AS bigint) FROM jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i)) AS held, f.studies AS studies FROM demerit_ledger AS f
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it. While one has no position it
  --    is not known which was the last.
demerit_owner AS MATERIALIZED (
  SELECT t.act AS act, CASE WHEN o."vehicle" = t.vehicle THEN o."owner" END AS owner, CASE WHEN o."vehicle" = t.vehicle THEN o."owner_kind" END AS owner_kind, CASE WHEN o."vehicle" = t.vehicle THEN o."since" END AS since
  FROM (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN o."vehicle" = a.vehicle AND o."seq" IS NULL THEN 1 END) = 0 THEN a.vehicle END AS vehicle, max(CASE WHEN o."vehicle" = a.vehicle AND o."seq" < a.seq THEN o."seq" END) AS seq
    FROM demerit_acts AS a LEFT JOIN "owners" AS o ON o."vehicle" = a.vehicle
    GROUP BY a.id, a.vehicle
  ) AS t
  LEFT JOIN "owners" AS o ON o."vehicle" = t.vehicle AND o."seq" = t.seq
),
-- The vehicle, which keeps its plate type and its use.
demerit_vehicle AS MATERIALIZED (
  SELECT a.id AS act, CASE WHEN v."id" = a.vehicle THEN v."plate_type" END AS plate_type, CASE WHEN v."id" = a.vehicle THEN v."operating" END AS operating
  FROM demerit_acts AS a LEFT JOIN "vehicles" AS v ON v."id" = a.vehicle
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bound AS MATERIALIZED (
  SELECT a.id AS act,
    (array_agg(b."since" ORDER BY b."seq") FILTER (WHERE b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE)))[1] AS bound_since,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS pair_seq,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) AND b."since" IS NULL THEN b."seq" END) AS undated_seq,
    min(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT ((CAST(CAST(b."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(b."vehicle" AS text)) <= 64)) OR b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE))) THEN COALESCE(b."seq", 0) END) AS doubtful_seq
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS MATERIALIZED (
  SELECT a.id AS act,
    min(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND (b."driver" IS NULL OR NOT ((CAST(CAST(b."driver" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(b."driver" AS text)) <= 64)) THEN COALESCE(b."seq", 0) END) AS nameless_seq,
    min(CASE WHEN b."vehicle" = a.vehicle THEN b."seq" END) AS first_seq,
    count(CASE WHEN b."vehicle" = a.vehicle AND b."seq" IS NULL THEN 1 END) AS unplaced
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."vehicle" = a.vehicle
  GROUP BY a.id
),
-- The violation, and its state before the act.
demerit_violation AS MATERIALIZED (
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
demerit_handled AS MATERIALIZED (
  SELECT h."violation" AS "violation", h."driver" AS "driver", h."at" AS "at", h."seq" AS "seq", h."own" AS "own", h."revoked_at" AS "revoked_at", h."revoked_seq" AS "revoked_seq", CASE WHEN x."id" = h."violation" AND ((CAST(CAST(x."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(x."vehicle" AS text)) <= 64) THEN x."vehicle" ELSE h."vehicle" END AS vehicle
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation"
),
-- Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.
demerit_others AS MATERIALIZED (
  SELECT d.act AS act, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN h.driver = a.driver AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND NOT COALESCE(h.own, FALSE) AND NOT COALESCE((DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)) <= ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) - INTERVAL '1 year'), FALSE) AND (h.own IS NULL OR h."at" IS NULL OR (h.vehicle IS NULL OR NOT ((CAST(CAST(h.vehicle AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(h.vehicle AS text)) <= 64)) OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)) THEN 1 END) = 0
      THEN count(DISTINCT CASE WHEN h.driver = a.driver AND NOT h.own AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) AND (DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)) > ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) - INTERVAL '1 year')
      AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver) THEN h.vehicle END) + max(CASE WHEN (a.owner IS NULL OR NOT ((CAST(CAST(a.owner AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(a.owner AS text)) <= 64)) THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) END AS vehicles
    FROM (SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id) AS a LEFT JOIN demerit_handled AS h ON h.driver = a.driver
    GROUP BY a.id
  ) AS d
  JOIN (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN h.vehicle = a.vehicle AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND NOT COALESCE(h.own, FALSE) AND NOT COALESCE((DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)) <= ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) - INTERVAL '1 year'), FALSE) AND (h.own IS NULL OR h."at" IS NULL OR (h.driver IS NULL OR NOT ((CAST(CAST(h.driver AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(h.driver AS text)) <= 64)) OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)) THEN 1 END) = 0
      THEN count(DISTINCT CASE WHEN h.vehicle = a.vehicle AND NOT h.own AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) AND (DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)) > ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) - INTERVAL '1 year')
      AND h.driver <> a.owner AND h.driver <> a.driver THEN h.driver END) + max(CASE WHEN (a.owner IS NULL OR NOT ((CAST(CAST(a.owner AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' AND char_length(CAST(a.owner AS text)) <= 64)) THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) END AS drivers
    FROM (SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id) AS a LEFT JOIN demerit_handled AS h ON h.vehicle = a.vehicle
    GROUP BY a.id
  ) AS e ON e.act = d.act
),
-- Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is
  --    none. While the table is empty nothing is known.
demerit_points AS MATERIALIZED (
  SELECT t.act AS act, CASE WHEN t.undated = 0 THEN COALESCE(p.held, 0) END AS held, CASE WHEN t.undated = 0 THEN COALESCE(p.studies, 0) END AS studies
  FROM (
    SELECT a.id AS act, a.driver AS driver, max(CASE WHEN p.day <= to_char((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD') AND (p.is_act = 0 OR p.seq < a.seq) THEN p.n END) AS n,
      count(CASE WHEN p.n > 0 AND p.day IS NULL AND (p.is_act = 0 OR p.seq IS NULL OR p.seq < a.seq) THEN 1 END) AS undated
    FROM demerit_acts AS a LEFT JOIN demerit_held AS p ON p.driver = a.driver
    GROUP BY a.id, a.driver
  ) AS t
  LEFT JOIN demerit_held AS p ON p.driver = t.driver AND p.n = t.n
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
  COALESCE(acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)), FALSE) AS "bound_since_known",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.pair_seq IS NULL OR vehicle_bound.unplaced = 0)) THEN COALESCE(driver_bound.pair_seq = vehicle_bound.first_seq, FALSE) END AS "first_binding",
  CAST(NULL AS text[]) AS "licence_states",
  FALSE AS "licence_states_known",
  CAST(NULL AS text[]) AS "licence_classes",
  FALSE AS "licence_classes_known",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL THEN points.held END AS "points_held",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL THEN points.studies END AS "full_score_studies",
  CAST(NULL AS boolean) AS "offender_present",
  CAST(NULL AS boolean) AS "identity_verified",
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
