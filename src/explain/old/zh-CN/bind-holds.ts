import type { QuestionWords } from '../locale.ts'
import { bothHold } from './both.ts'
import {
  dailyApplications,
  driverCap,
  driversBoundPerYear,
  lifetimeCap,
  vehicleCap,
  yearlyApplications,
} from './caps.ts'
import { by, dayOf, within } from './grammar.ts'
import { ownerConsents, ownerKinds } from './labels.ts'

/** 备案各项规则符合时的说法，不称呼任何人。 */
export const bindHolds = (): QuestionWords<'bind'>['holds'] => ({
  ...bothHold,
  'own-vehicle': () => '该车登记在他人名下，属于备案范围',
  'already-bound': () => '现未备案该车，不属于重复备案',
  'driver-cap': within(driverCap),
  'vehicle-cap': within(vehicleCap),
  'lifetime-cap': within(lifetimeCap),
  'daily-applications': within(dailyApplications),
  'yearly-applications': within(yearlyApplications),
  'non-operating': () => '该车为非营运机动车，符合要求',
  'owner-kind': ({ supplied, channels }) => `该车为${ownerKinds[supplied]}名下机动车，在${by(channels)}备案范围内`,
  'owner-consent': ({ supplied }) =>
    supplied === 'none' ? '按规定备案无需所有人同意' : `所有人已同意备案（${ownerConsents[supplied]}）`,
  'cooling-off': ({ supplied, limit }) =>
    `办理日期为${dayOf(supplied)}，其他驾驶人的备案结束后，自${dayOf(limit)}起可以备案该车`,
  'drivers-bound-per-year': within(driversBoundPerYear),
})
