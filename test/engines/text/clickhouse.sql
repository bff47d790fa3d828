-- a table: bind
CREATE TABLE "facts" (
  "id" String,
  "at" Nullable(Int64),
  "channel" Nullable(String),
  "driver" Nullable(String),
  "vehicle" Nullable(String),
  "vehicle_owner" Nullable(String),
  "vehicle_owner_kind" Nullable(String),
  "plate_type" Nullable(String),
  "operating" Nullable(Bool),
  "pair_bound" Nullable(Bool),
  "driver_bindings" Nullable(Int32),
  "vehicle_bindings" Nullable(Int32),
  "driver_bindings_ever" Nullable(Int32),
  "driver_applications_today" Nullable(Int32),
  "driver_applications_this_year" Nullable(Int32),
  "owner_consent" Nullable(String),
  "identity_verified" Nullable(Bool),
  "vehicle_released_at" Nullable(Int64),
  "vehicle_released_at_known" Bool,
  "vehicle_drivers_bound_this_year" Nullable(Int32),
  CONSTRAINT "at_value" CHECK (NOT COALESCE("at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "channel_value" CHECK (NOT COALESCE("channel" NOT IN ('window', 'app', 'web', 'kiosk'), FALSE)),
  CONSTRAINT "driver_value" CHECK (NOT COALESCE(lengthUTF8("driver") > 64 OR NOT match("driver", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'), FALSE)),
  CONSTRAINT "vehicle_value" CHECK (NOT COALESCE(lengthUTF8("vehicle") > 64 OR NOT match("vehicle", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'), FALSE)),
  CONSTRAINT "vehicle_owner_value" CHECK (NOT COALESCE(lengthUTF8("vehicle_owner") > 64 OR NOT match("vehicle_owner", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'), FALSE)),
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
) ENGINE = MergeTree ORDER BY tuple();

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
      OR (toString("channel") NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (lengthUTF8("driver") > 64 OR NOT match("driver", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'))
      OR (lengthUTF8("vehicle") > 64 OR NOT match("vehicle", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'))
      OR (lengthUTF8("vehicle_owner") > 64 OR NOT match("vehicle_owner", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'))
      OR (toString("vehicle_owner_kind") NOT IN ('individual', 'unit'))
      OR (toString("plate_type") NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'))
      OR ("operating" NOT IN (0, 1))
      OR ("pair_bound" NOT IN (0, 1))
      OR ("driver_bindings" NOT BETWEEN 0 AND 1000000 OR "driver_bindings" <> floor("driver_bindings"))
      OR ("vehicle_bindings" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_bindings" <> floor("vehicle_bindings"))
      OR ("driver_bindings_ever" NOT BETWEEN 0 AND 1000000 OR
      "driver_bindings_ever" <> floor("driver_bindings_ever"))
      OR ("driver_applications_today" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_today" <> floor("driver_applications_today"))
      OR ("driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR
      "driver_applications_this_year" <> floor("driver_applications_this_year"))
      OR (toString("owner_consent") NOT IN ('none', 'registered-owner', 'qr', 'sms'))
      OR ("identity_verified" NOT IN (0, 1))
      OR ("vehicle_released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "vehicle_released_at" <> floor("vehicle_released_at"))
      OR ("vehicle_drivers_bound_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_drivers_bound_this_year" <> floor("vehicle_drivers_bound_this_year")), 1 = 0)
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
  arrayFilter(x -> x != '', [CASE WHEN "demerit_a_own_vehicle" = 3 AND NOT "demerit_b_own_vehicle" = 3 THEN 'own-vehicle' ELSE '' END,
    CASE WHEN "demerit_a_already_bound" = 3 AND NOT "demerit_b_already_bound" = 3 THEN 'already-bound' ELSE '' END,
    CASE WHEN "demerit_a_driver_cap" = 3 AND NOT "demerit_b_driver_cap" = 3 THEN 'driver-cap' ELSE '' END,
    CASE WHEN "demerit_a_vehicle_cap" = 3 AND NOT "demerit_b_vehicle_cap" = 3 THEN 'vehicle-cap' ELSE '' END,
    CASE WHEN "demerit_a_plate_type" = 3 AND NOT "demerit_b_plate_type" = 3 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_a_non_operating" = 3 AND NOT "demerit_b_non_operating" = 3 THEN 'non-operating' ELSE '' END,
    CASE WHEN "demerit_a_owner_kind" = 3 AND NOT "demerit_b_owner_kind" = 3 THEN 'owner-kind' ELSE '' END,
    CASE WHEN "demerit_a_owner_consent" = 3 AND NOT "demerit_b_owner_consent" = 3 THEN 'owner-consent' ELSE '' END,
    CASE WHEN "demerit_a_identity_verified" = 3 AND NOT "demerit_b_identity_verified" = 3 THEN 'identity-verified' ELSE '' END]) AS only_a,
  arrayFilter(x -> x != '', [CASE WHEN "demerit_b_own_vehicle" = 3 AND NOT "demerit_a_own_vehicle" = 3 THEN 'own-vehicle' ELSE '' END,
    CASE WHEN "demerit_b_already_bound" = 3 AND NOT "demerit_a_already_bound" = 3 THEN 'already-bound' ELSE '' END,
    CASE WHEN "demerit_b_driver_cap" = 3 AND NOT "demerit_a_driver_cap" = 3 THEN 'driver-cap' ELSE '' END,
    CASE WHEN "demerit_b_vehicle_cap" = 3 AND NOT "demerit_a_vehicle_cap" = 3 THEN 'vehicle-cap' ELSE '' END,
    CASE WHEN "demerit_b_daily_applications" = 3 THEN 'daily-applications' ELSE '' END,
    CASE WHEN "demerit_b_yearly_applications" = 3 THEN 'yearly-applications' ELSE '' END,
    CASE WHEN "demerit_b_plate_type" = 3 AND NOT "demerit_a_plate_type" = 3 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_b_non_operating" = 3 AND NOT "demerit_a_non_operating" = 3 THEN 'non-operating' ELSE '' END,
    CASE WHEN "demerit_b_owner_kind" = 3 AND NOT "demerit_a_owner_kind" = 3 THEN 'owner-kind' ELSE '' END,
    CASE WHEN "demerit_b_owner_consent" = 3 AND NOT "demerit_a_owner_consent" = 3 THEN 'owner-consent' ELSE '' END,
    CASE WHEN "demerit_b_identity_verified" = 3 AND NOT "demerit_a_identity_verified" = 3 THEN 'identity-verified' ELSE '' END]) AS only_b,
  CASE WHEN "demerit_a_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_no_at" THEN 'at' ELSE '' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' ELSE '' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_owner" AND "demerit_a_own_vehicle" = 2 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_pair_bound" AND "demerit_a_already_bound" = 2 THEN 'pairBound' ELSE '' END,
    CASE WHEN "demerit_no_driver_bindings" AND "demerit_a_driver_cap" = 2 THEN 'driverBindings' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_bindings" AND "demerit_a_vehicle_cap" = 2 THEN 'vehicleBindings' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 5 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_plate_type" AND "demerit_a_plate_type" = 2 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 6 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_operating" AND "demerit_a_non_operating" = 2 THEN 'operating' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 7 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_a_owner_kind" = 2 THEN 'vehicleOwnerKind' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 8 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_a_owner_consent" = 2 THEN 'ownerConsent' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 9 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_a_identity_verified" = 2 THEN 'identityVerified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS missing_a,
  CASE WHEN "demerit_b_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_no_at" THEN 'at' ELSE '' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' ELSE '' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_owner" AND "demerit_b_own_vehicle" = 2 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_pair_bound" AND "demerit_b_already_bound" = 2 THEN 'pairBound' ELSE '' END,
    CASE WHEN "demerit_no_driver_bindings" AND "demerit_b_driver_cap" = 2 THEN 'driverBindings' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_bindings" AND "demerit_b_vehicle_cap" = 2 THEN 'vehicleBindings' ELSE '' END,
    CASE WHEN "demerit_no_driver_applications_today" AND "demerit_b_daily_applications" = 2 THEN 'driverApplicationsToday' ELSE '' END,
    CASE WHEN "demerit_no_driver_applications_this_year" AND "demerit_b_yearly_applications" = 2 THEN 'driverApplicationsThisYear' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 7 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_plate_type" AND "demerit_b_plate_type" = 2 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 8 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_operating" AND "demerit_b_non_operating" = 2 THEN 'operating' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 9 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_b_owner_kind" = 2 THEN 'vehicleOwnerKind' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 10 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_b_owner_consent" = 2 THEN 'ownerConsent' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 11 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_b_identity_verified" = 2 THEN 'identityVerified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS missing_b
FROM demerit_compared
WHERE "demerit_verdict_a" <> "demerit_verdict_b";

-- a table: handle
CREATE TABLE "facts" (
  "id" String,
  "at" Nullable(Int64),
  "channel" Nullable(String),
  "driver" Nullable(String),
  "vehicle" Nullable(String),
  "vehicle_owner" Nullable(String),
  "plate_type" Nullable(String),
  "violation_state" Nullable(String),
  "occurred_at" Nullable(Int64),
  "fine" Nullable(Int64),
  "points" Nullable(Int32),
  "recorded_by" Nullable(String),
  "bound_since" Nullable(Int64),
  "bound_since_known" Bool,
  "first_binding" Nullable(Bool),
  "licence_states" Array(String),
  "licence_states_known" Bool,
  "licence_classes" Array(String),
  "licence_classes_known" Bool,
  "points_held" Nullable(Int32),
  "full_score_studies" Nullable(Int32),
  "offender_present" Nullable(Bool),
  "identity_verified" Nullable(Bool),
  "others_vehicles_handled_this_year" Nullable(Int32),
  "vehicle_other_drivers_this_year" Nullable(Int32),
  "owned_since" Nullable(Int64),
  CONSTRAINT "at_value" CHECK (NOT COALESCE("at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "channel_value" CHECK (NOT COALESCE("channel" NOT IN ('window', 'app', 'web', 'kiosk'), FALSE)),
  CONSTRAINT "driver_value" CHECK (NOT COALESCE(lengthUTF8("driver") > 64 OR NOT match("driver", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'), FALSE)),
  CONSTRAINT "vehicle_value" CHECK (NOT COALESCE(lengthUTF8("vehicle") > 64 OR NOT match("vehicle", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'), FALSE)),
  CONSTRAINT "vehicle_owner_value" CHECK (NOT COALESCE(lengthUTF8("vehicle_owner") > 64 OR NOT match("vehicle_owner", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'), FALSE)),
  CONSTRAINT "plate_type_value" CHECK (NOT COALESCE("plate_type" NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'), FALSE)),
  CONSTRAINT "violation_state_value" CHECK (NOT COALESCE("violation_state" NOT IN ('open', 'handled', 'withdrawn'), FALSE)),
  CONSTRAINT "occurred_at_value" CHECK (NOT COALESCE("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "fine_value" CHECK (NOT COALESCE("fine" NOT BETWEEN 0 AND 10000000000, FALSE)),
  CONSTRAINT "points_value" CHECK (NOT COALESCE("points" NOT BETWEEN 0 AND 12, FALSE)),
  CONSTRAINT "recorded_by_value" CHECK (NOT COALESCE("recorded_by" NOT IN ('monitoring', 'officer'), FALSE)),
  CONSTRAINT "bound_since_value" CHECK (NOT COALESCE("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE)),
  CONSTRAINT "bound_since_known" CHECK (COALESCE("bound_since_known", FALSE) OR "bound_since" IS NULL),
  CONSTRAINT "licence_states_value" CHECK (NOT COALESCE(COALESCE("licence_states_known", FALSE) AND NOT hasAll(['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending'], "licence_states"), FALSE)),
  CONSTRAINT "licence_states_known" CHECK (COALESCE("licence_states_known", FALSE) OR empty("licence_states")),
  CONSTRAINT "licence_classes_value" CHECK (NOT COALESCE(COALESCE("licence_classes_known", FALSE) AND NOT hasAll(['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P'], "licence_classes"), FALSE)),
  CONSTRAINT "licence_classes_known" CHECK (COALESCE("licence_classes_known", FALSE) OR empty("licence_classes")),
  CONSTRAINT "points_held_value" CHECK (NOT COALESCE("points_held" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "full_score_studies_value" CHECK (NOT COALESCE("full_score_studies" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "others_vehicles_handled_this_year_value" CHECK (NOT COALESCE("others_vehicles_handled_this_year" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "vehicle_other_drivers_this_year_value" CHECK (NOT COALESCE("vehicle_other_drivers_this_year" NOT BETWEEN 0 AND 1000000, FALSE)),
  CONSTRAINT "owned_since_value" CHECK (NOT COALESCE("owned_since" NOT BETWEEN -2209017600000 AND 7258089599999, FALSE))
) ENGINE = MergeTree ORDER BY tuple();

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
      OR (toString("channel") NOT IN ('window', 'app', 'web', 'kiosk'))
      OR (lengthUTF8("driver") > 64 OR NOT match("driver", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'))
      OR (lengthUTF8("vehicle") > 64 OR NOT match("vehicle", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'))
      OR (lengthUTF8("vehicle_owner") > 64 OR NOT match("vehicle_owner", '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$'))
      OR (toString("plate_type") NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52'))
      OR (toString("violation_state") NOT IN ('open', 'handled', 'withdrawn'))
      OR ("occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "occurred_at" <> floor("occurred_at"))
      OR ("fine" NOT BETWEEN 0 AND 10000000000 OR "fine" <> floor("fine"))
      OR ("points" NOT BETWEEN 0 AND 12 OR "points" <> floor("points"))
      OR (toString("recorded_by") NOT IN ('monitoring', 'officer'))
      OR ("bound_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "bound_since" <> floor("bound_since"))
      OR ("first_binding" NOT IN (0, 1))
      OR (COALESCE("licence_states_known", FALSE) AND NOT hasAll(['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred',
      'medical-deferred', 'verification-deferred', 'violations-pending', 'accidents-pending'], "licence_states") OR
      COALESCE("licence_states_known", FALSE) AND ("licence_states" IS NULL OR length("licence_states") <> length(arrayDistinct("licence_states"))))
      OR (COALESCE("licence_classes_known", FALSE) AND NOT hasAll(['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P'], "licence_classes") OR
      COALESCE("licence_classes_known", FALSE) AND ("licence_classes" IS NULL OR length("licence_classes") <> length(arrayDistinct("licence_classes"))))
      OR ("points_held" NOT BETWEEN 0 AND 1000000 OR "points_held" <> floor("points_held"))
      OR ("full_score_studies" NOT BETWEEN 0 AND 1000000 OR
      "full_score_studies" <> floor("full_score_studies"))
      OR ("offender_present" NOT IN (0, 1))
      OR ("identity_verified" NOT IN (0, 1))
      OR ("others_vehicles_handled_this_year" NOT BETWEEN 0 AND 1000000 OR
      "others_vehicles_handled_this_year" <> floor("others_vehicles_handled_this_year"))
      OR ("vehicle_other_drivers_this_year" NOT BETWEEN 0 AND 1000000 OR
      "vehicle_other_drivers_this_year" <> floor("vehicle_other_drivers_this_year"))
      OR ("owned_since" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      "owned_since" <> floor("owned_since")), 1 = 0)
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
    WHEN intDiv("occurred_at" + 2237788800000, 86400000) >= intDiv("bound_since" + 2237788800000, 86400000) THEN 1
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
    WHEN NOT hasAny("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END AS "demerit_a_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']) THEN 1
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
    WHEN CASE WHEN "plate_type" IN ('01', '51') THEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2'])
      WHEN "plate_type" IN ('02', '03', '04', '05', '06', '16', '18', '20', '22', '23', '52') THEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2'])
      WHEN "plate_type" IN ('07', '17', '24') THEN hasAny("licence_classes", ['D', 'E'])
      WHEN "plate_type" IN ('08', '09', '10', '11', '12', '21') THEN hasAny("licence_classes", ['D', 'E', 'F'])
      WHEN "plate_type" IN ('13') THEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4'])
      WHEN "plate_type" IN ('14') THEN 1 = 0
      WHEN "plate_type" IN ('15') THEN hasAny("licence_classes", ['A2', 'C6']) END THEN 1
    ELSE 3 END AS "demerit_b_licence_class",
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-licence-state)
  CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT hasAny("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END AS "demerit_b_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']) THEN 1
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
  arrayFilter(x -> x != '', [CASE WHEN "demerit_a_violation_open" = 3 AND NOT "demerit_b_violation_open" = 3 THEN 'violation-open' ELSE '' END,
    CASE WHEN "demerit_a_not_before_occurrence" = 3 AND NOT "demerit_b_not_before_occurrence" = 3 THEN 'not-before-occurrence' ELSE '' END,
    CASE WHEN "demerit_a_open_binding" = 3 AND NOT "demerit_b_open_binding" = 3 THEN 'open-binding' ELSE '' END,
    CASE WHEN "demerit_a_since_binding" = 3 AND NOT "demerit_b_since_binding" = 3 THEN 'since-binding' ELSE '' END,
    CASE WHEN "demerit_a_fine_limit" = 3 AND NOT "demerit_b_fine_limit" = 3 THEN 'fine-limit' ELSE '' END,
    CASE WHEN "demerit_a_recorded_by_monitoring" = 3 AND NOT "demerit_b_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' ELSE '' END,
    CASE WHEN "demerit_a_points_room" = 3 AND NOT "demerit_b_points_room" = 3 THEN 'points-room' ELSE '' END,
    CASE WHEN "demerit_a_vehicles_per_year" = 3 THEN 'vehicles-per-year' ELSE '' END,
    CASE WHEN "demerit_a_drivers_per_year" = 3 THEN 'drivers-per-year' ELSE '' END,
    CASE WHEN "demerit_a_licence_state" = 3 AND NOT "demerit_b_licence_state" = 3 THEN 'licence-state' ELSE '' END,
    CASE WHEN "demerit_a_licence_held" = 3 AND NOT "demerit_b_licence_held" = 3 THEN 'licence-held' ELSE '' END,
    CASE WHEN "demerit_a_offender_present" = 3 AND NOT "demerit_b_offender_present" = 3 THEN 'offender-present' ELSE '' END,
    CASE WHEN "demerit_a_identity_verified" = 3 AND NOT "demerit_b_identity_verified" = 3 THEN 'identity-verified' ELSE '' END]) AS only_a,
  arrayFilter(x -> x != '', [CASE WHEN "demerit_b_violation_open" = 3 AND NOT "demerit_a_violation_open" = 3 THEN 'violation-open' ELSE '' END,
    CASE WHEN "demerit_b_not_before_occurrence" = 3 AND NOT "demerit_a_not_before_occurrence" = 3 THEN 'not-before-occurrence' ELSE '' END,
    CASE WHEN "demerit_b_open_binding" = 3 AND NOT "demerit_a_open_binding" = 3 THEN 'open-binding' ELSE '' END,
    CASE WHEN "demerit_b_since_binding" = 3 AND NOT "demerit_a_since_binding" = 3 THEN 'since-binding' ELSE '' END,
    CASE WHEN "demerit_b_plate_type" = 3 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_b_fine_limit" = 3 AND NOT "demerit_a_fine_limit" = 3 THEN 'fine-limit' ELSE '' END,
    CASE WHEN "demerit_b_recorded_by_monitoring" = 3 AND NOT "demerit_a_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' ELSE '' END,
    CASE WHEN "demerit_b_points_room" = 3 AND NOT "demerit_a_points_room" = 3 THEN 'points-room' ELSE '' END,
    CASE WHEN "demerit_b_single_points_limit" = 3 THEN 'single-points-limit' ELSE '' END,
    CASE WHEN "demerit_b_repeat_full_score" = 3 THEN 'repeat-full-score' ELSE '' END,
    CASE WHEN "demerit_b_licence_class" = 3 THEN 'licence-class' ELSE '' END,
    CASE WHEN "demerit_b_licence_state" = 3 AND NOT "demerit_a_licence_state" = 3 THEN 'licence-state' ELSE '' END,
    CASE WHEN "demerit_b_licence_held" = 3 AND NOT "demerit_a_licence_held" = 3 THEN 'licence-held' ELSE '' END,
    CASE WHEN "demerit_b_offender_present" = 3 AND NOT "demerit_a_offender_present" = 3 THEN 'offender-present' ELSE '' END,
    CASE WHEN "demerit_b_identity_verified" = 3 AND NOT "demerit_a_identity_verified" = 3 THEN 'identity-verified' ELSE '' END]) AS only_b,
  CASE WHEN "demerit_a_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_no_at" THEN 'at' ELSE '' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' ELSE '' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' ELSE '' END,
    CASE WHEN "demerit_no_violation_state" AND "demerit_a_violation_open" = 2 THEN 'violationState' ELSE '' END,
    CASE WHEN "demerit_a_lacks_occurred_at" = 2 THEN 'occurredAt' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 3 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 3 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_a_lacks_bound_since" = 3 THEN 'boundSince' ELSE '' END,
    CASE WHEN "demerit_a_lacks_points" = 3 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 4 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 4 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_a_lacks_occurred_at" = 4 THEN 'occurredAt' ELSE '' END,
    CASE WHEN "demerit_a_lacks_bound_since" = 4 THEN 'boundSince' ELSE '' END,
    CASE WHEN "demerit_a_lacks_points" = 4 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 5 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_fine" AND "demerit_a_fine_limit" = 2 THEN 'fine' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 6 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_a_recorded_by_monitoring" = 2 THEN 'recordedBy' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 7 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_a_lacks_points" = 7 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_a_points_room" = 2 THEN 'pointsHeld' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 8 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 8 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_others_vehicles_handled_this_year" AND "demerit_a_vehicles_per_year" = 2 THEN 'othersVehiclesHandledThisYear' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 9 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_a_lacks_vehicle_owner" = 9 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_other_drivers_this_year" AND "demerit_a_drivers_per_year" = 2 THEN 'vehicleOtherDriversThisYear' ELSE '' END,
    CASE WHEN "demerit_no_licence_states" AND "demerit_a_licence_state" = 2 THEN 'licenceStates' ELSE '' END,
    CASE WHEN "demerit_no_licence_classes" AND "demerit_a_licence_held" = 2 THEN 'licenceClasses' ELSE '' END,
    CASE WHEN "demerit_a_lacks_points" = 11 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 12 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_a_offender_present" = 2 THEN 'offenderPresent' ELSE '' END,
    CASE WHEN "demerit_a_lacks_channel" = 13 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_a_identity_verified" = 2 THEN 'identityVerified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS missing_a,
  CASE WHEN "demerit_b_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_no_at" THEN 'at' ELSE '' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' ELSE '' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' ELSE '' END,
    CASE WHEN "demerit_no_violation_state" AND "demerit_b_violation_open" = 2 THEN 'violationState' ELSE '' END,
    CASE WHEN "demerit_b_lacks_occurred_at" = 2 THEN 'occurredAt' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 3 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 3 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_b_lacks_bound_since" = 3 THEN 'boundSince' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 4 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 4 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_b_lacks_occurred_at" = 4 THEN 'occurredAt' ELSE '' END,
    CASE WHEN "demerit_b_lacks_bound_since" = 4 THEN 'boundSince' ELSE '' END,
    CASE WHEN "demerit_b_lacks_points" = 4 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 5 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 5 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_b_lacks_plate_type" = 5 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 6 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_fine" AND "demerit_b_fine_limit" = 2 THEN 'fine' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 7 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_b_recorded_by_monitoring" = 2 THEN 'recordedBy' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 8 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_points" = 8 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_b_points_room" = 2 THEN 'pointsHeld' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 9 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_points" = 9 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 10 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_vehicle_owner" = 10 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_full_score_studies" AND "demerit_b_repeat_full_score" = 2 THEN 'fullScoreStudies' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 11 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_b_lacks_licence_classes" = 11 THEN 'licenceClasses' ELSE '' END,
    CASE WHEN "demerit_b_lacks_plate_type" = 11 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_no_licence_states" AND "demerit_b_licence_state" = 2 THEN 'licenceStates' ELSE '' END,
    CASE WHEN "demerit_b_lacks_licence_classes" = 13 THEN 'licenceClasses' ELSE '' END,
    CASE WHEN "demerit_b_lacks_points" = 13 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 14 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_b_offender_present" = 2 THEN 'offenderPresent' ELSE '' END,
    CASE WHEN "demerit_b_lacks_channel" = 15 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_b_identity_verified" = 2 THEN 'identityVerified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS missing_b
FROM demerit_compared
WHERE "demerit_verdict_a" <> "demerit_verdict_b";

-- an audit: 1
CREATE OR REPLACE TEMPORARY TABLE demerit_owners AS
  SELECT e."vehicle" AS "vehicle",
    e."owner" AS "owner",
    e."owner_kind" AS "owner_kind",
    e."since" AS "since",
    e."seq" AS "seq",
    arrayFilter(x -> x != '', [CASE WHEN e."vehicle" IS NULL THEN 'owners.vehicle missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."vehicle")) > 64 OR NOT match(toString(e."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'owners.vehicle malformed' ELSE '' END,
    CASE WHEN e."owner" IS NULL THEN 'owners.owner missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."owner")) > 64 OR NOT match(toString(e."owner"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'owners.owner malformed' ELSE '' END,
    CASE WHEN toString(e."owner_kind") NOT IN ('individual', 'unit') THEN 'owners.owner_kind malformed' ELSE '' END,
    CASE WHEN e."since" IS NULL THEN 'owners.since missing-value' ELSE '' END,
    CASE WHEN e."since" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."since" <> floor(e."since") THEN 'owners.since malformed' ELSE '' END,
    CASE WHEN e."since" BETWEEN 0 AND 4102444800 THEN 'owners.since in-seconds' ELSE '' END,
    CASE WHEN e."seq" IS NULL THEN 'owners.seq missing-value' ELSE '' END,
    CASE WHEN e.demerit_uses > 1 THEN 'owners.vehicle,seq repeated-key' ELSE '' END]) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."vehicle", i."seq") AS demerit_uses
    FROM "owners" AS i
  ) AS e;

-- an audit: 2
CREATE OR REPLACE TEMPORARY TABLE demerit_vehicles AS
  SELECT e."id" AS "id",
    e."plate_type" AS "plate_type",
    e."operating" AS "operating",
    e."changed_at" AS "changed_at",
    e."changed_seq" AS "changed_seq",
    arrayFilter(x -> x != '', [CASE WHEN e."id" IS NULL THEN 'vehicles.id missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."id")) > 64 OR NOT match(toString(e."id"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'vehicles.id malformed' ELSE '' END,
    CASE WHEN toString(e."plate_type") NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23',
      '24', '51', '52') THEN 'vehicles.plate_type malformed' ELSE '' END,
    CASE WHEN e."operating" NOT IN (0, 1) THEN 'vehicles.operating malformed' ELSE '' END,
    CASE WHEN e."changed_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."changed_at" <> floor(e."changed_at") THEN 'vehicles.changed_at malformed' ELSE '' END,
    CASE WHEN e."changed_at" BETWEEN 0 AND 4102444800 THEN 'vehicles.changed_at in-seconds' ELSE '' END,
    CASE WHEN e."changed_at" IS NULL AND e."changed_seq" IS NOT NULL OR e."changed_at" IS NOT NULL AND e."changed_seq" IS NULL THEN 'vehicles.changed_at half-ended' ELSE '' END,
    CASE WHEN e.demerit_uses > 1 THEN 'vehicles.id repeated-key' ELSE '' END]) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."id") AS demerit_uses
    FROM "vehicles" AS i
  ) AS e;

-- an audit: 3
CREATE OR REPLACE TEMPORARY TABLE demerit_violations AS
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
    arrayFilter(x -> x != '', [CASE WHEN e."id" IS NULL THEN 'violations.id missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."id")) > 64 OR NOT match(toString(e."id"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'violations.id malformed' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."vehicle")) > 64 OR NOT match(toString(e."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'violations.vehicle malformed' ELSE '' END,
    CASE WHEN e."occurred_at" IS NULL THEN 'violations.occurred_at missing-value' ELSE '' END,
    CASE WHEN e."occurred_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."occurred_at" <> floor(e."occurred_at") THEN 'violations.occurred_at malformed' ELSE '' END,
    CASE WHEN e."occurred_at" BETWEEN 0 AND 4102444800 THEN 'violations.occurred_at in-seconds' ELSE '' END,
    CASE WHEN e."recorded_at" IS NULL THEN 'violations.recorded_at missing-value' ELSE '' END,
    CASE WHEN e."recorded_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."recorded_at" <> floor(e."recorded_at") THEN 'violations.recorded_at malformed' ELSE '' END,
    CASE WHEN e."recorded_at" BETWEEN 0 AND 4102444800 THEN 'violations.recorded_at in-seconds' ELSE '' END,
    CASE WHEN e."seq" IS NULL THEN 'violations.seq missing-value' ELSE '' END,
    CASE WHEN e."fine" NOT BETWEEN 0 AND 10000000000 OR e."fine" <> floor(e."fine") THEN 'violations.fine malformed' ELSE '' END,
    CASE WHEN e."points" NOT BETWEEN 0 AND 12 OR e."points" <> floor(e."points") THEN 'violations.points malformed' ELSE '' END,
    CASE WHEN toString(e."recorded_by") NOT IN ('monitoring', 'officer') THEN 'violations.recorded_by malformed' ELSE '' END,
    CASE WHEN e."withdrawn_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."withdrawn_at" <> floor(e."withdrawn_at") THEN 'violations.withdrawn_at malformed' ELSE '' END,
    CASE WHEN e."withdrawn_at" BETWEEN 0 AND 4102444800 THEN 'violations.withdrawn_at in-seconds' ELSE '' END,
    CASE WHEN e."withdrawn_at" IS NULL AND e."withdrawn_seq" IS NOT NULL OR e."withdrawn_at" IS NOT NULL AND e."withdrawn_seq" IS NULL THEN 'violations.withdrawn_at half-ended' ELSE '' END,
    CASE WHEN e."withdrawn_seq" <= e."seq" OR e."withdrawn_at" < e."recorded_at" THEN 'violations.withdrawn_at end-before-beginning' ELSE '' END,
    CASE WHEN e.demerit_uses > 1 THEN 'violations.id repeated-key' ELSE '' END]) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."id") AS demerit_uses
    FROM "violations" AS i
  ) AS e;

-- an audit: 4
CREATE OR REPLACE TEMPORARY TABLE demerit_bindings AS
  SELECT e."driver" AS "driver",
    e."vehicle" AS "vehicle",
    e."channel" AS "channel",
    e."since" AS "since",
    e."seq" AS "seq",
    e."released_at" AS "released_at",
    e."released_seq" AS "released_seq",
    e."channel" AS "given_channel",
    arrayFilter(x -> x != '', [CASE WHEN e."driver" IS NULL THEN 'bindings.driver missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."driver")) > 64 OR NOT match(toString(e."driver"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'bindings.driver malformed' ELSE '' END,
    CASE WHEN e."vehicle" IS NULL THEN 'bindings.vehicle missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."vehicle")) > 64 OR NOT match(toString(e."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'bindings.vehicle malformed' ELSE '' END,
    CASE WHEN e."since" IS NULL THEN 'bindings.since missing-value' ELSE '' END,
    CASE WHEN e."since" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."since" <> floor(e."since") THEN 'bindings.since malformed' ELSE '' END,
    CASE WHEN e."since" BETWEEN 0 AND 4102444800 THEN 'bindings.since in-seconds' ELSE '' END,
    CASE WHEN e."seq" IS NULL THEN 'bindings.seq missing-value' ELSE '' END,
    CASE WHEN e."released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."released_at" <> floor(e."released_at") THEN 'bindings.released_at malformed' ELSE '' END,
    CASE WHEN e."released_at" BETWEEN 0 AND 4102444800 THEN 'bindings.released_at in-seconds' ELSE '' END,
    CASE WHEN toString(e."channel") NOT IN ('window', 'app', 'web', 'kiosk') THEN 'bindings.channel malformed' ELSE '' END,
    CASE WHEN e."released_at" IS NULL AND e."released_seq" IS NOT NULL OR e."released_at" IS NOT NULL AND e."released_seq" IS NULL THEN 'bindings.released_at half-ended' ELSE '' END,
    CASE WHEN e."released_seq" <= e."seq" OR e."released_at" < e."since" THEN 'bindings.released_at end-before-beginning' ELSE '' END]) AS problems
  FROM "bindings" AS e;

-- an audit: 5
CREATE OR REPLACE TEMPORARY TABLE demerit_handlings AS
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
    arrayFilter(x -> x != '', [CASE WHEN e."violation" IS NULL THEN 'handlings.violation missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."violation")) > 64 OR NOT match(toString(e."violation"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'handlings.violation malformed' ELSE '' END,
    CASE WHEN e."driver" IS NULL THEN 'handlings.driver missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."driver")) > 64 OR NOT match(toString(e."driver"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'handlings.driver malformed' ELSE '' END,
    CASE WHEN e."vehicle" IS NULL THEN 'handlings.vehicle missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."vehicle")) > 64 OR NOT match(toString(e."vehicle"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'handlings.vehicle malformed' ELSE '' END,
    CASE WHEN e."at" IS NULL THEN 'handlings.at missing-value' ELSE '' END,
    CASE WHEN e."at" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."at" <> floor(e."at") THEN 'handlings.at malformed' ELSE '' END,
    CASE WHEN e."at" BETWEEN 0 AND 4102444800 THEN 'handlings.at in-seconds' ELSE '' END,
    CASE WHEN e."seq" IS NULL THEN 'handlings.seq missing-value' ELSE '' END,
    CASE WHEN e."own" IS NULL THEN 'handlings.own missing-value' ELSE '' END,
    CASE WHEN e."own" NOT IN (0, 1) THEN 'handlings.own malformed' ELSE '' END,
    CASE WHEN e."revoked_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR
      e."revoked_at" <> floor(e."revoked_at") THEN 'handlings.revoked_at malformed' ELSE '' END,
    CASE WHEN e."revoked_at" BETWEEN 0 AND 4102444800 THEN 'handlings.revoked_at in-seconds' ELSE '' END,
    CASE WHEN toString(e."channel") NOT IN ('window', 'app', 'web', 'kiosk') THEN 'handlings.channel malformed' ELSE '' END,
    CASE WHEN e."revoked_at" IS NULL AND e."revoked_seq" IS NOT NULL OR e."revoked_at" IS NOT NULL AND e."revoked_seq" IS NULL THEN 'handlings.revoked_at half-ended' ELSE '' END,
    CASE WHEN e."revoked_seq" <= e."seq" OR e."revoked_at" < e."at" THEN 'handlings.revoked_at end-before-beginning' ELSE '' END,
    CASE WHEN x.id IS NULL THEN 'handlings.violation not-on-record' ELSE '' END,
    CASE WHEN x.vehicle <> e."vehicle" THEN 'handlings.vehicle other-vehicle' ELSE '' END,
    CASE WHEN e."seq" < x."seq" THEN 'handlings.seq before-recording' ELSE '' END]) AS problems
  FROM "handlings" AS e
  LEFT JOIN (SELECT * FROM demerit_violations WHERE length(problems) = 0) AS x ON x.id = e."violation"
SETTINGS join_use_nulls = 1;

-- an audit: 6
CREATE OR REPLACE TEMPORARY TABLE demerit_points_step AS
  SELECT e."driver" AS "driver",
    e."day" AS "day",
    e."at" AS "at",
    e."seq" AS "seq",
    e."held" AS "held",
    e."studies" AS "studies",
    arrayFilter(x -> x != '', [CASE WHEN e."driver" IS NULL THEN 'points_step.driver missing-value' ELSE '' END,
    CASE WHEN lengthUTF8(toString(e."driver")) > 64 OR NOT match(toString(e."driver"), '^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$') THEN 'points_step.driver malformed' ELSE '' END,
    CASE WHEN e."day" IS NULL THEN 'points_step.day missing-value' ELSE '' END,
    CASE WHEN e."at" IS NULL THEN 'points_step.at missing-value' ELSE '' END,
    CASE WHEN e."at" NOT BETWEEN -2209017600000 AND 7258089599999 OR e."at" <> floor(e."at") THEN 'points_step.at malformed' ELSE '' END,
    CASE WHEN e."at" BETWEEN 0 AND 4102444800 THEN 'points_step.at in-seconds' ELSE '' END,
    CASE WHEN e."seq" IS NULL THEN 'points_step.seq missing-value' ELSE '' END,
    CASE WHEN e."held" IS NULL THEN 'points_step.held missing-value' ELSE '' END,
    CASE WHEN e."held" NOT BETWEEN 0 AND 1000000 OR e."held" <> floor(e."held") THEN 'points_step.held malformed' ELSE '' END,
    CASE WHEN e."studies" IS NULL THEN 'points_step.studies missing-value' ELSE '' END,
    CASE WHEN e."studies" NOT BETWEEN 0 AND 1000000 OR e."studies" <> floor(e."studies") THEN 'points_step.studies malformed' ELSE '' END,
    CASE WHEN e.demerit_uses > 1 THEN 'points_step.driver,seq,day repeated-key' ELSE '' END]) AS problems
  FROM (
    SELECT i.*, count(*) OVER (PARTITION BY i."driver", i."seq", i."day") AS demerit_uses
    FROM "points_step" AS i
  ) AS e;

-- an audit: 7
CREATE OR REPLACE TEMPORARY TABLE demerit_problems AS
  SELECT CAST(e."since" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(NULL AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation",
    arrayJoin(e.problems) AS problem
  FROM demerit_owners AS e WHERE NOT (length(e.problems) = 0)
  UNION ALL
  SELECT CAST(NULL AS Nullable(Int64)) AS "at",
    CAST(NULL AS Nullable(Int64)) AS "seq",
    CAST(NULL AS Nullable(String)) AS "driver",
    CAST(e."id" AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation",
    arrayJoin(e.problems) AS problem
  FROM demerit_vehicles AS e WHERE NOT (length(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."recorded_at" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(NULL AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(e."id" AS Nullable(String)) AS "violation",
    arrayJoin(e.problems) AS problem
  FROM demerit_violations AS e WHERE NOT (length(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."since" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation",
    arrayJoin(e.problems) AS problem
  FROM demerit_bindings AS e WHERE NOT (length(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."at" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(e."violation" AS Nullable(String)) AS "violation",
    arrayJoin(e.problems) AS problem
  FROM demerit_handlings AS e WHERE NOT (length(e.problems) = 0)
  UNION ALL
  SELECT CAST(e."at" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(NULL AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation",
    arrayJoin(e.problems) AS problem
  FROM demerit_points_step AS e WHERE NOT (length(e.problems) = 0)
  UNION ALL
  SELECT * FROM (
WITH demerit_uses AS (
    SELECT e.*, count(CASE WHEN is_shared = 0 THEN 1 END) OVER (PARTITION BY seq) AS events,
      count(CASE WHEN is_alone = 1 THEN 1 END) OVER (PARTITION BY seq) AS alone
    FROM (
      SELECT CAST(e."since" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(NULL AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation", 'owners.seq' AS source,
        0 AS is_shared, 0 AS is_alone
      FROM (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."recorded_at" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(NULL AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(e."id" AS Nullable(String)) AS "violation", 'violations.seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_violations WHERE length(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."withdrawn_at" AS Nullable(Int64)) AS "at",
    CAST(e."withdrawn_seq" AS Nullable(Int64)) AS "seq",
    CAST(NULL AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(e."id" AS Nullable(String)) AS "violation", 'violations.withdrawn_seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_violations WHERE length(problems) = 0) AS e WHERE e.withdrawn_seq IS NOT NULL
      UNION ALL
      SELECT CAST(e."since" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation", 'bindings.seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."released_at" AS Nullable(Int64)) AS "at",
    CAST(e."released_seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(NULL AS Nullable(String)) AS "violation", 'bindings.released_seq' AS source,
        1 AS is_shared, 0 AS is_alone
      FROM (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS e WHERE e.released_seq IS NOT NULL
      UNION ALL
      SELECT CAST(e."at" AS Nullable(Int64)) AS "at",
    CAST(e."seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(e."violation" AS Nullable(String)) AS "violation", 'handlings.seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_handlings WHERE length(problems) = 0) AS e
      UNION ALL
      SELECT CAST(e."revoked_at" AS Nullable(Int64)) AS "at",
    CAST(e."revoked_seq" AS Nullable(Int64)) AS "seq",
    CAST(e."driver" AS Nullable(String)) AS "driver",
    CAST(e."vehicle" AS Nullable(String)) AS "vehicle",
    CAST(e."violation" AS Nullable(String)) AS "violation", 'handlings.revoked_seq' AS source,
        0 AS is_shared, 1 AS is_alone
      FROM (SELECT * FROM demerit_handlings WHERE length(problems) = 0) AS e WHERE e.revoked_seq IS NOT NULL
    ) AS e
  )
  SELECT "at", "seq", "driver", "vehicle", "violation", concat(source, ' repeated-position') AS problem
  FROM demerit_uses WHERE is_shared = 0 AND events > 1 OR is_shared = 1 AND alone > 0
  ) AS demerit_disorder;

-- an audit: 8
CREATE OR REPLACE TEMPORARY TABLE demerit_doubts AS
  SELECT driver, vehicle, violation FROM demerit_problems AS p
  UNION ALL
  SELECT b.driver AS driver, b.vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation
  FROM demerit_bindings AS b JOIN demerit_owners AS o ON o.vehicle = b.vehicle
  WHERE NOT (length(o.problems) = 0);

-- an audit: 9
CREATE OR REPLACE TEMPORARY TABLE demerit_binding_facts AS
WITH -- The acts that are asked about, numbered.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY e."since", e."seq", e."driver", e."vehicle") AS n,
    toString(e.seq) AS id,
    e."seq" AS seq,
    e."since" AS "at",
    e."driver" AS driver,
    e."vehicle" AS vehicle,
    e."given_channel" AS "channel"
  FROM (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS e
),
-- Those that say who, what, when and at which position: of no others is anything counted.
demerit_whole AS (
  SELECT * FROM demerit_acts
  WHERE seq IS NOT NULL AND "at" IS NOT NULL AND driver IS NOT NULL AND vehicle IS NOT NULL
),
-- Bindings of vehicles that became or were the driver’s own: since when, and until when. Lawful tables have next to none.
demerit_own_bound AS (
  SELECT b.driver AS driver, b.vehicle AS vehicle, b.since AS since, b.seq AS seq, b.released_at AS released_at,
    b.released_seq AS released_seq, w.since AS owned_at, w.seq AS owned_seq, w.until_at AS until_at, w.until_seq AS until_seq
  FROM (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b JOIN (
    SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
      min(CAST(o.since AS Nullable(Int64))) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_at,
      min(CAST(o.seq AS Nullable(Int64))) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_seq
    FROM (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o
  ) AS w ON w.vehicle = b.vehicle AND w.owner = b.driver
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS (
  SELECT t.n AS n, o.owner AS owner, o.owner_kind AS owner_kind, o.since AS since
  FROM (
    SELECT a.n AS n, a.vehicle AS vehicle, max(CASE WHEN (o."since" < a."at" OR o."since" = a."at" AND o.seq < a.seq)
      THEN concat(leftPad(toString(o."since" - (-2209017600000)), 19, '0'), leftPad(toString(o.seq), 19, '0')) END) AS latest
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o ON o.vehicle = a.vehicle
    GROUP BY a.n, a.vehicle
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o
    ON o.vehicle = t.vehicle AND concat(leftPad(toString(o."since" - (-2209017600000)), 19, '0'), leftPad(toString(o.seq), 19, '0')) = t.latest
),
-- The plate type and use of the vehicle as they stand; before their last change they are not known.
demerit_plate AS (
  SELECT a.n AS n, v.plate_type AS plate_type, v.operating AS operating
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_vehicles WHERE length(problems) = 0) AS v
    ON v.id = a.vehicle AND (v.changed_seq IS NULL OR (v."changed_at" < a."at" OR v."changed_at" = a."at" AND v.changed_seq < a.seq))
),
-- The driver’s bindings before the act, and the open one of this vehicle: the earliest, as a registry, which refuses the second,
  --    has it.
demerit_driver_bound AS (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.vehicle END) AS open,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) THEN 1 END) AS ever,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND addDays(toDate32('1970-01-01'), intDiv(b.since + 2237788800000, 86400000) - 25900)
      = addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900) THEN 1 END) AS today,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND toYear(addDays(toDate32('1970-01-01'), intDiv(b.since + 2237788800000, 86400000) - 25900))
      = toYear(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900)) THEN 1 END) AS this_year,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN concat(leftPad(toString(b."since" - (-2209017600000)), 19, '0'), leftPad(toString(b.seq), 19, '0')) END) AS pair_first,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.since END) AS bound_since
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b ON b.driver = a.driver
  GROUP BY a.n
),
-- Of the vehicles that the driver has bound those that are the driver’s own.
demerit_driver_own AS (
  SELECT a.n AS n, count(DISTINCT b.vehicle) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.driver = a.driver
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.driver END) AS open,
    min(concat(leftPad(toString(b."since" - (-2209017600000)), 19, '0'), leftPad(toString(b.seq), 19, '0'))) AS first,
    max(CASE WHEN b.driver <> a.driver AND (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq)
      THEN b.released_at END) AS released_at,
    count(DISTINCT CASE WHEN b.driver <> a.driver AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND toYear(addDays(toDate32('1970-01-01'), intDiv(b.since + 2237788800000, 86400000) - 25900))
      = toYear(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900))
      THEN b.driver END) + 1 AS drivers_of_year
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b ON b.vehicle = a.vehicle
  GROUP BY a.n
),
-- Whether one of the drivers who have bound the vehicle owns it.
demerit_vehicle_own AS (
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
  CASE WHEN driver_bound.n IS NOT NULL THEN CAST(COALESCE(driver_bound.pair_first IS NOT NULL, FALSE) AS Bool) END AS "pair_bound",
  driver_bound.open - COALESCE(driver_own.open, 0) AS "driver_bindings",
  vehicle_bound.open - COALESCE(vehicle_own.open, 0) AS "vehicle_bindings",
  driver_bound.ever AS "driver_bindings_ever",
  driver_bound.today AS "driver_applications_today",
  driver_bound.this_year AS "driver_applications_this_year",
  CAST(NULL AS Nullable(String)) AS "owner_consent",
  CAST(NULL AS Nullable(Bool)) AS "identity_verified",
  vehicle_bound.released_at AS "vehicle_released_at",
  CAST(COALESCE(vehicle_bound.n IS NOT NULL, FALSE) AS Bool) AS "vehicle_released_at_known",
  vehicle_bound.drivers_of_year AS "vehicle_drivers_bound_this_year",
  CAST(COALESCE(acts.driver IN (SELECT driver FROM demerit_doubts WHERE driver IS NOT NULL)
    OR acts.vehicle IN (SELECT vehicle FROM demerit_doubts WHERE vehicle IS NOT NULL), FALSE) AS Bool) AS uncertain
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.n = acts.n
LEFT JOIN demerit_plate AS plate ON plate.n = acts.n
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.n = acts.n
LEFT JOIN demerit_driver_own AS driver_own ON driver_own.n = acts.n
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.n = acts.n
LEFT JOIN demerit_vehicle_own AS vehicle_own ON vehicle_own.n = acts.n
SETTINGS join_use_nulls = 1;

-- an audit: 10
CREATE OR REPLACE TEMPORARY TABLE demerit_bindings_judged AS
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
  arrayFilter(x -> x != '', [CASE WHEN "demerit_own_vehicle" = 3 THEN 'own-vehicle' ELSE '' END,
    CASE WHEN "demerit_already_bound" = 3 THEN 'already-bound' ELSE '' END,
    CASE WHEN "demerit_driver_cap" = 3 THEN 'driver-cap' ELSE '' END,
    CASE WHEN "demerit_vehicle_cap" = 3 THEN 'vehicle-cap' ELSE '' END,
    CASE WHEN "demerit_daily_applications" = 3 THEN 'daily-applications' ELSE '' END,
    CASE WHEN "demerit_yearly_applications" = 3 THEN 'yearly-applications' ELSE '' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_non_operating" = 3 THEN 'non-operating' ELSE '' END,
    CASE WHEN "demerit_owner_kind" = 3 THEN 'owner-kind' ELSE '' END,
    CASE WHEN "demerit_owner_consent" = 3 THEN 'owner-consent' ELSE '' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' ELSE '' END]) AS failing,
  CASE WHEN "demerit_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_own_vehicle" = 2 THEN 'own-vehicle' ELSE '' END,
    CASE WHEN "demerit_already_bound" = 2 THEN 'already-bound' ELSE '' END,
    CASE WHEN "demerit_driver_cap" = 2 THEN 'driver-cap' ELSE '' END,
    CASE WHEN "demerit_vehicle_cap" = 2 THEN 'vehicle-cap' ELSE '' END,
    CASE WHEN "demerit_daily_applications" = 2 THEN 'daily-applications' ELSE '' END,
    CASE WHEN "demerit_yearly_applications" = 2 THEN 'yearly-applications' ELSE '' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_non_operating" = 2 THEN 'non-operating' ELSE '' END,
    CASE WHEN "demerit_owner_kind" = 2 THEN 'owner-kind' ELSE '' END,
    CASE WHEN "demerit_owner_consent" = 2 THEN 'owner-consent' ELSE '' END,
    CASE WHEN "demerit_identity_verified" = 2 THEN 'identity-verified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS "unknown",
  CASE WHEN "demerit_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_no_at" THEN 'at' ELSE '' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' ELSE '' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_owner" AND "demerit_own_vehicle" = 2 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_pair_bound" AND "demerit_already_bound" = 2 THEN 'pairBound' ELSE '' END,
    CASE WHEN "demerit_no_driver_bindings" AND "demerit_driver_cap" = 2 THEN 'driverBindings' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_bindings" AND "demerit_vehicle_cap" = 2 THEN 'vehicleBindings' ELSE '' END,
    CASE WHEN "demerit_no_driver_applications_today" AND "demerit_daily_applications" = 2 THEN 'driverApplicationsToday' ELSE '' END,
    CASE WHEN "demerit_no_driver_applications_this_year" AND "demerit_yearly_applications" = 2 THEN 'driverApplicationsThisYear' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 7 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_plate_type" AND "demerit_plate_type" = 2 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 8 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_operating" AND "demerit_non_operating" = 2 THEN 'operating' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 9 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_owner_kind" = 2 THEN 'vehicleOwnerKind' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_owner_consent" = 2 THEN 'ownerConsent' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS missing
FROM demerit_tested;

-- an audit: 11
CREATE OR REPLACE TEMPORARY TABLE demerit_handling_facts AS
WITH -- The acts that are asked about, numbered.
demerit_acts AS (
  SELECT row_number() OVER (ORDER BY e."at", e."seq", e."driver", e."violation") AS n,
    toString(e.seq) AS id,
    e."seq" AS seq,
    e."at" AS "at",
    e."driver" AS driver,
    e."vehicle" AS vehicle,
    e."violation" AS violation,
    e."given_channel" AS "channel",
    e."kept_violation" AS "kept_violation"
  FROM (SELECT * FROM demerit_handlings WHERE length(problems) = 0) AS e
),
-- Those that say who, what, when and at which position: of no others is anything counted.
demerit_whole AS (
  SELECT * FROM demerit_acts
  WHERE seq IS NOT NULL AND "at" IS NOT NULL AND driver IS NOT NULL AND vehicle IS NOT NULL
),
-- Bindings of vehicles that became or were the driver’s own: since when, and until when. Lawful tables have next to none.
demerit_own_bound AS (
  SELECT b.driver AS driver, b.vehicle AS vehicle, b.since AS since, b.seq AS seq, b.released_at AS released_at,
    b.released_seq AS released_seq, w.since AS owned_at, w.seq AS owned_seq, w.until_at AS until_at, w.until_seq AS until_seq
  FROM (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b JOIN (
    SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
      min(CAST(o.since AS Nullable(Int64))) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_at,
      min(CAST(o.seq AS Nullable(Int64))) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until_seq
    FROM (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o
  ) AS w ON w.vehicle = b.vehicle AND w.owner = b.driver
),
-- The registered owner at the act, and since when: of the last transfer or enrolment before it.
demerit_owner AS (
  SELECT t.n AS n, o.owner AS owner, o.owner_kind AS owner_kind, o.since AS since
  FROM (
    SELECT a.n AS n, a.vehicle AS vehicle, max(CASE WHEN (o."since" < a."at" OR o."since" = a."at" AND o.seq < a.seq)
      THEN concat(leftPad(toString(o."since" - (-2209017600000)), 19, '0'), leftPad(toString(o.seq), 19, '0')) END) AS latest
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o ON o.vehicle = a.vehicle
    GROUP BY a.n, a.vehicle
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o
    ON o.vehicle = t.vehicle AND concat(leftPad(toString(o."since" - (-2209017600000)), 19, '0'), leftPad(toString(o.seq), 19, '0')) = t.latest
),
-- The plate type and use of the vehicle as they stand; before their last change they are not known.
demerit_plate AS (
  SELECT a.n AS n, v.plate_type AS plate_type, v.operating AS operating
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_vehicles WHERE length(problems) = 0) AS v
    ON v.id = a.vehicle AND (v.changed_seq IS NULL OR (v."changed_at" < a."at" OR v."changed_at" = a."at" AND v.changed_seq < a.seq))
),
-- The driver’s bindings before the act, and the open one of this vehicle: the earliest, as a registry, which refuses the second,
  --    has it.
demerit_driver_bound AS (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.vehicle END) AS open,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) THEN 1 END) AS ever,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND addDays(toDate32('1970-01-01'), intDiv(b.since + 2237788800000, 86400000) - 25900)
      = addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900) THEN 1 END) AS today,
    count(CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq) AND toYear(addDays(toDate32('1970-01-01'), intDiv(b.since + 2237788800000, 86400000) - 25900))
      = toYear(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900)) THEN 1 END) AS this_year,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN concat(leftPad(toString(b."since" - (-2209017600000)), 19, '0'), leftPad(toString(b.seq), 19, '0')) END) AS pair_first,
    min(CASE WHEN b.vehicle = a.vehicle
      AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.since END) AS bound_since
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b ON b.driver = a.driver
  GROUP BY a.n
),
-- Of the vehicles that the driver has bound those that are the driver’s own.
demerit_driver_own AS (
  SELECT a.n AS n, count(DISTINCT b.vehicle) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.driver = a.driver
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
),
-- The vehicle’s bindings before the act.
demerit_vehicle_bound AS (
  SELECT a.n AS n,
    count(DISTINCT CASE WHEN (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
      THEN b.driver END) AS open,
    min(concat(leftPad(toString(b."since" - (-2209017600000)), 19, '0'), leftPad(toString(b.seq), 19, '0'))) AS first,
    max(CASE WHEN b.driver <> a.driver AND (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq)
      THEN b.released_at END) AS released_at,
    count(DISTINCT CASE WHEN b.driver <> a.driver AND (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND toYear(addDays(toDate32('1970-01-01'), intDiv(b.since + 2237788800000, 86400000) - 25900))
      = toYear(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900))
      THEN b.driver END) + 1 AS drivers_of_year
  FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b ON b.vehicle = a.vehicle
  GROUP BY a.n
),
-- Whether one of the drivers who have bound the vehicle owns it.
demerit_vehicle_own AS (
  SELECT a.n AS n, count(DISTINCT b.driver) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.vehicle = a.vehicle
  WHERE (b."since" < a."at" OR b."since" = a."at" AND b.seq < a.seq)
      AND (b.released_seq IS NULL OR NOT (b."released_at" < a."at" OR b."released_at" = a."at" AND b.released_seq < a.seq))
    AND (b."owned_at" < a."at" OR b."owned_at" = a."at" AND b.owned_seq < a.seq) AND (b.until_seq IS NULL OR NOT (b."until_at" < a."at" OR b."until_at" = a."at" AND b.until_seq < a.seq))
  GROUP BY a.n
),
-- The violation, and its state before the act.
demerit_violation AS (
  SELECT t.n AS n, x.occurred_at AS occurred_at, x.fine AS fine, x.points AS points, x.recorded_by AS recorded_by,
    CASE WHEN x.id IS NULL THEN NULL WHEN (x."withdrawn_at" < t."at" OR x."withdrawn_at" = t."at" AND x.withdrawn_seq < t.seq) THEN 'withdrawn'
      WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.n AS n, a."at" AS "at", a.seq AS seq, a.violation AS violation,
      count(CASE WHEN (h."at" < a."at" OR h."at" = a."at" AND h.seq < a.seq)
      AND (h.revoked_seq IS NULL OR NOT (h."revoked_at" < a."at" OR h."revoked_at" = a."at" AND h.revoked_seq < a.seq)) THEN 1 END) AS handled
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_handlings WHERE length(problems) = 0) AS h ON h.violation = a.violation
    GROUP BY a.n, a."at", a.seq, a.violation
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_violations WHERE length(problems) = 0) AS x ON x.id = t.violation
),
-- Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.
demerit_others AS (
  SELECT d.n AS n, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.n AS n, count(DISTINCT CASE WHEN NOT h.own AND (h."at" < a."at" OR h."at" = a."at" AND h.seq < a.seq)
      AND (h.revoked_seq IS NULL OR NOT (h."revoked_at" < a."at" OR h."revoked_at" = a."at" AND h.revoked_seq < a.seq))
        AND addDays(toDate32('1970-01-01'), intDiv(h."at" + 2237788800000, 86400000) - 25900) > addYears(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900), -1)
        AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver)
      THEN h.vehicle END) + max(CASE WHEN a.owner IS NULL THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) AS vehicles
    FROM (
      SELECT i.*, w.owner AS owner FROM demerit_whole AS i LEFT JOIN demerit_owner AS w ON w.n = i.n
    ) AS a
    LEFT JOIN (SELECT * FROM demerit_handlings WHERE length(problems) = 0) AS h ON h.driver = a.driver
    GROUP BY a.n
  ) AS d
  JOIN (
    SELECT a.n AS n, count(DISTINCT CASE WHEN NOT h.own AND (h."at" < a."at" OR h."at" = a."at" AND h.seq < a.seq)
      AND (h.revoked_seq IS NULL OR NOT (h."revoked_at" < a."at" OR h."revoked_at" = a."at" AND h.revoked_seq < a.seq))
        AND addDays(toDate32('1970-01-01'), intDiv(h."at" + 2237788800000, 86400000) - 25900) > addYears(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900), -1)
        AND h.driver <> a.owner AND h.driver <> a.driver
      THEN h.driver END) + max(CASE WHEN a.owner IS NULL THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END) AS drivers
    FROM (
      SELECT i.*, w.owner AS owner FROM demerit_whole AS i LEFT JOIN demerit_owner AS w ON w.n = i.n
    ) AS a
    LEFT JOIN (SELECT * FROM demerit_handlings WHERE length(problems) = 0) AS h ON h.vehicle = a.vehicle
    GROUP BY a.n
  ) AS e ON e.n = d.n
),
-- Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is
  --    none. While the table is empty nothing is known.
demerit_points AS (
  SELECT t.n AS n,
    CASE WHEN (SELECT count(*) FROM demerit_points_step) > 0 THEN CASE WHEN t.step IS NULL THEN 0 ELSE p.held END END AS held,
    CASE WHEN (SELECT count(*) FROM demerit_points_step) > 0 THEN CASE WHEN t.step IS NULL THEN 0 ELSE p.studies END END AS studies
  FROM (
    SELECT a.n AS n, a.driver AS driver,
      max(CASE WHEN (p."at" < a."at" OR p."at" = a."at" AND p.seq < a.seq)
        AND p.day <= toString(addDays(toDate32('1970-01-01'), intDiv(a."at" + 2237788800000, 86400000) - 25900))
      THEN concat(concat(leftPad(toString(p."at" - (-2209017600000)), 19, '0'), leftPad(toString(p.seq), 19, '0')), p.day) END) AS step
    FROM demerit_whole AS a LEFT JOIN (SELECT * FROM demerit_points_step WHERE length(problems) = 0) AS p ON p.driver = a.driver
    GROUP BY a.n, a.driver
  ) AS t
  LEFT JOIN (SELECT * FROM demerit_points_step WHERE length(problems) = 0) AS p
    ON p.driver = t.driver AND concat(concat(leftPad(toString(p."at" - (-2209017600000)), 19, '0'), leftPad(toString(p.seq), 19, '0')), p.day) = t.step
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
  CAST(COALESCE(driver_bound.n IS NOT NULL, FALSE) AS Bool) AS "bound_since_known",
  CASE WHEN vehicle_bound.n IS NOT NULL THEN CAST(COALESCE(driver_bound.pair_first = vehicle_bound.first, FALSE) AS Bool) END AS "first_binding",
  CAST([], 'Array(String)') AS "licence_states",
  FALSE AS "licence_states_known",
  CAST([], 'Array(String)') AS "licence_classes",
  FALSE AS "licence_classes_known",
  points.held AS "points_held",
  points.studies AS "full_score_studies",
  CAST(NULL AS Nullable(Bool)) AS "offender_present",
  CAST(NULL AS Nullable(Bool)) AS "identity_verified",
  others.vehicles AS "others_vehicles_handled_this_year",
  others.drivers AS "vehicle_other_drivers_this_year",
  owner.since AS "owned_since",
  CAST(COALESCE(acts.driver IN (SELECT driver FROM demerit_doubts WHERE driver IS NOT NULL)
    OR acts.vehicle IN (SELECT vehicle FROM demerit_doubts WHERE vehicle IS NOT NULL)
    OR acts.violation IN (SELECT violation FROM demerit_doubts WHERE violation IS NOT NULL), FALSE) AS Bool) AS uncertain
FROM demerit_acts AS acts
LEFT JOIN demerit_owner AS owner ON owner.n = acts.n
LEFT JOIN demerit_plate AS plate ON plate.n = acts.n
LEFT JOIN demerit_driver_bound AS driver_bound ON driver_bound.n = acts.n
LEFT JOIN demerit_driver_own AS driver_own ON driver_own.n = acts.n
LEFT JOIN demerit_vehicle_bound AS vehicle_bound ON vehicle_bound.n = acts.n
LEFT JOIN demerit_vehicle_own AS vehicle_own ON vehicle_own.n = acts.n
LEFT JOIN demerit_violation AS violation ON violation.n = acts.n
LEFT JOIN demerit_others AS others ON others.n = acts.n
LEFT JOIN demerit_points AS points ON points.n = acts.n
SETTINGS join_use_nulls = 1;

-- an audit: 12
CREATE OR REPLACE TEMPORARY TABLE demerit_handlings_judged AS
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
    WHEN CASE WHEN "plate_type" IN ('01', '51') THEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2'])
      WHEN "plate_type" IN ('02', '03', '04', '05', '06', '16', '18', '20', '22', '23', '52') THEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2'])
      WHEN "plate_type" IN ('07', '17', '24') THEN hasAny("licence_classes", ['D', 'E'])
      WHEN "plate_type" IN ('08', '09', '10', '11', '12', '21') THEN hasAny("licence_classes", ['D', 'E', 'F'])
      WHEN "plate_type" IN ('13') THEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4'])
      WHEN "plate_type" IN ('14') THEN 1 = 0
      WHEN "plate_type" IN ('15') THEN hasAny("licence_classes", ['A2', 'C6']) END THEN 1
    ELSE 3 END AS "demerit_licence_class",
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日“交管12123”处理说明 notice; grade S2; st-licence-state)
  CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT hasAny("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END AS "demerit_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN hasAny("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']) THEN 1
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
  arrayFilter(x -> x != '', [CASE WHEN "demerit_violation_open" = 3 THEN 'violation-open' ELSE '' END,
    CASE WHEN "demerit_not_before_occurrence" = 3 THEN 'not-before-occurrence' ELSE '' END,
    CASE WHEN "demerit_open_binding" = 3 THEN 'open-binding' ELSE '' END,
    CASE WHEN "demerit_since_binding" = 3 THEN 'since-binding' ELSE '' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_fine_limit" = 3 THEN 'fine-limit' ELSE '' END,
    CASE WHEN "demerit_recorded_by_monitoring" = 3 THEN 'recorded-by-monitoring' ELSE '' END,
    CASE WHEN "demerit_points_room" = 3 THEN 'points-room' ELSE '' END,
    CASE WHEN "demerit_single_points_limit" = 3 THEN 'single-points-limit' ELSE '' END,
    CASE WHEN "demerit_repeat_full_score" = 3 THEN 'repeat-full-score' ELSE '' END,
    CASE WHEN "demerit_licence_class" = 3 THEN 'licence-class' ELSE '' END,
    CASE WHEN "demerit_licence_state" = 3 THEN 'licence-state' ELSE '' END,
    CASE WHEN "demerit_licence_held" = 3 THEN 'licence-held' ELSE '' END,
    CASE WHEN "demerit_offender_present" = 3 THEN 'offender-present' ELSE '' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' ELSE '' END]) AS failing,
  CASE WHEN "demerit_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_violation_open" = 2 THEN 'violation-open' ELSE '' END,
    CASE WHEN "demerit_not_before_occurrence" = 2 THEN 'not-before-occurrence' ELSE '' END,
    CASE WHEN "demerit_open_binding" = 2 THEN 'open-binding' ELSE '' END,
    CASE WHEN "demerit_since_binding" = 2 THEN 'since-binding' ELSE '' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' ELSE '' END,
    CASE WHEN "demerit_fine_limit" = 2 THEN 'fine-limit' ELSE '' END,
    CASE WHEN "demerit_recorded_by_monitoring" = 2 THEN 'recorded-by-monitoring' ELSE '' END,
    CASE WHEN "demerit_points_room" = 2 THEN 'points-room' ELSE '' END,
    CASE WHEN "demerit_single_points_limit" = 2 THEN 'single-points-limit' ELSE '' END,
    CASE WHEN "demerit_repeat_full_score" = 2 THEN 'repeat-full-score' ELSE '' END,
    CASE WHEN "demerit_licence_class" = 2 THEN 'licence-class' ELSE '' END,
    CASE WHEN "demerit_licence_state" = 2 THEN 'licence-state' ELSE '' END,
    CASE WHEN "demerit_licence_held" = 2 THEN 'licence-held' ELSE '' END,
    CASE WHEN "demerit_offender_present" = 2 THEN 'offender-present' ELSE '' END,
    CASE WHEN "demerit_identity_verified" = 2 THEN 'identity-verified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS "unknown",
  CASE WHEN "demerit_any_unknown" THEN arrayFilter(x -> x != '', [CASE WHEN "demerit_no_at" THEN 'at' ELSE '' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' ELSE '' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' ELSE '' END,
    CASE WHEN "demerit_no_violation_state" AND "demerit_violation_open" = 2 THEN 'violationState' ELSE '' END,
    CASE WHEN "demerit_lacks_occurred_at" = 2 THEN 'occurredAt' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 3 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 3 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_lacks_bound_since" = 3 THEN 'boundSince' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 4 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 4 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_lacks_occurred_at" = 4 THEN 'occurredAt' ELSE '' END,
    CASE WHEN "demerit_lacks_bound_since" = 4 THEN 'boundSince' ELSE '' END,
    CASE WHEN "demerit_lacks_points" = 4 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 5 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 5 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_lacks_plate_type" = 5 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 6 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_fine" AND "demerit_fine_limit" = 2 THEN 'fine' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 7 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_recorded_by" AND "demerit_recorded_by_monitoring" = 2 THEN 'recordedBy' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 8 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_points" = 8 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_no_points_held" AND "demerit_points_room" = 2 THEN 'pointsHeld' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 9 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_points" = 9 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_vehicle_owner" = 10 THEN 'vehicleOwner' ELSE '' END,
    CASE WHEN "demerit_no_full_score_studies" AND "demerit_repeat_full_score" = 2 THEN 'fullScoreStudies' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_lacks_licence_classes" = 11 THEN 'licenceClasses' ELSE '' END,
    CASE WHEN "demerit_lacks_plate_type" = 11 THEN 'plateType' ELSE '' END,
    CASE WHEN "demerit_no_licence_states" AND "demerit_licence_state" = 2 THEN 'licenceStates' ELSE '' END,
    CASE WHEN "demerit_lacks_licence_classes" = 13 THEN 'licenceClasses' ELSE '' END,
    CASE WHEN "demerit_lacks_points" = 13 THEN 'points' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 14 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_offender_present" AND "demerit_offender_present" = 2 THEN 'offenderPresent' ELSE '' END,
    CASE WHEN "demerit_lacks_channel" = 15 THEN 'channel' ELSE '' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' ELSE '' END]) ELSE CAST([], 'Array(String)') END AS missing
FROM demerit_tested;

-- unusable-rows
-- 有误的数据行及其问题：不计入任何结果，所涉的人、车、违法标为不确定，请先更正
-- Rows with a problem: they count for nothing, and what they name is marked as uncertain; mend them first
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  TRUE AS uncertain,
  concat('{"problem":', 
    COALESCE(concat('"', problem, '"'), 'null'), ',"seq":', 
    COALESCE(toString(seq), 'null'), ',"zh":', 
    COALESCE(concat('"', CASE WHEN problem LIKE '% missing-value' THEN '缺少人、车、违法、时间、先后顺序编号或者是否'
      WHEN problem LIKE '% malformed' THEN '格式不符：编号含空格或间隔点、用词未列明、数值超出范围'
      WHEN problem LIKE '% in-seconds' THEN '时间在1970年初：应为毫秒而填了秒，或者以0表示没有'
      WHEN problem LIKE '% half-ended' THEN '结束或者变更有时间而没有先后顺序编号，或者相反'
      WHEN problem LIKE '% end-before-beginning' THEN '按编号或者按时间，结束早于开始'
      WHEN problem LIKE '% repeated-key' THEN '主键重复'
      WHEN problem LIKE '% not-on-record' THEN '所处理的违法不在违法记录中，或者其记录有误'
      WHEN problem LIKE '% other-vehicle' THEN '处理记录的机动车与违法记录的机动车不同'
      WHEN problem LIKE '% before-recording' THEN '按编号，处理早于该违法的记录'
      WHEN problem LIKE '% repeated-position' THEN '先后顺序编号重复：同号的行分不出先后' END, '"'), 'null'), ',"en":', 
    COALESCE(concat('"', CASE WHEN problem LIKE '% missing-value' THEN 'Who, what, when, its position or a flag is missing'
      WHEN problem LIKE '% malformed' THEN 'Not of its type: an id with a space or a dot, a word that is not listed, a number out of its range'
      WHEN problem LIKE '% in-seconds' THEN 'An instant of the first weeks of 1970: seconds for milliseconds, or 0 for none'
      WHEN problem LIKE '% half-ended' THEN 'The end or change has a time and no position, or a position and no time'
      WHEN problem LIKE '% end-before-beginning' THEN 'By position or by time the end comes before the beginning'
      WHEN problem LIKE '% repeated-key' THEN 'Another row has the same key'
      WHEN problem LIKE '% not-on-record' THEN 'The violation that was handled is not on record, or its row is in this list'
      WHEN problem LIKE '% other-vehicle' THEN 'The handling names another vehicle than its violation'
      WHEN problem LIKE '% before-recording' THEN 'By position the handling comes before its violation was recorded'
      WHEN problem LIKE '% repeated-position' THEN 'A position is repeated: which of the rows came first is not known' END, '"'), 'null'), '}') AS detail
FROM demerit_problems;

-- bindings-judged
-- 备案的判定结果合计：允许、拒绝、信息不全、有误各多少，缺少哪些信息
-- Bindings by verdict: how many were permitted, refused, undetermined or invalid, and which facts are missing
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(first_at + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  CAST(NULL AS Nullable(String)) AS driver, CAST(NULL AS Nullable(String)) AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  doubtful > 0 AS uncertain,
  concat('{"verdict":', 
    COALESCE(concat('"', verdict, '"'), 'null'), ',"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"missing":', 
    COALESCE(concat('"', missing, '"'), 'null'), ',"acts":', 
    COALESCE(toString(acts), 'null'), '}') AS detail
FROM (
  SELECT verdict, rule_set, missing, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT verdict, rule_set, arrayStringConcat(missing, ' ') AS missing, "at" AS act_at, uncertain
    FROM demerit_bindings_judged
    UNION ALL
    SELECT 'invalid', CAST(NULL AS Nullable(String)), '', "since", TRUE
    FROM demerit_bindings WHERE NOT (length(problems) = 0)
  ) AS demerit_acts_of_groups
  GROUP BY verdict, rule_set, missing
) AS demerit_groups;

-- handlings-judged
-- 处理的判定结果合计：允许、拒绝、信息不全、有误各多少，缺少哪些信息
-- Handlings by verdict: how many were permitted, refused, undetermined or invalid, and which facts are missing
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(first_at + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  CAST(NULL AS Nullable(String)) AS driver, CAST(NULL AS Nullable(String)) AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  doubtful > 0 AS uncertain,
  concat('{"verdict":', 
    COALESCE(concat('"', verdict, '"'), 'null'), ',"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"missing":', 
    COALESCE(concat('"', missing, '"'), 'null'), ',"acts":', 
    COALESCE(toString(acts), 'null'), '}') AS detail
FROM (
  SELECT verdict, rule_set, missing, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT verdict, rule_set, arrayStringConcat(missing, ' ') AS missing, "at" AS act_at, uncertain
    FROM demerit_handlings_judged
    UNION ALL
    SELECT 'invalid', CAST(NULL AS Nullable(String)), '', "at", TRUE
    FROM demerit_handlings WHERE NOT (length(problems) = 0)
  ) AS demerit_acts_of_groups
  GROUP BY verdict, rule_set, missing
) AS demerit_groups;

-- driver-over-cap
-- 已达上限的驾驶人又备案非本人机动车：当时已备案几辆
-- Bindings by drivers who had as many vehicles of others bound as the cap allows: how many
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"driver_bindings":', 
    COALESCE(toString("driver_bindings"), 'null'), '}') AS detail
FROM demerit_bindings_judged
WHERE hasAny(failing, ['driver-cap']);

-- vehicle-over-cap
-- 机动车已被备案的驾驶人达上限又被备案：当时已有几人
-- Bindings of vehicles that as many drivers had bound as the cap allows: how many
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"vehicle_bindings":', 
    COALESCE(toString("vehicle_bindings"), 'null'), '}') AS detail
FROM demerit_bindings_judged
WHERE hasAny(failing, ['vehicle-cap']);

-- bound-twice
-- 同一驾驶人备案尚未解除又备案同一机动车
-- Bindings of a vehicle that the same driver had bound already
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"pair_bound":', 
    CASE WHEN "pair_bound" THEN 'true' WHEN NOT "pair_bound" THEN 'false' ELSE 'null' END, '}') AS detail
FROM demerit_bindings_judged
WHERE hasAny(failing, ['already-bound']);

-- own-vehicle
-- 备案本人名下机动车
-- Bindings of the driver’s own vehicle
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"vehicle_owner":', 
    COALESCE(concat('"', "vehicle_owner", '"'), 'null'), '}') AS detail
FROM demerit_bindings_judged
WHERE hasAny(failing, ['own-vehicle']);

-- daily-applications-over-limit
-- 申请备案次数超过每日上限
-- Bindings beyond the limit on applications in a day
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"driver_applications_today":', 
    COALESCE(toString("driver_applications_today"), 'null'), '}') AS detail
FROM demerit_bindings_judged
WHERE hasAny(failing, ['daily-applications']);

-- yearly-applications-over-limit
-- 申请备案次数超过每个自然年上限
-- Bindings beyond the limit on applications in a calendar year
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"driver_applications_this_year":', 
    COALESCE(toString("driver_applications_this_year"), 'null'), '}') AS detail
FROM demerit_bindings_judged
WHERE hasAny(failing, ['yearly-applications']);

-- bound-after-transfer
-- 机动车转移登记后备案未解除
-- Bindings that stayed open when the vehicle was transferred
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT t.since AS "at",
  CASE WHEN t.since BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(t.since + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  b.driver AS driver, b.vehicle AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  CAST(COALESCE(b.driver IN (SELECT driver FROM demerit_doubts WHERE driver IS NOT NULL)
    OR b.vehicle IN (SELECT vehicle FROM demerit_doubts WHERE vehicle IS NOT NULL), FALSE) AS Bool) AS uncertain,
  concat('{"bound_since":', 
    COALESCE(concat('"', CASE WHEN b.since BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(b.since + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END, '"'), 'null'), ',"until":', 
    COALESCE(concat('"', CASE WHEN b.released_at BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(b.released_at + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END, '"'), 'null'), '}') AS detail
FROM (SELECT * FROM demerit_bindings WHERE length(problems) = 0) AS b JOIN (
  SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
    max(CAST(o.owner AS Nullable(String))) OVER (PARTITION BY o.vehicle ORDER BY o.since, o.seq
      ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS owner_before
  FROM (SELECT * FROM demerit_owners WHERE length(problems) = 0) AS o
) AS t ON t.vehicle = b.vehicle
WHERE t.owner <> t.owner_before AND (b."since" < t."since" OR b."since" = t."since" AND b.seq < t.seq)
  AND (b.released_seq IS NULL OR (t."since" < b."released_at" OR t."since" = b."released_at" AND t.seq < b.released_seq));

-- handled-without-binding
-- 未备案而处理非本人机动车的违法
-- Violations handled without the binding that was needed
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"channel":', 
    COALESCE(concat('"', "channel", '"'), 'null'), ',"vehicle_owner":', 
    COALESCE(concat('"', "vehicle_owner", '"'), 'null'), ',"bound_since":', 
    COALESCE(concat('"', CASE WHEN "bound_since" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("bound_since" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END, '"'), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['open-binding']);

-- handled-before-binding
-- 处理备案之前发生的违法
-- Violations handled that happened before the binding
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"channel":', 
    COALESCE(concat('"', "channel", '"'), 'null'), ',"vehicle_owner":', 
    COALESCE(concat('"', "vehicle_owner", '"'), 'null'), ',"occurred_at":', 
    COALESCE(concat('"', CASE WHEN "occurred_at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("occurred_at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END, '"'), 'null'), ',"points":', 
    COALESCE(toString("points"), 'null'), ',"bound_since":', 
    COALESCE(concat('"', CASE WHEN "bound_since" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("bound_since" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END, '"'), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['since-binding']);

-- fine-over-limit
-- 处理的违法单笔罚款超过上限
-- Violations handled whose fine is over the limit
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"channel":', 
    COALESCE(concat('"', "channel", '"'), 'null'), ',"fine":', 
    COALESCE(toString("fine"), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['fine-limit']);

-- points-over-limit
-- 处理的违法一次记分超过上限
-- Violations handled whose points are over the limit of one violation
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"channel":', 
    COALESCE(concat('"', "channel", '"'), 'null'), ',"points":', 
    COALESCE(toString("points"), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['single-points-limit']);

-- points-without-room
-- 累积记分连同所处理违法的记分已达满分而仍予处理
-- Violations handled though their points, with those held, reach the full score
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"channel":', 
    COALESCE(concat('"', "channel", '"'), 'null'), ',"points":', 
    COALESCE(toString("points"), 'null'), ',"points_held":', 
    COALESCE(toString("points_held"), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['points-room']);

-- barred-licence
-- 处理时的驾驶证状态不得处理违法而处理；未提供当时状态的，查不出
-- Violations handled on a licence whose state then bars it; nothing is found unless the state then is given
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"licence_states":', 
    COALESCE(concat('"', arrayStringConcat("licence_states", ' '), '"'), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['licence-state']);

-- handled-twice
-- 再次处理已经处理或者消除的违法
-- Violations handled that had been handled or removed already
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT "at" AS "at",
  CASE WHEN "at" BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST("at" + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  driver AS driver, vehicle AS vehicle, violation AS violation,
  uncertain AS uncertain,
  concat('{"rule_set":', 
    COALESCE(concat('"', rule_set, '"'), 'null'), ',"violation_state":', 
    COALESCE(concat('"', "violation_state", '"'), 'null'), '}') AS detail
FROM demerit_handlings_judged
WHERE hasAny(failing, ['violation-open']);

-- bindings-by-month
-- 不符合规定的备案，按条款和月份合计
-- Bindings against a provision, by rule and month
-- cn-2024-11-01@5e370f6dddf062a8 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
SELECT first_at AS "at",
  CASE WHEN first_at BETWEEN -2209017600000 AND 7258089599999
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(first_at + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  CAST(NULL AS Nullable(String)) AS driver, CAST(NULL AS Nullable(String)) AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  doubtful > 0 AS uncertain,
  concat('{"rule":', 
    COALESCE(concat('"', rule, '"'), 'null'), ',"month":', 
    COALESCE(concat('"', month, '"'), 'null'), ',"acts":', 
    COALESCE(toString(acts), 'null'), '}') AS detail
FROM (
  SELECT rule, month, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT arrayJoin(failing) AS rule, substring(toString(addDays(toDate32('1970-01-01'), intDiv("at" + 2237788800000, 86400000) - 25900)), 1, 7) AS month, "at" AS act_at, uncertain
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
    THEN concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(first_at + 28800000 AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00') END AS beijing_time,
  CAST(NULL AS Nullable(String)) AS driver, CAST(NULL AS Nullable(String)) AS vehicle, CAST(NULL AS Nullable(String)) AS violation,
  doubtful > 0 AS uncertain,
  concat('{"rule":', 
    COALESCE(concat('"', rule, '"'), 'null'), ',"month":', 
    COALESCE(concat('"', month, '"'), 'null'), ',"acts":', 
    COALESCE(toString(acts), 'null'), '}') AS detail
FROM (
  SELECT rule, month, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    SELECT arrayJoin(failing) AS rule, substring(toString(addDays(toDate32('1970-01-01'), intDiv("at" + 2237788800000, 86400000) - 25900)), 1, 7) AS month, "at" AS act_at, uncertain
    FROM demerit_handlings_judged
  ) AS demerit_acts_of_groups
  GROUP BY rule, month
) AS demerit_groups;
