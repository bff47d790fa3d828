import type { RuleCard } from 'demerit/analysis'
import { enCard, zhCNCard } from 'demerit/explain'
import type { RuleId } from 'demerit/rules'
import type { Provision } from './differing.ts'
import type { Language } from './place.ts'

/** What is told of a provision: by its number as a card has it, or by a parameter of it. */
type Told = {
  readonly [R in RuleId]?: (number: string, parameters: Readonly<Record<'full' | 'grain' | 'scope', string>>) => string
}

/** The rules that a summary tells, with their number; and what is said where self-service asks for a binding and the window for none of it. */
const WORDS: {
  readonly [L in Language]: {
    readonly heads: readonly [bind: string, self: string, window: string]
    readonly bind: Told
    readonly handle: Told
    readonly notAtWindow: string
    readonly line: (head: string, parts: readonly string[]) => string
  }
} = {
  en: {
    heads: ['Binding', 'Handling by self-service', 'Handling at a window'],
    bind: {
      'driver-cap': (number) => `a driver binds at most ${number} vehicles of others at a time`,
      'vehicle-cap': (number) => `a vehicle is bound by at most ${number} drivers besides its owner at a time`,
      'daily-applications': (number) => `applications: at most ${number} a day`,
      'yearly-applications': (number) => `applications: at most ${number} a calendar year`,
    },
    handle: {
      'open-binding': (number) => `the vehicle of another is bound first (${number})`,
      'since-binding': (_, { grain, scope }) => `${scope} only if they occurred ${grain}`,
      'fine-limit': (number) => `a fine of at most ${number}`,
      'single-points-limit': (number) => `at most ${number} points a violation`,
      'points-room': (_, { full }) => `its points and those already held come to fewer than ${full}`,
      'recorded-by-monitoring': () => 'recorded by monitoring equipment',
      'vehicles-per-year': (number) => `at most ${number} vehicles of others within a year`,
      'drivers-per-year': (number) => `at most ${number} drivers of a vehicle within a year, its owner not counted`,
      'offender-present': () => 'the offender comes in person',
      'identity-verified': () => 'an officer checks who it is',
    },
    notAtWindow: 'no binding is asked for, and neither its date nor the fine matters',
    line: (head, parts) => `${head}: ${parts.join('; ')}.`,
  },
  zh: {
    heads: ['备案', '自助处理', '窗口处理'],
    bind: {
      'driver-cap': (number) => `一人同时最多备案${number}辆非本人机动车`,
      'vehicle-cap': (number) => `一车同时最多由${number}名非所有人备案`,
      'daily-applications': (number) => `每日最多申请${number}次`,
      'yearly-applications': (number) => `每个自然年最多申请${number}次`,
    },
    handle: {
      'open-binding': (number) => `非本人机动车须先备案（${number}）`,
      'since-binding': (_, { grain, scope }) => `${scope}限${grain}发生的`,
      'fine-limit': (number) => `单笔罚款不超过${number}`,
      'single-points-limit': (number) => `一次记分不超过${number}分`,
      'points-room': (_, { full }) => `与现有记分相加不满${full}分`,
      'recorded-by-monitoring': () => '由监控设备记录',
      'vehicles-per-year': (number) => `一年内最多处理${number}辆非本人机动车的违法`,
      'drivers-per-year': (number) => `一车一年内最多由${number}名非所有人处理`,
      'offender-present': () => '当事人本人到场',
      'identity-verified': () => '民警核验身份',
    },
    notAtWindow: '不要求备案，也不限违法时间和罚款金额',
    line: (head, parts) => `${head}：${parts.join('；')}。`,
  },
}

/** What self-service alone asks for, since 2018. */
const OF_BINDING: readonly RuleId[] = ['open-binding', 'since-binding', 'fine-limit']

/** The law of a day in three lines: what may be bound, and what may be handled by self-service and at a window. */
export function inShort(card: RuleCard, language: Language): readonly string[] {
  const { heads, bind, handle, notAtWindow, line } = WORDS[language]
  const { card: words } = language === 'zh' ? zhCNCard : enCard
  const of = (question: Provision['question'], channel: 'app' | 'window') =>
    card.provisions.filter(
      (each) => each.question === question && (each.channels === 'all' || each.channels.includes(channel)),
    )
  const told = (list: readonly Provision[], by: Told) =>
    list.flatMap(({ rule, number, parameters: { full, grain, scope } }) => {
      const parameters = {
        full: String(full),
        grain: grain === undefined ? '' : words.parameters.grain(grain as 'day', rule),
        scope: scope === undefined ? '' : words.parameters.scope(scope as 'all', rule),
      }
      return by[rule] === undefined ? [] : [by[rule](number, parameters)]
    })
  const bound = told(of('bind', 'window'), bind)
  const window = of('handle', 'window')
  const self = of('handle', 'app')
  const asksForNone =
    self.some(({ rule }) => OF_BINDING.includes(rule)) && window.every(({ rule }) => !OF_BINDING.includes(rule))
  return [
    bound.length === 0 ? words.nothing.bind : line(heads[0], bound),
    line(heads[1], told(self, handle)),
    line(heads[2], [...told(window, handle), ...(asksForNone ? [notAtWindow] : [])]),
  ]
}
