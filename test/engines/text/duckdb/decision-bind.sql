-- cn-2024-11-01 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS NOT MATERIALIZED (
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
  1 AS "demerit_law"
  FROM "facts" AS demerit_from
),
-- How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.
demerit_provisions AS NOT MATERIALIZED (
  SELECT "id",
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
  -- daily-applications: 每日最多申请备案一辆非本人机动车。 (市级政府网站2024年11月说明 page; grade S2; gov24-daily-applications)
  CASE
    WHEN "driver_applications_today" IS NULL THEN 2
    WHEN ("driver_applications_today" + 1) <= 1 THEN 1
    ELSE 3 END AS "demerit_daily_applications",
  -- yearly-applications: 每个自然年最多申请备案五次。 (市级政府网站2024年11月说明 page; grade S2; gov24-yearly-applications)
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
SELECT "id",
  CASE WHEN "demerit_law" = -1 THEN 'invalid'
    WHEN "demerit_any_fails" THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  CASE "demerit_law" WHEN 1 THEN 'cn-2024-11-01' END AS rule_set,
  CASE WHEN "demerit_any_fails" THEN list_filter([CASE WHEN "demerit_own_vehicle" = 3 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 3 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 3 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 3 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 3 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 3 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 3 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 3 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 3 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 3 THEN 'owner-consent' END,
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS failing,
  CASE WHEN "demerit_any_unknown" THEN list_filter([CASE WHEN "demerit_own_vehicle" = 2 THEN 'own-vehicle' END,
    CASE WHEN "demerit_already_bound" = 2 THEN 'already-bound' END,
    CASE WHEN "demerit_driver_cap" = 2 THEN 'driver-cap' END,
    CASE WHEN "demerit_vehicle_cap" = 2 THEN 'vehicle-cap' END,
    CASE WHEN "demerit_daily_applications" = 2 THEN 'daily-applications' END,
    CASE WHEN "demerit_yearly_applications" = 2 THEN 'yearly-applications' END,
    CASE WHEN "demerit_plate_type" = 2 THEN 'plate-type' END,
    CASE WHEN "demerit_non_operating" = 2 THEN 'non-operating' END,
    CASE WHEN "demerit_owner_kind" = 2 THEN 'owner-kind' END,
    CASE WHEN "demerit_owner_consent" = 2 THEN 'owner-consent' END,
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
    CASE WHEN "demerit_no_vehicle_owner_kind" AND "demerit_owner_kind" = 2 THEN 'vehicleOwnerKind' END,
    CASE WHEN "demerit_lacks_channel" = 10 THEN 'channel' END,
    CASE WHEN "demerit_no_owner_consent" AND "demerit_owner_consent" = 2 THEN 'ownerConsent' END,
    CASE WHEN "demerit_lacks_channel" = 11 THEN 'channel' END,
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS missing
FROM demerit_tested
