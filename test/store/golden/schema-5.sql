CREATE SCHEMA $;
CREATE SEQUENCE $.position AS bigint CACHE 1;
CREATE TABLE $.bindings (
  driver text NOT NULL,
  vehicle text NOT NULL,
  channel text NOT NULL,
  since bigint NOT NULL,
  seq bigint NOT NULL,
  released_at bigint,
  released_seq bigint
);
CREATE TABLE $.drivers (
  id text NOT NULL,
  states text[] NOT NULL,
  classes text[] NOT NULL,
  first_issued_on text NOT NULL,
  version integer NOT NULL,
  record json NOT NULL,
  open_bindings integer DEFAULT 0 NOT NULL
);
CREATE TABLE $.events (
  "position" bigint NOT NULL,
  transaction xid8 DEFAULT pg_current_xact_id() NOT NULL,
  type text NOT NULL,
  at bigint NOT NULL,
  driver text,
  vehicle text,
  violation text,
  event json NOT NULL
);
CREATE TABLE $.handlings (
  violation text NOT NULL,
  driver text NOT NULL,
  vehicle text NOT NULL,
  channel text NOT NULL,
  at bigint NOT NULL,
  seq bigint NOT NULL,
  own boolean NOT NULL,
  revoked_at bigint,
  revoked_seq bigint
);
CREATE TABLE $.keys (
  key text NOT NULL,
  command text NOT NULL,
  outcome text NOT NULL
);
CREATE TABLE $.meta (
  only_row boolean DEFAULT true NOT NULL,
  rules text NOT NULL,
  calendar text NOT NULL,
  transaction_shift bigint DEFAULT 0 NOT NULL
);
CREATE TABLE $.migrations (
  version integer NOT NULL,
  made_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE $.owners (
  vehicle text NOT NULL,
  owner text NOT NULL,
  owner_kind text NOT NULL,
  since bigint NOT NULL,
  seq bigint NOT NULL
);
CREATE TABLE $.parties (
  id text NOT NULL,
  kind text NOT NULL,
  erased boolean DEFAULT false NOT NULL
);
CREATE TABLE $.points_step (
  driver text NOT NULL,
  day text NOT NULL,
  seq bigint NOT NULL,
  held integer NOT NULL,
  studies integer NOT NULL
);
CREATE TABLE $.vehicles (
  id text NOT NULL,
  owner text NOT NULL,
  owner_kind text NOT NULL,
  plate_type text NOT NULL,
  operating boolean NOT NULL,
  version integer NOT NULL,
  record json NOT NULL,
  open_bindings integer DEFAULT 0 NOT NULL
);
CREATE TABLE $.violations (
  id text NOT NULL,
  vehicle text NOT NULL,
  occurred_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  seq bigint NOT NULL,
  fine bigint NOT NULL,
  points integer NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at bigint,
  withdrawn_seq bigint,
  version integer NOT NULL,
  record json NOT NULL
);
INSERT INTO $.bindings (driver, vehicle, channel, since, seq, released_at, released_seq) VALUES ('d1', 'v1', 'app', '1730682000000', '5', NULL, NULL);
INSERT INTO $.bindings (driver, vehicle, channel, since, seq, released_at, released_seq) VALUES ('d2', 'v1', 'app', '1730768400000', '6', '1731027600000', '16');
INSERT INTO $.drivers (id, states, classes, first_issued_on, version, record, open_bindings) VALUES ('d1', '{}', '{C1}', '2012-04-01', '7', '{"id":"d1","licence":{"states":[],"classes":["C1"],"firstIssuedOn":"2012-04-01"},"bindings":[{"vehicle":"v1","since":"2024-11-04T09:00:00.000+08:00","channel":"app","first":true}],"applications":{"ever":1,"last":"2024-11-04","thatDay":1,"thatYear":1},"ledger":{"from":"2024-04-01","until":"2025-04-01","entries":[{"violation":"x1","points":2,"payBy":null}],"deducted":1,"studies":0,"studiesBefore":0,"fullBy":null},"handledForOthers":[{"other":"v1","day":"2024-11-06","times":1}],"last":"2024-11-08T09:00:00.000+08:00"}', '1');
INSERT INTO $.drivers (id, states, classes, first_issued_on, version, record, open_bindings) VALUES ('d2', '{expired}', '{C1}', '2012-04-01', '4', '{"id":"d2","licence":{"states":["expired"],"classes":["C1"],"firstIssuedOn":"2012-04-01"},"bindings":[],"applications":{"ever":1,"last":"2024-11-05","thatDay":1,"thatYear":1},"ledger":null,"handledForOthers":[],"last":"2024-11-09T09:00:00.000+08:00"}', '0');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('1', '753', 'driver-enrolled', '1730682000000', 'd1', NULL, NULL, '{"type":"driver-enrolled","ruleSet":"cn-2024-11-01","id":"d1","licence":{"states":[],"classes":["C1"],"firstIssuedOn":"2012-04-01"},"at":"2024-11-04T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('10', '763', 'violation-handled', '1730854800000', 'd1', 'v1', 'x1', '{"type":"violation-handled","ruleSet":"cn-2024-11-01","violation":"x1","driver":"d1","channel":"app","offenderPresent":false,"identityVerified":true,"at":"2024-11-06T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('11', '764', 'violation-handled', '1730854800000', 'd1', 'v1', 'x2', '{"type":"violation-handled","ruleSet":"cn-2024-11-01","violation":"x2","driver":"d1","channel":"app","offenderPresent":false,"identityVerified":true,"at":"2024-11-06T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('12', '765', 'fine-paid', '1730854800000', 'd1', NULL, 'x1', '{"type":"fine-paid","ruleSet":"cn-2024-11-01","violation":"x1","at":"2024-11-06T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('13', '766', 'handling-revoked', '1730941200000', 'd1', 'v1', 'x2', '{"type":"handling-revoked","ruleSet":"cn-2024-11-01","violation":"x2","ground":"offender-identified","at":"2024-11-07T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('14', '767', 'violation-withdrawn', '1730941200000', NULL, 'v1', 'x3', '{"type":"violation-withdrawn","ruleSet":"cn-2024-11-01","violation":"x3","ground":"recorded-in-error","at":"2024-11-07T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('15', '768', 'points-deducted', '1731027600000', 'd1', NULL, NULL, '{"type":"points-deducted","ruleSet":"cn-2024-11-01","driver":"d1","way":"online","at":"2024-11-08T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('16', '769', 'binding-released', '1731027600000', 'd2', 'v1', NULL, '{"type":"binding-released","ruleSet":"cn-2024-11-01","driver":"d2","vehicle":"v1","by":"driver","at":"2024-11-08T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('17', '770', 'vehicle-transferred', '1731114000000', NULL, 'v2', NULL, '{"type":"vehicle-transferred","ruleSet":"cn-2024-11-01","vehicle":"v2","to":{"kind":"individual","id":"d2"},"at":"2024-11-09T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('18', '771', 'licence-changed', '1731114000000', 'd2', NULL, NULL, '{"type":"licence-changed","ruleSet":"cn-2024-11-01","driver":"d2","licence":{"states":["expired"],"classes":["C1"]},"at":"2024-11-09T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('2', '754', 'driver-enrolled', '1730682000000', 'd2', NULL, NULL, '{"type":"driver-enrolled","ruleSet":"cn-2024-11-01","id":"d2","licence":{"states":["medical-deferred"],"classes":["C1"],"firstIssuedOn":"2012-04-01"},"at":"2024-11-04T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('3', '755', 'vehicle-enrolled', '1730682000000', NULL, 'v1', NULL, '{"type":"vehicle-enrolled","ruleSet":"cn-2024-11-01","id":"v1","owner":{"kind":"individual","id":"o"},"plateType":"02","operating":false,"at":"2024-11-04T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('4', '756', 'vehicle-enrolled', '1730682000000', NULL, 'v2', NULL, '{"type":"vehicle-enrolled","ruleSet":"cn-2024-11-01","id":"v2","owner":{"kind":"unit","id":"u"},"plateType":"02","operating":false,"at":"2024-11-04T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('5', '757', 'vehicle-bound', '1730682000000', 'd1', 'v1', NULL, '{"type":"vehicle-bound","ruleSet":"cn-2024-11-01","driver":"d1","vehicle":"v1","channel":"app","ownerConsent":"qr","identityVerified":true,"at":"2024-11-04T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('6', '759', 'vehicle-bound', '1730768400000', 'd2', 'v1', NULL, '{"type":"vehicle-bound","ruleSet":"cn-2024-11-01","driver":"d2","vehicle":"v1","channel":"app","ownerConsent":"qr","identityVerified":true,"at":"2024-11-05T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('7', '760', 'violation-recorded', '1730768400000', NULL, 'v1', 'x1', '{"type":"violation-recorded","ruleSet":"cn-2024-11-01","id":"x1","vehicle":"v1","occurredAt":"2024-11-05T08:00:00.000+08:00","fine":20000,"points":3,"recordedBy":"monitoring","at":"2024-11-05T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('8', '761', 'violation-recorded', '1730768400000', NULL, 'v1', 'x2', '{"type":"violation-recorded","ruleSet":"cn-2024-11-01","id":"x2","vehicle":"v1","occurredAt":"2024-11-05T08:30:00.000+08:00","fine":20000,"points":6,"recordedBy":"monitoring","at":"2024-11-05T09:00:00.000+08:00"}');
INSERT INTO $.events ("position", transaction, type, at, driver, vehicle, violation, event) VALUES ('9', '762', 'violation-recorded', '1730768400000', NULL, 'v1', 'x3', '{"type":"violation-recorded","ruleSet":"cn-2024-11-01","id":"x3","vehicle":"v1","occurredAt":"2024-11-05T08:40:00.000+08:00","fine":20000,"points":0,"recordedBy":"monitoring","at":"2024-11-05T09:00:00.000+08:00"}');
INSERT INTO $.handlings (violation, driver, vehicle, channel, at, seq, own, revoked_at, revoked_seq) VALUES ('x1', 'd1', 'v1', 'app', '1730854800000', '10', 'false', NULL, NULL);
INSERT INTO $.handlings (violation, driver, vehicle, channel, at, seq, own, revoked_at, revoked_seq) VALUES ('x2', 'd1', 'v1', 'app', '1730854800000', '11', 'false', '1730941200000', '13');
INSERT INTO $.keys (key, command, outcome) VALUES ('key-1', '%7B%22type%22%3A%22bind%22%2C%22driver%22%3A%22d1%22%2C%22vehicle%22%3A%22v1%22%2C%22channel%22%3A%22app%22%2C%22ownerConsent%22%3A%22qr%22%2C%22identityVerified%22%3Atrue%7D', '{"status":"accepted","event":{"type":"vehicle-bound","ruleSet":"cn-2024-11-01","driver":"d1","vehicle":"v1","channel":"app","ownerConsent":"qr","identityVerified":true,"at":"2024-11-04T09:00:00.000+08:00","position":"757-5"},"decision":{"question":"bind","verdict":"permitted","ruleSet":"cn-2024-11-01","verifiedUntil":"2024-11-01","findings":[{"rule":"own-vehicle","channels":"all","citation":"wh3-own-vehicle","outcome":"holds","supplied":"d1","relation":"≠","limit":"o"},{"rule":"already-bound","channels":"all","citation":"qa8a-already-bound","outcome":"holds","supplied":false,"relation":"=","limit":false},{"rule":"driver-cap","channels":"all","citation":"sy-driver-cap","outcome":"holds","supplied":1,"relation":"≤","limit":3},{"rule":"vehicle-cap","channels":"all","citation":"sy-vehicle-cap","outcome":"holds","supplied":1,"relation":"≤","limit":3},{"rule":"daily-applications","channels":"all","citation":"gov24-daily-applications","outcome":"holds","supplied":1,"relation":"≤","limit":1},{"rule":"yearly-applications","channels":"all","citation":"gov24-yearly-applications","outcome":"holds","supplied":1,"relation":"≤","limit":5},{"rule":"plate-type","channels":["app","web","kiosk"],"citation":"sy-plate-type","outcome":"holds","supplied":"02","relation":"∈","limit":["02","52"]},{"rule":"non-operating","channels":["app","web","kiosk"],"citation":"sy-non-operating","outcome":"holds","supplied":false,"relation":"=","limit":false},{"rule":"owner-kind","channels":["app","web","kiosk"],"citation":"sy-owner-kind","outcome":"holds","supplied":"individual","relation":"∈","limit":["individual","unit"]},{"rule":"owner-consent","channels":["app","web","kiosk"],"citation":"pd-owner-consent","outcome":"holds","supplied":"qr","relation":"∈","limit":["qr","sms"]},{"rule":"identity-verified","channels":["window"],"citation":"qa8a-identity-at-binding","outcome":"not-applicable","reason":"other-channel"}],"missing":[]}}');
INSERT INTO $.keys (key, command, outcome) VALUES ('key-2', '%7B%22type%22%3A%22bind%22%2C%22driver%22%3A%22d1%22%2C%22vehicle%22%3A%22v2%22%2C%22channel%22%3A%22app%22%2C%22ownerConsent%22%3A%22qr%22%2C%22identityVerified%22%3Atrue%7D', '{"status":"refused","code":"daily-applications","decision":{"question":"bind","verdict":"refused","ruleSet":"cn-2024-11-01","verifiedUntil":"2024-11-01","findings":[{"rule":"own-vehicle","channels":"all","citation":"wh3-own-vehicle","outcome":"holds","supplied":"d1","relation":"≠","limit":"u"},{"rule":"already-bound","channels":"all","citation":"qa8a-already-bound","outcome":"holds","supplied":false,"relation":"=","limit":false},{"rule":"driver-cap","channels":"all","citation":"sy-driver-cap","outcome":"holds","supplied":2,"relation":"≤","limit":3},{"rule":"vehicle-cap","channels":"all","citation":"sy-vehicle-cap","outcome":"holds","supplied":1,"relation":"≤","limit":3},{"rule":"daily-applications","channels":"all","citation":"gov24-daily-applications","outcome":"fails","supplied":2,"relation":"≤","limit":1},{"rule":"yearly-applications","channels":"all","citation":"gov24-yearly-applications","outcome":"holds","supplied":2,"relation":"≤","limit":5},{"rule":"plate-type","channels":["app","web","kiosk"],"citation":"sy-plate-type","outcome":"holds","supplied":"02","relation":"∈","limit":["02","52"]},{"rule":"non-operating","channels":["app","web","kiosk"],"citation":"sy-non-operating","outcome":"holds","supplied":false,"relation":"=","limit":false},{"rule":"owner-kind","channels":["app","web","kiosk"],"citation":"sy-owner-kind","outcome":"holds","supplied":"unit","relation":"∈","limit":["individual","unit"]},{"rule":"owner-consent","channels":["app","web","kiosk"],"citation":"pd-owner-consent","outcome":"holds","supplied":"qr","relation":"∈","limit":["qr","sms"]},{"rule":"identity-verified","channels":["window"],"citation":"qa8a-identity-at-binding","outcome":"not-applicable","reason":"other-channel"}],"missing":[]}}');
INSERT INTO $.meta (only_row, rules, calendar, transaction_shift) VALUES ('true', 'cn cn-2013-05-02@0b45cd75b566cf1d cn-2018-02-24@19a7078d0d370221 cn-2018-09-01@c99d79573e071157 cn-2020-09-28@ebc225ac72b8643e cn-2024-11-01@57a33ed50306b1ca', '15e16b6305eb8838', '0');
INSERT INTO $.migrations (version, made_at) VALUES ('1', '2026-11-26 10:30:13.986+00');
INSERT INTO $.migrations (version, made_at) VALUES ('2', '2026-11-26 10:30:13.986+00');
INSERT INTO $.migrations (version, made_at) VALUES ('3', '2026-11-26 10:30:13.986+00');
INSERT INTO $.migrations (version, made_at) VALUES ('4', '2026-11-26 10:30:13.986+00');
INSERT INTO $.migrations (version, made_at) VALUES ('5', '2026-11-26 10:30:13.986+00');
INSERT INTO $.owners (vehicle, owner, owner_kind, since, seq) VALUES ('v1', 'o', 'individual', '1730682000000', '3');
INSERT INTO $.owners (vehicle, owner, owner_kind, since, seq) VALUES ('v2', 'd2', 'individual', '1731114000000', '17');
INSERT INTO $.owners (vehicle, owner, owner_kind, since, seq) VALUES ('v2', 'u', 'unit', '1730682000000', '4');
INSERT INTO $.parties (id, kind, erased) VALUES ('d1', 'individual', 'false');
INSERT INTO $.parties (id, kind, erased) VALUES ('d2', 'individual', 'false');
INSERT INTO $.parties (id, kind, erased) VALUES ('o', 'individual', 'false');
INSERT INTO $.parties (id, kind, erased) VALUES ('u', 'unit', 'false');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2024-11-06', '10', '3', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2024-11-06', '11', '9', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2024-11-06', '12', '9', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2024-11-07', '13', '3', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2024-11-08', '15', '2', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2025-04-01', '12', '6', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2025-04-01', '13', '0', '0');
INSERT INTO $.points_step (driver, day, seq, held, studies) VALUES ('d1', '2025-04-01', '15', '0', '0');
INSERT INTO $.vehicles (id, owner, owner_kind, plate_type, operating, version, record, open_bindings) VALUES ('v1', 'o', 'individual', '02', 'false', '11', '{"id":"v1","owner":{"kind":"individual","id":"o"},"ownedSince":"2024-11-04T09:00:00.000+08:00","plateType":"02","operating":false,"bindings":[{"driver":"d1","since":"2024-11-04T09:00:00.000+08:00","channel":"app","first":true}],"bindingsEver":2,"ended":[{"driver":"d2","at":"2024-11-08T09:00:00.000+08:00"}],"boundInYear":{"year":"2024","drivers":["d1","d2"]},"openViolations":1,"handledByOthers":[{"other":"d1","day":"2024-11-06","times":1}],"last":"2024-11-08T09:00:00.000+08:00"}', '1');
INSERT INTO $.vehicles (id, owner, owner_kind, plate_type, operating, version, record, open_bindings) VALUES ('v2', 'd2', 'individual', '02', 'false', '2', '{"id":"v2","owner":{"kind":"individual","id":"d2"},"ownedSince":"2024-11-09T09:00:00.000+08:00","plateType":"02","operating":false,"bindings":[],"bindingsEver":0,"ended":[],"boundInYear":null,"openViolations":0,"handledByOthers":[],"last":"2024-11-09T09:00:00.000+08:00"}', '0');
INSERT INTO $.violations (id, vehicle, occurred_at, recorded_at, seq, fine, points, recorded_by, withdrawn_at, withdrawn_seq, version, record) VALUES ('x1', 'v1', '1730764800000', '1730768400000', '7', '20000', '3', 'monitoring', NULL, NULL, '3', '{"id":"x1","vehicle":"v1","occurredAt":"2024-11-05T08:00:00.000+08:00","fine":20000,"points":3,"recordedBy":"monitoring","state":"handled","handling":{"driver":"d1","at":"2024-11-06T09:00:00.000+08:00","own":false,"payBy":"2024-11-21","paidAt":"2024-11-06T09:00:00.000+08:00"},"last":"2024-11-06T09:00:00.000+08:00"}');
INSERT INTO $.violations (id, vehicle, occurred_at, recorded_at, seq, fine, points, recorded_by, withdrawn_at, withdrawn_seq, version, record) VALUES ('x2', 'v1', '1730766600000', '1730768400000', '8', '20000', '6', 'monitoring', NULL, NULL, '3', '{"id":"x2","vehicle":"v1","occurredAt":"2024-11-05T08:30:00.000+08:00","fine":20000,"points":6,"recordedBy":"monitoring","state":"open","handling":null,"last":"2024-11-07T09:00:00.000+08:00"}');
INSERT INTO $.violations (id, vehicle, occurred_at, recorded_at, seq, fine, points, recorded_by, withdrawn_at, withdrawn_seq, version, record) VALUES ('x3', 'v1', '1730767200000', '1730768400000', '9', '20000', '0', 'monitoring', '1730941200000', '14', '2', '{"id":"x3","vehicle":"v1","occurredAt":"2024-11-05T08:40:00.000+08:00","fine":20000,"points":0,"recordedBy":"monitoring","state":"withdrawn","handling":null,"last":"2024-11-07T09:00:00.000+08:00"}');
SELECT setval('$.position', 18);
ALTER TABLE $.bindings ADD CONSTRAINT bindings_channel_check CHECK ((channel = ANY (ARRAY['window'::text, 'app'::text, 'web'::text, 'kiosk'::text])));
ALTER TABLE $.bindings ADD CONSTRAINT bindings_pkey PRIMARY KEY (driver, vehicle, seq);
ALTER TABLE $.drivers ADD CONSTRAINT drivers_cap CHECK ((open_bindings <= 3));
ALTER TABLE $.drivers ADD CONSTRAINT drivers_classes_check CHECK ((classes <@ ARRAY['A1'::text, 'A2'::text, 'A3'::text, 'B1'::text, 'B2'::text, 'C1'::text, 'C2'::text, 'C3'::text, 'C4'::text, 'C5'::text, 'C6'::text, 'D'::text, 'E'::text, 'F'::text, 'M'::text, 'N'::text, 'P'::text]));
ALTER TABLE $.drivers ADD CONSTRAINT drivers_pkey PRIMARY KEY (id);
ALTER TABLE $.drivers ADD CONSTRAINT drivers_states_check CHECK ((states <@ ARRAY['annulled'::text, 'revoked'::text, 'cancelled'::text, 'cancelled-restorable'::text, 'use-stopped'::text, 'expired'::text, 'unverified'::text, 'impounded'::text, 'seized'::text, 'suspended'::text, 'locked'::text, 'transferred-out'::text, 'full-points'::text, 'renewal-deferred'::text, 'medical-deferred'::text, 'verification-deferred'::text, 'violations-pending'::text, 'accidents-pending'::text]));
ALTER TABLE $.events ADD CONSTRAINT events_pkey PRIMARY KEY ("position");
ALTER TABLE $.handlings ADD CONSTRAINT handlings_channel_check CHECK ((channel = ANY (ARRAY['window'::text, 'app'::text, 'web'::text, 'kiosk'::text])));
ALTER TABLE $.handlings ADD CONSTRAINT handlings_pkey PRIMARY KEY (violation, seq);
ALTER TABLE $.keys ADD CONSTRAINT keys_pkey PRIMARY KEY (key);
ALTER TABLE $.meta ADD CONSTRAINT meta_only_row_check CHECK (only_row);
ALTER TABLE $.meta ADD CONSTRAINT meta_pkey PRIMARY KEY (only_row);
ALTER TABLE $.migrations ADD CONSTRAINT migrations_pkey PRIMARY KEY (version);
ALTER TABLE $.owners ADD CONSTRAINT owners_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['individual'::text, 'unit'::text])));
ALTER TABLE $.owners ADD CONSTRAINT owners_pkey PRIMARY KEY (vehicle, seq);
ALTER TABLE $.parties ADD CONSTRAINT parties_kind_check CHECK ((kind = ANY (ARRAY['individual'::text, 'unit'::text])));
ALTER TABLE $.parties ADD CONSTRAINT parties_pkey PRIMARY KEY (id);
ALTER TABLE $.points_step ADD CONSTRAINT points_step_pkey PRIMARY KEY (driver, seq, day);
ALTER TABLE $.vehicles ADD CONSTRAINT vehicles_cap CHECK ((open_bindings <= 3));
ALTER TABLE $.vehicles ADD CONSTRAINT vehicles_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['individual'::text, 'unit'::text])));
ALTER TABLE $.vehicles ADD CONSTRAINT vehicles_pkey PRIMARY KEY (id);
ALTER TABLE $.vehicles ADD CONSTRAINT vehicles_plate_type_check CHECK ((plate_type = ANY (ARRAY['01'::text, '02'::text, '03'::text, '04'::text, '05'::text, '06'::text, '07'::text, '08'::text, '09'::text, '10'::text, '11'::text, '12'::text, '13'::text, '14'::text, '15'::text, '16'::text, '17'::text, '18'::text, '20'::text, '21'::text, '22'::text, '23'::text, '24'::text, '51'::text, '52'::text])));
ALTER TABLE $.violations ADD CONSTRAINT violations_pkey PRIMARY KEY (id);
ALTER TABLE $.violations ADD CONSTRAINT violations_recorded_by_check CHECK ((recorded_by = ANY (ARRAY['monitoring'::text, 'officer'::text])));
ALTER TABLE $.bindings ADD CONSTRAINT bindings_driver_fkey FOREIGN KEY (driver) REFERENCES $.drivers(id);
ALTER TABLE $.bindings ADD CONSTRAINT bindings_vehicle_fkey FOREIGN KEY (vehicle) REFERENCES $.vehicles(id);
ALTER TABLE $.handlings ADD CONSTRAINT handlings_driver_fkey FOREIGN KEY (driver) REFERENCES $.drivers(id);
ALTER TABLE $.handlings ADD CONSTRAINT handlings_violation_fkey FOREIGN KEY (violation) REFERENCES $.violations(id);
ALTER TABLE $.owners ADD CONSTRAINT owners_vehicle_fkey FOREIGN KEY (vehicle) REFERENCES $.vehicles(id);
ALTER TABLE $.points_step ADD CONSTRAINT points_step_driver_fkey FOREIGN KEY (driver) REFERENCES $.drivers(id);
ALTER TABLE $.violations ADD CONSTRAINT violations_vehicle_fkey FOREIGN KEY (vehicle) REFERENCES $.vehicles(id);
CREATE UNIQUE INDEX bindings_open ON $.bindings USING btree (driver, vehicle) WHERE (released_at IS NULL);
CREATE INDEX bindings_vehicle_idx ON $.bindings USING btree (vehicle) WHERE (released_at IS NULL);
CREATE INDEX events_transaction_position_idx ON $.events USING btree (transaction, "position");
CREATE UNIQUE INDEX handlings_standing ON $.handlings USING btree (violation) WHERE (revoked_at IS NULL);
CREATE INDEX vehicles_owner_idx ON $.vehicles USING btree (owner);
CREATE INDEX violations_vehicle_idx ON $.violations USING btree (vehicle);
CREATE OR REPLACE FUNCTION $.check_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM "$"."bindings" b JOIN "$"."vehicles" v ON v.id = b.vehicle AND v.owner = b.driver WHERE b.released_at IS NULL AND b.driver = NEW.owner AND b.vehicle = NEW.id) THEN RAISE EXCEPTION 'bindings_own_vehicle' USING ERRCODE = 'check_violation', CONSTRAINT = 'bindings_own_vehicle'; END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION $.count_bindings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.released_at IS NULL THEN
    PERFORM FROM "$"."drivers" WHERE id = OLD.driver FOR NO KEY UPDATE;
    UPDATE "$"."drivers" SET open_bindings = (SELECT count(*) FROM "$"."bindings" b WHERE b.driver = OLD.driver AND b.released_at IS NULL) WHERE id = OLD.driver;
    PERFORM FROM "$"."vehicles" WHERE id = OLD.vehicle FOR NO KEY UPDATE;
    UPDATE "$"."vehicles" SET open_bindings = (SELECT count(*) FROM "$"."bindings" b WHERE b.vehicle = OLD.vehicle AND b.released_at IS NULL) WHERE id = OLD.vehicle;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.released_at IS NULL THEN
    PERFORM FROM "$"."drivers" WHERE id = NEW.driver FOR NO KEY UPDATE;
    UPDATE "$"."drivers" SET open_bindings = (SELECT count(*) FROM "$"."bindings" b WHERE b.driver = NEW.driver AND b.released_at IS NULL) WHERE id = NEW.driver;
    PERFORM FROM "$"."vehicles" WHERE id = NEW.vehicle FOR NO KEY UPDATE;
    UPDATE "$"."vehicles" SET open_bindings = (SELECT count(*) FROM "$"."bindings" b WHERE b.vehicle = NEW.vehicle AND b.released_at IS NULL) WHERE id = NEW.vehicle;
    -- Last: the row of the vehicle is locked, so its owner stays.
    IF EXISTS (SELECT FROM "$"."bindings" b JOIN "$"."vehicles" v ON v.id = b.vehicle AND v.owner = b.driver WHERE b.released_at IS NULL AND b.driver = NEW.driver AND b.vehicle = NEW.vehicle) THEN RAISE EXCEPTION 'bindings_own_vehicle' USING ERRCODE = 'check_violation', CONSTRAINT = 'bindings_own_vehicle'; END IF;
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION $.keep_count()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  counted bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'drivers' THEN counted := (SELECT count(*) FROM "$"."bindings" b WHERE b.driver = NEW.id AND b.released_at IS NULL);
  ELSIF TG_OP = 'UPDATE' THEN counted := (SELECT count(*) FROM "$"."bindings" b WHERE b.vehicle = NEW.id AND b.released_at IS NULL);
  END IF;
  IF NEW.open_bindings <> counted THEN RAISE EXCEPTION 'open_bindings_counted' USING ERRCODE = 'check_violation', CONSTRAINT = 'open_bindings_counted'; END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION $.readable(given json)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  RETURN CASE jsonb_typeof(given::jsonb) WHEN 'object' THEN given::jsonb END;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  RETURN NULL;
END $function$;
CREATE TRIGGER bindings_count AFTER INSERT OR DELETE OR UPDATE OF driver, vehicle, released_at ON $.bindings FOR EACH ROW EXECUTE FUNCTION $.count_bindings();
CREATE TRIGGER drivers_counted BEFORE UPDATE OF open_bindings ON $.drivers FOR EACH ROW WHEN ((old.open_bindings <> new.open_bindings)) EXECUTE FUNCTION $.keep_count();
CREATE TRIGGER drivers_uncounted BEFORE INSERT ON $.drivers FOR EACH ROW WHEN ((new.open_bindings <> 0)) EXECUTE FUNCTION $.keep_count();
CREATE TRIGGER vehicles_counted BEFORE UPDATE OF open_bindings ON $.vehicles FOR EACH ROW WHEN ((old.open_bindings <> new.open_bindings)) EXECUTE FUNCTION $.keep_count();
CREATE TRIGGER vehicles_owner AFTER UPDATE OF owner ON $.vehicles FOR EACH ROW WHEN ((old.owner IS DISTINCT FROM new.owner)) EXECUTE FUNCTION $.check_owner();
CREATE TRIGGER vehicles_uncounted BEFORE INSERT ON $.vehicles FOR EACH ROW WHEN ((new.open_bindings <> 0)) EXECUTE FUNCTION $.keep_count();
