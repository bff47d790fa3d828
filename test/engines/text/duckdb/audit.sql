-- unusable-rows (always)
-- 使其他查询出错的数据行，按列和问题合计：请先更正
-- Rows that mislead the other queries, by column and problem: mend them first
WITH
-- Every event, with its position.
demerit_positions AS (
  SELECT 'owners.seq' AS source, 0 AS is_end, 0 AS is_alone, CAST(e."since" AS bigint) AS t, CAST(e."seq" AS bigint) AS place
  FROM "owners" AS e
  UNION ALL
  SELECT 'violations.seq' AS source, 0 AS is_end, 1 AS is_alone, CAST(e."recorded_at" AS bigint) AS t, CAST(e."seq" AS bigint) AS place
  FROM "violations" AS e
  UNION ALL
  SELECT 'violations.withdrawn_seq' AS source, 0 AS is_end, 1 AS is_alone, CAST(e."withdrawn_at" AS bigint) AS t, CAST(e."withdrawn_seq" AS bigint) AS place
  FROM "violations" AS e WHERE e."withdrawn_at" IS NOT NULL OR e."withdrawn_seq" IS NOT NULL
  UNION ALL
  SELECT 'bindings.seq' AS source, 0 AS is_end, 1 AS is_alone, CAST(e."since" AS bigint) AS t, CAST(e."seq" AS bigint) AS place
  FROM "bindings" AS e
  UNION ALL
  SELECT 'bindings.released_seq' AS source, 1 AS is_end, 0 AS is_alone, CAST(e."released_at" AS bigint) AS t, CAST(e."released_seq" AS bigint) AS place
  FROM "bindings" AS e WHERE e."released_at" IS NOT NULL OR e."released_seq" IS NOT NULL
  UNION ALL
  SELECT 'handlings.seq' AS source, 0 AS is_end, 1 AS is_alone, CAST(e."at" AS bigint) AS t, CAST(e."seq" AS bigint) AS place
  FROM "handlings" AS e
  UNION ALL
  SELECT 'handlings.revoked_seq' AS source, 0 AS is_end, 1 AS is_alone, CAST(e."revoked_at" AS bigint) AS t, CAST(e."revoked_seq" AS bigint) AS place
  FROM "handlings" AS e WHERE e."revoked_at" IS NOT NULL OR e."revoked_seq" IS NOT NULL
),
-- How many events have its position, and how many of them share it with none; the latest time of the events before.
demerit_uses AS (
  SELECT source, is_end, t, place, count(CASE WHEN is_end = 0 THEN 1 END) OVER (PARTITION BY place) AS events, count(CASE WHEN is_alone = 1 THEN 1 END) OVER (PARTITION BY place) AS alone,
    max(t) OVER (ORDER BY place, t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS t_before
  FROM demerit_positions
),
demerit_problems AS (
  SELECT 'owners.vehicle' AS source, 'missing-value' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "owners" AS e WHERE e."vehicle" IS NULL OR CAST(e."vehicle" AS VARCHAR) = ''
  UNION ALL
  SELECT 'owners.vehicle' AS source, 'not-an-id' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "owners" AS e WHERE CAST(e."vehicle" AS VARCHAR) <> '' AND (length(CAST(e."vehicle" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'owners.owner' AS source, 'missing-value' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "owners" AS e WHERE e."owner" IS NULL OR CAST(e."owner" AS VARCHAR) = ''
  UNION ALL
  SELECT 'owners.owner' AS source, 'not-an-id' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "owners" AS e WHERE CAST(e."owner" AS VARCHAR) <> '' AND (length(CAST(e."owner" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."owner" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'owners.since' AS source, 'missing-value' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "owners" AS e WHERE e."since" IS NULL
  UNION ALL
  SELECT 'violations.id' AS source, 'missing-value' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."id" IS NULL OR CAST(e."id" AS VARCHAR) = ''
  UNION ALL
  SELECT 'violations.id' AS source, 'not-an-id' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE CAST(e."id" AS VARCHAR) <> '' AND (length(CAST(e."id" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."id" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'violations.vehicle' AS source, 'missing-value' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."vehicle" IS NULL OR CAST(e."vehicle" AS VARCHAR) = ''
  UNION ALL
  SELECT 'violations.vehicle' AS source, 'not-an-id' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE CAST(e."vehicle" AS VARCHAR) <> '' AND (length(CAST(e."vehicle" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'violations.occurred_at' AS source, 'missing-value' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."occurred_at" IS NULL
  UNION ALL
  SELECT 'violations.recorded_at' AS source, 'missing-value' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."recorded_at" IS NULL
  UNION ALL
  SELECT 'bindings.driver' AS source, 'missing-value' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."driver" IS NULL OR CAST(e."driver" AS VARCHAR) = ''
  UNION ALL
  SELECT 'bindings.driver' AS source, 'not-an-id' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE CAST(e."driver" AS VARCHAR) <> '' AND (length(CAST(e."driver" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'bindings.vehicle' AS source, 'missing-value' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."vehicle" IS NULL OR CAST(e."vehicle" AS VARCHAR) = ''
  UNION ALL
  SELECT 'bindings.vehicle' AS source, 'not-an-id' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE CAST(e."vehicle" AS VARCHAR) <> '' AND (length(CAST(e."vehicle" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'bindings.since' AS source, 'missing-value' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."since" IS NULL
  UNION ALL
  SELECT 'handlings.violation' AS source, 'missing-value' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."violation" IS NULL OR CAST(e."violation" AS VARCHAR) = ''
  UNION ALL
  SELECT 'handlings.violation' AS source, 'not-an-id' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE CAST(e."violation" AS VARCHAR) <> '' AND (length(CAST(e."violation" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."violation" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'handlings.driver' AS source, 'missing-value' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."driver" IS NULL OR CAST(e."driver" AS VARCHAR) = ''
  UNION ALL
  SELECT 'handlings.driver' AS source, 'not-an-id' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE CAST(e."driver" AS VARCHAR) <> '' AND (length(CAST(e."driver" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'handlings.vehicle' AS source, 'missing-value' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."vehicle" IS NULL OR CAST(e."vehicle" AS VARCHAR) = ''
  UNION ALL
  SELECT 'handlings.vehicle' AS source, 'not-an-id' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE CAST(e."vehicle" AS VARCHAR) <> '' AND (length(CAST(e."vehicle" AS VARCHAR)) > 64 OR NOT regexp_full_match(CAST(e."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
  UNION ALL
  SELECT 'handlings.at' AS source, 'missing-value' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."at" IS NULL
  UNION ALL
  SELECT 'handlings.own' AS source, 'missing-value' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."own" IS NULL
  UNION ALL
  SELECT 'points_step.driver' AS source, 'missing-value' AS problem, min(CAST(NULL AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "points_step" AS e WHERE e."driver" IS NULL
  UNION ALL
  SELECT 'points_step.day' AS source, 'missing-value' AS problem, min(CAST(NULL AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "points_step" AS e WHERE e."day" IS NULL
  UNION ALL
  SELECT 'points_step.seq' AS source, 'missing-position' AS problem, min(CAST(NULL AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "points_step" AS e WHERE e."seq" IS NULL
  UNION ALL
  SELECT 'points_step.held' AS source, 'missing-value' AS problem, min(CAST(NULL AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "points_step" AS e WHERE e."held" IS NULL
  UNION ALL
  SELECT 'points_step.studies' AS source, 'missing-value' AS problem, min(CAST(NULL AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "points_step" AS e WHERE e."studies" IS NULL
  UNION ALL
  SELECT source, 'missing-position' AS problem, min(t) AS first_at, CAST(min(place) AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM demerit_uses WHERE place IS NULL GROUP BY source
  UNION ALL
  SELECT source, 'repeated-position' AS problem, min(t) AS first_at, CAST(min(place) AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM demerit_uses WHERE place IS NOT NULL AND (is_end = 0 AND events > 1 OR is_end = 1 AND alone > 0) GROUP BY source
  UNION ALL
  SELECT source, 'against-positions' AS problem, min(t) AS first_at, CAST(min(place) AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM demerit_uses WHERE place IS NOT NULL AND t < t_before GROUP BY source
  UNION ALL
  SELECT 'violations.withdrawn_at' AS source, 'end-without-time' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."withdrawn_seq" IS NOT NULL AND e."withdrawn_at" IS NULL
  UNION ALL
  SELECT 'bindings.released_at' AS source, 'end-without-time' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."released_seq" IS NOT NULL AND e."released_at" IS NULL
  UNION ALL
  SELECT 'handlings.revoked_at' AS source, 'end-without-time' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."revoked_seq" IS NOT NULL AND e."revoked_at" IS NULL
  UNION ALL
  SELECT 'violations.withdrawn_at' AS source, 'end-before-beginning' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."withdrawn_seq" <= e."seq" OR e."withdrawn_at" < e."recorded_at"
  UNION ALL
  SELECT 'bindings.released_at' AS source, 'end-before-beginning' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."released_seq" <= e."seq" OR e."released_at" < e."since"
  UNION ALL
  SELECT 'handlings.revoked_at' AS source, 'end-before-beginning' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."revoked_seq" <= e."seq" OR e."revoked_at" < e."at"
  UNION ALL
  SELECT 'vehicles.id' AS source, 'repeated-key' AS problem, CAST(NULL AS bigint) AS first_at, CAST(NULL AS bigint) AS first_place, min(first_key) AS first_key, CAST(COALESCE(sum(uses), 0) AS bigint) AS found
  FROM (SELECT count(*) AS uses, min(CAST(e."id" AS text)) AS first_key FROM "vehicles" AS e GROUP BY e."id" HAVING count(*) > 1) AS demerit_keys
  UNION ALL
  SELECT 'violations.id' AS source, 'repeated-key' AS problem, CAST(NULL AS bigint) AS first_at, CAST(NULL AS bigint) AS first_place, min(first_key) AS first_key, CAST(COALESCE(sum(uses), 0) AS bigint) AS found
  FROM (SELECT count(*) AS uses, min(CAST(e."id" AS text)) AS first_key FROM "violations" AS e GROUP BY e."id" HAVING count(*) > 1) AS demerit_keys
  UNION ALL
  SELECT 'points_step.driver seq day' AS source, 'repeated-key' AS problem, CAST(NULL AS bigint) AS first_at, CAST(NULL AS bigint) AS first_place, min(first_key) AS first_key, CAST(COALESCE(sum(uses), 0) AS bigint) AS found
  FROM (SELECT count(*) AS uses, min(CAST(e."driver" AS text)) AS first_key FROM "points_step" AS e GROUP BY e."driver", e."seq", e."day" HAVING count(*) > 1) AS demerit_keys
  UNION ALL
  SELECT 'handlings.violation' AS source, 'not-on-record' AS problem, min(CAST(h."at" AS bigint)) AS first_at, CAST(min(h."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation" WHERE CASE WHEN x."id" = h."violation" THEN 0 ELSE 1 END = 1 AND CAST(h."violation" AS VARCHAR) <> ''
  UNION ALL
  SELECT 'handlings.seq' AS source, 'before-recording' AS problem, min(CAST(h."at" AS bigint)) AS first_at, CAST(min(h."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation" WHERE x."id" = h."violation" AND h."seq" < x."seq"
  UNION ALL
  SELECT 'handlings.vehicle' AS source, 'other-vehicle' AS problem, min(CAST(h."at" AS bigint)) AS first_at, CAST(min(h."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation" WHERE x."id" = h."violation" AND x."vehicle" <> h."vehicle"
  UNION ALL
  SELECT 'owners.since' AS source, 'in-seconds' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "owners" AS e WHERE e."since" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'violations.occurred_at' AS source, 'in-seconds' AS problem, min(CAST(e."occurred_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."occurred_at" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'violations.recorded_at' AS source, 'in-seconds' AS problem, min(CAST(e."recorded_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."recorded_at" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'violations.withdrawn_at' AS source, 'in-seconds' AS problem, min(CAST(e."withdrawn_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "violations" AS e WHERE e."withdrawn_at" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'bindings.since' AS source, 'in-seconds' AS problem, min(CAST(e."since" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."since" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'bindings.released_at' AS source, 'in-seconds' AS problem, min(CAST(e."released_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "bindings" AS e WHERE e."released_at" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'handlings.at' AS source, 'in-seconds' AS problem, min(CAST(e."at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."at" BETWEEN 0 AND 4102444800
  UNION ALL
  SELECT 'handlings.revoked_at' AS source, 'in-seconds' AS problem, min(CAST(e."revoked_at" AS bigint)) AS first_at, CAST(min(e."seq") AS bigint) AS first_place, CAST(NULL AS text) AS first_key, count(*) AS found
  FROM "handlings" AS e WHERE e."revoked_at" BETWEEN 0 AND 4102444800
)
SELECT first_at AS "at", CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(first_at + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  CASE WHEN source IN ('points_step.driver seq day') THEN first_key END AS driver, CASE WHEN source IN ('vehicles.id') THEN first_key END AS vehicle, CASE WHEN source IN ('violations.id') THEN first_key END AS violation,
  ('{"column":' || COALESCE(('"' || source || '"'), 'null') || ',"problem":' || COALESCE(('"' || problem || '"'), 'null') || ',"rows":' || COALESCE(CAST(found AS VARCHAR), 'null') || ',"seq":' || COALESCE(CAST(first_place AS VARCHAR), 'null') || ',"zh":' || COALESCE(('"' || CASE problem WHEN 'missing-value' THEN '缺少人、车、违法或者时间：该行所指的人、车的相关事实视为未知；缺少人、车或者所有人的，不计入任何上限' WHEN 'not-an-id' THEN '编号格式不符（如号牌带间隔点、含空格）：同“缺少”一样处理，相关事实视为未知，不计入任何上限' WHEN 'missing-position' THEN '缺少先后顺序编号：该行或者其结束先于哪些行为视为未知，可能受其影响的事实也视为未知；依赖先后顺序的上限不计该行' WHEN 'repeated-position' THEN '先后顺序编号重复：同号的行分不出先后' WHEN 'end-without-time' THEN '结束有先后顺序编号而没有时间：不依赖先后顺序的查询不计该行' WHEN 'against-positions' THEN '时间与先后顺序编号矛盾：编号在后而时间在前' WHEN 'end-before-beginning' THEN '按编号或者按时间，结束早于开始：同时备案的数目不计该行' WHEN 'repeated-key' THEN '主键重复：同一行为被判定多次' WHEN 'not-on-record' THEN '所处理的违法不在违法记录中：该违法的信息不全' WHEN 'other-vehicle' THEN '处理记录的机动车与违法记录的机动车不同：按违法记录的机动车判定' WHEN 'before-recording' THEN '按编号，处理早于该违法的记录' WHEN 'in-seconds' THEN '时间在1970年初：应为毫秒而填了秒，或者以0表示没有' END || '"'), 'null') || ',"en":' || COALESCE(('"' || CASE problem WHEN 'missing-value' THEN 'Who, what or when is missing: facts of those whom the row names are not known, and without a driver, a vehicle or an owner it is in no cap' WHEN 'not-an-id' THEN 'Not an id, as a plate with a dot or a space is not: taken as one that is missing, so facts of those whom the row names are not known, and it is in no cap' WHEN 'missing-position' THEN 'A position is missing: which acts the row, or its end, came before is not known, nor are facts that it might change; no cap counts it that goes by positions' WHEN 'repeated-position' THEN 'A position is repeated: which of the rows came first is not known' WHEN 'end-without-time' THEN 'The end has a position and no time: queries that need no order do not count the row' WHEN 'against-positions' THEN 'Times contradict positions: the row comes after another by position and before it by time' WHEN 'end-before-beginning' THEN 'By position or by time the end comes before the beginning: the row is in no count of what is bound at once' WHEN 'repeated-key' THEN 'A key is repeated: one act is judged several times' WHEN 'not-on-record' THEN 'The violation that was handled is not on record: what it says is not known' WHEN 'other-vehicle' THEN 'The handling names another vehicle than its violation: that of the violation is judged' WHEN 'before-recording' THEN 'By position the handling comes before its violation was recorded' WHEN 'in-seconds' THEN 'An instant of the first weeks of 1970: seconds for milliseconds, or 0 for none' END || '"'), 'null') || '}') AS detail
FROM demerit_problems
WHERE found > 0;

-- bindings-judged (with-order)
-- 备案的判定结果合计：允许、拒绝、信息不全、格式错误各多少，缺少哪些信息，哪些列格式错误
-- Bindings by verdict: how many were permitted, refused, undetermined or malformed, which facts are missing and which columns malformed
WITH demerit_facts AS MATERIALIZED (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."since", i."driver", i."vehicle") AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
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
)
SELECT first_at AS "at", CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(first_at + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  CAST(NULL AS text) AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  ('{"verdict":' || COALESCE(('"' || verdict || '"'), 'null') || ',"rule_set":' || COALESCE(('"' || rule_set || '"'), 'null') || ',"missing":' || COALESCE(('"' || lacking || '"'), 'null') || ',"malformed":' || COALESCE(('"' || malformed || '"'), 'null') || ',"acts":' || COALESCE(CAST(acts AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT verdict, rule_set, lacking, malformed, min(act_at) AS first_at, count(*) AS acts
  FROM (
    SELECT verdict, rule_set, array_to_string(missing, ' ') AS lacking, malformed, "at" AS act_at
    FROM (
-- none · 尚无规定 · no rule set in force
-- cn-2013-05-02 · 2013年规定（重点人员名单） · the rule of 2013 (watch list)
-- cn-2018-02-24 · 公安部2018年2月公布的规定 · the ministry’s statement of February 2018
-- cn-2018-09-01 · 2018年9月优化措施 · the optimised rule of September 2018
-- cn-2020-09-28 · 2020年备案规定（增加单位机动车） · the rule of 2020 (company vehicles too)
-- cn-2024-11-01 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS NOT MATERIALIZED (
  SELECT "at",
  "malformed",
  "channel",
  "driver",
  "vehicle",
  "vehicle_owner",
  "vehicle_owner_kind",
  "plate_type",
  "operating",
  "pair_bound",
  "driver_bindings",
  "vehicle_bindings",
  "driver_bindings_ever",
  "driver_applications_today",
  "driver_applications_this_year",
  "owner_consent",
  "identity_verified",
  "vehicle_released_at",
  "vehicle_released_at_known",
  "vehicle_drivers_bound_this_year",
  CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (CAST("vehicle_owner_kind" AS VARCHAR) NOT IN ('individual', 'unit'))
      OR (CAST("plate_type" AS VARCHAR) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'))
      OR ("operating" IS NOT NULL AND typeof("operating") <> 'BOOLEAN')
      OR ("pair_bound" IS NOT NULL AND typeof("pair_bound") <> 'BOOLEAN')
      OR ("driver_bindings" NOT BETWEEN 0 AND 1000000 OR "driver_bindings" <> floor("driver_bindings"))
      OR ("vehicle_bindings" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_bindings" <> floor("vehicle_bindings"))
      OR ("driver_bindings_ever" NOT BETWEEN 0 AND 1000000 OR
      "driver_bindings_ever" <> floor("driver_bindings_ever"))
      OR ("driver_applications_today" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_today" <> floor("driver_applications_today"))
      OR ("driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_this_year" <> floor("driver_applications_this_year"))
      OR (CAST("owner_consent" AS VARCHAR) NOT IN ('none', 'registered-owner', 'qr', 'sms'))
      OR ("identity_verified" IS NOT NULL AND typeof("identity_verified") <> 'BOOLEAN')
      OR ("vehicle_released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "vehicle_released_at" <> floor("vehicle_released_at"))
      OR ("vehicle_drivers_bound_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_drivers_bound_this_year" <> floor("vehicle_drivers_bound_this_year")), 1 = 0) THEN -1
    WHEN "at" IS NULL THEN 0
    WHEN "at" < 1367424000000 /* 2013-05-02 */ THEN 1
    WHEN "at" < 1519401600000 /* 2018-02-24 */ THEN 2
    WHEN "at" < 1535731200000 /* 2018-09-01 */ THEN 3
    WHEN "at" < 1601222400000 /* 2020-09-28 */ THEN 4
    WHEN "at" < 1730390400000 /* 2024-11-01 */ THEN 5
    ELSE 6 END AS "demerit_law"
  FROM (SELECT demerit_facts.*, array_to_string(list_filter([CASE WHEN "at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at") THEN 'at' END,
    CASE WHEN CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk') THEN 'channel' END,
    CASE WHEN length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') THEN 'driver' END,
    CASE WHEN length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') THEN 'vehicle' END,
    CASE WHEN length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') THEN 'vehicle_owner' END,
    CASE WHEN CAST("vehicle_owner_kind" AS VARCHAR) NOT IN ('individual', 'unit') THEN 'vehicle_owner_kind' END,
    CASE WHEN CAST("plate_type" AS VARCHAR) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52') THEN 'plate_type' END,
    CASE WHEN "operating" IS NOT NULL AND typeof("operating") <> 'BOOLEAN' THEN 'operating' END,
    CASE WHEN "pair_bound" IS NOT NULL AND typeof("pair_bound") <> 'BOOLEAN' THEN 'pair_bound' END,
    CASE WHEN "driver_bindings" NOT BETWEEN 0 AND 1000000 OR "driver_bindings" <> floor("driver_bindings") THEN 'driver_bindings' END,
    CASE WHEN "vehicle_bindings" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_bindings" <> floor("vehicle_bindings") THEN 'vehicle_bindings' END,
    CASE WHEN "driver_bindings_ever" NOT BETWEEN 0 AND 1000000 OR
      "driver_bindings_ever" <> floor("driver_bindings_ever") THEN 'driver_bindings_ever' END,
    CASE WHEN "driver_applications_today" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_today" <> floor("driver_applications_today") THEN 'driver_applications_today' END,
    CASE WHEN "driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_this_year" <> floor("driver_applications_this_year") THEN 'driver_applications_this_year' END,
    CASE WHEN CAST("owner_consent" AS VARCHAR) NOT IN ('none', 'registered-owner', 'qr', 'sms') THEN 'owner_consent' END,
    CASE WHEN "identity_verified" IS NOT NULL AND typeof("identity_verified") <> 'BOOLEAN' THEN 'identity_verified' END,
    CASE WHEN "vehicle_released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "vehicle_released_at" <> floor("vehicle_released_at") THEN 'vehicle_released_at' END,
    CASE WHEN "vehicle_drivers_bound_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_drivers_bound_this_year" <> floor("vehicle_drivers_bound_this_year") THEN 'vehicle_drivers_bound_this_year' END], lambda x: x IS NOT NULL), ' ') AS malformed FROM demerit_facts
) AS demerit_from
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS NOT MATERIALIZED (
  SELECT "at",
  "malformed",
  "demerit_law",
  "at" IS NULL AS "demerit_no_at",
  "driver" IS NULL AS "demerit_no_driver",
  "vehicle" IS NULL AS "demerit_no_vehicle",
  "vehicle_owner" IS NULL AS "demerit_no_vehicle_owner",
  "pair_bound" IS NULL AS "demerit_no_pair_bound",
  "driver_bindings" IS NULL AS "demerit_no_driver_bindings",
  "vehicle_bindings" IS NULL AS "demerit_no_vehicle_bindings",
  "driver_applications_today" IS NULL AS "demerit_no_driver_applications_today",
  "driver_applications_this_year" IS NULL AS "demerit_no_driver_applications_this_year",
  "channel" IS NULL AS "demerit_no_channel",
  "plate_type" IS NULL AS "demerit_no_plate_type",
  "operating" IS NULL AS "demerit_no_operating",
  "vehicle_owner_kind" IS NULL AS "demerit_no_vehicle_owner_kind",
  "owner_consent" IS NULL AS "demerit_no_owner_consent",
  "identity_verified" IS NULL AS "demerit_no_identity_verified",
  -- own-vehicle: 处理本人名下机动车的交通违法与以前一样，无需绑定。 (武汉晚报2018年2月23日报道 report; grade I; wh1-own-vehicle) from 2018-02-24 until 2018-09-01
  -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle) from 2018-09-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END AS "demerit_own_vehicle",
  -- already-bound: 解除备案后，可重新申请备案其他机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-already-bound) from 2018-02-24 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "pair_bound" IS NULL THEN 2
    WHEN NOT "pair_bound" THEN 1
    ELSE 3 END AS "demerit_already_bound",
  -- driver-cap: 一人同时最多可备案三辆非本人名下机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-driver-cap) from 2018-02-24 until 2020-09-28
  -- driver-cap: 同时备案的非本人机动车不超过三辆（包括三辆）。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-driver-cap) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "driver_bindings" IS NULL THEN 2
    WHEN ("driver_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_driver_cap",
  -- vehicle-cap: 一辆机动车最多可由所有人以外的三名驾驶人同时备案。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-vehicle-cap) from 2018-02-24 until 2020-09-28
  -- vehicle-cap: 同一机动车最多同时被三个（包括三个）非车主用户备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-vehicle-cap) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "vehicle_bindings" IS NULL THEN 2
    WHEN ("vehicle_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_vehicle_cap",
  -- daily-applications: 每日最多申请备案一辆非本人机动车。 (市级政府网站2024年11月说明 page; grade S2; gov24-daily-applications) from 2024-11-01 on
  CASE
    WHEN "demerit_law" <> 6 THEN 0
    WHEN "driver_applications_today" IS NULL THEN 2
    WHEN ("driver_applications_today" + 1) <= 1 THEN 1
    ELSE 3 END AS "demerit_daily_applications",
  -- yearly-applications: 每个自然年最多申请备案五次。 (市级政府网站2024年11月说明 page; grade S2; gov24-yearly-applications) from 2024-11-01 on
  CASE
    WHEN "demerit_law" <> 6 THEN 0
    WHEN "driver_applications_this_year" IS NULL THEN 2
    WHEN ("driver_applications_this_year" + 1) <= 5 THEN 1
    ELSE 3 END AS "demerit_yearly_applications",
  -- plate-type: 通过“交管12123”只能处理小型汽车的交通违法。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-plate-type) from 2018-02-24 until 2020-09-28
  -- plate-type: 通过“交管12123”备案的，必须是小型汽车或者小型新能源汽车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-plate-type) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '52') THEN 1
    ELSE 3 END AS "demerit_plate_type",
  -- non-operating: 驾驶出租、租赁等车辆发生的交通违法，可以到交通违法处理窗口处理。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-non-operating) from 2018-02-24 until
  --    2020-09-28
  -- non-operating: 通过“交管12123”只能备案非营运机动车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-non-operating) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "operating" IS NULL THEN 2
    WHEN NOT "operating" THEN 1
    ELSE 3 END AS "demerit_non_operating",
  -- owner-kind: 单位名下的非营运小型汽车，也可通过“交管12123”备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-owner-kind) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 5 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "vehicle_owner_kind" IS NULL THEN 2
    WHEN "vehicle_owner_kind" IN ('individual', 'unit') THEN 1
    ELSE 3 END AS "demerit_owner_kind",
  -- owner-kind: 通过“交管12123”只能处理个人名下小型汽车的交通违法；驾驶单位车辆的，可以到交通违法处理窗口处理。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-owner-kind) from
  --    2018-02-24 until 2020-09-28
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 4 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "vehicle_owner_kind" IS NULL THEN 2
    WHEN "vehicle_owner_kind" IN ('individual') THEN 1
    ELSE 3 END AS "demerit_owner_kind_2",
  -- owner-consent: 扫描所有人提供的车辆二维码，或者凭发送给所有人的短信验证码备案。 (人民日报2018年8月30日报道 report; grade O; pd-owner-consent) from 2018-09-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 4 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "owner_consent" IS NULL THEN 2
    WHEN "owner_consent" IN ('qr', 'sms') THEN 1
    ELSE 3 END AS "demerit_owner_consent",
  -- owner-consent: 向被备案机动车所有人注册时所留手机号码发送短信验证码。 (厦门网2018年2月27日报道 report; grade S2; xmn18-owner-consent) from 2018-02-24 until 2018-09-01
  CASE
    WHEN "demerit_law" <> 3 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "owner_consent" IS NULL THEN 2
    WHEN "owner_consent" IN ('registered-owner') THEN 1
    ELSE 3 END AS "demerit_owner_consent_2",
  -- identity-verified: 到窗口备案的，由民警核验身份。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-identity-at-binding) from 2018-02-24 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_identity_verified",
  CASE WHEN "demerit_law" NOT BETWEEN 1 AND 2 THEN 0 ELSE 3 END AS "demerit_no_rule_set_in_force"
  FROM demerit_rows
),
demerit_tested AS NOT MATERIALIZED (
  SELECT *,
    "demerit_own_vehicle" = 3
      OR "demerit_already_bound" = 3
      OR "demerit_driver_cap" = 3
      OR "demerit_vehicle_cap" = 3
      OR "demerit_daily_applications" = 3
      OR "demerit_yearly_applications" = 3
      OR "demerit_plate_type" = 3
      OR "demerit_non_operating" = 3
      OR "demerit_owner_kind" = 3
      OR "demerit_owner_kind_2" = 3
      OR "demerit_owner_consent" = 3
      OR "demerit_owner_consent_2" = 3
      OR "demerit_identity_verified" = 3
      OR "demerit_no_rule_set_in_force" = 3 AS "demerit_any_fails",
    "demerit_law" > -1 AND ("demerit_own_vehicle" = 2
      OR "demerit_already_bound" = 2
      OR "demerit_driver_cap" = 2
      OR "demerit_vehicle_cap" = 2
      OR "demerit_daily_applications" = 2
      OR "demerit_yearly_applications" = 2
      OR "demerit_plate_type" = 2
      OR "demerit_non_operating" = 2
      OR "demerit_owner_kind" = 2
      OR "demerit_owner_kind_2" = 2
      OR "demerit_owner_consent" = 2
      OR "demerit_owner_consent_2" = 2
      OR "demerit_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_any_unknown",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_plate_type" = 2 THEN 7
      WHEN "demerit_non_operating" = 2 THEN 8 WHEN "demerit_owner_kind" = 2 THEN 9
      WHEN "demerit_owner_kind_2" = 2 THEN 10 WHEN "demerit_owner_consent" = 2 THEN 11
      WHEN "demerit_owner_consent_2" = 2 THEN 12 WHEN "demerit_identity_verified" = 2 THEN 13 END AS "demerit_lacks_channel",
    CASE WHEN NOT "demerit_no_vehicle_owner_kind" THEN 0 WHEN "demerit_owner_kind" = 2 THEN 9
      WHEN "demerit_owner_kind_2" = 2 THEN 10 END AS "demerit_lacks_vehicle_owner_kind",
    CASE WHEN NOT "demerit_no_owner_consent" THEN 0 WHEN "demerit_owner_consent" = 2 THEN 11
      WHEN "demerit_owner_consent_2" = 2 THEN 12 END AS "demerit_lacks_owner_consent"
  FROM demerit_provisions
)
SELECT "at",
  "malformed",
  CASE WHEN "demerit_law" = -1 THEN 'invalid'
    WHEN "demerit_any_fails" THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  CASE "demerit_law" WHEN 1 THEN 'none' WHEN 2 THEN 'cn-2013-05-02' WHEN 3 THEN 'cn-2018-02-24'
      WHEN 4 THEN 'cn-2018-09-01' WHEN 5 THEN 'cn-2020-09-28' WHEN 6 THEN 'cn-2024-11-01' END AS rule_set,
  CASE WHEN "demerit_any_fails" THEN list_filter([CASE WHEN "demerit_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 3 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 3 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_kind_2" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_owner_consent_2" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END,
    CASE WHEN "demerit_no_rule_set_in_force" = 3 THEN 'no-rule-set-in-force' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS failing,
  CASE WHEN "demerit_any_unknown" THEN list_filter([CASE WHEN "demerit_own_vehicle" = 2 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 2 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 2 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 2 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 2 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 2 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 2 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 2 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_kind_2" = 2 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 2 THEN 'owner-consent' END,
    CASE WHEN "demerit_owner_consent_2" = 2 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 2 THEN 'identity-verified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS "unknown",
  CASE WHEN "demerit_any_unknown" THEN list_filter([CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_no_vehicle_owner" AND "demerit_own_vehicle" = 2 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_pair_bound" AND "demerit_already_bound" = 2 THEN 'pairBound' END,
    CASE WHEN "demerit_no_driver_bindings" AND "demerit_driver_cap" = 2 THEN 'driverBindings' END,
    CASE WHEN "demerit_no_vehicle_bindings" AND "demerit_vehicle_cap" = 2 THEN 'vehicleBindings' END,
    CASE WHEN "demerit_no_driver_applications_today" AND "demerit_daily_applications" = 2 THEN 'driverApplicationsToday' END,
    CASE WHEN "demerit_no_driver_applications_this_year" AND "demerit_yearly_applications" = 2 THEN 'driverApplicationsThisYear' END,
    CASE WHEN "demerit_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_no_plate_type" AND "demerit_plate_type" = 2 THEN 'plateType' END,
    CASE WHEN "demerit_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_no_operating" AND "demerit_non_operating" = 2 THEN 'operating' END,
    CASE WHEN "demerit_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner_kind" = 9 THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner_kind" = 10 THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_lacks_owner_consent" = 11 THEN 'ownerConsent' END,
    CASE WHEN "demerit_lacks_channel" = 12 THEN 'channel' END,
    CASE WHEN "demerit_lacks_owner_consent" = 12 THEN 'ownerConsent' END,
    CASE WHEN "demerit_lacks_channel" = 13 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS missing
FROM demerit_tested
    ) AS demerit_judged
  ) AS demerit_told
  GROUP BY verdict, rule_set, lacking, malformed
) AS demerit_verdicts;

-- handlings-judged (with-order)
-- 处理的判定结果合计：允许、拒绝、信息不全、格式错误各多少，缺少哪些信息，哪些列格式错误
-- Handlings by verdict: how many were permitted, refused, undetermined or malformed, which facts are missing and which columns malformed
WITH demerit_facts AS MATERIALIZED (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
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
    arg_min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."since" END, CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS bound_since,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS pair_seq,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) AND b."since" IS NULL THEN b."seq" END) AS undated_seq,
    min(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64)) OR b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE))) THEN COALESCE(b."seq", 0) END) AS doubtful_seq
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.id AS act,
    min(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND (b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) THEN COALESCE(b."seq", 0) END) AS nameless_seq,
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
demerit_handled AS MATERIALIZED (
  SELECT h."violation" AS "violation", h."driver" AS "driver", h."at" AS "at", h."seq" AS "seq", h."own" AS "own", h."revoked_at" AS "revoked_at", h."revoked_seq" AS "revoked_seq", CASE WHEN x."id" = h."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE h."vehicle" END AS vehicle
  FROM "handlings" AS h LEFT JOIN "violations" AS x ON x."id" = h."violation"
),
-- Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.
demerit_others AS (
  SELECT d.act AS act, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN h.driver = a.driver AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND NOT COALESCE(h.own, FALSE) AND NOT COALESCE((DATE '1899-02-02' + CAST((h."at" + 2237788800000) // 86400000 AS INTEGER)) <= ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)) - INTERVAL 1 YEAR), FALSE) AND (h.own IS NULL OR h."at" IS NULL OR (h.vehicle IS NULL OR NOT (regexp_full_match(CAST(h.vehicle AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(h.vehicle AS VARCHAR)) <= 64)) OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)) THEN 1 END) = 0
      THEN count(DISTINCT CASE WHEN h.driver = a.driver AND NOT h.own AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) AND (DATE '1899-02-02' + CAST((h."at" + 2237788800000) // 86400000 AS INTEGER)) > ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)) - INTERVAL 1 YEAR)
      AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver) THEN h.vehicle END) + max(CASE WHEN (a.owner IS NULL OR NOT (regexp_full_match(CAST(a.owner AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(a.owner AS VARCHAR)) <= 64)) THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) END AS vehicles
    FROM (SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id) AS a LEFT JOIN demerit_handled AS h ON h.driver = a.driver
    GROUP BY a.id
  ) AS d
  JOIN (
    SELECT a.id AS act, CASE WHEN count(CASE WHEN h.vehicle = a.vehicle AND (h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq) AND NOT COALESCE(h.own, FALSE) AND NOT COALESCE((DATE '1899-02-02' + CAST((h."at" + 2237788800000) // 86400000 AS INTEGER)) <= ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)) - INTERVAL 1 YEAR), FALSE) AND (h.own IS NULL OR h."at" IS NULL OR (h.driver IS NULL OR NOT (regexp_full_match(CAST(h.driver AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(h.driver AS VARCHAR)) <= 64)) OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)) THEN 1 END) = 0
      THEN count(DISTINCT CASE WHEN h.vehicle = a.vehicle AND NOT h.own AND h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL) AND (DATE '1899-02-02' + CAST((h."at" + 2237788800000) // 86400000 AS INTEGER)) > ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)) - INTERVAL 1 YEAR)
      AND h.driver <> a.owner AND h.driver <> a.driver THEN h.driver END) + max(CASE WHEN (a.owner IS NULL OR NOT (regexp_full_match(CAST(a.owner AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(a.owner AS VARCHAR)) <= 64)) THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) END AS drivers
    FROM (SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id) AS a LEFT JOIN demerit_handled AS h ON h.vehicle = a.vehicle
    GROUP BY a.id
  ) AS e ON e.act = d.act
),
-- Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is
  --    none. While the table is empty nothing is known.
demerit_points AS (
  SELECT t.act AS act, CASE WHEN (SELECT count(*) FROM "points_step") > 0 AND t.unplaced = 0 THEN CASE WHEN p."driver" = t.driver THEN p."held" ELSE 0 END END AS held, CASE WHEN (SELECT count(*) FROM "points_step") > 0 AND t.unplaced = 0 THEN CASE WHEN p."driver" = t.driver THEN p."studies" ELSE 0 END END AS studies
  FROM (
    SELECT a.id AS act, a.driver AS driver, max(CASE WHEN p."driver" = a.driver AND p."seq" < a.seq AND p."day" <= strftime((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)), '%Y-%m-%d') THEN (lpad(CAST(p."seq" AS VARCHAR), 19, '0') || p."day") END) AS step,
      count(CASE WHEN p."driver" = a.driver AND (p."seq" IS NULL OR p."seq" < a.seq AND p."day" IS NULL) THEN 1 END) AS unplaced
    FROM demerit_acts AS a LEFT JOIN "points_step" AS p ON p."driver" = a.driver
    GROUP BY a.id, a.driver
  ) AS t
  LEFT JOIN "points_step" AS p ON p."driver" = t.driver AND (lpad(CAST(p."seq" AS VARCHAR), 19, '0') || p."day") = t.step
)
SELECT acts.id AS "id",
  acts."violation",
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
  CAST(NULL AS VARCHAR[]) AS "licence_states",
  FALSE AS "licence_states_known",
  CAST(NULL AS VARCHAR[]) AS "licence_classes",
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
)
SELECT first_at AS "at", CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(first_at + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  CAST(NULL AS text) AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  ('{"verdict":' || COALESCE(('"' || verdict || '"'), 'null') || ',"rule_set":' || COALESCE(('"' || rule_set || '"'), 'null') || ',"missing":' || COALESCE(('"' || lacking || '"'), 'null') || ',"malformed":' || COALESCE(('"' || malformed || '"'), 'null') || ',"acts":' || COALESCE(CAST(acts AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT verdict, rule_set, lacking, malformed, min(act_at) AS first_at, count(*) AS acts
  FROM (
    SELECT verdict, rule_set, array_to_string(missing, ' ') AS lacking, malformed, "at" AS act_at
    FROM (
-- none · 尚无规定 · no rule set in force
-- cn-2013-05-02 · 2013年规定（重点人员名单） · the rule of 2013 (watch list)
-- cn-2018-02-24 · 公安部2018年2月公布的规定 · the ministry’s statement of February 2018
-- cn-2018-09-01 · 2018年9月优化措施 · the optimised rule of September 2018
-- cn-2020-09-28 · 2020年备案规定（增加单位机动车） · the rule of 2020 (company vehicles too)
-- cn-2024-11-01 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS NOT MATERIALIZED (
  SELECT "at",
  "malformed",
  "channel",
  "driver",
  "vehicle",
  "vehicle_owner",
  "plate_type",
  "violation_state",
  "occurred_at",
  "fine",
  "points",
  "recorded_by",
  "bound_since",
  "bound_since_known",
  "first_binding",
  "licence_states",
  "licence_states_known",
  "licence_classes",
  "licence_classes_known",
  "points_held",
  "full_score_studies",
  "offender_present",
  "identity_verified",
  "others_vehicles_handled_this_year",
  "vehicle_other_drivers_this_year",
  "owned_since",
  CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (CAST("plate_type" AS VARCHAR) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'))
      OR (CAST("violation_state" AS VARCHAR) NOT IN ('open', 'handled', 'withdrawn'))
      OR ("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "occurred_at" <> floor("occurred_at"))
      OR ("fine" NOT BETWEEN 0 AND 10000000000 OR "fine" <> floor("fine"))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points"))
      OR (CAST("recorded_by" AS VARCHAR) NOT IN ('monitoring', 'officer'))
      OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "bound_since" <> floor("bound_since"))
      OR ("first_binding" IS NOT NULL AND typeof("first_binding") <> 'BOOLEAN')
      OR (COALESCE("licence_states_known", FALSE) AND NOT list_has_all(['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending'], "licence_states") OR
      COALESCE("licence_states_known", FALSE) AND ("licence_states" IS NULL OR len("licence_states") <> len(list_distinct("licence_states"))))
      OR (COALESCE("licence_classes_known", FALSE) AND NOT list_has_all(['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P'], "licence_classes") OR
      COALESCE("licence_classes_known", FALSE) AND ("licence_classes" IS NULL OR len("licence_classes") <> len(list_distinct("licence_classes"))))
      OR ("points_held" NOT BETWEEN 0 AND 1000000 OR "points_held" <> floor("points_held"))
      OR ("full_score_studies" NOT BETWEEN 0 AND 1000000 OR
      "full_score_studies" <> floor("full_score_studies"))
      OR ("offender_present" IS NOT NULL AND typeof("offender_present") <> 'BOOLEAN')
      OR ("identity_verified" IS NOT NULL AND typeof("identity_verified") <> 'BOOLEAN')
      OR ("others_vehicles_handled_this_year" NOT BETWEEN 0 AND 1000000 OR
      "others_vehicles_handled_this_year" <> floor("others_vehicles_handled_this_year"))
      OR ("vehicle_other_drivers_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_other_drivers_this_year" <> floor("vehicle_other_drivers_this_year"))
      OR ("owned_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "owned_since" <> floor("owned_since")), 1 = 0) THEN -1
    WHEN "at" IS NULL THEN 0
    WHEN "at" < 1367424000000 /* 2013-05-02 */ THEN 1
    WHEN "at" < 1519401600000 /* 2018-02-24 */ THEN 2
    WHEN "at" < 1535731200000 /* 2018-09-01 */ THEN 3
    WHEN "at" < 1601222400000 /* 2020-09-28 */ THEN 4
    WHEN "at" < 1730390400000 /* 2024-11-01 */ THEN 5
    ELSE 6 END AS "demerit_law"
  FROM (SELECT demerit_facts.*, array_to_string(list_filter([CASE WHEN "at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at") THEN 'at' END,
    CASE WHEN CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk') THEN 'channel' END,
    CASE WHEN length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') THEN 'driver' END,
    CASE WHEN length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') THEN 'vehicle' END,
    CASE WHEN length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') THEN 'vehicle_owner' END,
    CASE WHEN CAST("plate_type" AS VARCHAR) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52') THEN 'plate_type' END,
    CASE WHEN CAST("violation_state" AS VARCHAR) NOT IN ('open', 'handled', 'withdrawn') THEN 'violation_state' END,
    CASE WHEN "occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "occurred_at" <> floor("occurred_at") THEN 'occurred_at' END,
    CASE WHEN "fine" NOT BETWEEN 0 AND 10000000000 OR "fine" <> floor("fine") THEN 'fine' END,
    CASE WHEN "points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points") THEN 'points' END,
    CASE WHEN CAST("recorded_by" AS VARCHAR) NOT IN ('monitoring', 'officer') THEN 'recorded_by' END,
    CASE WHEN "bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "bound_since" <> floor("bound_since") THEN 'bound_since' END,
    CASE WHEN "first_binding" IS NOT NULL AND typeof("first_binding") <> 'BOOLEAN' THEN 'first_binding' END,
    CASE WHEN COALESCE("licence_states_known", FALSE) AND NOT list_has_all(['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending'], "licence_states") OR
      COALESCE("licence_states_known", FALSE) AND ("licence_states" IS NULL OR len("licence_states") <> len(list_distinct("licence_states"))) THEN 'licence_states' END,
    CASE WHEN COALESCE("licence_classes_known", FALSE) AND NOT list_has_all(['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P'], "licence_classes") OR
      COALESCE("licence_classes_known", FALSE) AND ("licence_classes" IS NULL OR len("licence_classes") <> len(list_distinct("licence_classes"))) THEN 'licence_classes' END,
    CASE WHEN "points_held" NOT BETWEEN 0 AND 1000000 OR "points_held" <> floor("points_held") THEN 'points_held' END,
    CASE WHEN "full_score_studies" NOT BETWEEN 0 AND 1000000 OR
      "full_score_studies" <> floor("full_score_studies") THEN 'full_score_studies' END,
    CASE WHEN "offender_present" IS NOT NULL AND typeof("offender_present") <> 'BOOLEAN' THEN 'offender_present' END,
    CASE WHEN "identity_verified" IS NOT NULL AND typeof("identity_verified") <> 'BOOLEAN' THEN 'identity_verified' END,
    CASE WHEN "others_vehicles_handled_this_year" NOT BETWEEN 0 AND 1000000 OR
      "others_vehicles_handled_this_year" <> floor("others_vehicles_handled_this_year") THEN 'others_vehicles_handled_this_year' END,
    CASE WHEN "vehicle_other_drivers_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_other_drivers_this_year" <> floor("vehicle_other_drivers_this_year") THEN 'vehicle_other_drivers_this_year' END,
    CASE WHEN "owned_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "owned_since" <> floor("owned_since") THEN 'owned_since' END], lambda x: x IS NOT NULL), ' ') AS malformed FROM demerit_facts
) AS demerit_from
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS NOT MATERIALIZED (
  SELECT "at",
  "malformed",
  "demerit_law",
  "at" IS NULL AS "demerit_no_at",
  "driver" IS NULL AS "demerit_no_driver",
  "vehicle" IS NULL AS "demerit_no_vehicle",
  "violation_state" IS NULL AS "demerit_no_violation_state",
  "occurred_at" IS NULL AS "demerit_no_occurred_at",
  "channel" IS NULL AS "demerit_no_channel",
  "vehicle_owner" IS NULL AS "demerit_no_vehicle_owner",
  NOT COALESCE("bound_since_known", FALSE) AS "demerit_no_bound_since",
  "points" IS NULL AS "demerit_no_points",
  "plate_type" IS NULL AS "demerit_no_plate_type",
  "fine" IS NULL AS "demerit_no_fine",
  "recorded_by" IS NULL AS "demerit_no_recorded_by",
  "points_held" IS NULL AS "demerit_no_points_held",
  "full_score_studies" IS NULL AS "demerit_no_full_score_studies",
  NOT COALESCE("licence_classes_known", FALSE) AS "demerit_no_licence_classes",
  "others_vehicles_handled_this_year" IS NULL AS "demerit_no_others_vehicles_handled_this_year",
  "vehicle_other_drivers_this_year" IS NULL AS "demerit_no_vehicle_other_drivers_this_year",
  NOT COALESCE("licence_states_known", FALSE) AS "demerit_no_licence_states",
  "offender_present" IS NULL AS "demerit_no_offender_present",
  "identity_verified" IS NULL AS "demerit_no_identity_verified",
  -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29) from 2013-05-02 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 2 AND 6 THEN 0
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END AS "demerit_violation_open",
  -- not-before-occurrence: 违法记录经审核无误录入后，作为处罚的证据。 (道路交通安全违法行为处理程序规定 19; grade I; proc-19) from 2013-05-02 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 2 AND 6 THEN 0
    WHEN "occurred_at" IS NULL OR "at" IS NULL THEN 2
    WHEN "occurred_at" <= "at" THEN 1
    ELSE 3 END AS "demerit_not_before_occurrence",
  -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚市公安局2020年9月28日办事指南 notice; grade I; sy-open-binding) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 5 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END AS "demerit_open_binding",
  -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-since-binding) from 2020-09-28 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 5 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "occurred_at" >= "bound_since" THEN 1
    ELSE 3 END AS "demerit_since_binding",
  -- plate-type: 大中型客货车、危险物品运输车辆和校车的违法，不通过平台处理。 (肇庆2023年10月24日说明 notice; grade S1; zq-plate-type) from 2024-11-01 on
  CASE
    WHEN "demerit_law" <> 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23', '24',
      '52') THEN 1
    ELSE 3 END AS "demerit_plate_type",
  -- open-binding: 备案后，可自助处理该车有记分的交通违法。 (公安部2018年2月24日发布 statement; grade I; jm-open-binding) from 2018-02-24 until 2018-09-01
  -- open-binding: 自2018年9月1日起，自助处理非本人名下机动车有记分的违法，须先行备案。 (东莞时报2018年8月30日问答 answers; grade S2; dg15-open-binding) from 2018-09-01
  --    until 2020-09-28
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 4 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END AS "demerit_open_binding_2",
  -- since-binding: 可处理自备案之日起发生的有记分的交通违法。 (公安部2018年2月24日发布 statement; grade O; jm-since-binding) from 2018-02-24 until 2018-09-01
  -- since-binding: 备案后可以处理自备案之日起发生的有记分的交通违法。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-since-binding) from 2018-09-01 until
  --    2020-09-28
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 4 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN (("occurred_at" + 2237788800000) // 86400000) >= (("bound_since" + 2237788800000) // 86400000) THEN 1
    ELSE 3 END AS "demerit_since_binding_2",
  -- fine-limit: 单笔罚款金额不超过200元。 (公安部2018年2月24日发布 statement; grade O; jm-fine-limit) from 2018-02-24 until 2018-09-01
  -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-fine-limit) from 2018-09-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END AS "demerit_fine_limit",
  -- recorded-by-monitoring: 自助处理的是交通技术监控设备记录的交通违法。 (公安部2018年2月24日发布 statement; grade O; jm-recorded-by-monitoring) from 2018-02-24
  --    until 2018-09-01
  -- recorded-by-monitoring: 由交通技术监控设备记录，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-recorded-by-monitoring)
  --    from 2018-09-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "recorded_by" IS NULL THEN 2
    WHEN "recorded_by" = 'monitoring' THEN 1
    ELSE 3 END AS "demerit_recorded_by_monitoring",
  -- points-room: 违法记分与现有记分之和应当不满12分。 (法制日报2018年8月30日报道 report; grade I; ld-points-room) from 2018-02-24 until 2018-09-01
  -- points-room: 违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-points-room) from 2018-09-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END AS "demerit_points_room",
  -- single-points-limit: 平台只处理一次记分不超过6分的违法。 (汕头2022年9月10日说明 notice; grade S2; st-single-points-limit) from 2024-11-01 on
  CASE
    WHEN "demerit_law" <> 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "points" IS NULL THEN 2
    WHEN "points" <= 6 THEN 1
    ELSE 3 END AS "demerit_single_points_limit",
  -- repeat-full-score: 一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。 (汕头2022年9月10日说明 notice; grade S2; st-repeat-full-score) from 2024-11-01
  --    on
  CASE
    WHEN "demerit_law" <> 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "full_score_studies" IS NULL THEN 2
    WHEN "full_score_studies" < 3 THEN 1
    ELSE 3 END AS "demerit_repeat_full_score",
  -- licence-class: 准驾车型不符的，只能查询，不能处理。 (市级政府网站2024年11月说明 page; grade I; gov24-licence-class-inferred) from 2018-09-01 until 2024-11-01
  -- licence-class: 准驾车型不符的，只能查询，不能处理。 (市级政府网站2024年11月说明 page; grade S2; gov24-licence-class) from 2024-11-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 4 AND 6 THEN 0
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR NOT COALESCE("licence_classes_known", FALSE) OR "plate_type" IS NULL THEN 2
    WHEN CASE WHEN "plate_type" IN ('01', '51') THEN list_has_any("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2'])
      WHEN "plate_type" IN ('02', '03', '04', '05', '06', '16', '18', '20', '22', '23', '52') THEN list_has_any("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2'])
      WHEN "plate_type" IN ('07', '17', '24') THEN list_has_any("licence_classes", ['D', 'E'])
      WHEN "plate_type" IN ('08', '09', '10', '11', '12', '21') THEN list_has_any("licence_classes", ['D', 'E', 'F'])
      WHEN "plate_type" IN ('13') THEN list_has_any("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4'])
      WHEN "plate_type" IN ('14') THEN 1 = 0
      WHEN "plate_type" IN ('15') THEN list_has_any("licence_classes", ['A2', 'C6']) END THEN 1
    ELSE 3 END AS "demerit_licence_class",
  -- vehicles-per-year: 一年内处理三辆以上非本人机动车违法的，列入涉嫌代替接受处理的重点人员名单，暂停办理（从第四辆起计）。 (腾讯网2013年5月6日报道 report; grade S2; n13-vehicles-per-year)
  --    from 2018-02-24 until 2018-09-01
  CASE
    WHEN "demerit_law" <> 3 THEN 0
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      "others_vehicles_handled_this_year" IS NULL THEN 2
    WHEN "others_vehicles_handled_this_year" <= 3 THEN 1
    ELSE 3 END AS "demerit_vehicles_per_year",
  -- drivers-per-year: 一年内三名以上驾驶人为同一号牌机动车接受违法处理的，列入涉嫌代替接受处理的重点人员名单，暂停办理（不计所有人，从第四名起计）。 (腾讯网2013年5月6日报道 report; grade S2; n13-drivers-per-year)
  --    from 2018-02-24 until 2018-09-01
  CASE
    WHEN "demerit_law" <> 3 THEN 0
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      "vehicle_other_drivers_this_year" IS NULL THEN 2
    WHEN "vehicle_other_drivers_this_year" <= 3 THEN 1
    ELSE 3 END AS "demerit_drivers_per_year",
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade I; st-licence-state-inferred)
  --    from 2018-02-24 until 2024-11-01
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade S2; st-licence-state)
  --    from 2024-11-01 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 3 AND 6 THEN 0
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END AS "demerit_licence_state",
  -- vehicles-per-year: 一年内处理三辆以上非本人机动车违法的，列入涉嫌代替接受处理的重点人员名单，暂停办理（从第四辆起计）。 (腾讯网2013年5月6日报道 report; grade S2; n13-vehicles-per-year)
  --    from 2013-05-02 until 2018-02-24
  CASE
    WHEN "demerit_law" <> 2 THEN 0
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL OR "others_vehicles_handled_this_year" IS NULL THEN 2
    WHEN "others_vehicles_handled_this_year" <= 3 THEN 1
    ELSE 3 END AS "demerit_vehicles_per_year_2",
  -- drivers-per-year: 一年内三名以上驾驶人为同一号牌机动车接受违法处理的，列入涉嫌代替接受处理的重点人员名单，暂停办理（不计所有人，从第四名起计）。 (腾讯网2013年5月6日报道 report; grade S2; n13-drivers-per-year)
  --    from 2013-05-02 until 2018-02-24
  CASE
    WHEN "demerit_law" <> 2 THEN 0
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL OR "vehicle_other_drivers_this_year" IS NULL THEN 2
    WHEN "vehicle_other_drivers_this_year" <= 3 THEN 1
    ELSE 3 END AS "demerit_drivers_per_year_2",
  -- licence-state: 驾驶证超过有效期、被扣留、暂扣以及记分达到12分的，不得驾驶。 (中华人民共和国道路交通安全法实施条例 28; grade I; impl-28) from 2013-05-02 until 2018-02-24
  CASE
    WHEN "demerit_law" <> 2 THEN 0
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'impounded',
      'seized', 'suspended', 'full-points']) THEN 1
    ELSE 3 END AS "demerit_licence_state_2",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held) from 2013-05-02
  --    on
  CASE
    WHEN "demerit_law" NOT BETWEEN 2 AND 6 THEN 0
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN list_has_any("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']) THEN 1
    ELSE 3 END AS "demerit_licence_held",
  -- offender-present: 当事人应当及时到公安机关交通管理部门接受处理（2020年修正前为第五十条）。 (道路交通安全违法行为处理程序规定 52; grade I; proc-52) from 2013-05-02 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 2 AND 6 THEN 0
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "offender_present" IS NULL THEN 2
    WHEN "offender_present" THEN 1
    ELSE 3 END AS "demerit_offender_present",
  -- identity-verified: 对持证人的相貌与驾驶证上的照片进行核对。 (道路交通安全违法行为处理程序规定 10; grade I; proc-10) from 2013-05-02 until 2018-02-24
  -- identity-verified: 到窗口处理非本人名下机动车违法的，由民警现场人工审核驾驶证、身份证和行驶证原件。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-identity-at-handling)
  --    from 2018-02-24 on
  CASE
    WHEN "demerit_law" NOT BETWEEN 2 AND 6 THEN 0
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_identity_verified",
  CASE WHEN "demerit_law" <> 1 THEN 0 ELSE 3 END AS "demerit_no_rule_set_in_force"
  FROM demerit_rows
),
demerit_tested AS NOT MATERIALIZED (
  SELECT *,
    "demerit_violation_open" = 3
      OR "demerit_not_before_occurrence" = 3
      OR "demerit_open_binding" = 3
      OR "demerit_since_binding" = 3
      OR "demerit_plate_type" = 3
      OR "demerit_open_binding_2" = 3
      OR "demerit_since_binding_2" = 3
      OR "demerit_fine_limit" = 3
      OR "demerit_recorded_by_monitoring" = 3
      OR "demerit_points_room" = 3
      OR "demerit_single_points_limit" = 3
      OR "demerit_repeat_full_score" = 3
      OR "demerit_licence_class" = 3
      OR "demerit_vehicles_per_year" = 3
      OR "demerit_drivers_per_year" = 3
      OR "demerit_licence_state" = 3
      OR "demerit_vehicles_per_year_2" = 3
      OR "demerit_drivers_per_year_2" = 3
      OR "demerit_licence_state_2" = 3
      OR "demerit_licence_held" = 3
      OR "demerit_offender_present" = 3
      OR "demerit_identity_verified" = 3
      OR "demerit_no_rule_set_in_force" = 3 AS "demerit_any_fails",
    "demerit_law" > -1 AND ("demerit_violation_open" = 2
      OR "demerit_not_before_occurrence" = 2
      OR "demerit_open_binding" = 2
      OR "demerit_since_binding" = 2
      OR "demerit_plate_type" = 2
      OR "demerit_open_binding_2" = 2
      OR "demerit_since_binding_2" = 2
      OR "demerit_fine_limit" = 2
      OR "demerit_recorded_by_monitoring" = 2
      OR "demerit_points_room" = 2
      OR "demerit_single_points_limit" = 2
      OR "demerit_repeat_full_score" = 2
      OR "demerit_licence_class" = 2
      OR "demerit_vehicles_per_year" = 2
      OR "demerit_drivers_per_year" = 2
      OR "demerit_licence_state" = 2
      OR "demerit_vehicles_per_year_2" = 2
      OR "demerit_drivers_per_year_2" = 2
      OR "demerit_licence_state_2" = 2
      OR "demerit_licence_held" = 2
      OR "demerit_offender_present" = 2
      OR "demerit_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_any_unknown",
    CASE WHEN NOT "demerit_no_occurred_at" THEN 0
      WHEN "demerit_not_before_occurrence" = 2 THEN 2 WHEN "demerit_since_binding" = 2 THEN 4
      WHEN "demerit_since_binding_2" = 2 THEN 7 END AS "demerit_lacks_occurred_at",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_open_binding" = 2 THEN 3
      WHEN "demerit_since_binding" = 2 THEN 4 WHEN "demerit_plate_type" = 2 THEN 5
      WHEN "demerit_open_binding_2" = 2 THEN 6 WHEN "demerit_since_binding_2" = 2 THEN 7
      WHEN "demerit_fine_limit" = 2 THEN 8 WHEN "demerit_recorded_by_monitoring" = 2 THEN 9
      WHEN "demerit_points_room" = 2 THEN 10 WHEN "demerit_single_points_limit" = 2 THEN 11
      WHEN "demerit_repeat_full_score" = 2 THEN 12 WHEN "demerit_licence_class" = 2 THEN 13
      WHEN "demerit_vehicles_per_year" = 2 THEN 14 WHEN "demerit_drivers_per_year" = 2 THEN 15
      WHEN "demerit_offender_present" = 2 THEN 21 WHEN "demerit_identity_verified" = 2 THEN 22 END AS "demerit_lacks_channel",
    CASE WHEN NOT "demerit_no_vehicle_owner" THEN 0 WHEN "demerit_open_binding" = 2 THEN 3
      WHEN "demerit_since_binding" = 2 THEN 4 WHEN "demerit_plate_type" = 2 THEN 5
      WHEN "demerit_open_binding_2" = 2 THEN 6 WHEN "demerit_since_binding_2" = 2 THEN 7
      WHEN "demerit_repeat_full_score" = 2 THEN 12 WHEN "demerit_vehicles_per_year" = 2 THEN 14
      WHEN "demerit_drivers_per_year" = 2 THEN 15 WHEN "demerit_vehicles_per_year_2" = 2 THEN 17
      WHEN "demerit_drivers_per_year_2" = 2 THEN 18 END AS "demerit_lacks_vehicle_owner",
    CASE WHEN NOT "demerit_no_bound_since" THEN 0 WHEN "demerit_open_binding" = 2 THEN 3
      WHEN "demerit_since_binding" = 2 THEN 4 WHEN "demerit_open_binding_2" = 2 THEN 6
      WHEN "demerit_since_binding_2" = 2 THEN 7 END AS "demerit_lacks_bound_since",
    CASE WHEN NOT "demerit_no_points" THEN 0 WHEN "demerit_since_binding" = 2 THEN 4
      WHEN "demerit_open_binding_2" = 2 THEN 6 WHEN "demerit_since_binding_2" = 2 THEN 7
      WHEN "demerit_points_room" = 2 THEN 10 WHEN "demerit_single_points_limit" = 2 THEN 11
      WHEN "demerit_licence_held" = 2 THEN 20 END AS "demerit_lacks_points",
    CASE WHEN NOT "demerit_no_plate_type" THEN 0 WHEN "demerit_plate_type" = 2 THEN 5
      WHEN "demerit_licence_class" = 2 THEN 13 END AS "demerit_lacks_plate_type",
    CASE WHEN NOT "demerit_no_licence_classes" THEN 0 WHEN "demerit_licence_class" = 2 THEN 13
      WHEN "demerit_licence_held" = 2 THEN 20 END AS "demerit_lacks_licence_classes",
    CASE WHEN NOT "demerit_no_others_vehicles_handled_this_year" THEN 0
      WHEN "demerit_vehicles_per_year" = 2 THEN 14 WHEN "demerit_vehicles_per_year_2" = 2 THEN 17 END AS "demerit_lacks_others_vehicles_handled_this_year",
    CASE WHEN NOT "demerit_no_vehicle_other_drivers_this_year" THEN 0
      WHEN "demerit_drivers_per_year" = 2 THEN 15 WHEN "demerit_drivers_per_year_2" = 2 THEN 18 END AS "demerit_lacks_vehicle_other_drivers_this_year",
    CASE WHEN NOT "demerit_no_licence_states" THEN 0 WHEN "demerit_licence_state" = 2 THEN 16
      WHEN "demerit_licence_state_2" = 2 THEN 19 END AS "demerit_lacks_licence_states"
  FROM demerit_provisions
)
SELECT "at",
  "malformed",
  CASE WHEN "demerit_law" = -1 THEN 'invalid'
    WHEN "demerit_any_fails" THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  CASE "demerit_law" WHEN 1 THEN 'none' WHEN 2 THEN 'cn-2013-05-02' WHEN 3 THEN 'cn-2018-02-24'
      WHEN 4 THEN 'cn-2018-09-01' WHEN 5 THEN 'cn-2020-09-28' WHEN 6 THEN 'cn-2024-11-01' END AS rule_set,
  CASE WHEN "demerit_any_fails" THEN list_filter([CASE WHEN "demerit_violation_open" = 3 THEN 'violation-open' END,
    CASE WHEN "demerit_not_before_occurrence" = 3 THEN 'not-before-occurrence' END,
    CASE WHEN "demerit_open_binding" = 3 THEN 'open-binding' END,
    CASE WHEN "demerit_since_binding" = 3 THEN 'since-binding' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_open_binding_2" = 3 THEN 'open-binding' END,
    CASE WHEN "demerit_since_binding_2" = 3 THEN 'since-binding' END,
    CASE WHEN "demerit_fine_limit" = 3 THEN 'fine-limit' END,
    CASE WHEN "demerit_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' END,
    CASE WHEN "demerit_points_room" = 3 THEN 'points-room' END,
    CASE WHEN "demerit_single_points_limit" = 3 THEN 'single-points-limit' END,
    CASE WHEN "demerit_repeat_full_score" = 3 THEN 'repeat-full-score' END,
    CASE WHEN "demerit_licence_class" = 3 THEN 'licence-class' END,
    CASE WHEN "demerit_vehicles_per_year" = 3 THEN 'vehicles-per-year' END,
    CASE WHEN "demerit_drivers_per_year" = 3 THEN 'drivers-per-year' END,
    CASE WHEN "demerit_licence_state" = 3 THEN 'licence-state' END,
    CASE WHEN "demerit_vehicles_per_year_2" = 3 THEN 'vehicles-per-year' END,
    CASE WHEN "demerit_drivers_per_year_2" = 3 THEN 'drivers-per-year' END,
    CASE WHEN "demerit_licence_state_2" = 3 THEN 'licence-state' END,
    CASE WHEN "demerit_licence_held" = 3 THEN 'licence-held' END,
    CASE WHEN "demerit_offender_present" = 3 THEN 'offender-present' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END,
    CASE WHEN "demerit_no_rule_set_in_force" = 3 THEN 'no-rule-set-in-force' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS failing,
  CASE WHEN "demerit_any_unknown" THEN list_filter([CASE WHEN "demerit_violation_open" = 2 THEN 'violation-open' END,
    CASE WHEN "demerit_not_before_occurrence" = 2 THEN 'not-before-occurrence' END,
    CASE WHEN "demerit_open_binding" = 2 THEN 'open-binding' END,
    CASE WHEN "demerit_since_binding" = 2 THEN 'since-binding' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' END,
    CASE WHEN "demerit_open_binding_2" = 2 THEN 'open-binding' END,
    CASE WHEN "demerit_since_binding_2" = 2 THEN 'since-binding' END,
    CASE WHEN "demerit_fine_limit" = 2 THEN 'fine-limit' END,
    CASE WHEN "demerit_recorded_by_monitoring" = 2 THEN 'recorded-by-monitoring' END,
    CASE WHEN "demerit_points_room" = 2 THEN 'points-room' END,
    CASE WHEN "demerit_single_points_limit" = 2 THEN 'single-points-limit' END,
    CASE WHEN "demerit_repeat_full_score" = 2 THEN 'repeat-full-score' END,
    CASE WHEN "demerit_licence_class" = 2 THEN 'licence-class' END,
    CASE WHEN "demerit_vehicles_per_year" = 2 THEN 'vehicles-per-year' END,
    CASE WHEN "demerit_drivers_per_year" = 2 THEN 'drivers-per-year' END,
    CASE WHEN "demerit_licence_state" = 2 THEN 'licence-state' END,
    CASE WHEN "demerit_vehicles_per_year_2" = 2 THEN 'vehicles-per-year' END,
    CASE WHEN "demerit_drivers_per_year_2" = 2 THEN 'drivers-per-year' END,
    CASE WHEN "demerit_licence_state_2" = 2 THEN 'licence-state' END,
    CASE WHEN "demerit_licence_held" = 2 THEN 'licence-held' END,
    CASE WHEN "demerit_offender_present" = 2 THEN 'offender-present' END,
    CASE WHEN "demerit_identity_verified" = 2 THEN 'identity-verified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS "unknown",
  CASE WHEN "demerit_any_unknown" THEN list_filter([CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_no_violation_state" AND "demerit_violation_open" = 2 THEN 'violationState' END,
    CASE WHEN "demerit_lacks_occurred_at" = 2 THEN 'occurredAt' END,
    CASE WHEN "demerit_lacks_channel" = 3 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 3 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_bound_since" = 3 THEN 'boundSince' END,
    CASE WHEN "demerit_lacks_channel" = 4 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 4 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_occurred_at" = 4 THEN 'occurredAt' END,
    CASE WHEN "demerit_lacks_bound_since" = 4 THEN 'boundSince' END,
    CASE WHEN "demerit_lacks_points" = 4 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 5 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 5 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_plate_type" = 5 THEN 'plateType' END,
    CASE WHEN "demerit_lacks_channel" = 6 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 6 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_bound_since" = 6 THEN 'boundSince' END,
    CASE WHEN "demerit_lacks_points" = 6 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 7 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_occurred_at" = 7 THEN 'occurredAt' END,
    CASE WHEN "demerit_lacks_bound_since" = 7 THEN 'boundSince' END,
    CASE WHEN "demerit_lacks_points" = 7 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_no_fine" AND "demerit_fine_limit" = 2 THEN 'fine' END,
    CASE WHEN "demerit_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_recorded_by_monitoring" = 2 THEN 'recordedBy' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_lacks_points" = 10 THEN 'points' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_points_room" = 2 THEN 'pointsHeld' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_lacks_points" = 11 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 12 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 12 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_full_score_studies" AND "demerit_repeat_full_score" = 2 THEN 'fullScoreStudies' END,
    CASE WHEN "demerit_lacks_channel" = 13 THEN 'channel' END,
    CASE WHEN "demerit_lacks_licence_classes" = 13 THEN 'licenceClasses' END,
    CASE WHEN "demerit_lacks_plate_type" = 13 THEN 'plateType' END,
    CASE WHEN "demerit_lacks_channel" = 14 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 14 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_others_vehicles_handled_this_year" = 14 THEN 'othersVehiclesHandledThisYear' END,
    CASE WHEN "demerit_lacks_channel" = 15 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 15 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_vehicle_other_drivers_this_year" = 15 THEN 'vehicleOtherDriversThisYear' END,
    CASE WHEN "demerit_lacks_licence_states" = 16 THEN 'licenceStates' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 17 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_others_vehicles_handled_this_year" = 17 THEN 'othersVehiclesHandledThisYear' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 18 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_lacks_vehicle_other_drivers_this_year" = 18 THEN 'vehicleOtherDriversThisYear' END,
    CASE WHEN "demerit_lacks_licence_states" = 19 THEN 'licenceStates' END,
    CASE WHEN "demerit_lacks_licence_classes" = 20 THEN 'licenceClasses' END,
    CASE WHEN "demerit_lacks_points" = 20 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 21 THEN 'channel' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_offender_present" = 2 THEN 'offenderPresent' END,
    CASE WHEN "demerit_lacks_channel" = 22 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS missing
FROM demerit_tested
    ) AS demerit_judged
  ) AS demerit_told
  GROUP BY verdict, rule_set, lacking, malformed
) AS demerit_verdicts;

-- driver-over-cap (with-order)
-- 驾驶人同时备案的非本人机动车超过上限：何时起、何时止、最多几辆
-- Drivers with more vehicles of others bound than the cap: from when, until when, and how many at most
WITH
-- Bindings and their ends, and who owns the vehicle from when on; a binding that ends before it begins, or of nobody or nothing,
  --    is left out.
demerit_events AS (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, CAST(b."seq" AS bigint) AS place, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 /* 2018-02-24 */ AND b."since" < 1535731200000 /* 2018-09-01 */ THEN 3 WHEN b."since" >= 1535731200000 /* 2018-09-01 */ AND b."since" < 1601222400000 /* 2020-09-28 */ THEN 3 WHEN b."since" >= 1601222400000 /* 2020-09-28 */ AND b."since" < 1730390400000 /* 2024-11-01 */ THEN 3 WHEN b."since" >= 1730390400000 /* 2024-11-01 */ THEN 3 END AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."seq" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND ((b."released_seq" > b."seq" OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE))
  UNION ALL
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, CAST(b."released_seq" AS bigint) AS place, -1 AS d, CAST(NULL AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."released_seq" IS NOT NULL AND b."seq" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND ((b."released_seq" > b."seq" OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE))
  UNION ALL
  SELECT p.driver AS driver, p.vehicle AS vehicle, CAST(o."since" AS bigint) AS t, CAST(o."seq" AS bigint) AS place, 0 AS d, CAST(NULL AS integer) AS cap_then, CAST(CASE WHEN o."owner" = p.driver OR (o."owner" IS NULL OR NOT (regexp_full_match(CAST(o."owner" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(o."owner" AS VARCHAR)) <= 64)) THEN 1 ELSE 0 END AS integer) AS own
  FROM "owners" AS o JOIN (SELECT DISTINCT b."driver" AS driver, b."vehicle" AS vehicle FROM "bindings" AS b) AS p ON p.vehicle = o."vehicle"
),
-- Counted event by event, in the order of positions.
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds,
    max(e.cap_then) AS highest, count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
-- The owner is the one told last: the highest of twice the place, plus 1 where the owner is the driver or is not told.
-- Who became the owner, and not when, may be that at any moment.
demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, sum(change) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS bound, max(2 * place + own) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS owned,
    max(CASE WHEN place IS NULL THEN own END) OVER (PARTITION BY driver, vehicle) AS doubtful
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, CASE WHEN bound > 0 AND COALESCE(owned % 2, 0) = 0 AND COALESCE(doubtful, 0) = 0 THEN 1 ELSE 0 END AS counts, CASE WHEN bound > 0 OR COALESCE(owned % 2, 0) = 1 THEN 1 ELSE 0 END AS taken
  FROM demerit_pairs WHERE place IS NOT NULL
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts, COALESCE(max(counts) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS counts_before, COALESCE(max(taken) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS taken_before
  FROM demerit_counts
),
-- Whether a binding made it count, or it may be a transfer: where it was bound before, or the driver’s own.
demerit_made AS (
  SELECT driver, place, t, highest, uncapped, counts - counts_before AS change, CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more, CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT driver, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises, max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY driver, place
),
demerit_counted AS (
  SELECT driver, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then, sum(changed) OVER (PARTITION BY driver ORDER BY place ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_summed
),
-- Spans: a new one begins with every event after which no more are bound than the limit.
demerit_spans AS (
  SELECT driver, place, t, made, rises, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap ORDER BY place ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT driver, place, t, made, rises, cap_then, cap, open, span, sum(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap, span ORDER BY place ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT driver, cap, span, max(CASE WHEN begun = 1 AND made > 0 AND cap_then = cap AND open - rises > cap THEN t END) AS since, count(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY driver, cap, span
),
demerit_ended AS (
  SELECT driver, cap, since, refused, peak, max(start) OVER (PARTITION BY driver, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CASE WHEN since BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(since + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS VARCHAR), 'null') || ',"limit":' || COALESCE(CAST(cap AS VARCHAR), 'null') || ',"until":' || COALESCE(('"' || CASE WHEN until BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(until + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"bindings":' || COALESCE(CAST(refused AS VARCHAR), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- driver-over-cap-after-instant (always)
-- 驾驶人同时备案的非本人机动车超过上限：按每一时刻之后的数目，不依赖先后顺序
-- Drivers with more vehicles of others bound than the cap, counted after each instant, whatever the order of acts
WITH
-- Bindings and their ends, and who owns the vehicle from when on; a binding that ends before it begins, or of nobody or nothing,
  --    is left out.
demerit_events AS (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, CAST(b."since" AS bigint) AS place, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 /* 2018-02-24 */ AND b."since" < 1535731200000 /* 2018-09-01 */ THEN 3 WHEN b."since" >= 1535731200000 /* 2018-09-01 */ AND b."since" < 1601222400000 /* 2020-09-28 */ THEN 3 WHEN b."since" >= 1601222400000 /* 2020-09-28 */ AND b."since" < 1730390400000 /* 2024-11-01 */ THEN 3 WHEN b."since" >= 1730390400000 /* 2024-11-01 */ THEN 3 END AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."since" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND (b."released_at" >= b."since" OR b."released_at" IS NULL AND b."released_seq" IS NULL)
  UNION ALL
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, CAST(b."released_at" AS bigint) AS place, -1 AS d, CAST(NULL AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL AND b."since" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND (b."released_at" >= b."since" OR b."released_at" IS NULL AND b."released_seq" IS NULL)
  UNION ALL
  SELECT p.driver AS driver, p.vehicle AS vehicle, CAST(o."since" AS bigint) AS t, CAST(o."since" AS bigint) AS place, 0 AS d, CAST(NULL AS integer) AS cap_then, CAST(CASE WHEN o."owner" = p.driver OR (o."owner" IS NULL OR NOT (regexp_full_match(CAST(o."owner" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(o."owner" AS VARCHAR)) <= 64)) THEN 1 ELSE 0 END AS integer) AS own
  FROM "owners" AS o JOIN (SELECT DISTINCT b."driver" AS driver, b."vehicle" AS vehicle FROM "bindings" AS b) AS p ON p.vehicle = o."vehicle"
),
-- Counted after each instant.
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds,
    max(e.cap_then) AS highest, count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
-- The owner is the one told last: the highest of twice the place, plus 1 where the owner is the driver or is not told.
-- Who became the owner, and not when, may be that at any moment.
demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, sum(change) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS bound, max(2 * place + own) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS owned,
    max(CASE WHEN place IS NULL THEN own END) OVER (PARTITION BY driver, vehicle) AS doubtful
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, CASE WHEN bound > 0 AND COALESCE(owned % 2, 0) = 0 AND COALESCE(doubtful, 0) = 0 THEN 1 ELSE 0 END AS counts, CASE WHEN bound > 0 OR COALESCE(owned % 2, 0) = 1 THEN 1 ELSE 0 END AS taken
  FROM demerit_pairs WHERE place IS NOT NULL
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts, COALESCE(max(counts) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS counts_before, COALESCE(max(taken) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS taken_before
  FROM demerit_counts
),
-- Whether a binding made it count, or it may be a transfer: where it was bound before, or the driver’s own.
demerit_made AS (
  SELECT driver, place, t, highest, uncapped, counts - counts_before AS change, CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more, CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT driver, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises, max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY driver, place
),
demerit_counted AS (
  SELECT driver, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then, sum(changed) OVER (PARTITION BY driver ORDER BY place ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_summed
),
-- Spans: a new one begins with every event after which no more are bound than the limit.
demerit_spans AS (
  SELECT driver, place, t, made, rises, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap ORDER BY place ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT driver, place, t, made, rises, cap_then, cap, open, span, sum(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, cap, span ORDER BY place ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT driver, cap, span, max(CASE WHEN begun = 1 AND made > 0 AND cap_then = cap AND open - rises > cap THEN t END) AS since, count(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY driver, cap, span
),
demerit_ended AS (
  SELECT driver, cap, since, refused, peak, max(start) OVER (PARTITION BY driver, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CASE WHEN since BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(since + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS VARCHAR), 'null') || ',"limit":' || COALESCE(CAST(cap AS VARCHAR), 'null') || ',"until":' || COALESCE(('"' || CASE WHEN until BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(until + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"bindings":' || COALESCE(CAST(refused AS VARCHAR), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- vehicle-over-cap (with-order)
-- 机动车同时被备案的驾驶人超过上限：何时起、何时止、最多几人
-- Vehicles bound by more drivers than the cap: from when, until when, and how many at most
WITH
-- Bindings and their ends, and who owns the vehicle from when on; a binding that ends before it begins, or of nobody or nothing,
  --    is left out.
demerit_events AS (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, CAST(b."seq" AS bigint) AS place, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 /* 2018-02-24 */ AND b."since" < 1535731200000 /* 2018-09-01 */ THEN 3 WHEN b."since" >= 1535731200000 /* 2018-09-01 */ AND b."since" < 1601222400000 /* 2020-09-28 */ THEN 3 WHEN b."since" >= 1601222400000 /* 2020-09-28 */ AND b."since" < 1730390400000 /* 2024-11-01 */ THEN 3 WHEN b."since" >= 1730390400000 /* 2024-11-01 */ THEN 3 END AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."seq" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND ((b."released_seq" > b."seq" OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE))
  UNION ALL
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, CAST(b."released_seq" AS bigint) AS place, -1 AS d, CAST(NULL AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."released_seq" IS NOT NULL AND b."seq" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND ((b."released_seq" > b."seq" OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE))
  UNION ALL
  SELECT p.driver AS driver, p.vehicle AS vehicle, CAST(o."since" AS bigint) AS t, CAST(o."seq" AS bigint) AS place, 0 AS d, CAST(NULL AS integer) AS cap_then, CAST(CASE WHEN o."owner" = p.driver OR (o."owner" IS NULL OR NOT (regexp_full_match(CAST(o."owner" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(o."owner" AS VARCHAR)) <= 64)) THEN 1 ELSE 0 END AS integer) AS own
  FROM "owners" AS o JOIN (SELECT DISTINCT b."driver" AS driver, b."vehicle" AS vehicle FROM "bindings" AS b) AS p ON p.vehicle = o."vehicle"
),
-- Counted event by event, in the order of positions.
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds,
    max(e.cap_then) AS highest, count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
-- The owner is the one told last: the highest of twice the place, plus 1 where the owner is the driver or is not told.
-- Who became the owner, and not when, may be that at any moment.
demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, sum(change) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS bound, max(2 * place + own) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS owned,
    max(CASE WHEN place IS NULL THEN own END) OVER (PARTITION BY driver, vehicle) AS doubtful
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, CASE WHEN bound > 0 AND COALESCE(owned % 2, 0) = 0 AND COALESCE(doubtful, 0) = 0 THEN 1 ELSE 0 END AS counts, CASE WHEN bound > 0 OR COALESCE(owned % 2, 0) = 1 THEN 1 ELSE 0 END AS taken
  FROM demerit_pairs WHERE place IS NOT NULL
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts, COALESCE(max(counts) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS counts_before, COALESCE(max(taken) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS taken_before
  FROM demerit_counts
),
-- Whether a binding made it count, or it may be a transfer: where it was bound before, or the driver’s own.
demerit_made AS (
  SELECT vehicle, place, t, highest, uncapped, counts - counts_before AS change, CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more, CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT vehicle, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises, max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY vehicle, place
),
demerit_counted AS (
  SELECT vehicle, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then, sum(changed) OVER (PARTITION BY vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_summed
),
-- Spans: a new one begins with every event after which no more are bound than the limit.
demerit_spans AS (
  SELECT vehicle, place, t, made, rises, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap ORDER BY place ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT vehicle, place, t, made, rises, cap_then, cap, open, span, sum(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap, span ORDER BY place ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT vehicle, cap, span, max(CASE WHEN begun = 1 AND made > 0 AND cap_then = cap AND open - rises > cap THEN t END) AS since, count(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY vehicle, cap, span
),
demerit_ended AS (
  SELECT vehicle, cap, since, refused, peak, max(start) OVER (PARTITION BY vehicle, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CASE WHEN since BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(since + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  CAST(NULL AS text) AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS VARCHAR), 'null') || ',"limit":' || COALESCE(CAST(cap AS VARCHAR), 'null') || ',"until":' || COALESCE(('"' || CASE WHEN until BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(until + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"bindings":' || COALESCE(CAST(refused AS VARCHAR), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- vehicle-over-cap-after-instant (always)
-- 机动车同时被备案的驾驶人超过上限：按每一时刻之后的数目，不依赖先后顺序
-- Vehicles bound by more drivers than the cap, counted after each instant, whatever the order of acts
WITH
-- Bindings and their ends, and who owns the vehicle from when on; a binding that ends before it begins, or of nobody or nothing,
  --    is left out.
demerit_events AS (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, CAST(b."since" AS bigint) AS place, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 /* 2018-02-24 */ AND b."since" < 1535731200000 /* 2018-09-01 */ THEN 3 WHEN b."since" >= 1535731200000 /* 2018-09-01 */ AND b."since" < 1601222400000 /* 2020-09-28 */ THEN 3 WHEN b."since" >= 1601222400000 /* 2020-09-28 */ AND b."since" < 1730390400000 /* 2024-11-01 */ THEN 3 WHEN b."since" >= 1730390400000 /* 2024-11-01 */ THEN 3 END AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."since" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND (b."released_at" >= b."since" OR b."released_at" IS NULL AND b."released_seq" IS NULL)
  UNION ALL
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, CAST(b."released_at" AS bigint) AS place, -1 AS d, CAST(NULL AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."released_at" IS NOT NULL AND b."since" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND (b."released_at" >= b."since" OR b."released_at" IS NULL AND b."released_seq" IS NULL)
  UNION ALL
  SELECT p.driver AS driver, p.vehicle AS vehicle, CAST(o."since" AS bigint) AS t, CAST(o."since" AS bigint) AS place, 0 AS d, CAST(NULL AS integer) AS cap_then, CAST(CASE WHEN o."owner" = p.driver OR (o."owner" IS NULL OR NOT (regexp_full_match(CAST(o."owner" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(o."owner" AS VARCHAR)) <= 64)) THEN 1 ELSE 0 END AS integer) AS own
  FROM "owners" AS o JOIN (SELECT DISTINCT b."driver" AS driver, b."vehicle" AS vehicle FROM "bindings" AS b) AS p ON p.vehicle = o."vehicle"
),
-- Counted after each instant.
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds,
    max(e.cap_then) AS highest, count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
-- The owner is the one told last: the highest of twice the place, plus 1 where the owner is the driver or is not told.
-- Who became the owner, and not when, may be that at any moment.
demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, sum(change) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS bound, max(2 * place + own) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS owned,
    max(CASE WHEN place IS NULL THEN own END) OVER (PARTITION BY driver, vehicle) AS doubtful
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, CASE WHEN bound > 0 AND COALESCE(owned % 2, 0) = 0 AND COALESCE(doubtful, 0) = 0 THEN 1 ELSE 0 END AS counts, CASE WHEN bound > 0 OR COALESCE(owned % 2, 0) = 1 THEN 1 ELSE 0 END AS taken
  FROM demerit_pairs WHERE place IS NOT NULL
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts, COALESCE(max(counts) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS counts_before, COALESCE(max(taken) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS taken_before
  FROM demerit_counts
),
-- Whether a binding made it count, or it may be a transfer: where it was bound before, or the driver’s own.
demerit_made AS (
  SELECT vehicle, place, t, highest, uncapped, counts - counts_before AS change, CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more, CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT vehicle, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises, max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY vehicle, place
),
demerit_counted AS (
  SELECT vehicle, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then, sum(changed) OVER (PARTITION BY vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_summed
),
-- Spans: a new one begins with every event after which no more are bound than the limit.
demerit_spans AS (
  SELECT vehicle, place, t, made, rises, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap ORDER BY place ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 3 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT vehicle, place, t, made, rises, cap_then, cap, open, span, sum(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 ELSE 0 END) OVER (PARTITION BY vehicle, cap, span ORDER BY place ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT vehicle, cap, span, max(CASE WHEN begun = 1 AND made > 0 AND cap_then = cap AND open - rises > cap THEN t END) AS since, count(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY vehicle, cap, span
),
demerit_ended AS (
  SELECT vehicle, cap, since, refused, peak, max(start) OVER (PARTITION BY vehicle, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CASE WHEN since BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(since + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  CAST(NULL AS text) AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS VARCHAR), 'null') || ',"limit":' || COALESCE(CAST(cap AS VARCHAR), 'null') || ',"until":' || COALESCE(('"' || CASE WHEN until BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(until + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"bindings":' || COALESCE(CAST(refused AS VARCHAR), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- bound-twice (with-order)
-- 同一驾驶人重复备案同一机动车：何时起、何时止
-- Vehicles bound twice by the same driver at the same time: from when, until when
WITH
-- Bindings and their ends; a binding that ends before it begins, or of nobody or nothing, is left out.
demerit_events AS (
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."since" AS bigint) AS t, CAST(b."seq" AS bigint) AS place, 1 AS d, CAST(CASE WHEN b."since" >= 1519401600000 /* 2018-02-24 */ AND b."since" < 1535731200000 /* 2018-09-01 */ THEN 1 WHEN b."since" >= 1535731200000 /* 2018-09-01 */ AND b."since" < 1601222400000 /* 2020-09-28 */ THEN 1 WHEN b."since" >= 1601222400000 /* 2020-09-28 */ AND b."since" < 1730390400000 /* 2024-11-01 */ THEN 1 WHEN b."since" >= 1730390400000 /* 2024-11-01 */ THEN 1 END AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."seq" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND ((b."released_seq" > b."seq" OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE))
  UNION ALL
  SELECT b."driver" AS driver, b."vehicle" AS vehicle, CAST(b."released_at" AS bigint) AS t, CAST(b."released_seq" AS bigint) AS place, -1 AS d, CAST(NULL AS integer) AS cap_then, CAST(NULL AS integer) AS own
  FROM "bindings" AS b WHERE b."released_seq" IS NOT NULL AND b."seq" IS NOT NULL AND (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64) AND ((b."released_seq" > b."seq" OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE))
),
-- Counted event by event, in the order of positions.
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds,
    max(e.cap_then) AS highest, count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, sum(change) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS bound
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, bound AS counts, 0 AS taken
  FROM demerit_pairs WHERE place IS NOT NULL
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts, COALESCE(max(counts) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS counts_before, COALESCE(max(taken) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS taken_before
  FROM demerit_counts
),
-- Whether a binding made it more.
demerit_made AS (
  SELECT driver, vehicle, place, t, highest, uncapped, counts - counts_before AS change, CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more, CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT driver, vehicle, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises, max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY driver, vehicle, place
),
demerit_counted AS (
  SELECT driver, vehicle, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then, sum(changed) OVER (PARTITION BY driver, vehicle ORDER BY place ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_summed
),
-- Spans: a new one begins with every event after which no more are bound than the limit.
demerit_spans AS (
  SELECT driver, vehicle, place, t, made, rises, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, vehicle, cap ORDER BY place ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (SELECT 1 AS cap) AS demerit_caps
),
-- From the first binding of a span that its own limit refuses.
demerit_begun AS (
  SELECT driver, vehicle, place, t, made, rises, cap_then, cap, open, span, sum(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 ELSE 0 END) OVER (PARTITION BY driver, vehicle, cap, span ORDER BY place ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT driver, vehicle, cap, span, max(CASE WHEN begun = 1 AND made > 0 AND cap_then = cap AND open - rises > cap THEN t END) AS since, count(CASE WHEN made > 0 AND cap_then = cap AND open - rises > cap THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY driver, vehicle, cap, span
),
demerit_ended AS (
  SELECT driver, vehicle, cap, since, refused, peak, max(start) OVER (PARTITION BY driver, vehicle, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
SELECT since AS "at", CASE WHEN since BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(since + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"peak":' || COALESCE(CAST(peak AS VARCHAR), 'null') || ',"limit":' || COALESCE(CAST(cap AS VARCHAR), 'null') || ',"until":' || COALESCE(('"' || CASE WHEN until BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(until + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"bindings":' || COALESCE(CAST(refused AS VARCHAR), 'null') || '}') AS detail
FROM demerit_ended
WHERE since IS NOT NULL;

-- own-vehicle (with-order)
-- 备案本人名下机动车
-- Bindings of the driver’s own vehicle
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"vehicle_owner":' || COALESCE(('"' || "vehicle_owner" || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+')), 1 = 0) THEN NULL
    -- own-vehicle: 处理本人名下机动车的交通违法与以前一样，无需绑定。 (武汉晚报2018年2月23日报道 report; grade I; wh1-own-vehicle)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."since", i."driver", i."vehicle") AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
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
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"driver_applications_today":' || COALESCE(CAST("driver_applications_today" AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("driver_applications_today" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_today" <> floor("driver_applications_today")), 1 = 0) THEN NULL
    -- daily-applications: 每日最多申请备案一辆非本人机动车。 (市级政府网站2024年11月说明 page; grade S2; gov24-daily-applications)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "driver_applications_today" IS NULL THEN 2
    WHEN ("driver_applications_today" + 1) <= 1 THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."since", i."driver", i."vehicle") AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
  FROM "bindings" AS i
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bound AS (
  SELECT a.id AS act,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND (DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER)) = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)) THEN 1 END) AS today,
    count(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."since" IS NULL OR b."seq" IS NULL AND (DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER)) = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER))) THEN 1 END) AS unclear_today
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL AND (driver_bound.unclear_today = 0) THEN driver_bound.today END AS "driver_applications_today"
FROM demerit_acts AS acts
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- yearly-applications-over-limit (with-order)
-- 申请备案次数超过每个自然年上限
-- Bindings beyond the limit on applications in a calendar year
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"driver_applications_this_year":' || COALESCE(CAST("driver_applications_this_year" AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_this_year" <> floor("driver_applications_this_year")), 1 = 0) THEN NULL
    -- yearly-applications: 每个自然年最多申请备案五次。 (市级政府网站2024年11月说明 page; grade S2; gov24-yearly-applications)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "driver_applications_this_year" IS NULL THEN 2
    WHEN ("driver_applications_this_year" + 1) <= 5 THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."since", i."driver", i."vehicle") AS "id", i."seq" AS "seq", i."since" AS "at", i."driver" AS "driver", i."vehicle" AS "vehicle", i."channel" AS "channel"
  FROM "bindings" AS i
),
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bound AS (
  SELECT a.id AS act,
    count(CASE WHEN b."driver" = a.driver AND b."seq" < a.seq AND year((DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER))) = year((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER))) THEN 1 END) AS this_year,
    count(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."since" IS NULL OR b."seq" IS NULL AND year((DATE '1899-02-02' + CAST((b."since" + 2237788800000) // 86400000 AS INTEGER))) = year((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)))) THEN 1 END) AS unclear_year
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL AND (driver_bound.unclear_year = 0) THEN driver_bound.this_year END AS "driver_applications_this_year"
FROM demerit_acts AS acts
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- bound-after-transfer (with-order)
-- 机动车转移登记后备案未解除
-- Bindings that stayed open when the vehicle was transferred
SELECT t.since AS "at", CASE WHEN t.since BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(t.since + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  b."driver" AS driver, b."vehicle" AS vehicle, CAST(NULL AS text) AS violation,
  ('{"bound_since":' || COALESCE(('"' || CASE WHEN b."since" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(b."since" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"until":' || COALESCE(('"' || CASE WHEN b."released_at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST(b."released_at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || '}') AS detail
FROM "bindings" AS b JOIN (
  SELECT o."vehicle" AS vehicle, o."owner" AS owner, o."since" AS since, o."seq" AS seq, max(CAST(o."owner" AS text)) OVER (PARTITION BY o."vehicle" ORDER BY o."seq" ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS owner_before,
    count(CASE WHEN o."seq" IS NULL THEN 1 END) OVER (PARTITION BY o."vehicle") AS unplaced
  FROM "owners" AS o
) AS t ON t.vehicle = b."vehicle"
WHERE t.unplaced = 0 AND t.owner <> t.owner_before AND (regexp_full_match(CAST(t.owner AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(t.owner AS VARCHAR)) <= 64) AND (regexp_full_match(CAST(t.owner_before AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(t.owner_before AS VARCHAR)) <= 64) AND t.seq > b."seq" AND (b."released_seq" > t.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL);

-- handled-without-binding (with-order)
-- 未备案而处理非本人机动车的违法
-- Violations handled without the binding that was needed
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"vehicle_owner":' || COALESCE(('"' || "vehicle_owner" || '"'), 'null') || ',"points":' || COALESCE(CAST("points" AS VARCHAR), 'null') || ',"bound_since":' || COALESCE(('"' || CASE WHEN "bound_since" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("bound_since" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points"))
      OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "bound_since" <> floor("bound_since")), 1 = 0) THEN NULL
    -- open-binding: 备案后，可自助处理该车有记分的交通违法。 (公安部2018年2月24日发布 statement; grade I; jm-open-binding)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- open-binding: 自2018年9月1日起，自助处理非本人名下机动车有记分的违法，须先行备案。 (东莞时报2018年8月30日问答 answers; grade S2; dg15-open-binding)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚市公安局2020年9月28日办事指南 notice; grade I; sy-open-binding)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚市公安局2020年9月28日办事指南 notice; grade I; sy-open-binding)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
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
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bound AS (
  SELECT a.id AS act,
    arg_min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."since" END, CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS bound_since,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS pair_seq,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) AND b."since" IS NULL THEN b."seq" END) AS undated_seq,
    min(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64)) OR b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE))) THEN COALESCE(b."seq", 0) END) AS doubtful_seq
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.id AS act,
    min(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND (b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) THEN COALESCE(b."seq", 0) END) AS nameless_seq
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
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  owner.owner AS "vehicle_owner",
  violation.points AS "points",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)) THEN driver_bound.bound_since END AS "bound_since",
  COALESCE(acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)), FALSE) AS "bound_since_known"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.act = acts.id
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.act = acts.id
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- handled-before-binding (with-order)
-- 处理备案之前发生的违法
-- Violations handled that happened before the binding
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"vehicle_owner":' || COALESCE(('"' || "vehicle_owner" || '"'), 'null') || ',"occurred_at":' || COALESCE(('"' || CASE WHEN "occurred_at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("occurred_at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || ',"points":' || COALESCE(CAST("points" AS VARCHAR), 'null') || ',"bound_since":' || COALESCE(('"' || CASE WHEN "bound_since" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("bound_since" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle_owner") > 64 OR NOT regexp_full_match("vehicle_owner", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "occurred_at" <> floor("occurred_at"))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points"))
      OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "bound_since" <> floor("bound_since")), 1 = 0) THEN NULL
    -- since-binding: 可处理自备案之日起发生的有记分的交通违法。 (公安部2018年2月24日发布 statement; grade O; jm-since-binding)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN (("occurred_at" + 2237788800000) // 86400000) >= (("bound_since" + 2237788800000) // 86400000) THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- since-binding: 备案后可以处理自备案之日起发生的有记分的交通违法。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-since-binding)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN (("occurred_at" + 2237788800000) // 86400000) >= (("bound_since" + 2237788800000) // 86400000) THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-since-binding)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "occurred_at" >= "bound_since" THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-since-binding)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "occurred_at" >= "bound_since" THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
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
-- The driver’s bindings before the act, and the open one of this vehicle.
demerit_driver_bound AS (
  SELECT a.id AS act,
    arg_min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."since" END, CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS bound_since,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) THEN b."seq" END) AS pair_seq,
    min(CASE WHEN b."driver" = a.driver AND b."vehicle" = a.vehicle AND b."seq" < a.seq AND (b."released_seq" >= a.seq OR b."released_seq" IS NULL AND b."released_at" IS NULL) AND NOT COALESCE(b."released_at" < b."since", FALSE) AND b."since" IS NULL THEN b."seq" END) AS undated_seq,
    min(CASE WHEN b."driver" = a.driver AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND ((b."vehicle" IS NULL OR NOT (regexp_full_match(CAST(b."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."vehicle" AS VARCHAR)) <= 64)) OR b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE(b."released_at" < b."since", FALSE))) THEN COALESCE(b."seq", 0) END) AS doubtful_seq
  FROM demerit_acts AS a LEFT JOIN "bindings" AS b ON b."driver" = a.driver
  GROUP BY a.id
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.id AS act,
    min(CASE WHEN b."vehicle" = a.vehicle AND (b."seq" IS NULL OR b."seq" < a.seq) AND (b."released_seq" IS NULL OR b."released_seq" >= a.seq) AND (b."driver" IS NULL OR NOT (regexp_full_match(CAST(b."driver" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(b."driver" AS VARCHAR)) <= 64)) THEN COALESCE(b."seq", 0) END) AS nameless_seq
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
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)) THEN driver_bound.bound_since END AS "bound_since",
  COALESCE(acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."vehicle" IS NOT NULL AND ((driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq) AND (vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq) AND (driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)), FALSE) AS "bound_since_known"
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.act = acts.id
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.act = acts.id
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.act = acts.id
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- fine-over-limit (always)
-- 处理的违法单笔罚款超过上限
-- Violations handled whose fine is over the limit
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"fine":' || COALESCE(CAST("fine" AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("fine" NOT BETWEEN 0 AND 10000000000 OR "fine" <> floor("fine")), 1 = 0) THEN NULL
    -- fine-limit: 单笔罚款金额不超过200元。 (公安部2018年2月24日发布 statement; grade O; jm-fine-limit)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-fine-limit)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-fine-limit)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-fine-limit)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
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

-- points-over-limit (always)
-- 处理的违法一次记分超过上限
-- Violations handled whose points are over the limit of one violation
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"points":' || COALESCE(CAST("points" AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points")), 1 = 0) THEN NULL
    -- single-points-limit: 平台只处理一次记分不超过6分的违法。 (汕头2022年9月10日说明 notice; grade S2; st-single-points-limit)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "points" IS NULL THEN 2
    WHEN "points" <= 6 THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
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
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  violation.points AS "points"
FROM demerit_acts AS acts
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- points-without-room (with-order)
-- 累积记分连同所处理违法的记分已达满分而仍予处理
-- Violations handled though their points, with those held, reach the full score
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"channel":' || COALESCE(('"' || "channel" || '"'), 'null') || ',"points":' || COALESCE(CAST("points" AS VARCHAR), 'null') || ',"points_held":' || COALESCE(CAST("points_held" AS VARCHAR), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS VARCHAR) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points"))
      OR ("points_held" NOT BETWEEN 0 AND 1000000 OR "points_held" <> floor("points_held")), 1 = 0) THEN NULL
    -- points-room: 违法记分与现有记分之和应当不满12分。 (法制日报2018年8月30日报道 report; grade I; ld-points-room)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- points-room: 违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-points-room)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- points-room: 违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-points-room)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- points-room: 违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-points-room)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
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
-- Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is
  --    none. While the table is empty nothing is known.
demerit_points AS (
  SELECT t.act AS act, CASE WHEN (SELECT count(*) FROM "points_step") > 0 AND t.unplaced = 0 THEN CASE WHEN p."driver" = t.driver THEN p."held" ELSE 0 END END AS held, CASE WHEN (SELECT count(*) FROM "points_step") > 0 AND t.unplaced = 0 THEN CASE WHEN p."driver" = t.driver THEN p."studies" ELSE 0 END END AS studies
  FROM (
    SELECT a.id AS act, a.driver AS driver, max(CASE WHEN p."driver" = a.driver AND p."seq" < a.seq AND p."day" <= strftime((DATE '1899-02-02' + CAST((a."at" + 2237788800000) // 86400000 AS INTEGER)), '%Y-%m-%d') THEN (lpad(CAST(p."seq" AS VARCHAR), 19, '0') || p."day") END) AS step,
      count(CASE WHEN p."driver" = a.driver AND (p."seq" IS NULL OR p."seq" < a.seq AND p."day" IS NULL) THEN 1 END) AS unplaced
    FROM demerit_acts AS a LEFT JOIN "points_step" AS p ON p."driver" = a.driver
    GROUP BY a.id, a.driver
  ) AS t
  LEFT JOIN "points_step" AS p ON p."driver" = t.driver AND (lpad(CAST(p."seq" AS VARCHAR), 19, '0') || p."day") = t.step
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  violation.points AS "points",
  CASE WHEN acts."seq" IS NOT NULL AND acts."driver" IS NOT NULL AND acts."at" IS NOT NULL THEN points.held END AS "points_held"
FROM demerit_acts AS acts
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
LEFT JOIN demerit_points AS points ON points.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- barred-licence (always)
-- 处理时的驾驶证状态不得处理违法而处理；未提供当时状态的，查不出
-- Violations handled on a licence whose state then bars it; nothing is found unless the state then is given
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"licence_states":' || COALESCE(('"' || array_to_string("licence_states", ' ') || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (COALESCE("licence_states_known", FALSE) AND NOT list_has_all(['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending'], "licence_states") OR
      COALESCE("licence_states_known", FALSE) AND ("licence_states" IS NULL OR len("licence_states") <> len(list_distinct("licence_states")))), 1 = 0) THEN NULL
    -- licence-state: 驾驶证超过有效期、被扣留、暂扣以及记分达到12分的，不得驾驶。 (中华人民共和国道路交通安全法实施条例 28; grade I; impl-28)
    WHEN "at" >= 1367424000000 /* 2013-05-02 */ AND "at" < 1519401600000 /* 2018-02-24 */ AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'impounded',
      'seized', 'suspended', 'full-points']) THEN 1
    ELSE 3 END = 3 THEN 'cn-2013-05-02'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade I; st-licence-state-inferred)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade I; st-licence-state-inferred)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade I; st-licence-state-inferred)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade S2; st-licence-state)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  CAST(NULL AS VARCHAR[]) AS "licence_states",
  FALSE AS "licence_states_known"
FROM demerit_acts AS acts

  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;

-- handled-twice (with-order)
-- 再次处理已经处理或者消除的违法
-- Violations handled that had been handled or removed already
SELECT "at" AS "at", CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999 THEN strftime(epoch_ms(CAST("at" + 28800000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  ('{"rule_set":' || COALESCE(('"' || demerit_rule_set || '"'), 'null') || ',"violation_state":' || COALESCE(('"' || "violation_state" || '"'), 'null') || '}') AS detail
FROM (
  SELECT demerit_facts.*, CASE
    WHEN COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (length("driver") > 64 OR NOT regexp_full_match("driver", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (length("vehicle") > 64 OR NOT regexp_full_match("vehicle", '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+'))
      OR (CAST("violation_state" AS VARCHAR) NOT IN ('open', 'handled', 'withdrawn')), 1 = 0) THEN NULL
    -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
    WHEN "at" >= 1367424000000 /* 2013-05-02 */ AND "at" < 1519401600000 /* 2018-02-24 */ AND CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END = 3 THEN 'cn-2013-05-02'
    -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
    WHEN "at" >= 1519401600000 /* 2018-02-24 */ AND "at" < 1535731200000 /* 2018-09-01 */ AND CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-02-24'
    -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
    WHEN "at" >= 1535731200000 /* 2018-09-01 */ AND "at" < 1601222400000 /* 2020-09-28 */ AND CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END = 3 THEN 'cn-2018-09-01'
    -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
    WHEN "at" >= 1601222400000 /* 2020-09-28 */ AND "at" < 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END = 3 THEN 'cn-2020-09-28'
    -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
    WHEN "at" >= 1730390400000 /* 2024-11-01 */ AND CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END = 3 THEN 'cn-2024-11-01'
    END AS demerit_rule_set
  FROM (
WITH
-- The acts that are asked about.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY i."seq", i."at", i."driver", i."violation") AS "id", i."seq" AS "seq", i."at" AS "at", i."driver" AS "driver", i."violation" AS "violation", CASE WHEN x."id" = i."violation" AND (regexp_full_match(CAST(x."vehicle" AS VARCHAR), '[!#-&(-[\]-_a-~㐀-䶿一-鿿]+') AND length(CAST(x."vehicle" AS VARCHAR)) <= 64) THEN x."vehicle" ELSE i."vehicle" END AS "vehicle", i."channel" AS "channel"
  FROM "handlings" AS i LEFT JOIN "violations" AS x ON x."id" = i."violation"
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
)
SELECT acts.id AS "id",
  acts."violation",
  acts."at" AS "at",
  acts.driver AS "driver",
  acts.vehicle AS "vehicle",
  CASE WHEN acts."seq" IS NOT NULL THEN violation.state END AS "violation_state"
FROM demerit_acts AS acts
LEFT JOIN demerit_violation AS violation ON violation.act = acts.id
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL;
