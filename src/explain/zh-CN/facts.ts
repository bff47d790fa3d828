import type { FactOf } from '../../advice/rule-of.ts'
import type { FactWords, Names } from '../locale.ts'

// 每项内容叫什么，怎么写；怎么问，由写法而定：有写法的请填写，没有的请选择。

type Both = FactOf<'bind'> & FactOf<'handle'>

const both: { readonly [F in Both]: string } = {
  at: '办理时间',
  channel: '办理渠道',
  driver: '驾驶证号',
  vehicle: '号牌号码',
  vehicleOwner: '车主',
  plateType: '号牌种类',
  identityVerified: '是否已核验身份',
}
const bind: { readonly [F in Exclude<FactOf<'bind'>, Both>]: string } = {
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
const handle: { readonly [F in Exclude<FactOf<'handle'>, Both>]: string } = {
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
export const factNames = (): Names['facts'] => ({ ...both, ...bind, ...handle })

const ID = '11010519491231002X'
const TIME = '2025-03-03 15:00'
const bothExamples = { at: TIME, driver: ID, vehicle: '京A12345、京AD12345', vehicleOwner: ID } as const

export const bindFacts = (): FactWords<'bind'> => ({
  facts: { ...both, ...bind },
  examples: {
    ...bothExamples,
    vehicleReleasedAt: TIME,
    driverBindings: '2',
    vehicleBindings: '2',
    driverBindingsEver: '2',
    driverApplicationsToday: '1',
    driverApplicationsThisYear: '2',
    vehicleDriversBoundThisYear: '2',
  },
  asks: { vehicleReleasedAt: `请填写${bind.vehicleReleasedAt}，没有的填“无”` },
})

export const handleFacts = (): FactWords<'handle'> => ({
  facts: { ...both, ...handle },
  examples: {
    ...bothExamples,
    occurredAt: TIME,
    boundSince: TIME,
    ownedSince: TIME,
    fine: '200，没有罚款的填0',
    points: '3，不记分的填0',
    pointsHeld: '3',
    fullScoreStudies: '1',
    othersVehiclesHandledThisYear: '2',
    vehicleOtherDriversThisYear: '2',
  },
  asks: {
    boundSince: `请填写${handle.boundSince}，未备案的填“无”`,
    licenceStates: `请选择${handle.licenceStates}，正常的只选“无”`,
    // 证上连写，表上分列。
    licenceClasses: `请选择${handle.licenceClasses}，如C1D选C1和D，没有的只选“无”`,
  },
})
