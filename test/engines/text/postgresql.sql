-- a table: bind
CREATE TABLE "facts" (
  "id" text,
  "at" bigint,
  "channel" text,
  "driver" text,
  "vehicle" text,
  "vehicle_owner" text,
  "vehicle_owner_kind" text,
  "plate_type" text,
  "operating" boolean,
  "pair_bound" boolean,
  "driver_bindings" integer,
  "vehicle_bindings" integer,
  "driver_bindings_ever" integer,
  "driver_applications_today" integer,
  "driver_applications_this_year" integer,
  "owner_consent" text,
  "identity_verified" boolean,
  "vehicle_released_at" bigint,
  "vehicle_released_at_known" boolean NOT NULL,
  "vehicle_drivers_bound_this_year" integer,
  CONSTRAINT "at_value" CHECK (NOT COALESCE("at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "channel_value" CHECK (NOT COALESCE("channel" NOT IN ('window', 'app', 'web', 'kiosk'), FALSE)),
  CONSTRAINT "driver_value" CHECK (NOT COALESCE(char_length("driver") > 64 OR NOT (CAST("driver" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$', FALSE)),
  CONSTRAINT "vehicle_value" CHECK (NOT COALESCE(char_length("vehicle") > 64 OR NOT (CAST("vehicle" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$', FALSE)),
  CONSTRAINT "vehicle_owner_value" CHECK (NOT COALESCE(char_length("vehicle_owner") > 64 OR NOT (CAST("vehicle_owner" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$', FALSE)),
  CONSTRAINT "vehicle_owner_kind_value" CHECK (NOT COALESCE("vehicle_owner_kind" NOT IN ('individual', 'unit'), FALSE)),
  CONSTRAINT "plate_type_value" CHECK (NOT COALESCE("plate_type" NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'), FALSE)),
  CONSTRAINT "driver_bindings_value" CHECK (NOT COALESCE("driver_bindings" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "vehicle_bindings_value" CHECK (NOT COALESCE("vehicle_bindings" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "driver_bindings_ever_value" CHECK (NOT COALESCE("driver_bindings_ever" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "driver_applications_today_value" CHECK (NOT COALESCE("driver_applications_today" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "driver_applications_this_year_value" CHECK (NOT COALESCE("driver_applications_this_year" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "owner_consent_value" CHECK (NOT COALESCE("owner_consent" NOT IN ('none', 'registered-owner', 'qr', 'sms'), FALSE)),
  CONSTRAINT "vehicle_released_at_value" CHECK (NOT COALESCE("vehicle_released_at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "vehicle_released_at_known" CHECK (COALESCE("vehicle_released_at_known", FALSE) OR "vehicle_released_at" IS NULL),
  CONSTRAINT "vehicle_drivers_bound_this_year_value" CHECK (NOT COALESCE("vehicle_drivers_bound_this_year" NOT BETWEEN 0 AND 1000000, FALSE))
);

-- a comparison: bind
-- cn-2018-02-24@59b87ede83801948 · 公安部2018年2月公布的规定 · the ministry’s statement of February 2018
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS (
  SELECT "id",
  "at",
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
  1 AS "demerit_a_law",
  1 AS "demerit_b_law"
  FROM "facts" AS demerit_from
  WHERE NOT COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS text) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (char_length("driver") > 64 OR NOT (CAST("driver" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
      OR (char_length("vehicle") > 64 OR NOT (CAST("vehicle" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
      OR (char_length("vehicle_owner") > 64 OR NOT (CAST("vehicle_owner" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
      OR (CAST("vehicle_owner_kind" AS text) NOT IN ('individual', 'unit'))
      OR (CAST("plate_type" AS text) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'))
      OR ("driver_bindings" NOT BETWEEN 0 AND 1000000 OR "driver_bindings" <> floor("driver_bindings"))
      OR ("vehicle_bindings" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_bindings" <> floor("vehicle_bindings"))
      OR ("driver_bindings_ever" NOT BETWEEN 0 AND 1000000 OR
      "driver_bindings_ever" <> floor("driver_bindings_ever"))
      OR ("driver_applications_today" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_today" <> floor("driver_applications_today"))
      OR ("driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_this_year" <> floor("driver_applications_this_year"))
      OR (CAST("owner_consent" AS text) NOT IN ('none', 'registered-owner', 'qr', 'sms'))
      OR ("vehicle_released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "vehicle_released_at" <> floor("vehicle_released_at"))
      OR ("vehicle_drivers_bound_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_drivers_bound_this_year" <> floor("vehicle_drivers_bound_this_year")), 1 = 0)
  OFFSET 0
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS (
  SELECT "id",
  "demerit_a_law",
  "demerit_b_law",
  "at" IS NULL AS "demerit_no_at",
  "driver" IS NULL AS "demerit_no_driver",
  "vehicle" IS NULL AS "demerit_no_vehicle",
  "vehicle_owner" IS NULL AS "demerit_no_vehicle_owner",
  "pair_bound" IS NULL AS "demerit_no_pair_bound",
  "driver_bindings" IS NULL AS "demerit_no_driver_bindings",
  "vehicle_bindings" IS NULL AS "demerit_no_vehicle_bindings",
  "channel" IS NULL AS "demerit_no_channel",
  "plate_type" IS NULL AS "demerit_no_plate_type",
  "operating" IS NULL AS "demerit_no_operating",
  "vehicle_owner_kind" IS NULL AS "demerit_no_vehicle_owner_kind",
  "owner_consent" IS NULL AS "demerit_no_owner_consent",
  "identity_verified" IS NULL AS "demerit_no_identity_verified",
  "driver_applications_today" IS NULL AS "demerit_no_driver_applications_today",
  "driver_applications_this_year" IS NULL AS "demerit_no_driver_applications_this_year",
  -- own-vehicle: 处理本人名下机动车的交通违法与以前一样，无需绑定。 (武汉晚报2018年2月23日报道 report; grade I; wh1-own-vehicle)
  CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END AS "demerit_a_own_vehicle",
  -- already-bound: 解除备案后，可重新申请备案其他机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-already-bound)
  CASE
    WHEN "pair_bound" IS NULL THEN 2
    WHEN NOT "pair_bound" THEN 1
    ELSE 3 END AS "demerit_a_already_bound",
  -- driver-cap: 一人同时最多可备案三辆非本人名下机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-driver-cap)
  CASE
    WHEN "driver_bindings" IS NULL THEN 2
    WHEN ("driver_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_a_driver_cap",
  -- vehicle-cap: 一辆机动车最多可由所有人以外的三名驾驶人同时备案。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-vehicle-cap)
  CASE
    WHEN "vehicle_bindings" IS NULL THEN 2
    WHEN ("vehicle_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_a_vehicle_cap",
  -- plate-type: 通过“交管12123”只能处理小型汽车的交通违法。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-plate-type)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '52') THEN 1
    ELSE 3 END AS "demerit_a_plate_type",
  -- non-operating: 驾驶出租、租赁等车辆发生的交通违法，可以到交通违法处理窗口处理。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-non-operating)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "operating" IS NULL THEN 2
    WHEN NOT "operating" THEN 1
    ELSE 3 END AS "demerit_a_non_operating",
  -- owner-kind: 通过“交管12123”只能处理个人名下小型汽车的交通违法；驾驶单位车辆的，可以到交通违法处理窗口处理。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-owner-kind)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "vehicle_owner_kind" IS NULL THEN 2
    WHEN "vehicle_owner_kind" IN ('individual') THEN 1
    ELSE 3 END AS "demerit_a_owner_kind",
  -- owner-consent: 向被备案机动车所有人注册时所留手机号码发送短信验证码。 (厦门网2018年2月27日报道 report; grade S2; xmn18-owner-consent)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "owner_consent" IS NULL THEN 2
    WHEN "owner_consent" IN ('registered-owner') THEN 1
    ELSE 3 END AS "demerit_a_owner_consent",
  -- identity-verified: 到窗口备案的，由民警核验身份。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-identity-at-binding)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_a_identity_verified",
  -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle)
  CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END AS "demerit_b_own_vehicle",
  -- already-bound: 解除备案后，可重新申请备案其他机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-already-bound)
  CASE
    WHEN "pair_bound" IS NULL THEN 2
    WHEN NOT "pair_bound" THEN 1
    ELSE 3 END AS "demerit_b_already_bound",
  -- driver-cap: 同时备案的非本人机动车不超过三辆（包括三辆）。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-driver-cap)
  CASE
    WHEN "driver_bindings" IS NULL THEN 2
    WHEN ("driver_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_b_driver_cap",
  -- vehicle-cap: 同一机动车最多同时被三个（包括三个）非车主用户备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-vehicle-cap)
  CASE
    WHEN "vehicle_bindings" IS NULL THEN 2
    WHEN ("vehicle_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_b_vehicle_cap",
  -- daily-applications: 每日最多申请备案一辆非本人机动车。 (2024年11月网页（据网址为市级政府网站） page; grade S2; gov24-daily-applications)
  CASE
    WHEN "driver_applications_today" IS NULL THEN 2
    WHEN ("driver_applications_today" + 1) <= 1 THEN 1
    ELSE 3 END AS "demerit_b_daily_applications",
  -- yearly-applications: 每个自然年最多申请备案五次。 (2024年11月网页（据网址为市级政府网站） page; grade S2; gov24-yearly-applications)
  CASE
    WHEN "driver_applications_this_year" IS NULL THEN 2
    WHEN ("driver_applications_this_year" + 1) <= 5 THEN 1
    ELSE 3 END AS "demerit_b_yearly_applications",
  -- plate-type: 通过“交管12123”备案的，必须是小型汽车或者小型新能源汽车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-plate-type)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '52') THEN 1
    ELSE 3 END AS "demerit_b_plate_type",
  -- non-operating: 通过“交管12123”只能备案非营运机动车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-non-operating)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "operating" IS NULL THEN 2
    WHEN NOT "operating" THEN 1
    ELSE 3 END AS "demerit_b_non_operating",
  -- owner-kind: 单位名下的非营运小型汽车，也可通过“交管12123”备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-owner-kind)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "vehicle_owner_kind" IS NULL THEN 2
    WHEN "vehicle_owner_kind" IN ('individual', 'unit') THEN 1
    ELSE 3 END AS "demerit_b_owner_kind",
  -- owner-consent: 扫描所有人提供的车辆二维码，或者凭发送给所有人的短信验证码备案。 (人民日报2018年8月30日报道 report; grade O; pd-owner-consent)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "owner_consent" IS NULL THEN 2
    WHEN "owner_consent" IN ('qr', 'sms') THEN 1
    ELSE 3 END AS "demerit_b_owner_consent",
  -- identity-verified: 到窗口备案的，由民警核验身份。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-identity-at-binding)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_b_identity_verified"
  FROM demerit_rows
  OFFSET 0
),
demerit_tested AS (
  SELECT *,
    "demerit_a_own_vehicle" = 3
      OR "demerit_a_already_bound" = 3
      OR "demerit_a_driver_cap" = 3
      OR "demerit_a_vehicle_cap" = 3
      OR "demerit_a_plate_type" = 3
      OR "demerit_a_non_operating" = 3
      OR "demerit_a_owner_kind" = 3
      OR "demerit_a_owner_consent" = 3
      OR "demerit_a_identity_verified" = 3 AS "demerit_a_any_fails",
    "demerit_a_law" > -1 AND ("demerit_a_own_vehicle" = 2
      OR "demerit_a_already_bound" = 2
      OR "demerit_a_driver_cap" = 2
      OR "demerit_a_vehicle_cap" = 2
      OR "demerit_a_plate_type" = 2
      OR "demerit_a_non_operating" = 2
      OR "demerit_a_owner_kind" = 2
      OR "demerit_a_owner_consent" = 2
      OR "demerit_a_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_a_any_unknown",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_a_plate_type" = 2 THEN 5
      WHEN "demerit_a_non_operating" = 2 THEN 6 WHEN "demerit_a_owner_kind" = 2 THEN 7
      WHEN "demerit_a_owner_consent" = 2 THEN 8 WHEN "demerit_a_identity_verified" = 2 THEN 9 END AS "demerit_a_lacks_channel",
    "demerit_b_own_vehicle" = 3
      OR "demerit_b_already_bound" = 3
      OR "demerit_b_driver_cap" = 3
      OR "demerit_b_vehicle_cap" = 3
      OR "demerit_b_daily_applications" = 3
      OR "demerit_b_yearly_applications" = 3
      OR "demerit_b_plate_type" = 3
      OR "demerit_b_non_operating" = 3
      OR "demerit_b_owner_kind" = 3
      OR "demerit_b_owner_consent" = 3
      OR "demerit_b_identity_verified" = 3 AS "demerit_b_any_fails",
    "demerit_b_law" > -1 AND ("demerit_b_own_vehicle" = 2
      OR "demerit_b_already_bound" = 2
      OR "demerit_b_driver_cap" = 2
      OR "demerit_b_vehicle_cap" = 2
      OR "demerit_b_daily_applications" = 2
      OR "demerit_b_yearly_applications" = 2
      OR "demerit_b_plate_type" = 2
      OR "demerit_b_non_operating" = 2
      OR "demerit_b_owner_kind" = 2
      OR "demerit_b_owner_consent" = 2
      OR "demerit_b_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_b_any_unknown",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_b_plate_type" = 2 THEN 7
      WHEN "demerit_b_non_operating" = 2 THEN 8 WHEN "demerit_b_owner_kind" = 2 THEN 9
      WHEN "demerit_b_owner_consent" = 2 THEN 10 WHEN "demerit_b_identity_verified" = 2 THEN 11 END AS "demerit_b_lacks_channel"
  FROM demerit_provisions
),
demerit_compared AS (
  SELECT *,
    CASE WHEN "demerit_a_law" = -1 THEN 'invalid'
    WHEN "demerit_a_any_fails" THEN 'refused'
    WHEN "demerit_a_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS "demerit_verdict_a",
    CASE WHEN "demerit_b_law" = -1 THEN 'invalid'
    WHEN "demerit_b_any_fails" THEN 'refused'
    WHEN "demerit_b_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS "demerit_verdict_b"
  FROM demerit_tested
)
SELECT "id",
  "demerit_verdict_a" AS verdict_a,
  "demerit_verdict_b" AS verdict_b,
  array_remove(ARRAY[CASE WHEN "demerit_a_own_vehicle" = 3 AND NOT "demerit_b_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_a_already_bound" = 3 AND NOT "demerit_b_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_a_driver_cap" = 3 AND NOT "demerit_b_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_a_vehicle_cap" = 3 AND NOT "demerit_b_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_a_plate_type" = 3 AND NOT "demerit_b_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_a_non_operating" = 3 AND NOT "demerit_b_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_a_owner_kind" = 3 AND NOT "demerit_b_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_a_owner_consent" = 3 AND NOT "demerit_b_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_a_identity_verified" = 3 AND NOT "demerit_b_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) AS only_a,
  array_remove(ARRAY[CASE WHEN "demerit_b_own_vehicle" = 3 AND NOT "demerit_a_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_b_already_bound" = 3 AND NOT "demerit_a_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_b_driver_cap" = 3 AND NOT "demerit_a_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_b_vehicle_cap" = 3 AND NOT "demerit_a_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_b_daily_applications" = 3 THEN 'daily-applications' END,
    CASE WHEN "demerit_b_yearly_applications" = 3 THEN 'yearly-applications' END,
    CASE WHEN "demerit_b_plate_type" = 3 AND NOT "demerit_a_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_b_non_operating" = 3 AND NOT "demerit_a_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_b_owner_kind" = 3 AND NOT "demerit_a_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_b_owner_consent" = 3 AND NOT "demerit_a_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_b_identity_verified" = 3 AND NOT "demerit_a_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) AS only_b,
  CASE WHEN "demerit_a_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_no_vehicle_owner" AND "demerit_a_own_vehicle" = 2 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_pair_bound" AND "demerit_a_already_bound" = 2 THEN 'pairBound' END,
    CASE WHEN "demerit_no_driver_bindings" AND "demerit_a_driver_cap" = 2 THEN 'driverBindings' END,
    CASE WHEN "demerit_no_vehicle_bindings" AND "demerit_a_vehicle_cap" = 2 THEN 'vehicleBindings' END,
    CASE WHEN "demerit_a_lacks_channel" = 5 THEN 'channel' END,
    CASE WHEN "demerit_no_plate_type" AND "demerit_a_plate_type" = 2 THEN 'plateType' END,
    CASE WHEN "demerit_a_lacks_channel" = 6 THEN 'channel' END,
    CASE WHEN "demerit_no_operating" AND "demerit_a_non_operating" = 2 THEN 'operating' END,
    CASE WHEN "demerit_a_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_a_owner_kind" = 2 THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_a_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_a_owner_consent" = 2 THEN 'ownerConsent' END,
    CASE WHEN "demerit_a_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_a_identity_verified" = 2 THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing_a,
  CASE WHEN "demerit_b_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_no_vehicle_owner" AND "demerit_b_own_vehicle" = 2 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_pair_bound" AND "demerit_b_already_bound" = 2 THEN 'pairBound' END,
    CASE WHEN "demerit_no_driver_bindings" AND "demerit_b_driver_cap" = 2 THEN 'driverBindings' END,
    CASE WHEN "demerit_no_vehicle_bindings" AND "demerit_b_vehicle_cap" = 2 THEN 'vehicleBindings' END,
    CASE WHEN "demerit_no_driver_applications_today" AND "demerit_b_daily_applications" = 2 THEN 'driverApplicationsToday' END,
    CASE WHEN "demerit_no_driver_applications_this_year" AND "demerit_b_yearly_applications" = 2 THEN 'driverApplicationsThisYear' END,
    CASE WHEN "demerit_b_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_no_plate_type" AND "demerit_b_plate_type" = 2 THEN 'plateType' END,
    CASE WHEN "demerit_b_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_no_operating" AND "demerit_b_non_operating" = 2 THEN 'operating' END,
    CASE WHEN "demerit_b_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_b_owner_kind" = 2 THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_b_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_b_owner_consent" = 2 THEN 'ownerConsent' END,
    CASE WHEN "demerit_b_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_b_identity_verified" = 2 THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing_b
FROM demerit_compared
WHERE "demerit_verdict_a" <> "demerit_verdict_b";

-- a table: handle
CREATE TABLE "facts" (
  "id" text,
  "at" bigint,
  "channel" text,
  "driver" text,
  "vehicle" text,
  "vehicle_owner" text,
  "plate_type" text,
  "violation_state" text,
  "occurred_at" bigint,
  "fine" bigint,
  "points" integer,
  "recorded_by" text,
  "bound_since" bigint,
  "bound_since_known" boolean NOT NULL,
  "first_binding" boolean,
  "licence_states" text[],
  "licence_states_known" boolean NOT NULL,
  "licence_classes" text[],
  "licence_classes_known" boolean NOT NULL,
  "points_held" integer,
  "full_score_studies" integer,
  "offender_present" boolean,
  "identity_verified" boolean,
  "others_vehicles_handled_this_year" integer,
  "vehicle_other_drivers_this_year" integer,
  "owned_since" bigint,
  CONSTRAINT "at_value" CHECK (NOT COALESCE("at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "channel_value" CHECK (NOT COALESCE("channel" NOT IN ('window', 'app', 'web', 'kiosk'), FALSE)),
  CONSTRAINT "driver_value" CHECK (NOT COALESCE(char_length("driver") > 64 OR NOT (CAST("driver" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$', FALSE)),
  CONSTRAINT "vehicle_value" CHECK (NOT COALESCE(char_length("vehicle") > 64 OR NOT (CAST("vehicle" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$', FALSE)),
  CONSTRAINT "vehicle_owner_value" CHECK (NOT COALESCE(char_length("vehicle_owner") > 64 OR NOT (CAST("vehicle_owner" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$', FALSE)),
  CONSTRAINT "plate_type_value" CHECK (NOT COALESCE("plate_type" NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'), FALSE)),
  CONSTRAINT "violation_state_value" CHECK (NOT COALESCE("violation_state" NOT IN ('open', 'handled', 'withdrawn'), FALSE)),
  CONSTRAINT "occurred_at_value" CHECK (NOT COALESCE("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "fine_value" CHECK (NOT COALESCE("fine" NOT BETWEEN 0 AND 10000000000, FALSE)),
  CONSTRAINT "points_value" CHECK (NOT COALESCE("points" NOT BETWEEN 0 AND 12, FALSE)),
  CONSTRAINT "recorded_by_value" CHECK (NOT COALESCE("recorded_by" NOT IN ('monitoring', 'officer'), FALSE)),
  CONSTRAINT "bound_since_value" CHECK (NOT COALESCE("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "bound_since_known" CHECK (COALESCE("bound_since_known", FALSE) OR "bound_since" IS NULL),
  CONSTRAINT "licence_states_value" CHECK (NOT COALESCE(COALESCE("licence_states_known", FALSE) AND NOT "licence_states" <@ ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending']::text[], FALSE)),
  CONSTRAINT "licence_states_known" CHECK (COALESCE("licence_states_known", FALSE) OR "licence_states" IS NULL),
  CONSTRAINT "licence_classes_value" CHECK (NOT COALESCE(COALESCE("licence_classes_known", FALSE) AND NOT "licence_classes" <@ ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']::text[], FALSE)),
  CONSTRAINT "licence_classes_known" CHECK (COALESCE("licence_classes_known", FALSE) OR "licence_classes" IS NULL),
  CONSTRAINT "points_held_value" CHECK (NOT COALESCE("points_held" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "full_score_studies_value" CHECK (NOT COALESCE("full_score_studies" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "others_vehicles_handled_this_year_value" CHECK (NOT COALESCE("others_vehicles_handled_this_year" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "vehicle_other_drivers_this_year_value" CHECK (NOT COALESCE("vehicle_other_drivers_this_year" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "owned_since_value" CHECK (NOT COALESCE("owned_since" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE))
);

-- a comparison: handle
-- cn-2018-02-24@59b87ede83801948 · 公安部2018年2月公布的规定 · the ministry’s statement of February 2018
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS (
  SELECT "id",
  "at",
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
  1 AS "demerit_a_law",
  1 AS "demerit_b_law"
  FROM "facts" AS demerit_from
  WHERE NOT COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
      OR (CAST("channel" AS text) NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (char_length("driver") > 64 OR NOT (CAST("driver" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
      OR (char_length("vehicle") > 64 OR NOT (CAST("vehicle" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
      OR (char_length("vehicle_owner") > 64 OR NOT (CAST("vehicle_owner" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
      OR (CAST("plate_type" AS text) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'))
      OR (CAST("violation_state" AS text) NOT IN ('open', 'handled', 'withdrawn'))
      OR ("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "occurred_at" <> floor("occurred_at"))
      OR ("fine" NOT BETWEEN 0 AND 10000000000 OR "fine" <> floor("fine"))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points"))
      OR (CAST("recorded_by" AS text) NOT IN ('monitoring', 'officer'))
      OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "bound_since" <> floor("bound_since"))
      OR (COALESCE("licence_states_known", FALSE) AND NOT "licence_states" <@ ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending']::text[] OR
      COALESCE("licence_states_known", FALSE) AND ("licence_states" IS NULL OR cardinality("licence_states") <> (SELECT count(DISTINCT item) FROM unnest("licence_states") AS each_item(item))))
      OR (COALESCE("licence_classes_known", FALSE) AND NOT "licence_classes" <@ ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']::text[] OR
      COALESCE("licence_classes_known", FALSE) AND ("licence_classes" IS NULL OR cardinality("licence_classes") <> (SELECT count(DISTINCT item) FROM unnest("licence_classes") AS each_item(item))))
      OR ("points_held" NOT BETWEEN 0 AND 1000000 OR "points_held" <> floor("points_held"))
      OR ("full_score_studies" NOT BETWEEN 0 AND 1000000 OR
      "full_score_studies" <> floor("full_score_studies"))
      OR ("others_vehicles_handled_this_year" NOT BETWEEN 0 AND 1000000 OR
      "others_vehicles_handled_this_year" <> floor("others_vehicles_handled_this_year"))
      OR ("vehicle_other_drivers_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_other_drivers_this_year" <> floor("vehicle_other_drivers_this_year"))
      OR ("owned_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "owned_since" <> floor("owned_since")), 1 = 0)
  OFFSET 0
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS (
  SELECT "id",
  "demerit_a_law",
  "demerit_b_law",
  "at" IS NULL AS "demerit_no_at",
  "driver" IS NULL AS "demerit_no_driver",
  "vehicle" IS NULL AS "demerit_no_vehicle",
  "violation_state" IS NULL AS "demerit_no_violation_state",
  "occurred_at" IS NULL AS "demerit_no_occurred_at",
  "channel" IS NULL AS "demerit_no_channel",
  "vehicle_owner" IS NULL AS "demerit_no_vehicle_owner",
  NOT COALESCE("bound_since_known", FALSE) AS "demerit_no_bound_since",
  "points" IS NULL AS "demerit_no_points",
  "fine" IS NULL AS "demerit_no_fine",
  "recorded_by" IS NULL AS "demerit_no_recorded_by",
  "points_held" IS NULL AS "demerit_no_points_held",
  "others_vehicles_handled_this_year" IS NULL AS "demerit_no_others_vehicles_handled_this_year",
  "vehicle_other_drivers_this_year" IS NULL AS "demerit_no_vehicle_other_drivers_this_year",
  NOT COALESCE("licence_states_known", FALSE) AS "demerit_no_licence_states",
  NOT COALESCE("licence_classes_known", FALSE) AS "demerit_no_licence_classes",
  "offender_present" IS NULL AS "demerit_no_offender_present",
  "identity_verified" IS NULL AS "demerit_no_identity_verified",
  "plate_type" IS NULL AS "demerit_no_plate_type",
  "full_score_studies" IS NULL AS "demerit_no_full_score_studies",
  -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
  CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END AS "demerit_a_violation_open",
  -- not-before-occurrence: 违法记录经审核无误录入后，作为处罚的证据。 (道路交通安全违法行为处理程序规定 19; grade I; proc-19)
  CASE
    WHEN "occurred_at" IS NULL OR "at" IS NULL THEN 2
    WHEN "occurred_at" <= "at" THEN 1
    ELSE 3 END AS "demerit_a_not_before_occurrence",
  -- open-binding: 备案后，可自助处理该车有记分的交通违法。 (公安部2018年2月24日发布 statement; grade I; jm-open-binding)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END AS "demerit_a_open_binding",
  -- since-binding: 可处理自备案之日起发生的有记分的交通违法。 (公安部2018年2月24日发布 statement; grade O; jm-since-binding)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN (("occurred_at" + 2237788800000) / 86400000) >= (("bound_since" + 2237788800000) / 86400000) THEN 1
    ELSE 3 END AS "demerit_a_since_binding",
  -- fine-limit: 单笔罚款金额不超过200元。 (公安部2018年2月24日发布 statement; grade O; jm-fine-limit)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END AS "demerit_a_fine_limit",
  -- recorded-by-monitoring: 自助处理的是交通技术监控设备记录的交通违法。 (公安部2018年2月24日发布 statement; grade O; jm-recorded-by-monitoring)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "recorded_by" IS NULL THEN 2
    WHEN "recorded_by" = 'monitoring' THEN 1
    ELSE 3 END AS "demerit_a_recorded_by_monitoring",
  -- points-room: 违法记分与现有记分之和应当不满12分。 (法制日报2018年8月30日报道 report; grade I; ld-points-room)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END AS "demerit_a_points_room",
  -- vehicles-per-year: 一年内处理三辆以上非本人机动车违法的，列入涉嫌代替接受处理的重点人员名单，暂停办理（从第四辆起计）。 (腾讯网2013年5月6日报道 report; grade S2; n13-vehicles-per-year)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      "others_vehicles_handled_this_year" IS NULL THEN 2
    WHEN "others_vehicles_handled_this_year" <= 3 THEN 1
    ELSE 3 END AS "demerit_a_vehicles_per_year",
  -- drivers-per-year: 一年内三名以上驾驶人为同一号牌机动车接受违法处理的，列入涉嫌代替接受处理的重点人员名单，暂停办理（不计所有人，从第四名起计）。 (腾讯网2013年5月6日报道 report; grade S2; n13-drivers-per-year)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      "vehicle_other_drivers_this_year" IS NULL THEN 2
    WHEN "vehicle_other_drivers_this_year" <= 3 THEN 1
    ELSE 3 END AS "demerit_a_drivers_per_year",
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日“交管12123”处理说明 notice; grade I; st-licence-state-inferred)
  CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 1
    ELSE 3 END AS "demerit_a_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']::text[] THEN 1
    ELSE 3 END AS "demerit_a_licence_held",
  -- offender-present: 当事人应当及时到公安机关交通管理部门接受处理（2020年修正前为第五十条）。 (道路交通安全违法行为处理程序规定 52; grade I; proc-52)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "offender_present" IS NULL THEN 2
    WHEN "offender_present" THEN 1
    ELSE 3 END AS "demerit_a_offender_present",
  -- identity-verified: 到窗口处理非本人名下机动车违法的，由民警现场人工审核驾驶证、身份证和行驶证原件。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-identity-at-handling)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_a_identity_verified",
  -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
  CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END AS "demerit_b_violation_open",
  -- not-before-occurrence: 违法记录经审核无误录入后，作为处罚的证据。 (道路交通安全违法行为处理程序规定 19; grade I; proc-19)
  CASE
    WHEN "occurred_at" IS NULL OR "at" IS NULL THEN 2
    WHEN "occurred_at" <= "at" THEN 1
    ELSE 3 END AS "demerit_b_not_before_occurrence",
  -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚市公安局2020年9月28日办事指南 notice; grade I; sy-open-binding)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END AS "demerit_b_open_binding",
  -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-since-binding)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "occurred_at" >= "bound_since" THEN 1
    ELSE 3 END AS "demerit_b_since_binding",
  -- plate-type: 大中型客货车、危险物品运输车辆和校车的违法，不通过平台处理。 (肇庆2023年10月24日说明 notice; grade S1; zq-plate-type)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23', '24',
      '52') THEN 1
    ELSE 3 END AS "demerit_b_plate_type",
  -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-fine-limit)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END AS "demerit_b_fine_limit",
  -- recorded-by-monitoring: 由交通技术监控设备记录，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-recorded-by-monitoring)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "recorded_by" IS NULL THEN 2
    WHEN "recorded_by" = 'monitoring' THEN 1
    ELSE 3 END AS "demerit_b_recorded_by_monitoring",
  -- points-room: 违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-points-room)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END AS "demerit_b_points_room",
  -- single-points-limit: 平台只处理一次记分不超过6分的违法。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-single-points-limit)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "points" IS NULL THEN 2
    WHEN "points" <= 6 THEN 1
    ELSE 3 END AS "demerit_b_single_points_limit",
  -- repeat-full-score: 一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-repeat-full-score)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "full_score_studies" IS NULL THEN 2
    WHEN "full_score_studies" < 3 THEN 1
    ELSE 3 END AS "demerit_b_repeat_full_score",
  -- licence-class: 准驾车型不符的，只能查询，不能处理。 (2024年11月网页（据网址为市级政府网站） page; grade S2; gov24-licence-class)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR NOT COALESCE("licence_classes_known", FALSE) OR "plate_type" IS NULL THEN 2
    WHEN CASE WHEN "plate_type" IN ('01', '51') THEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2']::text[]
      WHEN "plate_type" IN ('02', '03', '04', '05', '06', '16', '18', '20', '22', '23', '52') THEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2']::text[]
      WHEN "plate_type" IN ('07', '17', '24') THEN "licence_classes" && ARRAY['D', 'E']::text[]
      WHEN "plate_type" IN ('08', '09', '10', '11', '12', '21') THEN "licence_classes" && ARRAY['D', 'E', 'F']::text[]
      WHEN "plate_type" IN ('13') THEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4']::text[]
      WHEN "plate_type" IN ('14') THEN 1 = 0
      WHEN "plate_type" IN ('15') THEN "licence_classes" && ARRAY['A2', 'C6']::text[] END THEN 1
    ELSE 3 END AS "demerit_b_licence_class",
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-licence-state)
  CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 1
    ELSE 3 END AS "demerit_b_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']::text[] THEN 1
    ELSE 3 END AS "demerit_b_licence_held",
  -- offender-present: 当事人应当及时到公安机关交通管理部门接受处理（2020年修正前为第五十条）。 (道路交通安全违法行为处理程序规定 52; grade I; proc-52)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "offender_present" IS NULL THEN 2
    WHEN "offender_present" THEN 1
    ELSE 3 END AS "demerit_b_offender_present",
  -- identity-verified: 到窗口处理非本人名下机动车违法的，由民警现场人工审核驾驶证、身份证和行驶证原件。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-identity-at-handling)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_b_identity_verified"
  FROM demerit_rows
  OFFSET 0
),
demerit_tested AS (
  SELECT *,
    "demerit_a_violation_open" = 3
      OR "demerit_a_not_before_occurrence" = 3
      OR "demerit_a_open_binding" = 3
      OR "demerit_a_since_binding" = 3
      OR "demerit_a_fine_limit" = 3
      OR "demerit_a_recorded_by_monitoring" = 3
      OR "demerit_a_points_room" = 3
      OR "demerit_a_vehicles_per_year" = 3
      OR "demerit_a_drivers_per_year" = 3
      OR "demerit_a_licence_state" = 3
      OR "demerit_a_licence_held" = 3
      OR "demerit_a_offender_present" = 3
      OR "demerit_a_identity_verified" = 3 AS "demerit_a_any_fails",
    "demerit_a_law" > -1 AND ("demerit_a_violation_open" = 2
      OR "demerit_a_not_before_occurrence" = 2
      OR "demerit_a_open_binding" = 2
      OR "demerit_a_since_binding" = 2
      OR "demerit_a_fine_limit" = 2
      OR "demerit_a_recorded_by_monitoring" = 2
      OR "demerit_a_points_room" = 2
      OR "demerit_a_vehicles_per_year" = 2
      OR "demerit_a_drivers_per_year" = 2
      OR "demerit_a_licence_state" = 2
      OR "demerit_a_licence_held" = 2
      OR "demerit_a_offender_present" = 2
      OR "demerit_a_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_a_any_unknown",
    CASE WHEN NOT "demerit_no_occurred_at" THEN 0
      WHEN "demerit_a_not_before_occurrence" = 2 THEN 2 WHEN "demerit_a_since_binding" = 2 THEN 4 END AS "demerit_a_lacks_occurred_at",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_a_open_binding" = 2 THEN 3
      WHEN "demerit_a_since_binding" = 2 THEN 4 WHEN "demerit_a_fine_limit" = 2 THEN 5
      WHEN "demerit_a_recorded_by_monitoring" = 2 THEN 6 WHEN "demerit_a_points_room" = 2 THEN 7
      WHEN "demerit_a_vehicles_per_year" = 2 THEN 8 WHEN "demerit_a_drivers_per_year" = 2 THEN 9
      WHEN "demerit_a_offender_present" = 2 THEN 12
      WHEN "demerit_a_identity_verified" = 2 THEN 13 END AS "demerit_a_lacks_channel",
    CASE WHEN NOT "demerit_no_vehicle_owner" THEN 0 WHEN "demerit_a_open_binding" = 2 THEN 3
      WHEN "demerit_a_since_binding" = 2 THEN 4 WHEN "demerit_a_vehicles_per_year" = 2 THEN 8
      WHEN "demerit_a_drivers_per_year" = 2 THEN 9 END AS "demerit_a_lacks_vehicle_owner",
    CASE WHEN NOT "demerit_no_bound_since" THEN 0 WHEN "demerit_a_open_binding" = 2 THEN 3
      WHEN "demerit_a_since_binding" = 2 THEN 4 END AS "demerit_a_lacks_bound_since",
    CASE WHEN NOT "demerit_no_points" THEN 0 WHEN "demerit_a_open_binding" = 2 THEN 3
      WHEN "demerit_a_since_binding" = 2 THEN 4 WHEN "demerit_a_points_room" = 2 THEN 7
      WHEN "demerit_a_licence_held" = 2 THEN 11 END AS "demerit_a_lacks_points",
    "demerit_b_violation_open" = 3
      OR "demerit_b_not_before_occurrence" = 3
      OR "demerit_b_open_binding" = 3
      OR "demerit_b_since_binding" = 3
      OR "demerit_b_plate_type" = 3
      OR "demerit_b_fine_limit" = 3
      OR "demerit_b_recorded_by_monitoring" = 3
      OR "demerit_b_points_room" = 3
      OR "demerit_b_single_points_limit" = 3
      OR "demerit_b_repeat_full_score" = 3
      OR "demerit_b_licence_class" = 3
      OR "demerit_b_licence_state" = 3
      OR "demerit_b_licence_held" = 3
      OR "demerit_b_offender_present" = 3
      OR "demerit_b_identity_verified" = 3 AS "demerit_b_any_fails",
    "demerit_b_law" > -1 AND ("demerit_b_violation_open" = 2
      OR "demerit_b_not_before_occurrence" = 2
      OR "demerit_b_open_binding" = 2
      OR "demerit_b_since_binding" = 2
      OR "demerit_b_plate_type" = 2
      OR "demerit_b_fine_limit" = 2
      OR "demerit_b_recorded_by_monitoring" = 2
      OR "demerit_b_points_room" = 2
      OR "demerit_b_single_points_limit" = 2
      OR "demerit_b_repeat_full_score" = 2
      OR "demerit_b_licence_class" = 2
      OR "demerit_b_licence_state" = 2
      OR "demerit_b_licence_held" = 2
      OR "demerit_b_offender_present" = 2
      OR "demerit_b_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_b_any_unknown",
    CASE WHEN NOT "demerit_no_occurred_at" THEN 0
      WHEN "demerit_b_not_before_occurrence" = 2 THEN 2 WHEN "demerit_b_since_binding" = 2 THEN 4 END AS "demerit_b_lacks_occurred_at",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_b_open_binding" = 2 THEN 3
      WHEN "demerit_b_since_binding" = 2 THEN 4 WHEN "demerit_b_plate_type" = 2 THEN 5
      WHEN "demerit_b_fine_limit" = 2 THEN 6 WHEN "demerit_b_recorded_by_monitoring" = 2 THEN 7
      WHEN "demerit_b_points_room" = 2 THEN 8 WHEN "demerit_b_single_points_limit" = 2 THEN 9
      WHEN "demerit_b_repeat_full_score" = 2 THEN 10 WHEN "demerit_b_licence_class" = 2 THEN 11
      WHEN "demerit_b_offender_present" = 2 THEN 14
      WHEN "demerit_b_identity_verified" = 2 THEN 15 END AS "demerit_b_lacks_channel",
    CASE WHEN NOT "demerit_no_vehicle_owner" THEN 0 WHEN "demerit_b_open_binding" = 2 THEN 3
      WHEN "demerit_b_since_binding" = 2 THEN 4 WHEN "demerit_b_plate_type" = 2 THEN 5
      WHEN "demerit_b_repeat_full_score" = 2 THEN 10 END AS "demerit_b_lacks_vehicle_owner",
    CASE WHEN NOT "demerit_no_bound_since" THEN 0 WHEN "demerit_b_open_binding" = 2 THEN 3
      WHEN "demerit_b_since_binding" = 2 THEN 4 END AS "demerit_b_lacks_bound_since",
    CASE WHEN NOT "demerit_no_points" THEN 0 WHEN "demerit_b_since_binding" = 2 THEN 4
      WHEN "demerit_b_points_room" = 2 THEN 8 WHEN "demerit_b_single_points_limit" = 2 THEN 9
      WHEN "demerit_b_licence_held" = 2 THEN 13 END AS "demerit_b_lacks_points",
    CASE WHEN NOT "demerit_no_plate_type" THEN 0 WHEN "demerit_b_plate_type" = 2 THEN 5
      WHEN "demerit_b_licence_class" = 2 THEN 11 END AS "demerit_b_lacks_plate_type",
    CASE WHEN NOT "demerit_no_licence_classes" THEN 0
      WHEN "demerit_b_licence_class" = 2 THEN 11 WHEN "demerit_b_licence_held" = 2 THEN 13 END AS "demerit_b_lacks_licence_classes"
  FROM demerit_provisions
),
demerit_compared AS (
  SELECT *,
    CASE WHEN "demerit_a_law" = -1 THEN 'invalid'
    WHEN "demerit_a_any_fails" THEN 'refused'
    WHEN "demerit_a_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS "demerit_verdict_a",
    CASE WHEN "demerit_b_law" = -1 THEN 'invalid'
    WHEN "demerit_b_any_fails" THEN 'refused'
    WHEN "demerit_b_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS "demerit_verdict_b"
  FROM demerit_tested
)
SELECT "id",
  "demerit_verdict_a" AS verdict_a,
  "demerit_verdict_b" AS verdict_b,
  array_remove(ARRAY[CASE WHEN "demerit_a_violation_open" = 3 AND NOT "demerit_b_violation_open" = 3 THEN 'violation-open' END,
    CASE WHEN "demerit_a_not_before_occurrence" = 3 AND NOT "demerit_b_not_before_occurrence" = 3 THEN 'not-before-occurrence' END,
    CASE WHEN "demerit_a_open_binding" = 3 AND NOT "demerit_b_open_binding" = 3 THEN 'open-binding' END,
    CASE WHEN "demerit_a_since_binding" = 3 AND NOT "demerit_b_since_binding" = 3 THEN 'since-binding' END,
    CASE WHEN "demerit_a_fine_limit" = 3 AND NOT "demerit_b_fine_limit" = 3 THEN 'fine-limit' END,
    CASE WHEN "demerit_a_recorded_by_monitoring" = 3 AND NOT "demerit_b_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' END,
    CASE WHEN "demerit_a_points_room" = 3 AND NOT "demerit_b_points_room" = 3 THEN 'points-room' END,
    CASE WHEN "demerit_a_vehicles_per_year" = 3 THEN 'vehicles-per-year' END,
    CASE WHEN "demerit_a_drivers_per_year" = 3 THEN 'drivers-per-year' END,
    CASE WHEN "demerit_a_licence_state" = 3 AND NOT "demerit_b_licence_state" = 3 THEN 'licence-state' END,
    CASE WHEN "demerit_a_licence_held" = 3 AND NOT "demerit_b_licence_held" = 3 THEN 'licence-held' END,
    CASE WHEN "demerit_a_offender_present" = 3 AND NOT "demerit_b_offender_present" = 3 THEN 'offender-present' END,
    CASE WHEN "demerit_a_identity_verified" = 3 AND NOT "demerit_b_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) AS only_a,
  array_remove(ARRAY[CASE WHEN "demerit_b_violation_open" = 3 AND NOT "demerit_a_violation_open" = 3 THEN 'violation-open' END,
    CASE WHEN "demerit_b_not_before_occurrence" = 3 AND NOT "demerit_a_not_before_occurrence" = 3 THEN 'not-before-occurrence' END,
    CASE WHEN "demerit_b_open_binding" = 3 AND NOT "demerit_a_open_binding" = 3 THEN 'open-binding' END,
    CASE WHEN "demerit_b_since_binding" = 3 AND NOT "demerit_a_since_binding" = 3 THEN 'since-binding' END,
    CASE WHEN "demerit_b_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_b_fine_limit" = 3 AND NOT "demerit_a_fine_limit" = 3 THEN 'fine-limit' END,
    CASE WHEN "demerit_b_recorded_by_monitoring" = 3 AND NOT "demerit_a_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' END,
    CASE WHEN "demerit_b_points_room" = 3 AND NOT "demerit_a_points_room" = 3 THEN 'points-room' END,
    CASE WHEN "demerit_b_single_points_limit" = 3 THEN 'single-points-limit' END,
    CASE WHEN "demerit_b_repeat_full_score" = 3 THEN 'repeat-full-score' END,
    CASE WHEN "demerit_b_licence_class" = 3 THEN 'licence-class' END,
    CASE WHEN "demerit_b_licence_state" = 3 AND NOT "demerit_a_licence_state" = 3 THEN 'licence-state' END,
    CASE WHEN "demerit_b_licence_held" = 3 AND NOT "demerit_a_licence_held" = 3 THEN 'licence-held' END,
    CASE WHEN "demerit_b_offender_present" = 3 AND NOT "demerit_a_offender_present" = 3 THEN 'offender-present' END,
    CASE WHEN "demerit_b_identity_verified" = 3 AND NOT "demerit_a_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) AS only_b,
  CASE WHEN "demerit_a_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_no_violation_state" AND "demerit_a_violation_open" = 2 THEN 'violationState' END,
    CASE WHEN "demerit_a_lacks_occurred_at" = 2 THEN 'occurredAt' END,
    CASE WHEN "demerit_a_lacks_channel" = 3 THEN 'channel' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 3 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_a_lacks_bound_since" = 3 THEN 'boundSince' END,
    CASE WHEN "demerit_a_lacks_points" = 3 THEN 'points' END,
    CASE WHEN "demerit_a_lacks_channel" = 4 THEN 'channel' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 4 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_a_lacks_occurred_at" = 4 THEN 'occurredAt' END,
    CASE WHEN "demerit_a_lacks_bound_since" = 4 THEN 'boundSince' END,
    CASE WHEN "demerit_a_lacks_points" = 4 THEN 'points' END,
    CASE WHEN "demerit_a_lacks_channel" = 5 THEN 'channel' END,
    CASE WHEN "demerit_no_fine" AND "demerit_a_fine_limit" = 2 THEN 'fine' END,
    CASE WHEN "demerit_a_lacks_channel" = 6 THEN 'channel' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_a_recorded_by_monitoring" = 2 THEN 'recordedBy' END,
    CASE WHEN "demerit_a_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_a_lacks_points" = 7 THEN 'points' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_a_points_room" = 2 THEN 'pointsHeld' END,
    CASE WHEN "demerit_a_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 8 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_others_vehicles_handled_this_year" AND "demerit_a_vehicles_per_year" = 2 THEN 'othersVehiclesHandledThisYear' END,
    CASE WHEN "demerit_a_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 9 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_vehicle_other_drivers_this_year" AND "demerit_a_drivers_per_year" = 2 THEN 'vehicleOtherDriversThisYear' END,
    CASE WHEN "demerit_no_licence_states" AND "demerit_a_licence_state" = 2 THEN 'licenceStates' END,
    CASE WHEN "demerit_no_licence_classes" AND "demerit_a_licence_held" = 2 THEN 'licenceClasses' END,
    CASE WHEN "demerit_a_lacks_points" = 11 THEN 'points' END,
    CASE WHEN "demerit_a_lacks_channel" = 12 THEN 'channel' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_a_offender_present" = 2 THEN 'offenderPresent' END,
    CASE WHEN "demerit_a_lacks_channel" = 13 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_a_identity_verified" = 2 THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing_a,
  CASE WHEN "demerit_b_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_no_violation_state" AND "demerit_b_violation_open" = 2 THEN 'violationState' END,
    CASE WHEN "demerit_b_lacks_occurred_at" = 2 THEN 'occurredAt' END,
    CASE WHEN "demerit_b_lacks_channel" = 3 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 3 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_b_lacks_bound_since" = 3 THEN 'boundSince' END,
    CASE WHEN "demerit_b_lacks_channel" = 4 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 4 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_b_lacks_occurred_at" = 4 THEN 'occurredAt' END,
    CASE WHEN "demerit_b_lacks_bound_since" = 4 THEN 'boundSince' END,
    CASE WHEN "demerit_b_lacks_points" = 4 THEN 'points' END,
    CASE WHEN "demerit_b_lacks_channel" = 5 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 5 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_b_lacks_plate_type" = 5 THEN 'plateType' END,
    CASE WHEN "demerit_b_lacks_channel" = 6 THEN 'channel' END,
    CASE WHEN "demerit_no_fine" AND "demerit_b_fine_limit" = 2 THEN 'fine' END,
    CASE WHEN "demerit_b_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_b_recorded_by_monitoring" = 2 THEN 'recordedBy' END,
    CASE WHEN "demerit_b_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_points" = 8 THEN 'points' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_b_points_room" = 2 THEN 'pointsHeld' END,
    CASE WHEN "demerit_b_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_points" = 9 THEN 'points' END,
    CASE WHEN "demerit_b_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 10 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_full_score_studies" AND "demerit_b_repeat_full_score" = 2 THEN 'fullScoreStudies' END,
    CASE WHEN "demerit_b_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_b_lacks_licence_classes" = 11 THEN 'licenceClasses' END,
    CASE WHEN "demerit_b_lacks_plate_type" = 11 THEN 'plateType' END,
    CASE WHEN "demerit_no_licence_states" AND "demerit_b_licence_state" = 2 THEN 'licenceStates' END,
    CASE WHEN "demerit_b_lacks_licence_classes" = 13 THEN 'licenceClasses' END,
    CASE WHEN "demerit_b_lacks_points" = 13 THEN 'points' END,
    CASE WHEN "demerit_b_lacks_channel" = 14 THEN 'channel' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_b_offender_present" = 2 THEN 'offenderPresent' END,
    CASE WHEN "demerit_b_lacks_channel" = 15 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_b_identity_verified" = 2 THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing_b
FROM demerit_compared
WHERE "demerit_verdict_a" <> "demerit_verdict_b";

-- an audit: 1
DROP TABLE IF EXISTS pg_temp.demerit_owners;

-- an audit: 2
CREATE TEMPORARY TABLE demerit_owners AS
  SELECT e."vehicle" AS "vehicle",
    e."owner" AS "owner",
    e."owner_kind" AS "owner_kind",
    e."since" AS "since",
    e."seq" AS "seq",
    array_remove(ARRAY[CASE WHEN e."vehicle" IS NULL THEN 'owners.vehicle missing-value' END,
    CASE WHEN char_length(CAST(e."vehicle" AS text)) > 64 OR NOT (CAST(CAST(e."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'owners.vehicle malformed' END,
    CASE WHEN e."owner" IS NULL THEN 'owners.owner missing-value' END,
    CASE WHEN char_length(CAST(e."owner" AS text)) > 64 OR NOT (CAST(CAST(e."owner" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'owners.owner malformed' END,
    CASE WHEN CAST(e."owner_kind" AS text) NOT IN ('individual', 'unit') THEN 'owners.owner_kind malformed' END,
    CASE WHEN e."since" IS NULL THEN 'owners.since missing-value' END,
    CASE WHEN e."since" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."since" <> floor(e."since") THEN 'owners.since malformed' END,
    CASE WHEN e."since" BETWEEN 0 AND 4102444800 THEN 'owners.since in-seconds' END,
    CASE WHEN e."seq" IS NULL THEN 'owners.seq missing-value' END,
    CASE WHEN e.demerit_uses > 1 THEN 'owners.vehicle,seq repeated-key' END]::text[], NULL) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."vehicle", i."seq") AS demerit_uses
    FROM "owners" AS i
  ) AS e;

-- an audit: 3
ANALYZE demerit_owners;

-- an audit: 4
DROP TABLE IF EXISTS pg_temp.demerit_vehicles;

-- an audit: 5
CREATE TEMPORARY TABLE demerit_vehicles AS
  SELECT e."id" AS "id",
    e."plate_type" AS "plate_type",
    e."operating" AS "operating",
    e."changed_at" AS "changed_at",
    e."changed_seq" AS "changed_seq",
    array_remove(ARRAY[CASE WHEN e."id" IS NULL THEN 'vehicles.id missing-value' END,
    CASE WHEN char_length(CAST(e."id" AS text)) > 64 OR NOT (CAST(CAST(e."id" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'vehicles.id malformed' END,
    CASE WHEN CAST(e."plate_type" AS text) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52') THEN 'vehicles.plate_type malformed' END,
    CASE WHEN e."changed_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."changed_at" <> floor(e."changed_at") THEN 'vehicles.changed_at malformed' END,
    CASE WHEN e."changed_at" BETWEEN 0 AND 4102444800 THEN 'vehicles.changed_at in-seconds' END,
    CASE WHEN e."changed_at" IS NULL AND e."changed_seq" IS NOT NULL OR e."changed_at" IS NOT NULL AND e."changed_seq" IS NULL THEN 'vehicles.changed_at half-ended' END,
    CASE WHEN e.demerit_uses > 1 THEN 'vehicles.id repeated-key' END]::text[], NULL) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."id") AS demerit_uses
    FROM "vehicles" AS i
  ) AS e;

-- an audit: 6
ANALYZE demerit_vehicles;

-- an audit: 7
DROP TABLE IF EXISTS pg_temp.demerit_violations;

-- an audit: 8
CREATE TEMPORARY TABLE demerit_violations AS
  SELECT e."id" AS "id",
    e."vehicle" AS "vehicle",
    e."occurred_at" AS "occurred_at",
    e."recorded_at" AS "recorded_at",
    e."seq" AS "seq",
    e."fine" AS "fine",
    e."points" AS "points",
    e."recorded_by" AS "recorded_by",
    e."withdrawn_at" AS "withdrawn_at",
    e."withdrawn_seq" AS "withdrawn_seq",
    array_remove(ARRAY[CASE WHEN e."id" IS NULL THEN 'violations.id missing-value' END,
    CASE WHEN char_length(CAST(e."id" AS text)) > 64 OR NOT (CAST(CAST(e."id" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'violations.id malformed' END,
    CASE WHEN char_length(CAST(e."vehicle" AS text)) > 64 OR NOT (CAST(CAST(e."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'violations.vehicle malformed' END,
    CASE WHEN e."occurred_at" IS NULL THEN 'violations.occurred_at missing-value' END,
    CASE WHEN e."occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."occurred_at" <> floor(e."occurred_at") THEN 'violations.occurred_at malformed' END,
    CASE WHEN e."occurred_at" BETWEEN 0 AND 4102444800 THEN 'violations.occurred_at in-seconds' END,
    CASE WHEN e."recorded_at" IS NULL THEN 'violations.recorded_at missing-value' END,
    CASE WHEN e."recorded_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."recorded_at" <> floor(e."recorded_at") THEN 'violations.recorded_at malformed' END,
    CASE WHEN e."recorded_at" BETWEEN 0 AND 4102444800 THEN 'violations.recorded_at in-seconds' END,
    CASE WHEN e."seq" IS NULL THEN 'violations.seq missing-value' END,
    CASE WHEN e."fine" NOT BETWEEN 0 AND 10000000000 OR e."fine" <> floor(e."fine") THEN 'violations.fine malformed' END,
    CASE WHEN e."points" NOT BETWEEN 0 AND 12 OR e."points" <> floor(e."points") THEN 'violations.points malformed' END,
    CASE WHEN CAST(e."recorded_by" AS text) NOT IN ('monitoring', 'officer') THEN 'violations.recorded_by malformed' END,
    CASE WHEN e."withdrawn_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."withdrawn_at" <> floor(e."withdrawn_at") THEN 'violations.withdrawn_at malformed' END,
    CASE WHEN e."withdrawn_at" BETWEEN 0 AND 4102444800 THEN 'violations.withdrawn_at in-seconds' END,
    CASE WHEN e."withdrawn_at" IS NULL AND e."withdrawn_seq" IS NOT NULL OR e."withdrawn_at" IS NOT NULL AND e."withdrawn_seq" IS NULL THEN 'violations.withdrawn_at half-ended' END,
    CASE WHEN e."withdrawn_seq" <= e."seq" OR e."withdrawn_at" < e."recorded_at" THEN 'violations.withdrawn_at end-before-beginning' END,
    CASE WHEN e.demerit_uses > 1 THEN 'violations.id repeated-key' END]::text[], NULL) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."id") AS demerit_uses
    FROM "violations" AS i
  ) AS e;

-- an audit: 9
ANALYZE demerit_violations;

-- an audit: 10
DROP TABLE IF EXISTS pg_temp.demerit_bindings;

-- an audit: 11
CREATE TEMPORARY TABLE demerit_bindings AS
  SELECT e."driver" AS "driver",
    e."vehicle" AS "vehicle",
    e."channel" AS "channel",
    e."since" AS "since",
    e."seq" AS "seq",
    e."released_at" AS "released_at",
    e."released_seq" AS "released_seq",
    e."channel" AS "given_channel",
    array_remove(ARRAY[CASE WHEN e."driver" IS NULL THEN 'bindings.driver missing-value' END,
    CASE WHEN char_length(CAST(e."driver" AS text)) > 64 OR NOT (CAST(CAST(e."driver" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'bindings.driver malformed' END,
    CASE WHEN e."vehicle" IS NULL THEN 'bindings.vehicle missing-value' END,
    CASE WHEN char_length(CAST(e."vehicle" AS text)) > 64 OR NOT (CAST(CAST(e."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'bindings.vehicle malformed' END,
    CASE WHEN e."since" IS NULL THEN 'bindings.since missing-value' END,
    CASE WHEN e."since" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."since" <> floor(e."since") THEN 'bindings.since malformed' END,
    CASE WHEN e."since" BETWEEN 0 AND 4102444800 THEN 'bindings.since in-seconds' END,
    CASE WHEN e."seq" IS NULL THEN 'bindings.seq missing-value' END,
    CASE WHEN e."released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."released_at" <> floor(e."released_at") THEN 'bindings.released_at malformed' END,
    CASE WHEN e."released_at" BETWEEN 0 AND 4102444800 THEN 'bindings.released_at in-seconds' END,
    CASE WHEN CAST(e."channel" AS text) NOT IN ('window', 'app', 'web', 'kiosk') THEN 'bindings.channel malformed' END,
    CASE WHEN e."released_at" IS NULL AND e."released_seq" IS NOT NULL OR e."released_at" IS NOT NULL AND e."released_seq" IS NULL THEN 'bindings.released_at half-ended' END,
    CASE WHEN e."released_seq" <= e."seq" OR e."released_at" < e."since" THEN 'bindings.released_at end-before-beginning' END]::text[], NULL) AS problems
  FROM "bindings" AS e;

-- an audit: 12
ANALYZE demerit_bindings;

-- an audit: 13
DROP TABLE IF EXISTS pg_temp.demerit_handlings;

-- an audit: 14
CREATE TEMPORARY TABLE demerit_handlings AS
  SELECT e."violation" AS "violation",
    e."driver" AS "driver",
    e."vehicle" AS "vehicle",
    e."channel" AS "channel",
    e."at" AS "at",
    e."seq" AS "seq",
    e."own" AS "own",
    e."revoked_at" AS "revoked_at",
    e."revoked_seq" AS "revoked_seq",
    e."channel" AS "given_channel",
    e."violation" AS "kept_violation",
    array_remove(ARRAY[CASE WHEN e."violation" IS NULL THEN 'handlings.violation missing-value' END,
    CASE WHEN char_length(CAST(e."violation" AS text)) > 64 OR NOT (CAST(CAST(e."violation" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'handlings.violation malformed' END,
    CASE WHEN e."driver" IS NULL THEN 'handlings.driver missing-value' END,
    CASE WHEN char_length(CAST(e."driver" AS text)) > 64 OR NOT (CAST(CAST(e."driver" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'handlings.driver malformed' END,
    CASE WHEN e."vehicle" IS NULL THEN 'handlings.vehicle missing-value' END,
    CASE WHEN char_length(CAST(e."vehicle" AS text)) > 64 OR NOT (CAST(CAST(e."vehicle" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'handlings.vehicle malformed' END,
    CASE WHEN e."at" IS NULL THEN 'handlings.at missing-value' END,
    CASE WHEN e."at" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."at" <> floor(e."at") THEN 'handlings.at malformed' END,
    CASE WHEN e."at" BETWEEN 0 AND 4102444800 THEN 'handlings.at in-seconds' END,
    CASE WHEN e."seq" IS NULL THEN 'handlings.seq missing-value' END,
    CASE WHEN e."own" IS NULL THEN 'handlings.own missing-value' END,
    CASE WHEN e."revoked_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."revoked_at" <> floor(e."revoked_at") THEN 'handlings.revoked_at malformed' END,
    CASE WHEN e."revoked_at" BETWEEN 0 AND 4102444800 THEN 'handlings.revoked_at in-seconds' END,
    CASE WHEN CAST(e."channel" AS text) NOT IN ('window', 'app', 'web', 'kiosk') THEN 'handlings.channel malformed' END,
    CASE WHEN e."revoked_at" IS NULL AND e."revoked_seq" IS NOT NULL OR e."revoked_at" IS NOT NULL AND e."revoked_seq" IS NULL THEN 'handlings.revoked_at half-ended' END,
    CASE WHEN e."revoked_seq" <= e."seq" OR e."revoked_at" < e."at" THEN 'handlings.revoked_at end-before-beginning' END,
    CASE WHEN x.id IS NULL THEN 'handlings.violation not-on-record' END,
    CASE WHEN x.vehicle <> e."vehicle" THEN 'handlings.vehicle other-vehicle' END,
    CASE WHEN e."seq" < x."seq" THEN 'handlings.seq before-recording' END]::text[], NULL) AS problems
  FROM "handlings" AS e
  LEFT JOIN (SELECT * FROM demerit_violations WHERE cardinality(problems) = 0) AS x ON x.id = e."violation";

-- an audit: 15
ANALYZE demerit_handlings;

-- an audit: 16
DROP TABLE IF EXISTS pg_temp.demerit_points_step;

-- an audit: 17
CREATE TEMPORARY TABLE demerit_points_step AS
  SELECT e."driver" AS "driver",
    e."day" AS "day",
    e."at" AS "at",
    e."seq" AS "seq",
    e."held" AS "held",
    e."studies" AS "studies",
    array_remove(ARRAY[CASE WHEN e."driver" IS NULL THEN 'points_step.driver missing-value' END,
    CASE WHEN char_length(CAST(e."driver" AS text)) > 64 OR NOT (CAST(CAST(e."driver" AS text) AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$' THEN 'points_step.driver malformed' END,
    CASE WHEN e."day" IS NULL THEN 'points_step.day missing-value' END,
    CASE WHEN e."at" IS NULL THEN 'points_step.at missing-value' END,
    CASE WHEN e."at" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."at" <> floor(e."at") THEN 'points_step.at malformed' END,
    CASE WHEN e."at" BETWEEN 0 AND 4102444800 THEN 'points_step.at in-seconds' END,
    CASE WHEN e."seq" IS NULL THEN 'points_step.seq missing-value' END,
    CASE WHEN e."held" IS NULL THEN 'points_step.held missing-value' END,
    CASE WHEN e."held" NOT BETWEEN 0 AND 1000000 OR e."held" <> floor(e."held") THEN 'points_step.held malformed' END,
    CASE WHEN e."studies" IS NULL THEN 'points_step.studies missing-value' END,
    CASE WHEN e."studies" NOT BETWEEN 0 AND 1000000 OR e."studies" <> floor(e."studies") THEN 'points_step.studies malformed' END,
    CASE WHEN e.demerit_uses > 1 THEN 'points_step.driver,seq,day repeated-key' END]::text[], NULL) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."driver", i."seq", i."day") AS demerit_uses
    FROM "points_step" AS i
  ) AS e;

-- an audit: 18
ANALYZE demerit_points_step;

-- an audit: 19
DROP TABLE IF EXISTS pg_temp.demerit_problems;

-- an audit: 20
CREATE TEMPORARY TABLE demerit_problems AS
  SELECT CAST(e."since" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(NULL AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation",
    unnest(e.problems) AS problem
  FROM demerit_owners AS e WHERE NOT (cardinality(e.problems) = 0)
  UNION ALL
  SELECT CAST(NULL AS bigint) AS "at",
    CAST(NULL AS bigint) AS "seq",
    CAST(NULL AS text) AS "driver",
    CAST(e."id" AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation",
    unnest(e.problems) AS problem
  FROM demerit_vehicles AS e WHERE NOT (cardinality(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."recorded_at" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(NULL AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(e."id" AS text) AS "violation",
    unnest(e.problems) AS problem
  FROM demerit_violations AS e WHERE NOT (cardinality(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."since" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation",
    unnest(e.problems) AS problem
  FROM demerit_bindings AS e WHERE NOT (cardinality(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."at" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(e."violation" AS text) AS "violation",
    unnest(e.problems) AS problem
  FROM demerit_handlings AS e WHERE NOT (cardinality(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."at" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(NULL AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation",
    unnest(e.problems) AS problem
  FROM demerit_points_step AS e WHERE NOT (cardinality(e.problems) = 0)
  UNION ALL
  SELECT * FROM (
WITH demerit_uses AS MATERIALIZED (
    SELECT e.*, count(CASE WHEN is_shared = 0 THEN 1 END) OVER (PARTITION BY seq) AS events,
      count(CASE WHEN is_alone = 1 THEN 1 END) OVER (PARTITION BY seq) AS alone
    FROM (
      SELECT CAST(e."since" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(NULL AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation", 'owners.seq' AS source,
        0 AS is_shared, 0 AS is_alone
      FROM (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."recorded_at" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(NULL AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(e."id" AS text) AS "violation", 'violations.seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_violations WHERE cardinality(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."withdrawn_at" AS bigint) AS "at",
    CAST(e."withdrawn_seq" AS bigint) AS "seq",
    CAST(NULL AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(e."id" AS text) AS "violation", 'violations.withdrawn_seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_violations WHERE cardinality(problems) = 0) AS e WHERE e.withdrawn_seq IS NOT NULL
      UNION ALL
      SELECT CAST(e."since" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation", 'bindings.seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."released_at" AS bigint) AS "at",
    CAST(e."released_seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(NULL AS text) AS "violation", 'bindings.released_seq' AS source,
        1 AS is_shared, 0 AS is_alone
      FROM (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS e WHERE e.released_seq IS NOT NULL
      UNION ALL
      SELECT CAST(e."at" AS bigint) AS "at",
    CAST(e."seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(e."violation" AS text) AS "violation", 'handlings.seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_handlings WHERE cardinality(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."revoked_at" AS bigint) AS "at",
    CAST(e."revoked_seq" AS bigint) AS "seq",
    CAST(e."driver" AS text) AS "driver",
    CAST(e."vehicle" AS text) AS "vehicle",
    CAST(e."violation" AS text) AS "violation", 'handlings.revoked_seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_handlings WHERE cardinality(problems) = 0) AS e WHERE e.revoked_seq IS NOT NULL
    ) AS e
  )
  SELECT "at", "seq", "driver", "vehicle", "violation", (source || ' repeated-position') AS problem
  FROM demerit_uses WHERE is_shared = 0 AND events > 1 OR is_shared = 1 AND alone > 0
  ) AS demerit_disorder;

-- an audit: 21
ANALYZE demerit_problems;

-- an audit: 22
DROP TABLE IF EXISTS pg_temp.demerit_doubts;

-- an audit: 23
CREATE TEMPORARY TABLE demerit_doubts AS
  SELECT driver, vehicle, violation FROM demerit_problems AS p
  UNION ALL
  SELECT b.driver AS driver, b.vehicle AS vehicle, CAST(NULL AS text) AS violation
  FROM demerit_bindings AS b JOIN demerit_owners AS o ON o.vehicle = b.vehicle
  WHERE NOT (cardinality(o.problems) = 0);

-- an audit: 24
ANALYZE demerit_doubts;

-- an audit: 25
DROP TABLE IF EXISTS pg_temp.demerit_binding_facts;

-- an audit: 26
CREATE TEMPORARY TABLE demerit_binding_facts AS
WITH -- The acts that are asked about, numbered.
demerit_acts AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY e."since", e."seq", e."driver", e."vehicle") AS n,
    CAST(e.seq AS text) AS id,
    e."seq" AS seq,
    e."since" AS "at",
    e."driver" AS driver,
    e."vehicle" AS vehicle,
    e."given_channel" AS "channel"
  FROM (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS e
),
-- Those that say who, what, when and at which position: of no others is anything counted.
demerit_whole AS MATERIALIZED (
  SELECT * FROM demerit_acts
  WHERE seq IS NOT NULL AND "at" IS NOT NULL AND driver IS NOT NULL AND vehicle IS NOT NULL
),
-- Bindings of vehicles that became or were the driver’s own: since when, and until when. Lawful tables have next to none.
demerit_own_bound AS MATERIALIZED (
  SELECT b.driver AS driver, b.vehicle AS vehicle, b.since AS since, b.seq AS seq, b.released_at AS released_at,
    b.released_seq AS released_seq, w.since AS owned_at, w.seq AS owned_seq, w.until_at AS until_at, w.until_seq AS until_seq
  FROM (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b JOIN (
    SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
      min(CAST(o.since AS bigint)) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_at,
      min(CAST(o.seq AS bigint)) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_seq
    FROM (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o
  ) AS w ON w.vehicle = b.vehicle AND w.owner = b.driver
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS MATERIALIZED (
  SELECT t.n AS n, o.owner AS owner, o.owner_kind AS owner_kind, o.since AS since
  FROM (
    SELECT a.n AS n, a.vehicle AS vehicle, max(CASE WHEN (o."since" < a."at" OR o."since" = a."at" AND o.seq < a.seq)
      THEN (lpad(CAST(o."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(o.seq AS text), 19, '0')) END) AS latest
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o ON o.vehicle = a.vehicle
    GROUP BY a.n, a.vehicle
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o
    ON o.vehicle = t.vehicle AND (lpad(CAST(o."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(o.seq AS text), 19, '0')) = t.latest
),
-- The plate type and use of the vehicle as they stand; before their last change they are not known.
demerit_plate AS MATERIALIZED (
  SELECT a.n AS n, v.plate_type AS plate_type, v.operating AS operating
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_vehicles WHERE cardinality(problems) = 0) AS v
    ON v.id = a.vehicle AND (v.changed_seq IS NULL OR (v."changed_at" < a."at" OR v."changed_at" = a."at" AND v.changed_seq < a.seq))
),
-- The driver’s bindings before the act, and the open one of this vehicle: the earliest, as a registry, which refuses the second,
  --    has it.
demerit_driver_bound AS MATERIALIZED (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.vehicle END) AS open,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) THEN 1 END) AS ever,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND (DATE '1899-02-02' + CAST((b.since + 2237788800000) / 86400000 AS integer))
      = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) THEN 1 END) AS today,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND extract(year FROM (DATE '1899-02-02' + CAST((b.since + 2237788800000) / 86400000 AS integer)))
      = extract(year FROM (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer))) THEN 1 END) AS this_year,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN (lpad(CAST(b."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(b.seq AS text), 19, '0')) END) AS pair_first,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.since END) AS bound_since
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b ON b.driver = a.driver
  GROUP BY a.n
),
-- Of the vehicles that the driver has bound those that are the driver’s own.
demerit_driver_own AS MATERIALIZED (
  SELECT a.n AS n, count(DISTINCT b.vehicle) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.driver = a.driver
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS MATERIALIZED (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.driver END) AS open,
    min((lpad(CAST(b."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(b.seq AS text), 19, '0'))) AS first,
    max(CASE WHEN b.driver <> a.driver AND (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq)
      THEN b.released_at END) AS released_at,
    count(DISTINCT CASE WHEN b.driver <> a.driver AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND extract(year FROM (DATE '1899-02-02' + CAST((b.since + 2237788800000) / 86400000 AS integer)))
      = extract(year FROM (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)))
      THEN b.driver END) + 1 AS drivers_of_year
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b ON b.vehicle = a.vehicle
  GROUP BY a.n
),
-- Whether one of the drivers who have bound the vehicle owns it.
demerit_vehicle_own AS MATERIALIZED (
  SELECT a.n AS n, count(DISTINCT b.driver) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.vehicle = a.vehicle
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
)
SELECT acts.id AS "id",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts."driver" AS "driver",
  acts."vehicle" AS "vehicle",
  owner.owner AS "vehicle_owner",
  owner.owner_kind AS "vehicle_owner_kind",
  plate.plate_type AS "plate_type",
  plate.operating AS "operating",
  CASE WHEN driver_bound.n IS NOT NULL THEN COALESCE(driver_bound.pair_first IS NOT NULL, FALSE) END AS "pair_bound",
  driver_bound.open - COALESCE(driver_own.open, 0) AS "driver_bindings",
  vehicle_bound.open - COALESCE(vehicle_own.open, 0) AS "vehicle_bindings",
  driver_bound.ever AS "driver_bindings_ever",
  driver_bound.today AS "driver_applications_today",
  driver_bound.this_year AS "driver_applications_this_year",
  CAST(NULL AS text) AS "owner_consent",
  CAST(NULL AS boolean) AS "identity_verified",
  vehicle_bound.released_at AS "vehicle_released_at",
  COALESCE(vehicle_bound.n IS NOT NULL, FALSE) AS "vehicle_released_at_known",
  vehicle_bound.drivers_of_year AS "vehicle_drivers_bound_this_year",
  COALESCE(acts.driver IN (SELECT driver FROM demerit_doubts WHERE driver IS NOT NULL)
    OR acts.vehicle IN (SELECT vehicle FROM demerit_doubts WHERE vehicle IS NOT NULL), FALSE) AS uncertain
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.n = acts.n
LEFT JOIN demerit_plate AS plate ON plate.n = acts.n
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.n = acts.n
LEFT JOIN demerit_driver_own AS driver_own ON driver_own.n = acts.n
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.n = acts.n
LEFT JOIN demerit_vehicle_own AS vehicle_own ON vehicle_own.n = acts.n;

-- an audit: 27
ANALYZE demerit_binding_facts;

-- an audit: 28
DROP TABLE IF EXISTS pg_temp.demerit_bindings_judged;

-- an audit: 29
CREATE TEMPORARY TABLE demerit_bindings_judged AS
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS (
  SELECT "at",
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
  "vehicle_drivers_bound_this_year",
  "uncertain",
  "vehicle_released_at_known",
  1 AS "demerit_law"
  FROM "demerit_binding_facts" AS demerit_from
  OFFSET 0
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS (
  SELECT "at",
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
  "vehicle_drivers_bound_this_year",
  "uncertain",
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
  -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle)
  CASE
    WHEN "driver" IS NULL OR "vehicle_owner" IS NULL THEN 2
    WHEN "driver" <> "vehicle_owner" THEN 1
    ELSE 3 END AS "demerit_own_vehicle",
  -- already-bound: 解除备案后，可重新申请备案其他机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-already-bound)
  CASE
    WHEN "pair_bound" IS NULL THEN 2
    WHEN NOT "pair_bound" THEN 1
    ELSE 3 END AS "demerit_already_bound",
  -- driver-cap: 同时备案的非本人机动车不超过三辆（包括三辆）。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-driver-cap)
  CASE
    WHEN "driver_bindings" IS NULL THEN 2
    WHEN ("driver_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_driver_cap",
  -- vehicle-cap: 同一机动车最多同时被三个（包括三个）非车主用户备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-vehicle-cap)
  CASE
    WHEN "vehicle_bindings" IS NULL THEN 2
    WHEN ("vehicle_bindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_vehicle_cap",
  -- daily-applications: 每日最多申请备案一辆非本人机动车。 (2024年11月网页（据网址为市级政府网站） page; grade S2; gov24-daily-applications)
  CASE
    WHEN "driver_applications_today" IS NULL THEN 2
    WHEN ("driver_applications_today" + 1) <= 1 THEN 1
    ELSE 3 END AS "demerit_daily_applications",
  -- yearly-applications: 每个自然年最多申请备案五次。 (2024年11月网页（据网址为市级政府网站） page; grade S2; gov24-yearly-applications)
  CASE
    WHEN "driver_applications_this_year" IS NULL THEN 2
    WHEN ("driver_applications_this_year" + 1) <= 5 THEN 1
    ELSE 3 END AS "demerit_yearly_applications",
  -- plate-type: 通过“交管12123”备案的，必须是小型汽车或者小型新能源汽车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-plate-type)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '52') THEN 1
    ELSE 3 END AS "demerit_plate_type",
  -- non-operating: 通过“交管12123”只能备案非营运机动车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-non-operating)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "operating" IS NULL THEN 2
    WHEN NOT "operating" THEN 1
    ELSE 3 END AS "demerit_non_operating",
  -- owner-kind: 单位名下的非营运小型汽车，也可通过“交管12123”备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-owner-kind)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "vehicle_owner_kind" IS NULL THEN 2
    WHEN "vehicle_owner_kind" IN ('individual', 'unit') THEN 1
    ELSE 3 END AS "demerit_owner_kind",
  -- owner-consent: 扫描所有人提供的车辆二维码，或者凭发送给所有人的短信验证码备案。 (人民日报2018年8月30日报道 report; grade O; pd-owner-consent)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "owner_consent" IS NULL THEN 2
    WHEN "owner_consent" IN ('qr', 'sms') THEN 1
    ELSE 3 END AS "demerit_owner_consent",
  -- identity-verified: 到窗口备案的，由民警核验身份。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-identity-at-binding)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_identity_verified"
  FROM demerit_rows
  OFFSET 0
),
demerit_tested AS (
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
      OR "demerit_owner_consent" = 3
      OR "demerit_identity_verified" = 3 AS "demerit_any_fails",
    "demerit_law" > -1 AND ("demerit_own_vehicle" = 2
      OR "demerit_already_bound" = 2
      OR "demerit_driver_cap" = 2
      OR "demerit_vehicle_cap" = 2
      OR "demerit_daily_applications" = 2
      OR "demerit_yearly_applications" = 2
      OR "demerit_plate_type" = 2
      OR "demerit_non_operating" = 2
      OR "demerit_owner_kind" = 2
      OR "demerit_owner_consent" = 2
      OR "demerit_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_any_unknown",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_plate_type" = 2 THEN 7
      WHEN "demerit_non_operating" = 2 THEN 8 WHEN "demerit_owner_kind" = 2 THEN 9
      WHEN "demerit_owner_consent" = 2 THEN 10 WHEN "demerit_identity_verified" = 2 THEN 11 END AS "demerit_lacks_channel"
  FROM demerit_provisions
)
SELECT "at",
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
  "vehicle_drivers_bound_this_year",
  "uncertain",
  CASE WHEN "demerit_law" = -1 THEN 'invalid'
    WHEN "demerit_any_fails" THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  CASE "demerit_law" WHEN 1 THEN 'cn-2024-11-01' END AS rule_set,
  CASE WHEN "demerit_any_fails" THEN array_remove(ARRAY[CASE WHEN "demerit_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 3 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 3 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) ELSE '{}'::text[] END AS failing,
  CASE WHEN "demerit_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_own_vehicle" = 2 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 2 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 2 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 2 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 2 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 2 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 2 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 2 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 2 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 2 THEN 'identity-verified' END]::text[], NULL) ELSE '{}'::text[] END AS "unknown",
  CASE WHEN "demerit_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
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
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_owner_kind" = 2 THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_owner_consent" = 2 THEN 'ownerConsent' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing
FROM demerit_tested;

-- an audit: 30
ANALYZE demerit_bindings_judged;

-- an audit: 31
DROP TABLE IF EXISTS pg_temp.demerit_handling_facts;

-- an audit: 32
CREATE TEMPORARY TABLE demerit_handling_facts AS
WITH -- The acts that are asked about, numbered.
demerit_acts AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY e."at", e."seq", e."driver", e."violation") AS n,
    CAST(e.seq AS text) AS id,
    e."seq" AS seq,
    e."at" AS "at",
    e."driver" AS driver,
    e."vehicle" AS vehicle,
    e."violation" AS violation,
    e."given_channel" AS "channel",
    e."kept_violation" AS "kept_violation"
  FROM (SELECT * FROM demerit_handlings WHERE cardinality(problems) = 0) AS e
),
-- Those that say who, what, when and at which position: of no others is anything counted.
demerit_whole AS MATERIALIZED (
  SELECT * FROM demerit_acts
  WHERE seq IS NOT NULL AND "at" IS NOT NULL AND driver IS NOT NULL AND vehicle IS NOT NULL
),
-- Bindings of vehicles that became or were the driver’s own: since when, and until when. Lawful tables have next to none.
demerit_own_bound AS MATERIALIZED (
  SELECT b.driver AS driver, b.vehicle AS vehicle, b.since AS since, b.seq AS seq, b.released_at AS released_at,
    b.released_seq AS released_seq, w.since AS owned_at, w.seq AS owned_seq, w.until_at AS until_at, w.until_seq AS until_seq
  FROM (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b JOIN (
    SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
      min(CAST(o.since AS bigint)) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_at,
      min(CAST(o.seq AS bigint)) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_seq
    FROM (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o
  ) AS w ON w.vehicle = b.vehicle AND w.owner = b.driver
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS MATERIALIZED (
  SELECT t.n AS n, o.owner AS owner, o.owner_kind AS owner_kind, o.since AS since
  FROM (
    SELECT a.n AS n, a.vehicle AS vehicle, max(CASE WHEN (o."since" < a."at" OR o."since" = a."at" AND o.seq < a.seq)
      THEN (lpad(CAST(o."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(o.seq AS text), 19, '0')) END) AS latest
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o ON o.vehicle = a.vehicle
    GROUP BY a.n, a.vehicle
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o
    ON o.vehicle = t.vehicle AND (lpad(CAST(o."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(o.seq AS text), 19, '0')) = t.latest
),
-- The plate type and use of the vehicle as they stand; before their last change they are not known.
demerit_plate AS MATERIALIZED (
  SELECT a.n AS n, v.plate_type AS plate_type, v.operating AS operating
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_vehicles WHERE cardinality(problems) = 0) AS v
    ON v.id = a.vehicle AND (v.changed_seq IS NULL OR (v."changed_at" < a."at" OR v."changed_at" = a."at" AND v.changed_seq < a.seq))
),
-- The driver’s bindings before the act, and the open one of this vehicle: the earliest, as a registry, which refuses the second,
  --    has it.
demerit_driver_bound AS MATERIALIZED (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.vehicle END) AS open,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) THEN 1 END) AS ever,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND (DATE '1899-02-02' + CAST((b.since + 2237788800000) / 86400000 AS integer))
      = (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) THEN 1 END) AS today,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND extract(year FROM (DATE '1899-02-02' + CAST((b.since + 2237788800000) / 86400000 AS integer)))
      = extract(year FROM (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer))) THEN 1 END) AS this_year,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN (lpad(CAST(b."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(b.seq AS text), 19, '0')) END) AS pair_first,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.since END) AS bound_since
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b ON b.driver = a.driver
  GROUP BY a.n
),
-- Of the vehicles that the driver has bound those that are the driver’s own.
demerit_driver_own AS MATERIALIZED (
  SELECT a.n AS n, count(DISTINCT b.vehicle) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.driver = a.driver
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS MATERIALIZED (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.driver END) AS open,
    min((lpad(CAST(b."since" - (-2209017600000) AS text), 19, '0') || lpad(CAST(b.seq AS text), 19, '0'))) AS first,
    max(CASE WHEN b.driver <> a.driver AND (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq)
      THEN b.released_at END) AS released_at,
    count(DISTINCT CASE WHEN b.driver <> a.driver AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND extract(year FROM (DATE '1899-02-02' + CAST((b.since + 2237788800000) / 86400000 AS integer)))
      = extract(year FROM (DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)))
      THEN b.driver END) + 1 AS drivers_of_year
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b ON b.vehicle = a.vehicle
  GROUP BY a.n
),
-- Whether one of the drivers who have bound the vehicle owns it.
demerit_vehicle_own AS MATERIALIZED (
  SELECT a.n AS n, count(DISTINCT b.driver) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.vehicle = a.vehicle
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
),
-- The violation, and its state before the act.
demerit_violation AS MATERIALIZED (
  SELECT t.n AS n, x.occurred_at AS occurred_at, x.fine AS fine, x.points AS points, x.recorded_by AS recorded_by,
    CASE WHEN x.id IS NULL THEN NULL WHEN (x."withdrawn_at" < t."at" OR x."withdrawn_at" = t."at" AND x.withdrawn_seq < t.seq) THEN 'withdrawn'
      WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.n AS n, a."at" AS "at", a.seq AS seq, a.violation AS violation,
      count(CASE WHEN (h."at" < a."at" OR h."at" = a."at" AND h.seq < a.seq)
      AND (h.revoked_seq IS NULL OR NOT (h."revoked_at" < a."at" OR h."revoked_at" = a."at" AND h.revoked_seq < a.seq)) THEN 1 END) AS handled
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_handlings WHERE cardinality(problems) = 0) AS h ON h.violation = a.violation
    GROUP BY a.n, a."at", a.seq, a.violation
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_violations WHERE cardinality(problems) = 0) AS x ON x.id = t.violation
),
-- Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.
demerit_others AS MATERIALIZED (
  SELECT d.n AS n, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.n AS n, count(DISTINCT CASE WHEN NOT h.own AND (h."at" < a."at" OR h."at" = a."at" AND h.seq < a.seq)
      AND (h.revoked_seq IS NULL OR NOT (h."revoked_at" < a."at" OR h."revoked_at" = a."at" AND h.revoked_seq < a.seq))
        AND (DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)) > ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) - INTERVAL '1 year')
        AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver)
      THEN h.vehicle END) + max(CASE WHEN a.owner IS NULL THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) AS vehicles
    FROM (
      SELECT i.*, w.owner AS owner FROM demerit_whole AS i LEFT JOIN demerit_owner AS w ON w.n = i.n
    ) AS a
    LEFT JOIN (SELECT * FROM demerit_handlings WHERE cardinality(problems) = 0) AS h ON h.driver = a.driver
    GROUP BY a.n
  ) AS d
  JOIN (
    SELECT a.n AS n, count(DISTINCT CASE WHEN NOT h.own AND (h."at" < a."at" OR h."at" = a."at" AND h.seq < a.seq)
      AND (h.revoked_seq IS NULL OR NOT (h."revoked_at" < a."at" OR h."revoked_at" = a."at" AND h.revoked_seq < a.seq))
        AND (DATE '1899-02-02' + CAST((h."at" + 2237788800000) / 86400000 AS integer)) > ((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)) - INTERVAL '1 year')
        AND h.driver <> a.owner AND h.driver <> a.driver
      THEN h.driver END) + max(CASE WHEN a.owner IS NULL THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) AS drivers
    FROM (
      SELECT i.*, w.owner AS owner FROM demerit_whole AS i LEFT JOIN demerit_owner AS w ON w.n = i.n
    ) AS a
    LEFT JOIN (SELECT * FROM demerit_handlings WHERE cardinality(problems) = 0) AS h ON h.vehicle = a.vehicle
    GROUP BY a.n
  ) AS e ON e.n = d.n
),
-- Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is
  --    none. While the table is empty nothing is known.
demerit_points AS MATERIALIZED (
  SELECT t.n AS n,
    CASE WHEN (SELECT count(*) FROM demerit_points_step) > 0 THEN CASE WHEN t.step IS NULL THEN 0 ELSE p.held END END AS held,
    CASE WHEN (SELECT count(*) FROM demerit_points_step) > 0 THEN CASE WHEN t.step IS NULL THEN 0 ELSE p.studies END END AS studies
  FROM (
    SELECT a.n AS n, a.driver AS driver,
      max(CASE WHEN (p."at" < a."at" OR p."at" = a."at" AND p.seq < a.seq)
        AND p.day <= to_char((DATE '1899-02-02' + CAST((a."at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM-DD')
      THEN ((lpad(CAST(p."at" - (-2209017600000) AS text), 19, '0') || lpad(CAST(p.seq AS text), 19, '0')) || p.day) END) AS step
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_points_step WHERE cardinality(problems) = 0) AS p ON p.driver = a.driver
    GROUP BY a.n, a.driver
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_points_step WHERE cardinality(problems) = 0) AS p
    ON p.driver = t.driver AND ((lpad(CAST(p."at" - (-2209017600000) AS text), 19, '0') || lpad(CAST(p.seq AS text), 19, '0')) || p.day) = t.step
)
SELECT acts.id AS "id",
  acts."kept_violation" AS "violation",
  acts."at" AS "at",
  acts."channel" AS "channel",
  acts."driver" AS "driver",
  acts."vehicle" AS "vehicle",
  owner.owner AS "vehicle_owner",
  plate.plate_type AS "plate_type",
  violation.state AS "violation_state",
  violation.occurred_at AS "occurred_at",
  violation.fine AS "fine",
  violation.points AS "points",
  violation.recorded_by AS "recorded_by",
  driver_bound.bound_since AS "bound_since",
  COALESCE(driver_bound.n IS NOT NULL, FALSE) AS "bound_since_known",
  CASE WHEN vehicle_bound.n IS NOT NULL THEN COALESCE(driver_bound.pair_first = vehicle_bound.first, FALSE) END AS "first_binding",
  CAST(NULL AS text[]) AS "licence_states",
  FALSE AS "licence_states_known",
  CAST(NULL AS text[]) AS "licence_classes",
  FALSE AS "licence_classes_known",
  points.held AS "points_held",
  points.studies AS "full_score_studies",
  CAST(NULL AS boolean) AS "offender_present",
  CAST(NULL AS boolean) AS "identity_verified",
  others.vehicles AS "others_vehicles_handled_this_year",
  others.drivers AS "vehicle_other_drivers_this_year",
  owner.since AS "owned_since",
  COALESCE(acts.driver IN (SELECT driver FROM demerit_doubts WHERE driver IS NOT NULL)
    OR acts.vehicle IN (SELECT vehicle FROM demerit_doubts WHERE vehicle IS NOT NULL)
    OR acts.violation IN (SELECT violation FROM demerit_doubts WHERE violation IS NOT NULL), FALSE) AS uncertain
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.n = acts.n
LEFT JOIN demerit_plate AS plate ON plate.n = acts.n
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.n = acts.n
LEFT JOIN demerit_driver_own AS driver_own ON driver_own.n = acts.n
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.n = acts.n
LEFT JOIN demerit_vehicle_own AS vehicle_own ON vehicle_own.n = acts.n
LEFT JOIN demerit_violation AS violation ON violation.n = acts.n
LEFT JOIN demerit_others AS others ON others.n = acts.n
LEFT JOIN demerit_points AS points ON points.n = acts.n;

-- an audit: 33
ANALYZE demerit_handling_facts;

-- an audit: 34
DROP TABLE IF EXISTS pg_temp.demerit_handlings_judged;

-- an audit: 35
CREATE TEMPORARY TABLE demerit_handlings_judged AS
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS (
  SELECT "at",
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
  "first_binding",
  "licence_states",
  "licence_classes",
  "points_held",
  "full_score_studies",
  "offender_present",
  "identity_verified",
  "others_vehicles_handled_this_year",
  "vehicle_other_drivers_this_year",
  "owned_since",
  "violation",
  "uncertain",
  "bound_since_known",
  "licence_states_known",
  "licence_classes_known",
  1 AS "demerit_law"
  FROM "demerit_handling_facts" AS demerit_from
  OFFSET 0
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS (
  SELECT "at",
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
  "first_binding",
  "licence_states",
  "licence_classes",
  "points_held",
  "full_score_studies",
  "offender_present",
  "identity_verified",
  "others_vehicles_handled_this_year",
  "vehicle_other_drivers_this_year",
  "owned_since",
  "violation",
  "uncertain",
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
  NOT COALESCE("licence_states_known", FALSE) AS "demerit_no_licence_states",
  "offender_present" IS NULL AS "demerit_no_offender_present",
  "identity_verified" IS NULL AS "demerit_no_identity_verified",
  -- violation-open: 同一个违法行为，不得给予两次以上罚款。 (中华人民共和国行政处罚法 29; grade I; apl-29)
  CASE
    WHEN "violation_state" IS NULL THEN 2
    WHEN "violation_state" = 'open' THEN 1
    ELSE 3 END AS "demerit_violation_open",
  -- not-before-occurrence: 违法记录经审核无误录入后，作为处罚的证据。 (道路交通安全违法行为处理程序规定 19; grade I; proc-19)
  CASE
    WHEN "occurred_at" IS NULL OR "at" IS NULL THEN 2
    WHEN "occurred_at" <= "at" THEN 1
    ELSE 3 END AS "demerit_not_before_occurrence",
  -- open-binding: 可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。 (三亚市公安局2020年9月28日办事指南 notice; grade I; sy-open-binding)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) THEN 2
    WHEN "bound_since" IS NOT NULL THEN 1
    ELSE 3 END AS "demerit_open_binding",
  -- since-binding: 可处理备案后发生的有记分的交通违法。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-since-binding)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN COALESCE("bound_since_known", FALSE) AND "bound_since" IS NULL THEN 0 -- no-binding
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "occurred_at" IS NULL OR
      NOT COALESCE("bound_since_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "occurred_at" >= "bound_since" THEN 1
    ELSE 3 END AS "demerit_since_binding",
  -- plate-type: 大中型客货车、危险物品运输车辆和校车的违法，不通过平台处理。 (肇庆2023年10月24日说明 notice; grade S1; zq-plate-type)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "plate_type" IS NULL THEN 2
    WHEN "plate_type" IN ('02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23', '24',
      '52') THEN 1
    ELSE 3 END AS "demerit_plate_type",
  -- fine-limit: 单条罚款金额不超过200元，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-fine-limit)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "fine" IS NULL THEN 2
    WHEN "fine" <= 20000 THEN 1
    ELSE 3 END AS "demerit_fine_limit",
  -- recorded-by-monitoring: 由交通技术监控设备记录，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-recorded-by-monitoring)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "recorded_by" IS NULL THEN 2
    WHEN "recorded_by" = 'monitoring' THEN 1
    ELSE 3 END AS "demerit_recorded_by_monitoring",
  -- points-room: 违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。 (公安部交通管理局2019年7月5日说明 statement; grade O; mps19-points-room)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN "channel" IS NULL OR "points" IS NULL OR "points_held" IS NULL THEN 2
    WHEN ("points" + "points_held") < 12 THEN 1
    ELSE 3 END AS "demerit_points_room",
  -- single-points-limit: 平台只处理一次记分不超过6分的违法。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-single-points-limit)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "points" IS NULL THEN 2
    WHEN "points" <= 6 THEN 1
    ELSE 3 END AS "demerit_single_points_limit",
  -- repeat-full-score: 一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-repeat-full-score)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "full_score_studies" IS NULL THEN 2
    WHEN "full_score_studies" < 3 THEN 1
    ELSE 3 END AS "demerit_repeat_full_score",
  -- licence-class: 准驾车型不符的，只能查询，不能处理。 (2024年11月网页（据网址为市级政府网站） page; grade S2; gov24-licence-class)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR NOT COALESCE("licence_classes_known", FALSE) OR "plate_type" IS NULL THEN 2
    WHEN CASE WHEN "plate_type" IN ('01', '51') THEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2']::text[]
      WHEN "plate_type" IN ('02', '03', '04', '05', '06', '16', '18', '20', '22', '23', '52') THEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2']::text[]
      WHEN "plate_type" IN ('07', '17', '24') THEN "licence_classes" && ARRAY['D', 'E']::text[]
      WHEN "plate_type" IN ('08', '09', '10', '11', '12', '21') THEN "licence_classes" && ARRAY['D', 'E', 'F']::text[]
      WHEN "plate_type" IN ('13') THEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4']::text[]
      WHEN "plate_type" IN ('14') THEN 1 = 0
      WHEN "plate_type" IN ('15') THEN "licence_classes" && ARRAY['A2', 'C6']::text[] END THEN 1
    ELSE 3 END AS "demerit_licence_class",
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-licence-state)
  CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT "licence_states" && ARRAY['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']::text[] THEN 1
    ELSE 3 END AS "demerit_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN "licence_classes" && ARRAY['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']::text[] THEN 1
    ELSE 3 END AS "demerit_licence_held",
  -- offender-present: 当事人应当及时到公安机关交通管理部门接受处理（2020年修正前为第五十条）。 (道路交通安全违法行为处理程序规定 52; grade I; proc-52)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "offender_present" IS NULL THEN 2
    WHEN "offender_present" THEN 1
    ELSE 3 END AS "demerit_offender_present",
  -- identity-verified: 到窗口处理非本人名下机动车违法的，由民警现场人工审核驾驶证、身份证和行驶证原件。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-identity-at-handling)
  CASE
    WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "identity_verified" IS NULL THEN 2
    WHEN "identity_verified" THEN 1
    ELSE 3 END AS "demerit_identity_verified"
  FROM demerit_rows
  OFFSET 0
),
demerit_tested AS (
  SELECT *,
    "demerit_violation_open" = 3
      OR "demerit_not_before_occurrence" = 3
      OR "demerit_open_binding" = 3
      OR "demerit_since_binding" = 3
      OR "demerit_plate_type" = 3
      OR "demerit_fine_limit" = 3
      OR "demerit_recorded_by_monitoring" = 3
      OR "demerit_points_room" = 3
      OR "demerit_single_points_limit" = 3
      OR "demerit_repeat_full_score" = 3
      OR "demerit_licence_class" = 3
      OR "demerit_licence_state" = 3
      OR "demerit_licence_held" = 3
      OR "demerit_offender_present" = 3
      OR "demerit_identity_verified" = 3 AS "demerit_any_fails",
    "demerit_law" > -1 AND ("demerit_violation_open" = 2
      OR "demerit_not_before_occurrence" = 2
      OR "demerit_open_binding" = 2
      OR "demerit_since_binding" = 2
      OR "demerit_plate_type" = 2
      OR "demerit_fine_limit" = 2
      OR "demerit_recorded_by_monitoring" = 2
      OR "demerit_points_room" = 2
      OR "demerit_single_points_limit" = 2
      OR "demerit_repeat_full_score" = 2
      OR "demerit_licence_class" = 2
      OR "demerit_licence_state" = 2
      OR "demerit_licence_held" = 2
      OR "demerit_offender_present" = 2
      OR "demerit_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle") AS "demerit_any_unknown",
    CASE WHEN NOT "demerit_no_occurred_at" THEN 0
      WHEN "demerit_not_before_occurrence" = 2 THEN 2 WHEN "demerit_since_binding" = 2 THEN 4 END AS "demerit_lacks_occurred_at",
    CASE WHEN NOT "demerit_no_channel" THEN 0 WHEN "demerit_open_binding" = 2 THEN 3
      WHEN "demerit_since_binding" = 2 THEN 4 WHEN "demerit_plate_type" = 2 THEN 5
      WHEN "demerit_fine_limit" = 2 THEN 6 WHEN "demerit_recorded_by_monitoring" = 2 THEN 7
      WHEN "demerit_points_room" = 2 THEN 8 WHEN "demerit_single_points_limit" = 2 THEN 9
      WHEN "demerit_repeat_full_score" = 2 THEN 10 WHEN "demerit_licence_class" = 2 THEN 11
      WHEN "demerit_offender_present" = 2 THEN 14 WHEN "demerit_identity_verified" = 2 THEN 15 END AS "demerit_lacks_channel",
    CASE WHEN NOT "demerit_no_vehicle_owner" THEN 0 WHEN "demerit_open_binding" = 2 THEN 3
      WHEN "demerit_since_binding" = 2 THEN 4 WHEN "demerit_plate_type" = 2 THEN 5
      WHEN "demerit_repeat_full_score" = 2 THEN 10 END AS "demerit_lacks_vehicle_owner",
    CASE WHEN NOT "demerit_no_bound_since" THEN 0 WHEN "demerit_open_binding" = 2 THEN 3
      WHEN "demerit_since_binding" = 2 THEN 4 END AS "demerit_lacks_bound_since",
    CASE WHEN NOT "demerit_no_points" THEN 0 WHEN "demerit_since_binding" = 2 THEN 4
      WHEN "demerit_points_room" = 2 THEN 8 WHEN "demerit_single_points_limit" = 2 THEN 9
      WHEN "demerit_licence_held" = 2 THEN 13 END AS "demerit_lacks_points",
    CASE WHEN NOT "demerit_no_plate_type" THEN 0 WHEN "demerit_plate_type" = 2 THEN 5
      WHEN "demerit_licence_class" = 2 THEN 11 END AS "demerit_lacks_plate_type",
    CASE WHEN NOT "demerit_no_licence_classes" THEN 0 WHEN "demerit_licence_class" = 2 THEN 11
      WHEN "demerit_licence_held" = 2 THEN 13 END AS "demerit_lacks_licence_classes"
  FROM demerit_provisions
)
SELECT "at",
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
  "first_binding",
  "licence_states",
  "licence_classes",
  "points_held",
  "full_score_studies",
  "offender_present",
  "identity_verified",
  "others_vehicles_handled_this_year",
  "vehicle_other_drivers_this_year",
  "owned_since",
  "violation",
  "uncertain",
  CASE WHEN "demerit_law" = -1 THEN 'invalid'
    WHEN "demerit_any_fails" THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  CASE "demerit_law" WHEN 1 THEN 'cn-2024-11-01' END AS rule_set,
  CASE WHEN "demerit_any_fails" THEN array_remove(ARRAY[CASE WHEN "demerit_violation_open" = 3 THEN 'violation-open' END,
    CASE WHEN "demerit_not_before_occurrence" = 3 THEN 'not-before-occurrence' END,
    CASE WHEN "demerit_open_binding" = 3 THEN 'open-binding' END,
    CASE WHEN "demerit_since_binding" = 3 THEN 'since-binding' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_fine_limit" = 3 THEN 'fine-limit' END,
    CASE WHEN "demerit_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' END,
    CASE WHEN "demerit_points_room" = 3 THEN 'points-room' END,
    CASE WHEN "demerit_single_points_limit" = 3 THEN 'single-points-limit' END,
    CASE WHEN "demerit_repeat_full_score" = 3 THEN 'repeat-full-score' END,
    CASE WHEN "demerit_licence_class" = 3 THEN 'licence-class' END,
    CASE WHEN "demerit_licence_state" = 3 THEN 'licence-state' END,
    CASE WHEN "demerit_licence_held" = 3 THEN 'licence-held' END,
    CASE WHEN "demerit_offender_present" = 3 THEN 'offender-present' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) ELSE '{}'::text[] END AS failing,
  CASE WHEN "demerit_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_violation_open" = 2 THEN 'violation-open' END,
    CASE WHEN "demerit_not_before_occurrence" = 2 THEN 'not-before-occurrence' END,
    CASE WHEN "demerit_open_binding" = 2 THEN 'open-binding' END,
    CASE WHEN "demerit_since_binding" = 2 THEN 'since-binding' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' END,
    CASE WHEN "demerit_fine_limit" = 2 THEN 'fine-limit' END,
    CASE WHEN "demerit_recorded_by_monitoring" = 2 THEN 'recorded-by-monitoring' END,
    CASE WHEN "demerit_points_room" = 2 THEN 'points-room' END,
    CASE WHEN "demerit_single_points_limit" = 2 THEN 'single-points-limit' END,
    CASE WHEN "demerit_repeat_full_score" = 2 THEN 'repeat-full-score' END,
    CASE WHEN "demerit_licence_class" = 2 THEN 'licence-class' END,
    CASE WHEN "demerit_licence_state" = 2 THEN 'licence-state' END,
    CASE WHEN "demerit_licence_held" = 2 THEN 'licence-held' END,
    CASE WHEN "demerit_offender_present" = 2 THEN 'offender-present' END,
    CASE WHEN "demerit_identity_verified" = 2 THEN 'identity-verified' END]::text[], NULL) ELSE '{}'::text[] END AS "unknown",
  CASE WHEN "demerit_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
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
    CASE WHEN "demerit_no_fine" AND "demerit_fine_limit" = 2 THEN 'fine' END,
    CASE WHEN "demerit_lacks_channel" = 7 THEN 'channel' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_recorded_by_monitoring" = 2 THEN 'recordedBy' END,
    CASE WHEN "demerit_lacks_channel" = 8 THEN 'channel' END,
    CASE WHEN "demerit_lacks_points" = 8 THEN 'points' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_points_room" = 2 THEN 'pointsHeld' END,
    CASE WHEN "demerit_lacks_channel" = 9 THEN 'channel' END,
    CASE WHEN "demerit_lacks_points" = 9 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 10 THEN 'vehicleOwner' END,
    CASE WHEN "demerit_no_full_score_studies" AND "demerit_repeat_full_score" = 2 THEN 'fullScoreStudies' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_lacks_licence_classes" = 11 THEN 'licenceClasses' END,
    CASE WHEN "demerit_lacks_plate_type" = 11 THEN 'plateType' END,
    CASE WHEN "demerit_no_licence_states" AND "demerit_licence_state" = 2 THEN 'licenceStates' END,
    CASE WHEN "demerit_lacks_licence_classes" = 13 THEN 'licenceClasses' END,
    CASE WHEN "demerit_lacks_points" = 13 THEN 'points' END,
    CASE WHEN "demerit_lacks_channel" = 14 THEN 'channel' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_offender_present" = 2 THEN 'offenderPresent' END,
    CASE WHEN "demerit_lacks_channel" = 15 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing
FROM demerit_tested;

-- an audit: 36
ANALYZE demerit_handlings_judged;

-- unusable-rows
-- 有误的数据行及其问题：不计入任何结果，所涉的人、车、违法标为不确定，请先更正
-- Rows with a problem: they count for nothing, and what they name is marked as uncertain; mend them first
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  TRUE AS uncertain,
  ('{"problem":' || 
    COALESCE(('"' || problem || '"'), 'null') || ',"seq":' || 
    COALESCE(CAST(seq AS text), 'null') || ',"zh":' || 
    COALESCE(('"' || CASE WHEN problem LIKE '% missing-value' THEN '缺少人、车、违法、时间、先后顺序编号或者是否'
      WHEN problem LIKE '% malformed' THEN '格式不符：编号含空格或间隔点、用词未列明、数值超出范围'
      WHEN problem LIKE '% in-seconds' THEN '时间在1970年初：应为毫秒而填了秒，或者以0表示没有'
      WHEN problem LIKE '% half-ended' THEN '结束或者变更有时间而没有先后顺序编号，或者相反'
      WHEN problem LIKE '% end-before-beginning' THEN '按编号或者按时间，结束早于开始'
      WHEN problem LIKE '% repeated-key' THEN '主键重复'
      WHEN problem LIKE '% not-on-record' THEN '所处理的违法不在违法记录中，或者其记录有误'
      WHEN problem LIKE '% other-vehicle' THEN '处理记录的机动车与违法记录的机动车不同'
      WHEN problem LIKE '% before-recording' THEN '按编号，处理早于该违法的记录'
      WHEN problem LIKE '% repeated-position' THEN '先后顺序编号重复：同号的行分不出先后' END || '"'), 'null') || ',"en":' || 
    COALESCE(('"' || CASE WHEN problem LIKE '% missing-value' THEN 'Who, what, when, its position or a flag is missing'
      WHEN problem LIKE '% malformed' THEN 'Not of its type: an id with a space or a dot, a word that is not listed, a number out of its range'
      WHEN problem LIKE '% in-seconds' THEN 'An instant of the first weeks of 1970: seconds for milliseconds, or 0 for none'
      WHEN problem LIKE '% half-ended' THEN 'The end or change has a time and no position, or a position and no time'
      WHEN problem LIKE '% end-before-beginning' THEN 'By position or by time the end comes before the beginning'
      WHEN problem LIKE '% repeated-key' THEN 'Another row has the same key'
      WHEN problem LIKE '% not-on-record' THEN 'The violation that was handled is not on record, or its row is in this list'
      WHEN problem LIKE '% other-vehicle' THEN 'The handling names another vehicle than its violation'
      WHEN problem LIKE '% before-recording' THEN 'By position the handling comes before its violation was recorded'
      WHEN problem LIKE '% repeated-position' THEN 'A position is repeated: which of the rows came first is not known' END || '"'), 'null') || '}') AS detail
FROM demerit_problems;

-- bindings-judged
-- 备案的判定结果合计：允许、拒绝、信息不全、有误各多少，缺少哪些信息
-- Bindings by verdict: how many were permitted, refused, undetermined or invalid, and which facts are missing
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (first_at + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  CAST(NULL AS text) AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  doubtful > 0 AS uncertain,
  ('{"verdict":' || 
    COALESCE(('"' || verdict || '"'), 'null') || ',"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"missing":' || 
    COALESCE(('"' || missing || '"'), 'null') || ',"acts":' || 
    COALESCE(CAST(acts AS text), 'null') || '}') AS detail
FROM (
  SELECT verdict, rule_set, missing, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT verdict, rule_set, array_to_string(missing, ' ') AS missing, "at" AS act_at, uncertain
    FROM demerit_bindings_judged
    UNION ALL
    SELECT 'invalid', CAST(NULL AS text), '', "since", TRUE
    FROM demerit_bindings WHERE NOT (cardinality(problems) = 0)
  ) AS demerit_acts_of_groups
  GROUP BY verdict, rule_set, missing
) AS demerit_groups;

-- handlings-judged
-- 处理的判定结果合计：允许、拒绝、信息不全、有误各多少，缺少哪些信息
-- Handlings by verdict: how many were permitted, refused, undetermined or invalid, and which facts are missing
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (first_at + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  CAST(NULL AS text) AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  doubtful > 0 AS uncertain,
  ('{"verdict":' || 
    COALESCE(('"' || verdict || '"'), 'null') || ',"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"missing":' || 
    COALESCE(('"' || missing || '"'), 'null') || ',"acts":' || 
    COALESCE(CAST(acts AS text), 'null') || '}') AS detail
FROM (
  SELECT verdict, rule_set, missing, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT verdict, rule_set, array_to_string(missing, ' ') AS missing, "at" AS act_at, uncertain
    FROM demerit_handlings_judged
    UNION ALL
    SELECT 'invalid', CAST(NULL AS text), '', "at", TRUE
    FROM demerit_handlings WHERE NOT (cardinality(problems) = 0)
  ) AS demerit_acts_of_groups
  GROUP BY verdict, rule_set, missing
) AS demerit_groups;

-- driver-over-cap
-- 已达上限的驾驶人又备案非本人机动车：当时已备案几辆
-- Bindings by drivers who had as many vehicles of others bound as the cap allows: how many
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"driver_bindings":' || 
    COALESCE(CAST("driver_bindings" AS text), 'null') || '}') AS detail
FROM demerit_bindings_judged
WHERE failing && ARRAY['driver-cap']::text[];

-- vehicle-over-cap
-- 机动车已被备案的驾驶人达上限又被备案：当时已有几人
-- Bindings of vehicles that as many drivers had bound as the cap allows: how many
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"vehicle_bindings":' || 
    COALESCE(CAST("vehicle_bindings" AS text), 'null') || '}') AS detail
FROM demerit_bindings_judged
WHERE failing && ARRAY['vehicle-cap']::text[];

-- bound-twice
-- 同一驾驶人备案尚未解除又备案同一机动车
-- Bindings of a vehicle that the same driver had bound already
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"pair_bound":' || 
    CASE WHEN "pair_bound" THEN 'true' WHEN NOT "pair_bound" THEN 'false' ELSE 'null' END || '}') AS detail
FROM demerit_bindings_judged
WHERE failing && ARRAY['already-bound']::text[];

-- own-vehicle
-- 备案本人名下机动车
-- Bindings of the driver’s own vehicle
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"vehicle_owner":' || 
    COALESCE(('"' || "vehicle_owner" || '"'), 'null') || '}') AS detail
FROM demerit_bindings_judged
WHERE failing && ARRAY['own-vehicle']::text[];

-- daily-applications-over-limit
-- 申请备案次数超过每日上限
-- Bindings beyond the limit on applications in a day
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"driver_applications_today":' || 
    COALESCE(CAST("driver_applications_today" AS text), 'null') || '}') AS detail
FROM demerit_bindings_judged
WHERE failing && ARRAY['daily-applications']::text[];

-- yearly-applications-over-limit
-- 申请备案次数超过每个自然年上限
-- Bindings beyond the limit on applications in a calendar year
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS text) AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"driver_applications_this_year":' || 
    COALESCE(CAST("driver_applications_this_year" AS text), 'null') || '}') AS detail
FROM demerit_bindings_judged
WHERE failing && ARRAY['yearly-applications']::text[];

-- bound-after-transfer
-- 机动车转移登记后备案未解除
-- Bindings that stayed open when the vehicle was transferred
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT t.since AS "at",
  CASE WHEN t.since BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (t.since + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  b.driver AS driver, b.vehicle AS vehicle, CAST(NULL AS text) AS violation,
  COALESCE(b.driver IN (SELECT driver FROM demerit_doubts WHERE driver IS NOT NULL)
    OR b.vehicle IN (SELECT vehicle FROM demerit_doubts WHERE vehicle IS NOT NULL), FALSE) AS uncertain,
  ('{"bound_since":' || 
    COALESCE(('"' || CASE WHEN b.since BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (b.since + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END || '"'), 'null') || ',"until":' || 
    COALESCE(('"' || CASE WHEN b.released_at BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (b.released_at + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END || '"'), 'null') || '}') AS detail
FROM (SELECT * FROM demerit_bindings WHERE cardinality(problems) = 0) AS b JOIN (
  SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
    max(CAST(o.owner AS text)) OVER (PARTITION BY o.vehicle ORDER BY o.since, o.seq
      ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS owner_before
  FROM (SELECT * FROM demerit_owners WHERE cardinality(problems) = 0) AS o
) AS t ON t.vehicle = b.vehicle
WHERE t.owner <> t.owner_before AND (b."since" < t."since" OR b."since" = t."since" AND b.seq < t.seq)
  AND (b.released_seq IS NULL OR (t."since" < b."released_at" OR t."since" = b."released_at" AND t.seq < b.released_seq));

-- handled-without-binding
-- 未备案而处理非本人机动车的违法
-- Violations handled without the binding that was needed
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"channel":' || 
    COALESCE(('"' || "channel" || '"'), 'null') || ',"vehicle_owner":' || 
    COALESCE(('"' || "vehicle_owner" || '"'), 'null') || ',"bound_since":' || 
    COALESCE(('"' || CASE WHEN "bound_since" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("bound_since" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END || '"'), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['open-binding']::text[];

-- handled-before-binding
-- 处理备案之前发生的违法
-- Violations handled that happened before the binding
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"channel":' || 
    COALESCE(('"' || "channel" || '"'), 'null') || ',"vehicle_owner":' || 
    COALESCE(('"' || "vehicle_owner" || '"'), 'null') || ',"occurred_at":' || 
    COALESCE(('"' || CASE WHEN "occurred_at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("occurred_at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END || '"'), 'null') || ',"points":' || 
    COALESCE(CAST("points" AS text), 'null') || ',"bound_since":' || 
    COALESCE(('"' || CASE WHEN "bound_since" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("bound_since" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END || '"'), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['since-binding']::text[];

-- fine-over-limit
-- 处理的违法单笔罚款超过上限
-- Violations handled whose fine is over the limit
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"channel":' || 
    COALESCE(('"' || "channel" || '"'), 'null') || ',"fine":' || 
    COALESCE(CAST("fine" AS text), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['fine-limit']::text[];

-- points-over-limit
-- 处理的违法一次记分超过上限
-- Violations handled whose points are over the limit of one violation
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"channel":' || 
    COALESCE(('"' || "channel" || '"'), 'null') || ',"points":' || 
    COALESCE(CAST("points" AS text), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['single-points-limit']::text[];

-- points-without-room
-- 累积记分连同所处理违法的记分已达满分而仍予处理
-- Violations handled though their points, with those held, reach the full score
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"channel":' || 
    COALESCE(('"' || "channel" || '"'), 'null') || ',"points":' || 
    COALESCE(CAST("points" AS text), 'null') || ',"points_held":' || 
    COALESCE(CAST("points_held" AS text), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['points-room']::text[];

-- barred-licence
-- 处理时的驾驶证状态不得处理违法而处理；未提供当时状态的，查不出
-- Violations handled on a licence whose state then bars it; nothing is found unless the state then is given
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"licence_states":' || 
    COALESCE(('"' || array_to_string("licence_states", ' ') || '"'), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['licence-state']::text[];

-- handled-twice
-- 再次处理已经处理或者消除的违法
-- Violations handled that had been handled or removed already
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + ("at" + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  ('{"rule_set":' || 
    COALESCE(('"' || rule_set || '"'), 'null') || ',"violation_state":' || 
    COALESCE(('"' || "violation_state" || '"'), 'null') || '}') AS detail
FROM demerit_handlings_judged
WHERE failing && ARRAY['violation-open']::text[];

-- bindings-by-month
-- 不符合规定的备案，按条款和月份合计
-- Bindings against a provision, by rule and month
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (first_at + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  CAST(NULL AS text) AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  doubtful > 0 AS uncertain,
  ('{"rule":' || 
    COALESCE(('"' || rule || '"'), 'null') || ',"month":' || 
    COALESCE(('"' || month || '"'), 'null') || ',"acts":' || 
    COALESCE(CAST(acts AS text), 'null') || '}') AS detail
FROM (
  SELECT rule, month, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT unnest(failing) AS rule, to_char((DATE '1899-02-02' + CAST(("at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM') AS month, "at" AS act_at, uncertain
    FROM demerit_bindings_judged
  ) AS demerit_acts_of_groups
  GROUP BY rule, month
) AS demerit_groups;

-- handlings-by-month
-- 不符合规定的处理，按条款和月份合计
-- Handlings against a provision, by rule and month
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN to_char(TIMESTAMP '1970-01-01' + (first_at + 28800000) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') END AS beijing_time,
  CAST(NULL AS text) AS driver, CAST(NULL AS text) AS vehicle, CAST(NULL AS text) AS violation,
  doubtful > 0 AS uncertain,
  ('{"rule":' || 
    COALESCE(('"' || rule || '"'), 'null') || ',"month":' || 
    COALESCE(('"' || month || '"'), 'null') || ',"acts":' || 
    COALESCE(CAST(acts AS text), 'null') || '}') AS detail
FROM (
  SELECT rule, month, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT unnest(failing) AS rule, to_char((DATE '1899-02-02' + CAST(("at" + 2237788800000) / 86400000 AS integer)), 'YYYY-MM') AS month, "at" AS act_at, uncertain
    FROM demerit_handlings_judged
  ) AS demerit_acts_of_groups
  GROUP BY rule, month
) AS demerit_groups;
