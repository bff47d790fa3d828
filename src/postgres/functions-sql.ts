import type { RecordKind } from '../registry/state/records.ts'
import { UNWRITTEN } from './query.ts'
import { RECORD_TABLES } from './record-columns.ts'

/** What `save` takes, in order: each list, with the table that its rows are of. A list without one is of ids. */
export const LISTS = [
  ['drivers', 'drivers'],
  ['vehicles', 'vehicles'],
  ['violations', 'violations'],
  ['parties', 'parties'],
  ['named', null],
  ['owners', 'owners'],
  ['ended', 'bindings'],
  ['bindings', 'bindings'],
  ['revoked', 'handlings'],
  ['handlings', 'handlings'],
  ['steps', 'points_step'],
  ['events', 'events'],
  ['keys', 'keys'],
  ['omitted', null],
  ['known', null],
  ['owners_anew', null],
  ['bindings_anew', 'bindings'],
  ['handlings_anew', null],
  ['steps_anew', null],
  ['gone', 'gone'],
] as const

const KINDS: readonly RecordKind[] = ['driver', 'vehicle', 'violation', 'party']
const parameters = LISTS.map(({ 0: list, 1: table }) => `${list} ${table === null ? 'text' : `demerit.${table}`}[]`)

/** What names a binding. */
const PAIR = "binding.driver || ' ' || binding.vehicle"
/** Of the history of a violation, what can come later. */
const MARKED = [
  ...['recorded_at', 'seq'].map((column) => `${column} = COALESCE(violation.${column}, t.${column})`),
  // A row with `seq` tells its whole history, which a correction wrote anew: what it lacks is taken away.
  ...['withdrawn_at', 'withdrawn_seq'].map(
    (column) =>
      `${column} = CASE WHEN violation.seq IS NULL THEN COALESCE(t.${column}, violation.${column}) ELSE violation.${column} END`,
  ),
]
/** The last change of a vehicle: NULL leaves what stands, 0 takes it away. */
const CHANGED = ['changed_at', 'changed_seq'].map(
  (column) =>
    `${column} = CASE WHEN vehicle.changed_seq IS NULL THEN t.${column} WHEN vehicle.changed_seq > 0 THEN vehicle.${column} END`,
)

/** Whether an event that stands, and is not in `known`, names the party. */
const NAMED_SINCE = `EXISTS (SELECT FROM demerit.events e WHERE (e.party = lost.id OR e.driver = lost.id AND e.type = 'driver-enrolled')
      AND e.omitted_by IS NULL AND e.position <> ALL (known::bigint[]))`

/** Takes away a record that a correction left nothing of, if it is still of the version that was read. */
function goneSql(kind: RecordKind): string {
  const { table } = RECORD_TABLES[kind]
  return `
    IF lost.kind = '${kind}' THEN DELETE FROM demerit.${table} t WHERE t.id = lost.id AND t.version = lost.version; END IF;
    found_it := found_it OR FOUND AND lost.kind = '${kind}';`
}

/** Where the statement before it wrote no row, though nobody was first: a trigger, a rule or a policy of somebody's kept it back. */
function wroteSql(table: string, id: string): string {
  return `IF NOT FOUND THEN PERFORM demerit.unwritten('${table}', ${id}); END IF;`
}

/** Whether a record is still of the version that was read. A new one has version 0; where it is there already, its primary key says so. */
function heldSql(kind: RecordKind): string {
  const { table } = RECORD_TABLES[kind]
  return `
  FOREACH ${kind} IN ARRAY ${table} LOOP
    CONTINUE WHEN ${kind}.version = 0;
    PERFORM FROM demerit.${table} t WHERE t.id = ${kind}.id AND t.version = ${kind}.version FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END LOOP;`
}

/** Writes records: a new one with a version that its id did not have before, one that is there in every column that holds a field. */
function recordsSql(kind: RecordKind, also: readonly string[] = []): string {
  const { table, columns, hasRest } = RECORD_TABLES[kind]
  const changed = [...Object.keys(columns), ...(hasRest ? ['record'] : []), 'digest']
  const sets = [...changed.map((column) => `${column} = ${kind}.${column}`), ...also]
  return `
    IF ${kind}.version = 0 THEN
      ${kind}.version := positions[1] % 2147483647 + 1;
      INSERT INTO demerit.${table} VALUES (${kind}.*);
    ELSE
      UPDATE demerit.${table} t SET version = t.version % 2147483647 + 1, ${sets.join(', ')} WHERE t.id = ${kind}.id;
    END IF;
    ${wroteSql(table, `${kind}.id`)}`
}

/**
 * The functions of the schema, as a DBA reads them: what is near a command, its writing in one call, and the net. `demerit.` stands for
 * the name of the schema.
 */
export const FUNCTIONS_SQL = `
-- Every name in a function is qualified. So only those of triggers, which run for whoever writes, set a search_path: it costs at each call.

-- What is near a command: the law of the process, the clock, what was answered under its keys, the rows that it names, and those that these lead to
-- where \`also\` asks for them. All of one moment. Each statement is for one id, so its plan is made once for a connection.
CREATE FUNCTION demerit.near(
  law text, drivers text[], vehicles text[], violations text[], parties text[], keys text[], also text[]
) RETURNS TABLE (kind text, id text, contents text) LANGUAGE plpgsql STABLE AS $near$
#variable_conflict use_column
DECLARE
  one text;
  driver demerit.drivers;
  vehicle demerit.vehicles;
  violation demerit.violations;
  party demerit.parties;
  absent text[];
BEGIN
  kind := 'law';
  SELECT l.id::text, m.version::text INTO near.id, near.contents
    FROM (SELECT max(version) AS version FROM demerit.migrations) m LEFT JOIN demerit.laws l ON l.digest = law AND l.writes;
  RETURN NEXT;
  kind := 'now';
  near.contents := floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text;
  RETURN NEXT;

  kind := 'key';
  FOREACH one IN ARRAY keys LOOP
    SELECT k.key, json_build_object('command', k.command, 'outcome', k.outcome, 'event', row_to_json(e))::text INTO near.id, near.contents
      FROM demerit.keys k LEFT JOIN demerit.events e ON e.position = k.position WHERE k.key = one;
    IF FOUND THEN RETURN NEXT; END IF;
  END LOOP;

  kind := 'violation';
  FOREACH one IN ARRAY violations LOOP
    SELECT * INTO violation FROM demerit.violations v WHERE v.id = one;
    IF NOT FOUND THEN absent := absent || ('violation ' || one); CONTINUE; END IF;
    near.id := one;
    near.contents := row_to_json(violation)::text;
    RETURN NEXT;
    IF 'its vehicle' = ANY (also) AND violation.vehicle IS NOT NULL THEN vehicles := vehicles || violation.vehicle; END IF;
    IF 'its handler' = ANY (also) AND violation.handler IS NOT NULL THEN drivers := drivers || violation.handler; END IF;
  END LOOP;

  IF 'its binders' = ANY (also) THEN
    FOREACH one IN ARRAY vehicles LOOP
      drivers := drivers || ARRAY(SELECT b.driver FROM demerit.bindings b WHERE b.vehicle = one AND b.released_at IS NULL);
    END LOOP;
  END IF;
  IF 'vehicles it releases' = ANY (also) THEN
    FOREACH one IN ARRAY drivers LOOP
      vehicles := vehicles || ARRAY(SELECT b.vehicle FROM demerit.bindings b WHERE b.driver = one AND b.released_at IS NULL);
    END LOOP;
  END IF;

  IF 'individual owners' = ANY (also) THEN
    FOREACH one IN ARRAY vehicles LOOP
      parties := parties || ARRAY(SELECT v.owner FROM demerit.vehicles v WHERE v.id = one AND v.owner_kind = 'individual');
    END LOOP;
  END IF;
  kind := 'party';
  IF cardinality(parties) > 1 THEN parties := ARRAY(SELECT DISTINCT unnest(parties)); END IF;
  FOREACH one IN ARRAY parties LOOP
    SELECT * INTO party FROM demerit.parties p WHERE p.id = one;
    IF NOT FOUND THEN absent := absent || ('party ' || one); CONTINUE; END IF;
    near.id := one;
    near.contents := row_to_json(party)::text;
    RETURN NEXT;
    IF 'own vehicles' = ANY (also) THEN vehicles := vehicles || party.vehicles; END IF;
  END LOOP;

  kind := 'driver';
  IF cardinality(drivers) > 1 THEN drivers := ARRAY(SELECT DISTINCT unnest(drivers)); END IF;
  FOREACH one IN ARRAY drivers LOOP
    SELECT * INTO driver FROM demerit.drivers d WHERE d.id = one;
    IF NOT FOUND THEN absent := absent || ('driver ' || one); CONTINUE; END IF;
    near.id := one;
    near.contents := row_to_json(driver)::text;
    RETURN NEXT;
  END LOOP;

  kind := 'vehicle';
  IF cardinality(vehicles) > 1 THEN vehicles := ARRAY(SELECT DISTINCT unnest(vehicles)); END IF;
  FOREACH one IN ARRAY vehicles LOOP
    SELECT * INTO vehicle FROM demerit.vehicles v WHERE v.id = one;
    IF NOT FOUND THEN absent := absent || ('vehicle ' || one); CONTINUE; END IF;
    near.id := one;
    near.contents := row_to_json(vehicle)::text;
    RETURN NEXT;
  END LOOP;

  -- The clocks of what is not there, where a correction left nothing of it.
  IF absent IS NOT NULL THEN
    RETURN QUERY SELECT 'gone', g.kind || ' ' || g.id, g.last::text FROM demerit.gone g
      WHERE (g.kind, g.id) IN (SELECT split_part(a, ' ', 1), split_part(a, ' ', 2) FROM unnest(absent) a);
  END IF;
END $near$;

-- The place of an event in rows that come with the number of an event that is written: below 1 it is the place itself, with the other sign.
CREATE FUNCTION demerit.placed(positions bigint[], n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $placed$
  SELECT CASE WHEN n <= 0 THEN -n ELSE positions[n] END
$placed$;

CREATE FUNCTION demerit.unwritten(table_name text, id text) RETURNS void LANGUAGE plpgsql AS $unwritten$
BEGIN
  RAISE EXCEPTION 'a row was not written' USING ERRCODE = '${UNWRITTEN}', TABLE = table_name, DETAIL = id;
END $unwritten$;

-- What a command writes, in one call: all of it, or nothing where a record is no longer of the version that was read (then the answer is
-- NULL); where a row is not written though nobody was first, it is an error. Rows come as rows of their tables, in the order of their ids, so that all writers lock in one order. A column for a position
-- (\`seq\`, \`released_seq\` and the like) comes with the number of an event in \`events\`, from 1, and is written with its position. Of a correction,
-- which is the first of \`events\`, what it entered follows; events that it omits are marked, and rows that came of them go. The answer is the transaction and
-- the position of each event, as in '12-3', with a space between.
CREATE FUNCTION demerit.save(
  ${parameters.join(', ')}
) RETURNS text LANGUAGE plpgsql AS $save$
DECLARE
  one text;
  driver demerit.drivers;
  vehicle demerit.vehicles;
  violation demerit.violations;
  party demerit.parties;
  owner demerit.owners;
  binding demerit.bindings;
  handling demerit.handlings;
  step demerit.points_step;
  event demerit.events;
  answered demerit.keys;
  positions bigint[];
  now_in bigint;
  places text;
  taken smallint[];
  lost demerit.gone;
  found_it boolean;
BEGIN
  -- The versions. A new record has version 0; where it is there already, its primary key says so.${heldSql('driver')}${heldSql('vehicle')}${heldSql('party')}
  -- Who is named and stays as they are has to be there still, and until the end.
  FOREACH one IN ARRAY named LOOP
    PERFORM FROM demerit.parties t WHERE t.id = one FOR KEY SHARE;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END LOOP;${heldSql('violation')}

  -- The events. Positions given are those of a log that is written again.
  IF cardinality(events) > 0 THEN
    SELECT transaction_shift + pg_current_xact_id()::text::bigint INTO now_in FROM demerit.meta;
  END IF;
  FOREACH event IN ARRAY events LOOP
    event.position := COALESCE(event.position, nextval('demerit.position'));
    event.transaction := COALESCE(event.transaction, now_in::text::xid8);
    positions := positions || event.position;
    event.correction := positions[event.correction];
    places := concat_ws(' ', places, event.transaction || '-' || event.position);
    INSERT INTO demerit.events VALUES (event.*); ${wroteSql('events', 'event.position::text')}
  END LOOP;

  -- What a correction omits, and the rows that it writes anew.
  IF cardinality(omitted) > 0 THEN
    UPDATE demerit.events t SET omitted_by = split_part(places, ' ', 1) WHERE t.position = ANY (omitted::bigint[]);
  END IF;
  FOREACH one IN ARRAY owners_anew LOOP
    DELETE FROM demerit.owners t WHERE t.vehicle = one;
  END LOOP;
  FOREACH binding IN ARRAY bindings_anew LOOP
    DELETE FROM demerit.bindings t WHERE t.driver = binding.driver AND t.vehicle = binding.vehicle;
  END LOOP;
  FOREACH one IN ARRAY handlings_anew LOOP
    DELETE FROM demerit.handlings t WHERE t.violation = one;
  END LOOP;
  FOREACH one IN ARRAY steps_anew LOOP
    DELETE FROM demerit.points_step t WHERE t.driver = one;
  END LOOP;
  -- Whoever names a party does not change its row: that waits here until they have ended.
  FOREACH lost IN ARRAY gone LOOP
    found_it := FALSE;${KINDS.map(goneSql).join('')}
    IF NOT found_it OR (lost.kind = 'party' AND ${NAMED_SINCE}) THEN
      RAISE EXCEPTION 'another writer was first' USING ERRCODE = 'serialization_failure';
    END IF;
    IF lost.last IS NOT NULL THEN
      INSERT INTO demerit.gone VALUES (lost.*) ON CONFLICT (kind, id) DO UPDATE SET last = EXCLUDED.last;
    END IF;
  END LOOP;

  -- Ends first: an open row may take the place of one that ends.
  FOREACH binding IN ARRAY ended LOOP
    UPDATE demerit.bindings t SET released_at = binding.released_at, released_seq = demerit.placed(positions, binding.released_seq)
      WHERE t.driver = binding.driver AND t.vehicle = binding.vehicle AND t.released_at IS NULL; ${wroteSql('bindings', PAIR)}
  END LOOP;
  FOREACH handling IN ARRAY revoked LOOP
    UPDATE demerit.handlings t SET revoked_at = handling.revoked_at, revoked_seq = demerit.placed(positions, handling.revoked_seq)
      WHERE t.violation = handling.violation AND t.revoked_at IS NULL; ${wroteSql('handlings', 'handling.violation')}
  END LOOP;

  -- The records. Who is known once more after an erasure has a version that the id did not have before: else a command that was decided
  -- before it would take the new record for the old one.
  FOREACH party IN ARRAY parties LOOP
    party.erased := FALSE;${recordsSql('party')}
  END LOOP;
  FOREACH driver IN ARRAY drivers LOOP${recordsSql('driver')}
  END LOOP;
  FOREACH vehicle IN ARRAY vehicles LOOP
    vehicle.changed_seq := demerit.placed(positions, vehicle.changed_seq);${recordsSql('vehicle', CHANGED)}
  END LOOP;
  FOREACH violation IN ARRAY violations LOOP
    violation.seq := demerit.placed(positions, violation.seq);
    violation.withdrawn_seq := demerit.placed(positions, violation.withdrawn_seq);${recordsSql('violation', MARKED)}
  END LOOP;

  -- The rows that an analyst reads.
  FOREACH owner IN ARRAY owners LOOP
    owner.seq := demerit.placed(positions, owner.seq);
    INSERT INTO demerit.owners VALUES (owner.*); ${wroteSql('owners', 'owner.vehicle')}
  END LOOP;
  FOREACH binding IN ARRAY bindings LOOP
    binding.seq := demerit.placed(positions, binding.seq);
    binding.released_seq := demerit.placed(positions, binding.released_seq);
    binding.driver_place := 1;
    binding.vehicle_place := 1;
    IF binding.released_at IS NULL THEN
      -- The lowest places that are free.
      taken := ARRAY(SELECT t.driver_place FROM demerit.bindings t WHERE t.driver = binding.driver AND t.released_at IS NULL);
      WHILE binding.driver_place = ANY (taken) LOOP binding.driver_place := binding.driver_place + 1; END LOOP;
      taken := ARRAY(SELECT t.vehicle_place FROM demerit.bindings t WHERE t.vehicle = binding.vehicle AND t.released_at IS NULL);
      WHILE binding.vehicle_place = ANY (taken) LOOP binding.vehicle_place := binding.vehicle_place + 1; END LOOP;
    END IF;
    INSERT INTO demerit.bindings VALUES (binding.*); ${wroteSql('bindings', PAIR)}
  END LOOP;
  FOREACH handling IN ARRAY handlings LOOP
    handling.seq := demerit.placed(positions, handling.seq);
    handling.revoked_seq := demerit.placed(positions, handling.revoked_seq);
    INSERT INTO demerit.handlings VALUES (handling.*); ${wroteSql('handlings', 'handling.violation')}
  END LOOP;
  FOREACH step IN ARRAY steps LOOP
    step.seq := demerit.placed(positions, step.seq);
    INSERT INTO demerit.points_step VALUES (step.*); ${wroteSql('points_step', 'step.driver')}
  END LOOP;
  FOREACH answered IN ARRAY keys LOOP
    answered.position := demerit.placed(positions, answered.position);
    answered.made_at := now();
    INSERT INTO demerit.keys VALUES (answered.*); ${wroteSql('keys', 'answered.key')}
  END LOOP;
  RETURN COALESCE(places, '');
END $save$;

-- The net: nobody binds a vehicle of their own, and no vehicle goes to somebody who has it bound, whoever writes. The caps and the pairs
-- are kept by the constraints and the unique indexes of \`bindings\`. The row of the vehicle is locked, so that its owner stays.
CREATE FUNCTION demerit.refuse_own_binding() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $own$
DECLARE
  owned_by text;
BEGIN
  SELECT owner INTO owned_by FROM demerit.vehicles WHERE id = NEW.vehicle FOR NO KEY UPDATE;
  IF owned_by = NEW.driver THEN
    RAISE EXCEPTION 'a driver binds no vehicle of their own' USING ERRCODE = 'check_violation', TABLE = 'bindings', CONSTRAINT = 'bindings_own_vehicle';
  END IF;
  RETURN NEW;
END $own$;
CREATE TRIGGER bindings_own_vehicle BEFORE INSERT OR UPDATE OF driver, vehicle, released_at ON demerit.bindings
  FOR EACH ROW WHEN (NEW.released_at IS NULL) EXECUTE FUNCTION demerit.refuse_own_binding();

CREATE FUNCTION demerit.refuse_bound_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $owner$
BEGIN
  IF EXISTS (SELECT FROM demerit.bindings WHERE driver = NEW.owner AND vehicle = NEW.id AND released_at IS NULL) THEN
    RAISE EXCEPTION 'a driver binds no vehicle of their own' USING ERRCODE = 'check_violation', TABLE = 'bindings', CONSTRAINT = 'bindings_own_vehicle';
  END IF;
  RETURN NULL;
END $owner$;
CREATE TRIGGER vehicles_owner AFTER UPDATE OF owner, id ON demerit.vehicles
  FOR EACH ROW WHEN ((OLD.owner, OLD.id) IS DISTINCT FROM (NEW.owner, NEW.id)) EXECUTE FUNCTION demerit.refuse_bound_owner();
CREATE TRIGGER vehicles_first_owner AFTER INSERT ON demerit.vehicles
  FOR EACH ROW EXECUTE FUNCTION demerit.refuse_bound_owner();

-- Makes the caps of \`bindings\` the highest of the laws that may write, or of all laws where none may. Call it after \`UPDATE laws SET writes =
-- FALSE\`. A cap that changes is compared with all rows while nobody reads or writes \`bindings\`; one that stays costs nothing.
CREATE FUNCTION demerit.set_caps() RETURNS void LANGUAGE plpgsql AS $caps$
DECLARE
  side text;
  cap integer;
  wanted text;
BEGIN
  -- One at a time: else one call could leave as it is what another is about to change.
  PERFORM pg_catalog.pg_advisory_xact_lock('demerit.bindings'::pg_catalog.regclass::oid::bigint);
  FOREACH side IN ARRAY ARRAY['driver', 'vehicle'] LOOP
    EXECUTE format('SELECT CASE WHEN count(*) = count(%1$I) THEN max(%1$I) END FROM demerit.laws
      WHERE writes OR NOT EXISTS (SELECT FROM demerit.laws l WHERE l.writes)', side || '_cap') INTO cap;
    wanted := format('CHECK (((released_at IS NOT NULL) OR (%I <= %s)))', side || '_place', cap);
    CONTINUE WHEN cap IS NOT NULL AND EXISTS (SELECT FROM pg_catalog.pg_constraint
      WHERE conrelid = 'demerit.bindings'::pg_catalog.regclass AND conname = side || '_cap' AND pg_catalog.pg_get_constraintdef(oid) = wanted);
    EXECUTE format('ALTER TABLE demerit.bindings DROP CONSTRAINT IF EXISTS %I', side || '_cap');
    IF cap IS NOT NULL THEN EXECUTE format('ALTER TABLE demerit.bindings ADD CONSTRAINT %I %s', side || '_cap', wanted); END IF;
  END LOOP;
END $caps$;
`
