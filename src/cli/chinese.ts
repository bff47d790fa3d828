import { zhCN } from '../explain/index.ts'
import type { Fact, FactName } from '../law/facts.ts'
import type { Question } from '../law/index.ts'
import { columnName, factsOfQuestion } from '../sql/columns.ts'

/** What stands for `null` and for a list without words. */
export const NONE = 'none'

/** What records of offices call some words, beside the names that the Chinese locale has for them. */
const ALSO: { readonly [F in FactName]?: Readonly<Record<string, readonly string[]>> } = {
  recordedBy: {
    monitoring: ['电子监控', '电子警察', '非现场', '非现场处罚'],
    officer: ['民警', '现场', '现场处罚'],
  },
  licenceStates: { [NONE]: ['正常'], 'full-points': ['超分'] },
  // 违法是否已处理: 是 or 否, beside the names of the states.
  violationState: { handled: ['是'], open: ['否'] },
}

/** What an export calls the number of a row. */
export const ID_HEADERS: readonly string[] = ['序号']

/** What an export calls those whose numbers it has, beside the names of the numbers. */
const WHOSE: { readonly [F in FactName]?: string } = {
  driver: '驾驶人',
  vehicle: '机动车',
  vehicleOwner: '机动车所有人',
}

/** The columns by what the Chinese locale calls each fact: 办理时间 is `at`. A driver, a vehicle and its owner go by name or by number. */
export function chineseColumns(question: Question): ReadonlyMap<string, string> {
  const names: readonly Readonly<Record<string, string>>[] = [zhCN[question].facts, WHOSE]
  const facts = factsOfQuestion(question).map(({ name }) => name)
  return new Map(
    names.flatMap((each) =>
      facts.flatMap((fact) => (each[fact] === undefined ? [] : [[plainHeader(each[fact]), columnName(fact)] as const])),
    ),
  )
}

/** A header without spaces, its parentheses those of ASCII. */
export function plainHeader(name: string): string {
  return name.replace(/\s/g, '').replace(/（/g, '(').replace(/）/g, ')')
}

/** What a cell may say in Chinese, and the word that it means: 小型汽车 is `02`, 是 is `true`, 无 is `none`. */
export function chineseWords(
  { name, kind, words: listed = [], orNull }: Fact,
  question: Question,
): readonly (readonly [string, string])[] {
  const lists: { readonly [F in FactName]?: Readonly<Record<string, string>> } = zhCN[question].lists
  const words = [
    ...Object.entries(lists[name] ?? {}),
    ...Object.entries(ALSO[name] ?? {}).flatMap(({ 0: word, 1: written }) =>
      written.map((each) => [word, each] as const),
    ),
  ]
  const flags = kind === 'flag' ? [['true', '是'] as const, ['false', '否'] as const] : []
  const isNone = kind === 'words' || orNull === true || listed.includes(NONE)
  const none = isNone ? [[NONE, '无'] as const] : []
  return [...words, ...flags, ...none].map(([word, written]) => [written, word] as const)
}
