import type { FactOf, Names, RuleOf } from '../locale.ts'

// 事实、规则、渠道等的中文名称：各表单独成列，用到哪一列，打包时只带哪一列。

export const questions: Names['questions'] = { bind: '备案非本人机动车', handle: '处理交通违法' }

export const verdicts: Names['verdicts'] = {
  permitted: '可以办理',
  refused: '不能办理',
  undetermined: '信息不全，暂无法判定',
  invalid: '填报有误',
}

export const channels: Names['channels'] = { window: '窗口', app: '交管12123', web: '互联网平台', kiosk: '自助机' }

export const licenceStates: Names['licenceStates'] = {
  annulled: '撤销',
  revoked: '吊销',
  cancelled: '注销',
  'cancelled-restorable': '注销可恢复',
  'use-stopped': '停止使用',
  expired: '逾期未换证',
  unverified: '逾期未审验',
  impounded: '扣押',
  seized: '扣留',
  suspended: '暂扣',
  locked: '锁定',
  'transferred-out': '转出',
  'full-points': '记满12分',
  'renewal-deferred': '延期换证',
  'medical-deferred': '延期体检',
  'verification-deferred': '延期审验',
  'violations-pending': '违法未处理',
  'accidents-pending': '事故未处理',
}

export const plateTypes: Names['plateTypes'] = {
  '01': '大型汽车',
  '02': '小型汽车',
  '03': '使馆汽车',
  '04': '领馆汽车',
  '05': '境外汽车',
  '06': '外籍汽车',
  '07': '普通摩托车',
  '08': '轻便摩托车',
  '09': '使馆摩托车',
  '10': '领馆摩托车',
  '11': '境外摩托车',
  '12': '外籍摩托车',
  '13': '低速车',
  '14': '拖拉机',
  '15': '挂车',
  '16': '教练汽车',
  '17': '教练摩托车',
  '18': '试验汽车',
  '20': '临时入境汽车',
  '21': '临时入境摩托车',
  '22': '临时行驶车',
  '23': '警用汽车',
  '24': '警用摩托车',
  '51': '大型新能源汽车',
  '52': '小型新能源汽车',
}

export const ownerKinds: Names['ownerKinds'] = { individual: '个人', unit: '单位' }

export const ownerConsents: Names['ownerConsents'] = {
  none: '未同意',
  'registered-owner': '平台注册用户确认',
  qr: '车辆二维码',
  sms: '短信验证码',
}

export const violationStates: Names['violationStates'] = { open: '未处理', handled: '已处理', withdrawn: '已消除' }

export const recorders: Names['recorders'] = { monitoring: '交通技术监控设备', officer: '现场执法的交通警察' }

type Both = FactOf<'bind'> & FactOf<'handle'>
/** 两项业务都问的事实。 */
export const bothFacts: { readonly [F in Both]: string } = {
  at: '办理时间',
  channel: '办理渠道',
  driver: '驾驶证号',
  vehicle: '号牌号码',
  vehicleOwner: '所有人',
  plateType: '号牌种类',
  identityVerified: '是否已核验身份',
}
export const bindFacts: { readonly [F in Exclude<FactOf<'bind'>, Both>]: string } = {
  vehicleOwnerKind: '所有人类型',
  operating: '是否为营运车辆',
  pairBound: '是否已备案该车',
  driverBindings: '现已备案的非本人机动车数',
  vehicleBindings: '现已备案该车的驾驶人数',
  driverBindingsEver: '累计备案次数',
  driverApplicationsToday: '当日已备案次数（含已解除）',
  driverApplicationsThisYear: '本自然年已备案次数（含已解除）',
  ownerConsent: '所有人同意方式',
  vehicleReleasedAt: '其他驾驶人最近一次备案该车的结束时间',
  vehicleDriversBoundThisYear: '本自然年备案该车的驾驶人数（含申请人）',
}
export const handleFacts: { readonly [F in Exclude<FactOf<'handle'>, Both>]: string } = {
  violationState: '违法是否已处理',
  occurredAt: '违法时间',
  fine: '罚款金额',
  points: '违法记分',
  recordedBy: '违法记录方式',
  boundSince: '该车备案时间',
  firstBinding: '是否为该车首次备案',
  licenceStates: '驾驶证状态',
  licenceClasses: '准驾车型',
  pointsHeld: '本记分周期累积记分',
  fullScoreStudies: '本记分周期满分学习次数',
  offenderPresent: '是否本人到场',
  othersVehiclesHandledThisYear: '一年内处理违法的非本人机动车数（含本次）',
  vehicleOtherDriversThisYear: '一年内处理该车违法的驾驶人数（不含所有人，含申请人）',
  ownedSince: '现所有人的登记时间',
}

type BothRules = RuleOf<'bind'> & RuleOf<'handle'>
/** 两项业务都有的规则。 */
export const bothRules: { readonly [Id in BothRules]: string } = {
  'plate-type': '号牌种类要求',
  'identity-verified': '身份核验要求',
}
export const bindRules: { readonly [Id in Exclude<RuleOf<'bind'>, BothRules>]: string } = {
  'own-vehicle': '非本人机动车要求',
  'already-bound': '不得重复备案的要求',
  'driver-cap': '一人备案车辆数上限',
  'vehicle-cap': '一车备案驾驶人数上限',
  'lifetime-cap': '累计备案次数上限',
  'daily-applications': '每日申请次数上限',
  'yearly-applications': '每年申请次数上限',
  'non-operating': '非营运要求',
  'owner-kind': '所有人类型要求',
  'owner-consent': '所有人同意要求',
  'cooling-off': '他人备案结束后的等待期',
  'drivers-bound-per-year': '一车每年备案驾驶人数上限',
}
export const handleRules: { readonly [Id in Exclude<RuleOf<'handle'>, BothRules>]: string } = {
  'violation-open': '不得重复处理的要求',
  'not-before-occurrence': '处理时间不得早于违法时间的要求',
  'open-binding': '先备案后处理的要求',
  'since-binding': '备案日期要求',
  'fine-limit': '单笔罚款限额',
  'recorded-by-monitoring': '监控设备记录要求',
  'points-room': '累积记分要求',
  'single-points-limit': '一次记分上限',
  'licence-state': '驾驶证状态要求',
  'licence-class': '准驾车型要求',
  'repeat-full-score': '满分学习次数要求',
  'offender-present': '本人到场要求',
  'vehicles-per-year': '一年内处理车辆数上限',
  'drivers-per-year': '一年内处理人数上限',
}

/** 全部名称。 */
export const labels = (): Names => ({
  facts: { ...bothFacts, ...bindFacts, ...handleFacts },
  rules: { 'no-rule-set-in-force': '施行规定', ...bindRules, ...bothRules, ...handleRules },
  questions,
  verdicts,
  channels,
  licenceStates,
  plateTypes,
  ownerKinds,
  ownerConsents,
  violationStates,
  recorders,
})
