import { ruleCard } from '../analysis/index.ts'
import { en, zhCN } from '../explain/index.ts'
import { parseLegalDay } from '../values/instant.ts'
import { type Arguments, chosen } from './arguments.ts'
import { COMMANDS } from './commands.ts'
import type { Host } from './host.ts'
import { Failure } from './message.ts'
import { rulesOf } from './rules.ts'

const LOCALES = { 'zh-CN': zhCN, en } as const
const { options } = COMMANDS.card

/** `demerit card DAY`: the law of one day on a page, and how sure it is. */
export async function card(given: Arguments, host: Host): Promise<number> {
  const [day, ...others] = given.words
  if (day === undefined || others.length > 0)
    throw new Failure(day === undefined ? 'missing' : 'too-many', 'card wants one day, such as 2019-05-01')
  const locale = LOCALES[chosen(given, 'locale', options.locale)]
  const format = chosen(given, 'format', options.format)
  const made = cardOf(day, given, locale)
  await host.out(format === 'json' ? `${JSON.stringify(made, undefined, 2)}\n` : made[format])
  return 0
}

/** A day as people write it, `2019/5/1` or 2019年5月1日, as the library reads it. */
function plainDay(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function cardOf(day: string, given: Arguments, locale: typeof zhCN): ReturnType<typeof ruleCard> {
  const rules = rulesOf(given)
  try {
    return ruleCard(rules, plainDay(day), locale)
  } catch (error) {
    if (error instanceof RangeError) {
      const read = parseLegalDay(plainDay(day))
      const code = read.ok ? 'malformed' : (read.issues[0]?.code ?? 'malformed')
      throw new Failure(code, `${day}: is not a day such as 2019-05-01`)
    }
    throw error
  }
}
