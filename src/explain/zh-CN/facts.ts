import type { QuestionWords } from '../locale.ts'
import type { FactOf } from '../rule-of.ts'

// 每项内容叫什么，怎么问，怎么写。

type Both = FactOf<'bind'> & FactOf<'handle'>

export const bothFacts: { readonly [F in Both]: string } = {
  at: '办理时间',
  channel: '办理渠道',
  driver: '驾驶证号',
  vehicle: '号牌号码',
  vehicleOwner: '车主',
  plateType: '号牌种类',
  identityVerified: '是否已核验身份',
}
export const bindFacts: { readonly [F in Exclude<FactOf<'bind'>, Both>]: string } = {
  vehicleOwnerKind: '车主类型',
  operating: '是否为营运车辆',
  pairBound: '是否已备案该车',
  driverBindings: '现已备案的非本人机动车数',
  vehicleBindings: '现已备案该车的驾驶人数',
  driverBindingsEver: '累计备案次数',
  driverApplicationsToday: '当日已备案次数（含已解除）',
  driverApplicationsThisYear: '本自然年已备案次数（含已解除）',
  ownerConsent: '车主同意方式',
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
  vehicleOtherDriversThisYear: '一年内处理该车违法的驾驶人数（不含车主，含申请人）',
  ownedSince: '现车主的登记时间',
}

const choose = (name: string): string => `请选择${name}`
const fill = (name: string): string => `请填写${name}`

const bothAsks = () => ({
  at: fill(bothFacts.at),
  channel: choose(bothFacts.channel),
  driver: fill(bothFacts.driver),
  vehicle: fill(bothFacts.vehicle),
  vehicleOwner: fill(bothFacts.vehicleOwner),
  plateType: choose(bothFacts.plateType),
  identityVerified: choose(bothFacts.identityVerified),
})

export const bindAsks = (): QuestionWords<'bind'>['asks'] => ({
  ...bothAsks(),
  vehicleOwnerKind: choose(bindFacts.vehicleOwnerKind),
  operating: choose(bindFacts.operating),
  pairBound: choose(bindFacts.pairBound),
  driverBindings: fill(bindFacts.driverBindings),
  vehicleBindings: fill(bindFacts.vehicleBindings),
  driverBindingsEver: fill(bindFacts.driverBindingsEver),
  driverApplicationsToday: fill(bindFacts.driverApplicationsToday),
  driverApplicationsThisYear: fill(bindFacts.driverApplicationsThisYear),
  ownerConsent: choose(bindFacts.ownerConsent),
  vehicleReleasedAt: `${fill(bindFacts.vehicleReleasedAt)}，没有的填“无”`,
  vehicleDriversBoundThisYear: fill(bindFacts.vehicleDriversBoundThisYear),
})

export const handleAsks = (): QuestionWords<'handle'>['asks'] => ({
  ...bothAsks(),
  violationState: choose(handleFacts.violationState),
  occurredAt: fill(handleFacts.occurredAt),
  fine: fill(handleFacts.fine),
  points: fill(handleFacts.points),
  recordedBy: choose(handleFacts.recordedBy),
  boundSince: `${fill(handleFacts.boundSince)}，未备案的填“无”`,
  firstBinding: choose(handleFacts.firstBinding),
  licenceStates: `${choose(handleFacts.licenceStates)}，正常的只选“无”`,
  // 证上连写，表上分列。
  licenceClasses: `${choose(handleFacts.licenceClasses)}，如C1D选C1和D，没有的只选“无”`,
  pointsHeld: fill(handleFacts.pointsHeld),
  fullScoreStudies: fill(handleFacts.fullScoreStudies),
  offenderPresent: choose(handleFacts.offenderPresent),
  othersVehiclesHandledThisYear: fill(handleFacts.othersVehiclesHandledThisYear),
  vehicleOtherDriversThisYear: fill(handleFacts.vehicleOtherDriversThisYear),
  ownedSince: fill(handleFacts.ownedSince),
})

const TIME = '2025-03-03 15:00'
const bothExamples = { at: TIME, driver: '11010519491231002X', vehicle: '京A12345、京AD12345' } as const

export const bindExamples: QuestionWords<'bind'>['examples'] = {
  ...bothExamples,
  vehicleReleasedAt: TIME,
  driverBindings: '2',
  vehicleBindings: '2',
  driverBindingsEver: '2',
  driverApplicationsToday: '1',
  driverApplicationsThisYear: '2',
  vehicleDriversBoundThisYear: '2',
}

export const handleExamples: QuestionWords<'handle'>['examples'] = {
  ...bothExamples,
  occurredAt: TIME,
  boundSince: TIME,
  ownedSince: TIME,
  fine: '200',
  points: '3',
  pointsHeld: '3',
  fullScoreStudies: '1',
  othersVehiclesHandledThisYear: '2',
  vehicleOtherDriversThisYear: '2',
}
