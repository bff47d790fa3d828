import { lesserRelease } from '../context.ts'
import type { QuestionWords } from '../locale.ts'
import { AGREEING } from './bind-fails.ts'
import { bothAdvise } from './both.ts'
import { by, dayOf, going, ruled, upTo } from './grammar.ts'
import { ownerConsents, ownerKinds, questions } from './labels.ts'

/** 备案各项规则不符合时，对驾驶人的说法：怎么办，不说出处。 */
export const bindAdvice = (): QuestionWords<'bind'>['advice'] => ({
  ...bothAdvise,
  'own-vehicle': () => '该车登记在您名下，无需备案',
  'already-bound': () => '您已备案该车',
  'driver-cap': upTo(questions.bind, ({ supplied: nth, limit: most, channels }, context) => {
    const lesser = lesserRelease(context, nth - most)
    const elsewhere = lesser && `，或者先解除${lesser.number}辆再${going(lesser.channels)}`
    return [
      `您已备案${nth - 1}辆非本人机动车，${by(channels)}最多${most}辆`,
      `请先解除${nth - most}辆${elsewhere ?? ''}`,
    ]
  }),
  'vehicle-cap': upTo(questions.bind, ({ supplied: nth, limit: most, channels }) => [
    `除所有人外，已有${nth - 1}名驾驶人备案该车，${by(channels)}最多${most}名`,
    `请${releasing(nth - 1, nth - most)}先解除备案，或者由所有人解除`,
  ]),
  'lifetime-cap': upTo(questions.bind, ({ supplied: nth, limit: most, channels }) => [
    `您累计已备案${nth - 1}次，${by(channels)}最多${most}次，解除备案不返还次数${channels === 'all' ? '，不能再备案' : ''}`,
  ]),
  'daily-applications': upTo(questions.bind, ({ supplied: nth, limit: most, channels }, context) => [
    `您今日已成功备案${nth - 1}次，${by(channels)}每日最多${most}次`,
    context?.yearUsedUp ? undefined : '请明日再申请',
  ]),
  'yearly-applications': upTo(questions.bind, ({ supplied: nth, limit: most, channels }) => [
    `您今年已成功备案${nth - 1}次，${by(channels)}每年最多${most}次`,
    '请明年再申请',
  ]),
  'non-operating': ({ channels }) => [`该车为营运机动车，${ruled(channels)}不能备案`],
  'owner-kind': ({ supplied, channels }) => [`该车登记在${ownerKinds[supplied]}名下，${ruled(channels)}不能备案`],
  'owner-consent': ({ supplied, limit }) => {
    const ways = limit.flatMap((way) => (way === 'none' ? [] : [AGREEING[way]]))
    const lack = supplied === 'none' ? '备案须经所有人同意' : `所有人的同意方式（${ownerConsents[supplied]}）不予认可`
    return [lack, ways.length === 0 ? undefined : `请所有人${ways.join('或者')}`]
  },
  'cooling-off': ({ limit, channels }) => [
    `其他驾驶人对该车的备案结束不久，${ruled(channels)}自${dayOf(limit)}起才能备案该车`,
    '请届时再申请',
  ],
  'drivers-bound-per-year': upTo(questions.bind, ({ supplied: nth, limit: most, channels }, context) => [
    `${context?.settled ? `今年已有${nth - 1}名其他驾驶人备案该车` : `您将是今年备案该车的第${nth}名驾驶人`}，${by(channels)}每年最多${most}名`,
    '请明年再申请',
  ]),
})

/** Who of the drivers that have bound a vehicle is to release it. */
function releasing(all: number, some: number): string {
  if (some < all) return `其中${some}名${some === 1 ? '' : '均'}`
  return all === 1 ? '该驾驶人' : `这${all}名驾驶人均`
}
