-- cn-2018-02-24 · 公安部2018年2月公布的规定 · the ministry’s statement of February 2018
-- cn-2024-11-01 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
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
  -- daily-applications: 每日最多申请备案一辆非本人机动车。 (市级政府网站2024年11月说明 page; grade S2; gov24-daily-applications)
  CASE
    WHEN "driver_applications_today" IS NULL THEN 2
    WHEN ("driver_applications_today" + 1) <= 1 THEN 1
    ELSE 3 END AS "demerit_b_daily_applications",
  -- yearly-applications: 每个自然年最多申请备案五次。 (市级政府网站2024年11月说明 page; grade S2; gov24-yearly-applications)
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
WHERE "demerit_verdict_a" <> "demerit_verdict_b"
