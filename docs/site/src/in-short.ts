import type { RuleCard } from 'demerit/analysis'
import { enCard, zhCNCard } from 'demerit/explain'
import type { RuleId } from 'demerit/rules'
import type { Provision } from './differing.ts'
import type { Language } from './place.ts'

/** The rules that a summary tells; a card has what each is called, and its number. */
const TOLD: { readonly [Q in Provision['question']]: readonly RuleId[] } = {
  bind: ['driver-cap', 'vehicle-cap', 'daily-applications', 'yearly-applications'],
  handle: [
    'open-binding',
    'since-binding',
    'fine-limit',
    'single-points-limit',
    'points-room',
    'recorded-by-monitoring',
    'vehicles-per-year',
    'drivers-per-year',
    'offender-present',
    'identity-verified',
  ],
}

/** What self-service alone asks for, since 2018. */
const OF_BINDING: readonly RuleId[] = ['open-binding', 'since-binding', 'fine-limit']

const WORDS: {
  readonly [L in Language]: {
    readonly heads: readonly [bind: string, self: string, window: string]
    /** Where self-service asks for a binding and the window for none of it. */
    readonly notAtWindow: string
    readonly provision: (name: string, number: string) => string
    readonly line: (head: string, parts: readonly string[]) => string
  }
} = {
  en: {
    heads: ['Binding', 'Handling by self-service', 'Handling at a window'],
    notAtWindow: 'no binding is asked for, and neither its date nor the fine matters',
    provision: (name, number) => `${name} (${number})`,
    line: (head, parts) => `${head}: ${parts.join('; ')}.`,
  },
  zh: {
    heads: ['备案', '自助处理', '窗口处理'],
    notAtWindow: '不要求备案，也不限违法时间和罚款金额',
    provision: (name, number) => `${name}（${number}）`,
    line: (head, parts) => `${head}：${parts.join('；')}。`,
  },
}

/** The law of a day in three lines: what may be bound, and what may be handled by self-service and at a window. */
export function inShort(card: RuleCard, language: Language): readonly string[] {
  const { heads, notAtWindow, provision, line } = WORDS[language]
  const { nothing } = (language === 'zh' ? zhCNCard : enCard).card
  const of = (question: Provision['question'], channel: 'app' | 'window') =>
    card.provisions.filter(
      (each) => each.question === question && (each.channels === 'all' || each.channels.includes(channel)),
    )
  const told = (list: readonly Provision[]) =>
    list
      .filter(({ question, rule }) => TOLD[question].includes(rule))
      .map(({ name, number }) => (number === '' ? name : provision(name, number)))
  const bound = told(of('bind', 'window'))
  const window = of('handle', 'window')
  const self = of('handle', 'app')
  const asksForNone =
    self.some(({ rule }) => OF_BINDING.includes(rule)) && window.every(({ rule }) => !OF_BINDING.includes(rule))
  return [
    bound.length === 0 ? nothing.bind : line(heads[0], bound),
    line(heads[1], told(self)),
    line(heads[2], [...told(window), ...(asksForNone ? [notAtWindow] : [])]),
  ]
}
