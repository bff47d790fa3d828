import { COMMAND_TYPES, COMMANDS } from '../registry/commands/index.ts'
import { CORRECTED } from '../registry/log/events.ts'
import { literal } from './query.ts'

/** The types of events that end bindings of drivers, who stand in `others`. */
const OF_DRIVERS = COMMAND_TYPES.filter((type) => COMMANDS[type].about.includes('its binders'))
  .map((type) => literal(COMMANDS[type].event))
  .join(', ')

/** The types of events that tell of violations of before, which stand in `others`. */
const TOLD = COMMAND_TYPES.filter((type) => COMMANDS[type].about.includes('violations of before'))
  .map((type) => literal(COMMANDS[type].event))
  .join(', ')

/** The functions of the schema that put another id in the place of somebody's. */
export const ERASE_SQL = `
-- The vehicles whose records can name somebody: who owns, bound, or handled a violation of them.
CREATE FUNCTION demerit.vehicles_naming(theirs text) RETURNS SETOF text LANGUAGE sql STABLE AS $naming$
  SELECT id FROM demerit.vehicles WHERE owner = theirs
  UNION SELECT vehicle FROM demerit.bindings WHERE driver = theirs
  UNION SELECT vehicle FROM demerit.handlings WHERE driver = theirs
$naming$;

-- Puts the id \`other\` in the place of somebody's wherever it stands for them, and deletes what was kept under keys and names them.
-- \`vehicles\` are the rows that vehicles_naming leads to, with the other id in them and the versions that were read. With \`again\` the other
-- id may stand for them already. \`state\` is 'done', 'moved' where another writer was first, or why the two ids cannot be one person's; then
-- nothing is changed. \`rows\` is how many rows were changed or deleted, \`put\` whether the other id is new.
CREATE FUNCTION demerit.erase(theirs text, other text, again boolean, vehicles demerit.vehicles[])
RETURNS TABLE (state text, rows bigint, put boolean) LANGUAGE plpgsql AS $erase$
#variable_conflict use_column
DECLARE
  both_ids text[] := ARRAY[theirs, other];
  their_kind text;
  known demerit.parties;
  merged boolean;
  held bigint;
  dropped boolean;
  vehicle demerit.vehicles;
  n bigint;
BEGIN
  rows := 0;
  put := FALSE;
  -- What commands about them lock, in the order of commands. Whoever they name anew, they write as a party: once a party of that id was made
  -- here, they wait until the end, though it is gone again.
  PERFORM FROM demerit.drivers WHERE id = ANY (both_ids) ORDER BY id FOR UPDATE;
  GET DIAGNOSTICS held = ROW_COUNT;
  FOREACH vehicle IN ARRAY vehicles LOOP
    PERFORM FROM demerit.vehicles t WHERE t.id = vehicle.id AND t.version = vehicle.version FOR NO KEY UPDATE;
    IF NOT FOUND THEN state := 'moved'; RETURN NEXT; RETURN; END IF;
  END LOOP;
  IF (SELECT bool_or(p.id = theirs) FROM (
    SELECT id FROM demerit.parties WHERE id = ANY (both_ids) ORDER BY id FOR UPDATE) p) IS NOT TRUE THEN
    INSERT INTO demerit.parties (id, kind) VALUES (theirs, 'individual') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN state := 'moved'; RETURN NEXT; RETURN; END IF;
    DELETE FROM demerit.parties WHERE id = theirs;
  END IF;
  -- What others wrote before they were locked out is there now: a driver or a vehicle that was not there above is not held.
  IF held <> (SELECT count(*) FROM demerit.drivers WHERE id = ANY (both_ids))
    OR EXISTS (SELECT demerit.vehicles_naming(theirs) EXCEPT SELECT v.id FROM unnest(vehicles) v) THEN
    state := 'moved'; RETURN NEXT; RETURN;
  END IF;

  SELECT p.kind INTO their_kind FROM (
    SELECT kind FROM demerit.parties WHERE id = theirs UNION ALL SELECT owner_kind FROM demerit.owners WHERE owner = theirs
    UNION ALL SELECT 'individual' FROM demerit.drivers WHERE id = theirs LIMIT 1) p;
  SELECT * INTO known FROM demerit.parties WHERE id = other;
  merged := their_kind IS NOT NULL AND known.id IS NOT NULL;
  dropped := held = 2;

  IF merged THEN
    state := CASE
      WHEN NOT (again AND known.erased) THEN 'in-use'
      WHEN their_kind <> known.kind THEN 'kinds'
      WHEN dropped AND EXISTS (SELECT FROM demerit.events e WHERE e.driver = theirs
        AND (e.type <> 'driver-enrolled' OR e.others IS NOT NULL OR e.correction IS NOT NULL OR e.omitted_by IS NOT NULL)) THEN 'two-drivers'
    END;
    IF state IS NULL THEN
      -- Who owned each vehicle of theirs, from when on and until when. What is first has the earlier time, and of one instant the lower position.
      WITH terms AS MATERIALIZED (
        SELECT o.vehicle, o.owner, o.since, o.seq, lead(o.owner) OVER own AS next, lead(o.since) OVER own AS until_at, lead(o.seq) OVER own AS until_seq
        FROM demerit.owners o WHERE o.vehicle IN (SELECT vehicle FROM demerit.owners WHERE owner = ANY (both_ids))
        WINDOW own AS (PARTITION BY o.vehicle ORDER BY o.since, o.seq)
      ), studies AS (
        SELECT e.driver, e.at, COALESCE(e.place, e.position) AS seq FROM demerit.events e
        WHERE e.type = 'points-deducted' AND e.driver = ANY (both_ids) AND e.omitted_by IS NULL
      )
      SELECT CASE
        WHEN EXISTS (SELECT FROM terms w WHERE w.owner = ANY (both_ids) AND w.next = ANY (both_ids) AND w.owner <> w.next) THEN 'same-owner'
        WHEN EXISTS (SELECT FROM terms w JOIN demerit.bindings b ON b.vehicle = w.vehicle WHERE w.owner = ANY (both_ids)
          AND b.driver = ANY (both_ids) AND b.driver <> w.owner AND (w.until_at IS NULL OR (b.since, b.seq) < (w.until_at, w.until_seq))
          AND (b.released_at IS NULL OR (b.released_at, b.released_seq) > (w.since, w.seq))) THEN 'own-vehicle'
        WHEN EXISTS (SELECT FROM terms w JOIN demerit.handlings h ON h.vehicle = w.vehicle WHERE w.owner = ANY (both_ids)
          AND h.driver = ANY (both_ids) AND h.driver <> w.owner AND (h.at, h.seq) > (w.since, w.seq)
          AND (w.until_at IS NULL OR (h.at, h.seq) < (w.until_at, w.until_seq))) THEN 'own-vehicle'
        WHEN EXISTS (SELECT FROM terms w JOIN studies s ON s.driver <> w.owner
          AND (s.at, s.seq) > (w.since, w.seq) AND (w.until_at IS NULL OR (s.at, s.seq) < (w.until_at, w.until_seq))
          JOIN demerit.violations x ON x.vehicle = w.vehicle AND (x.recorded_at, x.seq) < (s.at, s.seq)
            AND (x.withdrawn_at IS NULL OR (x.withdrawn_at, x.withdrawn_seq) > (s.at, s.seq))
          WHERE w.owner = ANY (both_ids) AND NOT EXISTS (SELECT FROM demerit.handlings h WHERE h.violation = x.id AND (h.at, h.seq) < (s.at, s.seq)
            AND (h.revoked_at IS NULL OR (h.revoked_at, h.revoked_seq) > (s.at, s.seq)))) THEN 'own-violations'
      END INTO state;
    END IF;
    IF state IS NULL AND their_kind = 'individual' THEN
      -- What happened to the vehicles in the name of either has to be in the order of time, as of one person: what was entered, and each correction,
      -- not what it entered, which stands in the order of the history.
      SELECT 'times' INTO state FROM (
        SELECT e.at < lag(e.at) OVER (ORDER BY e.position) AS back FROM demerit.events e
        WHERE e.correction IS NULL AND (e.party = ANY (both_ids) OR e.former = ANY (both_ids) OR e.type = 'points-deducted' AND e.driver = ANY (both_ids)
          OR e.type = '${CORRECTED}' AND e.others && ARRAY['party ' || theirs, 'party ' || other])
      ) w WHERE w.back LIMIT 1;
    END IF;
    IF state IS NULL AND EXISTS (SELECT FROM demerit.events c
      WHERE c.type = '${CORRECTED}' AND c.others && ARRAY['driver ' || theirs, 'party ' || theirs, 'driver ' || other, 'party ' || other]
        AND NOT EXISTS (SELECT FROM unnest(both_ids) one WHERE NOT EXISTS (SELECT FROM demerit.events e
          WHERE COALESCE(e.correction, e.position) <= c.position AND (e.driver = one OR e.party = one OR e.former = one)))) THEN
      -- Of one person it would have been about what the other had, too.
      state := 'corrected';
    END IF;
    IF state IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
  END IF;

  state := 'done';
  IF merged THEN
    UPDATE demerit.parties t SET version = t.version % 2147483647 + 1, digest = NULL, last = GREATEST(t.last, p.last),
      vehicles = ARRAY(SELECT DISTINCT v COLLATE "C" FROM unnest(t.vehicles || p.vehicles) v ORDER BY 1)
      FROM demerit.parties p WHERE t.id = other AND p.id = theirs;
    GET DIAGNOSTICS rows = ROW_COUNT;
    DELETE FROM demerit.parties WHERE id = theirs;
  ELSE
    UPDATE demerit.parties t SET id = other, erased = TRUE, version = t.version % 2147483647 + 1, digest = NULL WHERE t.id = theirs;
    put := FOUND;
  END IF;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  DELETE FROM demerit.keys WHERE people @> ARRAY[theirs];
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  IF dropped THEN
    -- They were enrolled once more, and did nothing since: with one id it would have been refused.
    DELETE FROM demerit.drivers WHERE id = theirs;
    GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
    DELETE FROM demerit.points_step WHERE driver = theirs;
    GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
    DELETE FROM demerit.events e WHERE e.driver = theirs AND e.type = 'driver-enrolled';
    GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  ELSE
    UPDATE demerit.drivers t SET id = other, version = t.version % 2147483647 + 1, digest = NULL WHERE t.id = theirs;
    GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
    UPDATE demerit.points_step SET driver = other WHERE driver = theirs;
    GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  END IF;
  UPDATE demerit.violations t SET handler = other, version = t.version % 2147483647 + 1, digest = NULL
    WHERE t.id IN (SELECT violation FROM demerit.handlings WHERE driver = theirs
      UNION SELECT unnest(others) FROM demerit.events WHERE driver = theirs AND type IN (${TOLD})) AND t.handler = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.bindings SET driver = other WHERE driver = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.handlings SET driver = other WHERE driver = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  FOREACH vehicle IN ARRAY vehicles LOOP
    UPDATE demerit.vehicles t SET owner = vehicle.owner, version = t.version % 2147483647 + 1, digest = vehicle.digest,
      record = vehicle.record WHERE t.id = vehicle.id;
    rows := rows + 1;
  END LOOP;
  UPDATE demerit.owners SET owner = other WHERE owner = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.events SET driver = other, note = NULL WHERE driver = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.events SET party = other, note = NULL WHERE party = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.events SET former = other, note = NULL WHERE former = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.events SET note = NULL,
    others = array_replace(array_replace(others, 'driver ' || theirs, 'driver ' || other), 'party ' || theirs, 'party ' || other)
    WHERE (others @> ARRAY['driver ' || theirs] OR others @> ARRAY['party ' || theirs]) AND type = '${CORRECTED}';
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  DELETE FROM demerit.gone WHERE kind IN ('driver', 'party') AND id = theirs;
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  UPDATE demerit.events SET others = array_replace(others, theirs, other), note = NULL WHERE others @> ARRAY[theirs] AND type IN (${OF_DRIVERS});
  GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  IF merged THEN
    -- A study names the vehicles in the driver's own name: those of either id.
    UPDATE demerit.events e SET others = NULLIF(ARRAY(SELECT o.vehicle FROM demerit.owners o
      WHERE o.owner = other AND (o.since, o.seq) < (e.at, COALESCE(e.place, e.position)) AND NOT EXISTS (SELECT FROM demerit.owners n
        WHERE n.vehicle = o.vehicle AND (n.since, n.seq) > (o.since, o.seq) AND (n.since, n.seq) < (e.at, COALESCE(e.place, e.position)))
      ORDER BY o.vehicle COLLATE "C"), '{}')
      WHERE e.driver = other AND e.type = 'points-deducted' AND e.omitted_by IS NULL;
    GET DIAGNOSTICS n = ROW_COUNT; rows := rows + n;
  END IF;
  RETURN NEXT;
END $erase$;
`
