import type { QuestionWords } from '../locale.ts'
import { bothFail } from './both.ts'
import {
  dailyApplications,
  driverCap,
  driversBoundPerYear,
  lifetimeCap,
  vehicleCap,
  yearlyApplications,
} from './caps.ts'
import { dayOf, join, over, ruled } from './grammar.ts'
import { ownerConsents, ownerKinds } from './labels.ts'

/** How an owner agrees 同意: with an account, by the code shown to the driver, by the code told to the driver. */
export const AGREEING = {
  'registered-owner': '注册平台账户后确认',
  qr: '出示车辆二维码',
  sms: '提供短信验证码',
} as const

/** 备案各项规则不符合时，对民警的说法。 */
export const bindFails = (): QuestionWords<'bind'>['fails'] => ({
  ...bothFail,
  'own-vehicle': () => '该车登记在该驾驶人本人名下，无需备案',
  'already-bound': () => '该驾驶人已备案该车',
  'driver-cap': over(driverCap, (nth, most) => {
    if (nth === 2) return '须由驾驶人先解除已备案的1辆'
    return most === 1
      ? `须由驾驶人先解除已备案的全部${nth - 1}辆`
      : `须由驾驶人先从已备案的${nth - 1}辆中解除${nth - most}辆`
  }),
  'vehicle-cap': over(vehicleCap, (nth, most) => {
    const which = nth === 2 ? '' : most === 1 ? `全部${nth - 1}名的` : `其中${nth - most}名的`
    return `须先由所有人或者已备案的驾驶人解除${which}备案`
  }),
  'lifetime-cap': over(lifetimeCap),
  'daily-applications': over(dailyApplications, (_supplied, _limit, context) =>
    context?.yearUsedUp ? undefined : '驾驶人次日可再申请',
  ),
  'yearly-applications': over(yearlyApplications, () => '驾驶人次年可再申请'),
  'non-operating': ({ channels }) => [`该车为营运机动车，${ruled(channels)}不予备案`],
  'owner-kind': ({ supplied, limit, channels }) => {
    const kinds = join(limit.map((kind) => ownerKinds[kind]))
    return [`该车为${ownerKinds[supplied]}名下机动车，${ruled(channels)}只备案${kinds}名下机动车`]
  },
  'owner-consent': ({ supplied, limit }) => {
    const ways = limit.flatMap((way) => (way === 'none' ? [] : [AGREEING[way]]))
    const lack = supplied === 'none' ? '所有人尚未同意备案' : `所有人以${ownerConsents[supplied]}方式作出的同意不予认可`
    return [lack, ways.length === 0 ? undefined : `须由所有人${ways.join('或者')}`]
  },
  'cooling-off': ({ supplied, limit, channels }) => [
    `办理日期为${dayOf(supplied)}，其他驾驶人的备案结束后，${ruled(channels)}自${dayOf(limit)}起方可备案该车`,
    '驾驶人届时可再申请',
  ],
  'drivers-bound-per-year': over(driversBoundPerYear, () => '驾驶人次年可再申请'),
})
