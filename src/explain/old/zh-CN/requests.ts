import type { QuestionWords } from '../locale.ts'
import { bindFacts, bothFacts, handleFacts } from './labels.ts'

// 请人填写或者选择：关于驾驶人自己的，对驾驶人称“您”，对民警称“驾驶人”；其余对谁都是同一句话。

const choose = (name: string): string => `请选择${name}`
const fill = (name: string): string => `请填写${name}`

const both = () => ({
  at: fill(bothFacts.at),
  channel: choose(bothFacts.channel),
  driver: fill(bothFacts.driver),
  vehicle: fill(bothFacts.vehicle),
  vehicleOwner: fill('机动车所有人'),
  plateType: choose(bothFacts.plateType),
  identityVerified: '请选择是否已核验您的身份',
})

export const bindRequests = (): QuestionWords<'bind'>['requests'] => ({
  ...both(),
  vehicleOwnerKind: choose(bindFacts.vehicleOwnerKind),
  operating: choose(bindFacts.operating),
  pairBound: '请选择您是否已备案该车',
  driverBindings: '请填写您现已备案的非本人机动车数',
  vehicleBindings: fill(bindFacts.vehicleBindings),
  driverBindingsEver: '请填写您的累计备案次数',
  driverApplicationsToday: '请填写您今日已备案次数（含已解除）',
  driverApplicationsThisYear: '请填写您今年已备案次数（含已解除）',
  ownerConsent: choose(bindFacts.ownerConsent),
  vehicleReleasedAt: `${fill(bindFacts.vehicleReleasedAt)}，没有的填“无”`,
  vehicleDriversBoundThisYear: fill(bindFacts.vehicleDriversBoundThisYear),
})

export const handleRequests = (): QuestionWords<'handle'>['requests'] => ({
  ...both(),
  violationState: choose(handleFacts.violationState),
  occurredAt: fill(handleFacts.occurredAt),
  fine: fill(handleFacts.fine),
  points: fill(handleFacts.points),
  recordedBy: choose(handleFacts.recordedBy),
  boundSince: '请填写您备案该车的时间，未备案的填“无”',
  firstBinding: choose(handleFacts.firstBinding),
  licenceStates: `${choose(handleFacts.licenceStates)}，正常的只选“无”`,
  // 证上连写，表上分列。
  licenceClasses: '请逐项选择准驾车型，如C1D请选择C1和D，没有的只选“无”',
  pointsHeld: '请填写您本记分周期的累积记分',
  fullScoreStudies: '请填写您在本记分周期参加满分学习的次数',
  offenderPresent: '请选择您是否本人到场',
  othersVehiclesHandledThisYear: '请填写您一年内处理违法的非本人机动车数（含本次）',
  vehicleOtherDriversThisYear: fill(handleFacts.vehicleOtherDriversThisYear),
  ownedSince: fill(handleFacts.ownedSince),
})

const bothOfOfficial = () => ({ identityVerified: '请选择是否已核验驾驶人身份' })

export const bindOfficialRequests = (): QuestionWords<'bind'>['officialRequests'] => ({
  ...bothOfOfficial(),
  pairBound: '请选择驾驶人是否已备案该车',
  driverBindings: '请填写驾驶人现已备案的非本人机动车数',
  driverBindingsEver: '请填写驾驶人的累计备案次数',
  driverApplicationsToday: fill(`驾驶人${bindFacts.driverApplicationsToday}`),
  driverApplicationsThisYear: fill(`驾驶人${bindFacts.driverApplicationsThisYear}`),
})

export const handleOfficialRequests = (): QuestionWords<'handle'>['officialRequests'] => ({
  ...bothOfOfficial(),
  boundSince: '请填写驾驶人备案该车的时间，未备案的填“无”',
  licenceClasses: `${choose(handleFacts.licenceClasses)}，没有的只选“无”`,
  pointsHeld: '请填写驾驶人本记分周期的累积记分',
  fullScoreStudies: '请填写驾驶人在本记分周期参加满分学习的次数',
  offenderPresent: '请选择违法行为人是否到场',
  othersVehiclesHandledThisYear: '请填写驾驶人一年内处理违法的非本人机动车数（含本次）',
})
