WITH demerit_given AS MATERIALIZED (
SELECT "id", "demerit_f_at", "demerit_f_channel", "demerit_f_driver", "demerit_f_vehicle", "demerit_f_vehicleOwner", "demerit_f_vehicleOwnerKind", "demerit_f_plateType", "demerit_f_operating", "demerit_f_pairBound", "demerit_f_driverBindings", "demerit_f_vehicleBindings", "demerit_f_driverBindingsEver", "demerit_f_driverApplicationsToday", "demerit_f_driverApplicationsThisYear", "demerit_f_ownerConsent", "demerit_f_identityVerified", "demerit_f_vehicleReleasedAt", "demerit_k_vehicleReleasedAt", "demerit_f_vehicleDriversBoundThisYear" FROM (SELECT "id",
  "at" AS "demerit_f_at",
  "channel" AS "demerit_f_channel",
  "driver" AS "demerit_f_driver",
  "vehicle" AS "demerit_f_vehicle",
  "vehicle_owner" AS "demerit_f_vehicleOwner",
  "vehicle_owner_kind" AS "demerit_f_vehicleOwnerKind",
  "plate_type" AS "demerit_f_plateType",
  "operating" AS "demerit_f_operating",
  "pair_bound" AS "demerit_f_pairBound",
  "driver_bindings" AS "demerit_f_driverBindings",
  "vehicle_bindings" AS "demerit_f_vehicleBindings",
  "driver_bindings_ever" AS "demerit_f_driverBindingsEver",
  "driver_applications_today" AS "demerit_f_driverApplicationsToday",
  "driver_applications_this_year" AS "demerit_f_driverApplicationsThisYear",
  "owner_consent" AS "demerit_f_ownerConsent",
  "identity_verified" AS "demerit_f_identityVerified",
  "vehicle_released_at" AS "demerit_f_vehicleReleasedAt",
  COALESCE("vehicle_released_at_known", FALSE) AS "demerit_k_vehicleReleasedAt",
  "vehicle_drivers_bound_this_year" AS "demerit_f_vehicleDriversBoundThisYear",
  COALESCE(("at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "at" <> floor("at"))
    OR (CAST("channel" AS text) NOT IN ('window', 'app', 'web', 'kiosk'))
    OR (char_length("driver") > 64 OR NOT (CAST("driver" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
    OR (char_length("vehicle") > 64 OR NOT (CAST("vehicle" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
    OR (char_length("vehicle_owner") > 64 OR NOT (CAST("vehicle_owner" AS text) COLLATE "C") ~ E'^[!#-&(-[\\]-_a-~㐀-䶿一-鿿]+$')
    OR (CAST("vehicle_owner_kind" AS text) NOT IN ('individual', 'unit'))
    OR (CAST("plate_type" AS text) NOT IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23', '24', '51', '52'))
    OR ("driver_bindings" NOT BETWEEN 0 AND 1000000 OR "driver_bindings" <> floor("driver_bindings"))
    OR ("vehicle_bindings" NOT BETWEEN 0 AND 1000000 OR "vehicle_bindings" <> floor("vehicle_bindings"))
    OR ("driver_bindings_ever" NOT BETWEEN 0 AND 1000000 OR "driver_bindings_ever" <> floor("driver_bindings_ever"))
    OR ("driver_applications_today" NOT BETWEEN 0 AND 1000000 OR "driver_applications_today" <> floor("driver_applications_today"))
    OR ("driver_applications_this_year" NOT BETWEEN 0 AND 1000000 OR "driver_applications_this_year" <> floor("driver_applications_this_year"))
    OR (CAST("owner_consent" AS text) NOT IN ('none', 'registered-owner', 'qr', 'sms'))
    OR ("vehicle_released_at" NOT BETWEEN -2209017600000 AND 7258089599999 OR "vehicle_released_at" <> floor("vehicle_released_at"))
    OR ("vehicle_drivers_bound_this_year" NOT BETWEEN 0 AND 1000000 OR "vehicle_drivers_bound_this_year" <> floor("vehicle_drivers_bound_this_year")), 1 = 0) AS "demerit_broken"
  FROM "facts" AS demerit_from) AS demerit_carried WHERE NOT "demerit_broken"
),
demerit_once_judged AS MATERIALIZED (
SELECT "id", "demerit_f_at", "demerit_f_channel", "demerit_f_driver", "demerit_f_vehicle", "demerit_f_vehicleOwner", "demerit_f_vehicleOwnerKind", "demerit_f_plateType", "demerit_f_operating", "demerit_f_pairBound", "demerit_f_driverBindings", "demerit_f_vehicleBindings", "demerit_f_driverBindingsEver", "demerit_f_driverApplicationsToday", "demerit_f_driverApplicationsThisYear", "demerit_f_ownerConsent", "demerit_f_identityVerified", "demerit_f_vehicleReleasedAt", "demerit_k_vehicleReleasedAt", "demerit_f_vehicleDriversBoundThisYear", verdict AS "demerit_a_verdict", failing AS "demerit_a_failing", missing AS "demerit_a_missing" FROM (
-- cn-2018-02-24 · 公安部2018年2月公布的规定 · the ministry’s statement of February 2018
-- How each provision comes out: 0 it is not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
WITH demerit_provisions AS (
  SELECT "id",
  "demerit_f_at",
  "demerit_f_channel",
  "demerit_f_driver",
  "demerit_f_vehicle",
  "demerit_f_vehicleOwner",
  "demerit_f_vehicleOwnerKind",
  "demerit_f_plateType",
  "demerit_f_operating",
  "demerit_f_pairBound",
  "demerit_f_driverBindings",
  "demerit_f_vehicleBindings",
  "demerit_f_driverBindingsEver",
  "demerit_f_driverApplicationsToday",
  "demerit_f_driverApplicationsThisYear",
  "demerit_f_ownerConsent",
  "demerit_f_identityVerified",
  "demerit_f_vehicleReleasedAt",
  "demerit_k_vehicleReleasedAt",
  "demerit_f_vehicleDriversBoundThisYear",
  -- own-vehicle: 处理本人名下机动车的交通违法与以前一样，无需绑定。 (武汉晚报2018年2月23日报道 report; grade I; wh1-own-vehicle)
  CASE
    WHEN "demerit_f_driver" IS NULL OR "demerit_f_vehicleOwner" IS NULL THEN 2
    WHEN "demerit_f_driver" <> "demerit_f_vehicleOwner" THEN 1
    ELSE 3 END AS "demerit_own_vehicle",
  -- already-bound: 解除备案后，可重新申请备案其他机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-already-bound)
  CASE
    WHEN "demerit_f_pairBound" IS NULL THEN 2
    WHEN NOT "demerit_f_pairBound" THEN 1
    ELSE 3 END AS "demerit_already_bound",
  -- driver-cap: 一人同时最多可备案三辆非本人名下机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-driver-cap)
  CASE
    WHEN "demerit_f_driverBindings" IS NULL THEN 2
    WHEN ("demerit_f_driverBindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_driver_cap",
  -- vehicle-cap: 一辆机动车最多可由所有人以外的三名驾驶人同时备案。 (公安部交通管理局2018年2月26日问答 Q&A; grade O; qa8a-vehicle-cap)
  CASE
    WHEN "demerit_f_vehicleBindings" IS NULL THEN 2
    WHEN ("demerit_f_vehicleBindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_vehicle_cap",
  -- plate-type: 通过“交管12123”只能处理小型汽车的交通违法。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-plate-type)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_plateType" IS NULL THEN 2
    WHEN "demerit_f_plateType" IN ('02', '52') THEN 1
    ELSE 3 END AS "demerit_plate_type",
  -- non-operating: 驾驶出租、租赁等车辆发生的交通违法，可以到交通违法处理窗口处理。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-non-operating)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_operating" IS NULL THEN 2
    WHEN NOT "demerit_f_operating" THEN 1
    ELSE 3 END AS "demerit_non_operating",
  -- owner-kind: 通过“交管12123”只能处理个人名下小型汽车的交通违法；驾驶单位车辆的，可以到交通违法处理窗口处理。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-owner-kind)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_vehicleOwnerKind" IS NULL THEN 2
    WHEN "demerit_f_vehicleOwnerKind" IN ('individual') THEN 1
    ELSE 3 END AS "demerit_owner_kind",
  -- owner-consent: 向被备案机动车所有人注册时所留手机号码发送短信验证码。 (厦门网2018年2月27日报道 report; grade S2; xmn18-owner-consent)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_ownerConsent" IS NULL THEN 2
    WHEN "demerit_f_ownerConsent" IN ('registered-owner') THEN 1
    ELSE 3 END AS "demerit_owner_consent",
  -- identity-verified: 到窗口备案的，由民警核验身份。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-identity-at-binding)
  CASE
    WHEN "demerit_f_channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_identityVerified" IS NULL THEN 2
    WHEN "demerit_f_identityVerified" THEN 1
    ELSE 3 END AS "demerit_identity_verified",
  "demerit_f_at" IS NULL AS "demerit_no_at",
  "demerit_f_driver" IS NULL AS "demerit_no_driver",
  "demerit_f_vehicle" IS NULL AS "demerit_no_vehicle",
  "demerit_f_vehicleOwner" IS NULL AS "demerit_no_vehicleOwner",
  "demerit_f_pairBound" IS NULL AS "demerit_no_pairBound",
  "demerit_f_driverBindings" IS NULL AS "demerit_no_driverBindings",
  "demerit_f_vehicleBindings" IS NULL AS "demerit_no_vehicleBindings",
  "demerit_f_channel" IS NULL AS "demerit_no_channel",
  "demerit_f_plateType" IS NULL AS "demerit_no_plateType",
  "demerit_f_operating" IS NULL AS "demerit_no_operating",
  "demerit_f_vehicleOwnerKind" IS NULL AS "demerit_no_vehicleOwnerKind",
  "demerit_f_ownerConsent" IS NULL AS "demerit_no_ownerConsent",
  "demerit_f_identityVerified" IS NULL AS "demerit_no_identityVerified"
  FROM demerit_given
  OFFSET 0
),
demerit_tested AS (
  SELECT *,
    "demerit_own_vehicle" = 2
      OR "demerit_already_bound" = 2
      OR "demerit_driver_cap" = 2
      OR "demerit_vehicle_cap" = 2
      OR "demerit_plate_type" = 2
      OR "demerit_non_operating" = 2
      OR "demerit_owner_kind" = 2
      OR "demerit_owner_consent" = 2
      OR "demerit_identity_verified" = 2
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle" AS "demerit_any_unknown"
  FROM demerit_provisions
)
SELECT "id",
  "demerit_f_at",
  "demerit_f_channel",
  "demerit_f_driver",
  "demerit_f_vehicle",
  "demerit_f_vehicleOwner",
  "demerit_f_vehicleOwnerKind",
  "demerit_f_plateType",
  "demerit_f_operating",
  "demerit_f_pairBound",
  "demerit_f_driverBindings",
  "demerit_f_vehicleBindings",
  "demerit_f_driverBindingsEver",
  "demerit_f_driverApplicationsToday",
  "demerit_f_driverApplicationsThisYear",
  "demerit_f_ownerConsent",
  "demerit_f_identityVerified",
  "demerit_f_vehicleReleasedAt",
  "demerit_k_vehicleReleasedAt",
  "demerit_f_vehicleDriversBoundThisYear",
  CASE
    WHEN "demerit_own_vehicle" = 3
      OR "demerit_already_bound" = 3
      OR "demerit_driver_cap" = 3
      OR "demerit_vehicle_cap" = 3
      OR "demerit_plate_type" = 3
      OR "demerit_non_operating" = 3
      OR "demerit_owner_kind" = 3
      OR "demerit_owner_consent" = 3
      OR "demerit_identity_verified" = 3 THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  'cn-2018-02-24' AS rule_set,
  array_remove(ARRAY[CASE WHEN "demerit_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) AS failing,
  CASE WHEN "demerit_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_own_vehicle" = 2 AND "demerit_no_vehicleOwner" THEN 'vehicleOwner' END,
    CASE WHEN "demerit_already_bound" = 2 AND "demerit_no_pairBound" THEN 'pairBound' END,
    CASE WHEN "demerit_driver_cap" = 2 AND "demerit_no_driverBindings" THEN 'driverBindings' END,
    CASE WHEN "demerit_vehicle_cap" = 2 AND "demerit_no_vehicleBindings" THEN 'vehicleBindings' END,
    CASE WHEN "demerit_plate_type" = 2 AND "demerit_no_channel" THEN 'channel' END,
    CASE WHEN "demerit_plate_type" = 2 AND "demerit_no_plateType" THEN 'plateType' END,
    CASE WHEN "demerit_non_operating" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_non_operating" = 2 AND "demerit_no_operating" THEN 'operating' END,
    CASE WHEN "demerit_owner_kind" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 AND "demerit_non_operating" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_owner_kind" = 2 AND "demerit_no_vehicleOwnerKind" THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_owner_consent" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 AND "demerit_non_operating" <> 2 AND "demerit_owner_kind" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_owner_consent" = 2 AND "demerit_no_ownerConsent" THEN 'ownerConsent' END,
    CASE WHEN "demerit_identity_verified" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 AND "demerit_non_operating" <> 2 AND "demerit_owner_kind" <> 2 AND "demerit_owner_consent" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_identity_verified" = 2 AND "demerit_no_identityVerified" THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing
FROM demerit_tested
) AS demerit_first
)
SELECT "id",
  "demerit_a_verdict" AS verdict_a,
  verdict AS verdict_b,
  array_remove(ARRAY[CASE WHEN "demerit_a_failing" && ARRAY['own-vehicle']::text[] AND NOT failing && ARRAY['own-vehicle']::text[] THEN 'own-vehicle' END,
    CASE WHEN "demerit_a_failing" && ARRAY['already-bound']::text[] AND NOT failing && ARRAY['already-bound']::text[] THEN 'already-bound' END,
    CASE WHEN "demerit_a_failing" && ARRAY['driver-cap']::text[] AND NOT failing && ARRAY['driver-cap']::text[] THEN 'driver-cap' END,
    CASE WHEN "demerit_a_failing" && ARRAY['vehicle-cap']::text[] AND NOT failing && ARRAY['vehicle-cap']::text[] THEN 'vehicle-cap' END,
    CASE WHEN "demerit_a_failing" && ARRAY['plate-type']::text[] AND NOT failing && ARRAY['plate-type']::text[] THEN 'plate-type' END,
    CASE WHEN "demerit_a_failing" && ARRAY['non-operating']::text[] AND NOT failing && ARRAY['non-operating']::text[] THEN 'non-operating' END,
    CASE WHEN "demerit_a_failing" && ARRAY['owner-kind']::text[] AND NOT failing && ARRAY['owner-kind']::text[] THEN 'owner-kind' END,
    CASE WHEN "demerit_a_failing" && ARRAY['owner-consent']::text[] AND NOT failing && ARRAY['owner-consent']::text[] THEN 'owner-consent' END,
    CASE WHEN "demerit_a_failing" && ARRAY['identity-verified']::text[] AND NOT failing && ARRAY['identity-verified']::text[] THEN 'identity-verified' END,
    CASE WHEN "demerit_a_failing" && ARRAY['daily-applications']::text[] AND NOT failing && ARRAY['daily-applications']::text[] THEN 'daily-applications' END,
    CASE WHEN "demerit_a_failing" && ARRAY['yearly-applications']::text[] AND NOT failing && ARRAY['yearly-applications']::text[] THEN 'yearly-applications' END]::text[], NULL) AS only_a,
  array_remove(ARRAY[CASE WHEN failing && ARRAY['own-vehicle']::text[] AND NOT "demerit_a_failing" && ARRAY['own-vehicle']::text[] THEN 'own-vehicle' END,
    CASE WHEN failing && ARRAY['already-bound']::text[] AND NOT "demerit_a_failing" && ARRAY['already-bound']::text[] THEN 'already-bound' END,
    CASE WHEN failing && ARRAY['driver-cap']::text[] AND NOT "demerit_a_failing" && ARRAY['driver-cap']::text[] THEN 'driver-cap' END,
    CASE WHEN failing && ARRAY['vehicle-cap']::text[] AND NOT "demerit_a_failing" && ARRAY['vehicle-cap']::text[] THEN 'vehicle-cap' END,
    CASE WHEN failing && ARRAY['plate-type']::text[] AND NOT "demerit_a_failing" && ARRAY['plate-type']::text[] THEN 'plate-type' END,
    CASE WHEN failing && ARRAY['non-operating']::text[] AND NOT "demerit_a_failing" && ARRAY['non-operating']::text[] THEN 'non-operating' END,
    CASE WHEN failing && ARRAY['owner-kind']::text[] AND NOT "demerit_a_failing" && ARRAY['owner-kind']::text[] THEN 'owner-kind' END,
    CASE WHEN failing && ARRAY['owner-consent']::text[] AND NOT "demerit_a_failing" && ARRAY['owner-consent']::text[] THEN 'owner-consent' END,
    CASE WHEN failing && ARRAY['identity-verified']::text[] AND NOT "demerit_a_failing" && ARRAY['identity-verified']::text[] THEN 'identity-verified' END,
    CASE WHEN failing && ARRAY['daily-applications']::text[] AND NOT "demerit_a_failing" && ARRAY['daily-applications']::text[] THEN 'daily-applications' END,
    CASE WHEN failing && ARRAY['yearly-applications']::text[] AND NOT "demerit_a_failing" && ARRAY['yearly-applications']::text[] THEN 'yearly-applications' END]::text[], NULL) AS only_b,
  "demerit_a_missing" AS missing_a,
  missing AS missing_b
FROM (
-- cn-2024-11-01 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
-- How each provision comes out: 0 it is not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
WITH demerit_provisions_2 AS (
  SELECT "id",
  "demerit_a_verdict",
  "demerit_a_failing",
  "demerit_a_missing",
  -- own-vehicle: 本人名下机动车由系统自动关联，无需备案。 (湖北日报2018年8月28日报道 report; grade I; wh3-own-vehicle)
  CASE
    WHEN "demerit_f_driver" IS NULL OR "demerit_f_vehicleOwner" IS NULL THEN 2
    WHEN "demerit_f_driver" <> "demerit_f_vehicleOwner" THEN 1
    ELSE 3 END AS "demerit_own_vehicle",
  -- already-bound: 解除备案后，可重新申请备案其他机动车。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-already-bound)
  CASE
    WHEN "demerit_f_pairBound" IS NULL THEN 2
    WHEN NOT "demerit_f_pairBound" THEN 1
    ELSE 3 END AS "demerit_already_bound",
  -- driver-cap: 同时备案的非本人机动车不超过三辆（包括三辆）。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-driver-cap)
  CASE
    WHEN "demerit_f_driverBindings" IS NULL THEN 2
    WHEN ("demerit_f_driverBindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_driver_cap",
  -- vehicle-cap: 同一机动车最多同时被三个（包括三个）非车主用户备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-vehicle-cap)
  CASE
    WHEN "demerit_f_vehicleBindings" IS NULL THEN 2
    WHEN ("demerit_f_vehicleBindings" + 1) <= 3 THEN 1
    ELSE 3 END AS "demerit_vehicle_cap",
  -- daily-applications: 每日最多申请备案一辆非本人机动车。 (市级政府网站2024年11月说明 page; grade S2; gov24-daily-applications)
  CASE
    WHEN "demerit_f_driverApplicationsToday" IS NULL THEN 2
    WHEN ("demerit_f_driverApplicationsToday" + 1) <= 1 THEN 1
    ELSE 3 END AS "demerit_daily_applications",
  -- yearly-applications: 每个自然年最多申请备案五次。 (市级政府网站2024年11月说明 page; grade S2; gov24-yearly-applications)
  CASE
    WHEN "demerit_f_driverApplicationsThisYear" IS NULL THEN 2
    WHEN ("demerit_f_driverApplicationsThisYear" + 1) <= 5 THEN 1
    ELSE 3 END AS "demerit_yearly_applications",
  -- plate-type: 通过“交管12123”备案的，必须是小型汽车或者小型新能源汽车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-plate-type)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_plateType" IS NULL THEN 2
    WHEN "demerit_f_plateType" IN ('02', '52') THEN 1
    ELSE 3 END AS "demerit_plate_type",
  -- non-operating: 通过“交管12123”只能备案非营运机动车。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-non-operating)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_operating" IS NULL THEN 2
    WHEN NOT "demerit_f_operating" THEN 1
    ELSE 3 END AS "demerit_non_operating",
  -- owner-kind: 单位名下的非营运小型汽车，也可通过“交管12123”备案。 (三亚市公安局2020年9月28日办事指南 notice; grade O; sy-owner-kind)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_vehicleOwnerKind" IS NULL THEN 2
    WHEN "demerit_f_vehicleOwnerKind" IN ('individual', 'unit') THEN 1
    ELSE 3 END AS "demerit_owner_kind",
  -- owner-consent: 扫描所有人提供的车辆二维码，或者凭发送给所有人的短信验证码备案。 (人民日报2018年8月30日报道 report; grade O; pd-owner-consent)
  CASE
    WHEN "demerit_f_channel" IN ('window') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_ownerConsent" IS NULL THEN 2
    WHEN "demerit_f_ownerConsent" IN ('qr', 'sms') THEN 1
    ELSE 3 END AS "demerit_owner_consent",
  -- identity-verified: 到窗口备案的，由民警核验身份。 (公安部交通管理局2018年2月26日问答 Q&A; grade I; qa8a-identity-at-binding)
  CASE
    WHEN "demerit_f_channel" IN ('app', 'web', 'kiosk') THEN 0 -- other-channel
    WHEN "demerit_f_channel" IS NULL OR "demerit_f_identityVerified" IS NULL THEN 2
    WHEN "demerit_f_identityVerified" THEN 1
    ELSE 3 END AS "demerit_identity_verified",
  "demerit_f_at" IS NULL AS "demerit_no_at",
  "demerit_f_driver" IS NULL AS "demerit_no_driver",
  "demerit_f_vehicle" IS NULL AS "demerit_no_vehicle",
  "demerit_f_vehicleOwner" IS NULL AS "demerit_no_vehicleOwner",
  "demerit_f_pairBound" IS NULL AS "demerit_no_pairBound",
  "demerit_f_driverBindings" IS NULL AS "demerit_no_driverBindings",
  "demerit_f_vehicleBindings" IS NULL AS "demerit_no_vehicleBindings",
  "demerit_f_driverApplicationsToday" IS NULL AS "demerit_no_driverApplicationsToday",
  "demerit_f_driverApplicationsThisYear" IS NULL AS "demerit_no_driverApplicationsThisYear",
  "demerit_f_channel" IS NULL AS "demerit_no_channel",
  "demerit_f_plateType" IS NULL AS "demerit_no_plateType",
  "demerit_f_operating" IS NULL AS "demerit_no_operating",
  "demerit_f_vehicleOwnerKind" IS NULL AS "demerit_no_vehicleOwnerKind",
  "demerit_f_ownerConsent" IS NULL AS "demerit_no_ownerConsent",
  "demerit_f_identityVerified" IS NULL AS "demerit_no_identityVerified"
  FROM demerit_once_judged
  OFFSET 0
),
demerit_tested_2 AS (
  SELECT *,
    "demerit_own_vehicle" = 2
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
      OR "demerit_no_at" OR "demerit_no_driver" OR "demerit_no_vehicle" AS "demerit_any_unknown"
  FROM demerit_provisions_2
)
SELECT "id",
  "demerit_a_verdict",
  "demerit_a_failing",
  "demerit_a_missing",
  CASE
    WHEN "demerit_own_vehicle" = 3
      OR "demerit_already_bound" = 3
      OR "demerit_driver_cap" = 3
      OR "demerit_vehicle_cap" = 3
      OR "demerit_daily_applications" = 3
      OR "demerit_yearly_applications" = 3
      OR "demerit_plate_type" = 3
      OR "demerit_non_operating" = 3
      OR "demerit_owner_kind" = 3
      OR "demerit_owner_consent" = 3
      OR "demerit_identity_verified" = 3 THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  'cn-2024-11-01' AS rule_set,
  array_remove(ARRAY[CASE WHEN "demerit_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 3 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 3 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END]::text[], NULL) AS failing,
  CASE WHEN "demerit_any_unknown" THEN array_remove(ARRAY[CASE WHEN "demerit_no_at" THEN 'at' END,
    CASE WHEN "demerit_no_driver" THEN 'driver' END,
    CASE WHEN "demerit_no_vehicle" THEN 'vehicle' END,
    CASE WHEN "demerit_own_vehicle" = 2 AND "demerit_no_vehicleOwner" THEN 'vehicleOwner' END,
    CASE WHEN "demerit_already_bound" = 2 AND "demerit_no_pairBound" THEN 'pairBound' END,
    CASE WHEN "demerit_driver_cap" = 2 AND "demerit_no_driverBindings" THEN 'driverBindings' END,
    CASE WHEN "demerit_vehicle_cap" = 2 AND "demerit_no_vehicleBindings" THEN 'vehicleBindings' END,
    CASE WHEN "demerit_daily_applications" = 2 AND "demerit_no_driverApplicationsToday" THEN 'driverApplicationsToday' END,
    CASE WHEN "demerit_yearly_applications" = 2 AND "demerit_no_driverApplicationsThisYear" THEN 'driverApplicationsThisYear' END,
    CASE WHEN "demerit_plate_type" = 2 AND "demerit_no_channel" THEN 'channel' END,
    CASE WHEN "demerit_plate_type" = 2 AND "demerit_no_plateType" THEN 'plateType' END,
    CASE WHEN "demerit_non_operating" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_non_operating" = 2 AND "demerit_no_operating" THEN 'operating' END,
    CASE WHEN "demerit_owner_kind" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 AND "demerit_non_operating" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_owner_kind" = 2 AND "demerit_no_vehicleOwnerKind" THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_owner_consent" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 AND "demerit_non_operating" <> 2 AND "demerit_owner_kind" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_owner_consent" = 2 AND "demerit_no_ownerConsent" THEN 'ownerConsent' END,
    CASE WHEN "demerit_identity_verified" = 2 AND "demerit_no_channel" AND "demerit_plate_type" <> 2 AND "demerit_non_operating" <> 2 AND "demerit_owner_kind" <> 2 AND "demerit_owner_consent" <> 2 THEN 'channel' END,
    CASE WHEN "demerit_identity_verified" = 2 AND "demerit_no_identityVerified" THEN 'identityVerified' END]::text[], NULL) ELSE '{}'::text[] END AS missing
FROM demerit_tested_2
) AS demerit_compared
WHERE "demerit_a_verdict" <> verdict
