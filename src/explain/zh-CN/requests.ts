import type { QuestionWords } from '../locale.ts'
import { bindFacts, bothFacts, handleFacts } from './labels.ts'

// 请人填写或者选择：关于驾驶人自己的，对驾驶人称“您”，对民警称“驾驶人”；其余对谁都是同一句话。

const choose = (name: string): string => `请选择${name}`
const fill = (name: string): string => `请填写${name}`
const ofDriver = (ask: (name: string) => string, name: (who: string) => string) => ({
  official: ask(name('驾驶人')),
  driver: ask(name('您')),
})

const both = () => ({
  at: fill(bothFacts.at),
  channel: choose(bothFacts.channel),
  driver: fill(bothFacts.driver),
  vehicle: fill(bothFacts.vehicle),
  vehicleOwner: fill('机动车所有人'),
  plateType: choose(bothFacts.plateType),
  identityVerified: { official: '请选择是否已核验驾驶人身份', driver: '请选择是否已核验您的身份' },
})

export const bindRequests = (): QuestionWords<'bind'>['requests'] => ({
  ...both(),
  vehicleOwnerKind: choose(bindFacts.vehicleOwnerKind),
  operating: choose(bindFacts.operating),
  pairBound: ofDriver(choose, (who) => `${who}是否已备案该车`),
  driverBindings: ofDriver(fill, (who) => `${who}现已备案的非本人机动车数`),
  vehicleBindings: fill(bindFacts.vehicleBindings),
  driverBindingsEver: ofDriver(fill, (who) => `${who}的累计备案次数`),
  driverApplicationsToday: {
    official: fill(`驾驶人${bindFacts.driverApplicationsToday}`),
    driver: '请填写您今日已备案次数（含已解除）',
  },
  driverApplicationsThisYear: {
    official: fill(`驾驶人${bindFacts.driverApplicationsThisYear}`),
    driver: '请填写您今年已备案次数（含已解除）',
  },
  ownerConsent: choose(bindFacts.ownerConsent),
  vehicleReleasedAt: fill(bindFacts.vehicleReleasedAt),
  vehicleDriversBoundThisYear: fill(bindFacts.vehicleDriversBoundThisYear),
})

export const handleRequests = (): QuestionWords<'handle'>['requests'] => ({
  ...both(),
  violationState: choose(handleFacts.violationState),
  occurredAt: fill(handleFacts.occurredAt),
  fine: fill(handleFacts.fine),
  points: fill(handleFacts.points),
  recordedBy: choose(handleFacts.recordedBy),
  boundSince: ofDriver(fill, (who) => `${who}备案该车的时间`),
  firstBinding: choose(handleFacts.firstBinding),
  licenceStates: choose(handleFacts.licenceStates),
  // 证上连写，表上分列。
  licenceClasses: {
    official: choose(handleFacts.licenceClasses),
    driver: '请逐项选择准驾车型，如C1D请选择C1和D',
  },
  pointsHeld: ofDriver(fill, (who) => `${who}本记分周期累积记分`),
  fullScoreStudies: ofDriver(fill, (who) => `${who}本记分周期满分学习次数`),
  offenderPresent: { official: '请选择违法行为人是否到场', driver: '请选择您是否本人到场' },
  othersVehiclesHandledThisYear: ofDriver(fill, (who) => `${who}一年内处理违法的非本人机动车数（含本次）`),
  vehicleOtherDriversThisYear: fill(handleFacts.vehicleOtherDriversThisYear),
  ownedSince: fill(handleFacts.ownedSince),
})
