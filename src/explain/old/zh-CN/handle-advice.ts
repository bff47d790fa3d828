import { inYuan } from '../../../values/fen.ts'
import type { BindingNow } from '../context.ts'
import { type Ending, endingOf, lostIn, sharedWith } from '../grammar.ts'
import type { QuestionWords, TimesWords } from '../locale.ts'
import { roomBy } from '../points-room.ts'
import { bothAdvise } from './both.ts'
import { by, join, ruled, states, upTo } from './grammar.ts'
import { classesFor } from './handle-fails.ts'

/** 处理各项规则不符合时，对驾驶人的说法：怎么办，不说出处。 */
export const handleAdvice = (): QuestionWords<'handle'>['advice'] => ({
  ...bothAdvise,
  'violation-open': ({ supplied }) =>
    supplied === 'handled' ? '该违法已处理，不必再处理' : '该违法记录已消除，无需处理',
  'not-before-occurrence': (_, context) =>
    context?.asked.includes('occurredAt') === false
      ? '违法时间晚于办理时间，登记有误，请到窗口咨询'
      : '违法时间不能晚于办理时间，请核对违法时间',
  'open-binding': (_, context) => {
    const { binding = 'perhaps' } = context ?? {}
    return binding === 'vain' ? ['您尚未备案该车，现在备案也不能处理该违法'] : ['您尚未备案该车', BIND_FIRST[binding]]
  },
  'since-binding': ({ relation, channels }) => [
    `该违法发生在您备案该车${relation === '>' ? '当日或者之前' : '之前'}，${by(channels)}不能处理`,
  ],
  'fine-limit': ({ supplied, limit, channels }) => [
    `该违法罚款${inYuan(supplied)}元，${ruled(channels)}不能处理罚款超过${inYuan(limit)}元的违法`,
  ],
  'recorded-by-monitoring': ({ channels }) => [`现场查处的违法，${ruled(channels)}不能处理`],
  // 该违法已经处理的，其记分已在累积记分之内，不得再加。
  'points-room': (finding, context) => {
    const { supplied, limit, channels } = finding
    const room = roomBy(finding, context)
    const bar = `满${limit}分的，不能${channels === 'all' ? '' : `通过${by(channels)}`}处理违法`
    return [
      context?.settled ? bar : `处理后您的累积记分将达${supplied}分；${bar}`,
      room && pleaseFirst(MAKE_ROOM[room]),
    ]
  },
  'single-points-limit': ({ supplied, limit, channels }) => [
    `该违法记${supplied}分，${ruled(channels)}不能处理记分超过${limit}分的违法`,
  ],
  'licence-state': ({ supplied, limit, channels }, context) => {
    const lost = lostIn(sharedWith(supplied, limit))
    if (lost.length > 0)
      return [`您的驾驶证已被${states(lost)}，${by(channels)}不能处理违法`, '请重新取得驾驶证后再申请']
    const barring = sharedWith(supplied, limit)
    const first = join(endingOf(barring, ENDING))
    const steps = [
      ...(first === '' ? [] : [`先${first}`]),
      ...(barring.includes('full-points')
        ? [MAKE_ROOM[context?.study ?? (first === '' ? 'full-score' : 'full-score-in-order')]]
        : []),
    ]
    const help = pleaseFirst(steps.join('，'))
    return [`您的驾驶证状态为${states(barring)}，恢复正常前${by(channels)}不能处理违法`, help]
  },
  'licence-class': ({ supplied, limit }) => {
    const lack = supplied.length === 0 ? '您的驾驶证无准驾车型' : `您的准驾车型${join(supplied)}与该车不符`
    return [`${lack}，${classesFor(limit)}`]
  },
  'repeat-full-score': ({ supplied, channels }) => [
    `您本记分周期已满分学习${supplied}次，本周期内${by(channels)}不能处理非本人机动车的违法`,
    '请待本记分周期结束后再申请处理',
  ],
  'offender-present': ({ channels }) => {
    if (channels !== 'all' && !channels.includes('window')) return '该违法须由您本人到窗口处理'
    return [`${by(channels)}处理须由您本人到场`, '请您本人前往']
  },
  'vehicles-per-year': upTo(HANDLING, ({ supplied, limit, channels }) => [
    `您一年内将处理${supplied}辆非本人机动车的违法，${by(channels)}最多${limit}辆`,
    later(supplied - 1, supplied - limit, '辆'),
  ]),
  'drivers-per-year': upTo(HANDLING, ({ supplied, limit, channels }) => [
    `连同您，一年内处理过该车违法的驾驶人将达${supplied}名（不含所有人），${by(channels)}最多${limit}名`,
    later(supplied - 1, supplied - limit, '名'),
  ]),
})

/** 请 stands once, before the first of the steps. */
function pleaseFirst(steps: string | undefined): string | undefined {
  return steps && `请${steps}`
}

/** Points of a fine that is not paid are not cleared. */
const CLEARED = '缴清罚款，待记分周期结束清分后再处理'
const HANDLING = '处理非本人机动车的违法'

/** Whether to bind first helps, as far as it is known. */
const BIND_FIRST: { readonly [B in Exclude<BindingNow, 'vain'>]: string } = {
  covers: '请先备案',
  today: '请在今天备案（以后再备案不能处理该违法）',
  'from-its-day': '请先备案（备案后只能处理自备案之日起发生的违法）',
  first: '请先备案（属该车首次备案的，可一并处理此前的违法）',
  perhaps: '请先备案（备案之前发生的违法可能仍不能处理）',
}

/** What ends a state of the licence. */
const ENDING: Ending = {
  expired: '换证',
  unverified: '办理审验',
  'cancelled-restorable': '申请恢复驾驶资格',
  'transferred-out': '办理转入',
  locked: '咨询交管部门',
}

/** What makes room for points. */
const MAKE_ROOM = {
  'full-score': '先参加满分学习并考试合格，再申请处理',
  'last-study': '先参加满分学习并考试合格，待本记分周期结束后再申请处理',
  'full-score-in-order': '在驾驶证恢复正常并经满分学习、考试合格后，再申请处理',
  'last-study-in-order': '在驾驶证恢复正常并经满分学习、考试合格后，待本记分周期结束再申请处理',
  none: undefined,
  clearing: CLEARED,
  // 函数调用可以随所属部分一起省去，模板则不能。
  study: /* @__PURE__ */ CLEARED.concat('，符合条件的也可以参加学法减分后再处理'),
}

/** When one of the others no longer counts. */
function later(whole: number, part: number, measure: string): string {
  const some = part === whole ? `其余${whole}${measure}` : `其余${whole}${measure}中有${part}${measure}`
  return `请待${some}的最近一次处理${part === 1 ? '' : '均'}满一年后再处理`
}

/** What a headline says of times that contradict each other. */
export const times = (): TimesWords['times'] => ({
  check: '备案时间晚于办理时间，请核对',
  recorded: '登记的时间有误，请到窗口咨询',
})
