import { decideBinding, decideHandling } from '../decision/decide.ts'
import { en, explain, explainIssue, headline, zhCN } from '../explain/index.ts'
import { onOneLine } from '../input/text.ts'
import { QUESTIONS, type Question } from '../law/index.ts'
import { columnName, factsOfQuestion } from '../sql/columns.ts'
import { type Arguments, oneOf } from './arguments.ts'
import { chineseColumns, plainHeader } from './chinese.ts'
import { type Host, UsageError } from './host.ts'
import { rulesOf } from './rules.ts'

const LOCALES = { 'zh-CN': zhCN, en } as const

/** `demerit explain FILE`: judges the facts of a JSON file and says why, a line for the verdict and one for each reason. */
export async function explainFile(given: Arguments, host: Host): Promise<number> {
  const [path, ...others] = given.words
  if (path === undefined || others.length > 0) throw new UsageError('explain wants one file of facts, as JSON')
  const question = oneOf(given, 'question', QUESTIONS)
  const locale = LOCALES[oneOf(given, 'locale', ['zh-CN', 'en'] as const, 'zh-CN')]
  const facts = named(path, await factsIn(path, host), question)
  const rules = rulesOf(given)
  const answer = question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
  if (answer.verdict === 'invalid') {
    for (const issue of answer.issues)
      host.err(`${path}: ${onOneLine(issue.path.join('.')) || '.'}: ${explainIssue(issue, locale)}\n`)
    return 1
  }
  await host.out(`${[headline(answer, locale), ...explain(answer, locale)].join('\n')}\n`)
  return 0
}

async function factsIn(path: string, host: Host): Promise<object> {
  let text: string
  try {
    text = await host.readText(path)
  } catch (error) {
    throw new UsageError(`${path}: ${onOneLine((error as Error).message)}`)
  }
  try {
    const facts: unknown = JSON.parse(text)
    if (typeof facts === 'object' && facts !== null) return facts
  } catch (error) {
    throw new UsageError(
      `${path}: ${onOneLine((error as Error).message)}; explain reads the facts of one row as JSON, audit reads CSV`,
    )
  }
  throw new UsageError(`${path}: is not a JSON object of facts`)
}

/** The facts by their own names: `plate_type` and 号牌种类 are `plateType`, as in a file of rows. */
function named(path: string, facts: object, question: Question): object {
  if (Array.isArray(facts)) return facts
  const chinese = chineseColumns(question)
  const names = new Map(factsOfQuestion(question).map(({ name }) => [columnName(name), name] as const))
  const entries = Object.entries(facts).map(([key, value]) => {
    const name = names.get(chinese.get(plainHeader(key)) ?? key) ?? key
    return [name, value] as const
  })
  const given = new Set<string>()
  for (const [name] of entries) {
    if (given.has(name)) throw new UsageError(`${path}: ${name} is given twice`)
    given.add(name)
  }
  return Object.fromEntries(entries)
}
