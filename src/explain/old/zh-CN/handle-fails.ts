import type { BindingNow } from '../context.ts'
import { lostIn, sharedWith } from '../grammar.ts'
import type { QuestionWords } from '../locale.ts'
import { roomBy } from '../points-room.ts'
import { bothFail } from './both.ts'
import { driversPerYear, fineLimit, singlePointsLimit, vehiclesPerYear } from './caps.ts'
import { by, closing, dated, join, over, ruled, states, waiting } from './grammar.ts'

/** 处理各项规则不符合时，对民警的说法。 */
export const handleFails = (): QuestionWords<'handle'>['fails'] => ({
  ...bothFail,
  'violation-open': ({ supplied }) =>
    supplied === 'handled' ? '该违法已处理，同一违法不重复处理' : '该违法记录已消除，无需处理',
  'not-before-occurrence': ({ supplied, limit }) => `${dated(supplied, limit, '晚于办理时间')}，不能处理，请核对时间`,
  'open-binding': ({ channels }, context) => {
    const lack = `该驾驶人现未备案该车，${by(channels)}须先备案再处理`
    const { binding = 'perhaps' } = context ?? {}
    return binding === 'vain' ? [`${lack}，现在备案也不能用于该违法`] : [lack, BIND_FIRST[binding]]
  },
  'since-binding': ({ supplied, limit, relation, channels }) => {
    const since = relation === '>' ? '自备案次日起' : limit.length === 10 ? '自备案之日起' : '备案之后'
    const when = dated(supplied, limit, `${relation === '>' ? '不晚' : '早'}于备案时间`)
    return [`${when}，${ruled(channels)}只处理${since}发生的违法`]
  },
  'fine-limit': over(fineLimit),
  'recorded-by-monitoring': ({ channels }) => [
    `该违法由交通警察现场查处，${ruled(channels)}只处理交通技术监控设备记录的违法`,
  ],
  // 该违法已经处理的，其记分已在累积记分之内，不得再加。
  'points-room': (finding, context) => {
    const { supplied, limit } = finding
    const room = roomBy(finding, context)
    return [
      context?.settled ? `本记分周期累积记分须未满${limit}分` : `处理后本记分周期累积记${supplied}分，已满${limit}分`,
      room && MAKE_ROOM[room],
    ]
  },
  'single-points-limit': over(singlePointsLimit),
  'licence-state': ({ supplied, limit, channels }, context) => {
    const barring = sharedWith(supplied, limit)
    if (context?.settled) return [`驾驶证状态为${states(barring)}，${by(channels)}不能处理违法`]
    const until = lostIn(barring).length > 0 ? '重新取得驾驶证前' : '恢复正常前'
    return closing(`驾驶证状态为${states(barring)}，${until}`, channels, '处理违法')
  },
  'licence-class': ({ supplied, limit }) => {
    const lack = supplied.length === 0 ? '驾驶证无准驾车型' : `准驾车型${join(supplied)}与该车不符`
    return [`${lack}，${classesFor(limit)}`]
  },
  'repeat-full-score': ({ supplied, limit, channels }) => {
    const why = `本记分周期满分学习${supplied}次，达${limit}次的，本周期内`
    return closing(why, channels, '处理非本人机动车的违法')
  },
  'offender-present': (_, context) => `违法行为人本人未到场${context?.settled ? '' : '，须由其本人到窗口接受处理'}`,
  'vehicles-per-year': over(vehiclesPerYear, (count, most) => waiting(count - 1, count - most, '辆')),
  'drivers-per-year': over(driversPerYear, (count, most) => waiting(count - 1, count - most, '名')),
})

/** Which classes cover the vehicle, if any does. */
export function classesFor(classes: readonly string[]): string {
  return classes.length === 0 ? '该类车辆不属于机动车驾驶证的准驾范围' : `须有${join(classes)}之一`
}

/** Whether to bind first helps, as far as it is known. */
const BIND_FIRST: { readonly [B in Exclude<BindingNow, 'vain'>]: string } = {
  covers: '现在备案可用于该违法',
  today: '须在当日备案，次日起备案的，不能用于该违法',
  'from-its-day': '备案当日零时以前的违法不能处理',
  first: '属该车首次备案的，可一并处理此前的违法',
  perhaps: '备案之前发生的违法可能仍不能处理',
}

/** What makes room for points. */
const MAKE_ROOM = {
  'full-score': '须经满分学习并考试合格后再申请',
  'last-study': '须经满分学习并考试合格，待本记分周期结束后再申请',
  'full-score-in-order': '须待驾驶证恢复正常并经满分学习、考试合格后再申请',
  'last-study-in-order': '须待驾驶证恢复正常并经满分学习、考试合格，且本记分周期结束后再申请',
  none: undefined,
  clearing: '须待记分清除后再处理',
  study: '须待记分清除或者减少后再处理',
}
