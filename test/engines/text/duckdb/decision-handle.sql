-- cn-2024-11-01 · 2024年备案规定（限制申请次数） · the rule of 2024 (limits on applications)
WITH demerit_rows AS NOT MATERIALIZED (
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
  -- single-points-limit: 平台只处理一次记分不超过6分的违法。 (汕头2022年9月10日说明 notice; grade S2; st-single-points-limit)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "channel" IS NULL OR "points" IS NULL THEN 2
    WHEN "points" <= 6 THEN 1
    ELSE 3 END AS "demerit_single_points_limit",
  -- repeat-full-score: 一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。 (汕头2022年9月10日说明 notice; grade S2; st-repeat-full-score)
  CASE
    WHEN "channel" IN ('window') THEN 0 -- other-channel
    WHEN "driver" = "vehicle_owner" THEN 0 -- own-vehicle
    WHEN "channel" IS NULL OR "driver" IS NULL OR "vehicle_owner" IS NULL OR "full_score_studies" IS NULL THEN 2
    WHEN "full_score_studies" < 3 THEN 1
    ELSE 3 END AS "demerit_repeat_full_score",
  -- licence-class: 准驾车型不符的，只能查询，不能处理。 (市级政府网站2024年11月说明 page; grade S2; gov24-licence-class)
  CASE
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
  -- licence-state: 驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。 (汕头2022年9月10日说明 notice; grade S2; st-licence-state)
  CASE
    WHEN NOT COALESCE("licence_states_known", FALSE) THEN 2
    WHEN NOT list_has_any("licence_states", ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified',
      'impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points']) THEN 1
    ELSE 3 END AS "demerit_licence_state",
  -- licence-held: 记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。 (中华人民共和国道路交通安全法实施条例 23; grade I; impl-23-licence-held)
  CASE
    WHEN "points" = 0 THEN 0 -- no-points
    WHEN NOT COALESCE("licence_classes_known", FALSE) OR "points" IS NULL THEN 2
    WHEN list_has_any("licence_classes", ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']) THEN 1
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
demerit_tested AS NOT MATERIALIZED (
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
SELECT "id",
  CASE WHEN "demerit_law" = -1 THEN 'invalid'
    WHEN "demerit_any_fails" THEN 'refused'
    WHEN "demerit_any_unknown" THEN 'undetermined'
    ELSE 'permitted' END AS verdict,
  CASE "demerit_law" WHEN 1 THEN 'cn-2024-11-01' END AS rule_set,
  CASE WHEN "demerit_any_fails" THEN list_filter([CASE WHEN "demerit_violation_open" = 3 THEN 'violation-open' END,
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
    CASE WHEN "demerit_identity_verified" = 3 THEN 'identity-verified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS failing,
  CASE WHEN "demerit_any_unknown" THEN list_filter([CASE WHEN "demerit_violation_open" = 2 THEN 'violation-open' END,
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
    CASE WHEN "demerit_no_identity_verified" AND "demerit_identity_verified" = 2 THEN 'identityVerified' END], lambda x: x IS NOT NULL) ELSE []::VARCHAR[] END AS missing
FROM demerit_tested
