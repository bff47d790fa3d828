import { ruleCard } from '../analysis/index.ts'
import { LOCALES } from './audit.ts'
import { type Arguments, oneWord } from './commands.ts'
import type { Host } from './host.ts'
import { Failure, type Tell } from './message.ts'
import { lawsOf, rulesNamed } from './named-rules.ts'

/** `demerit card DAY`: the law of one day on a page, and how sure it is. */
export async function card(given: Arguments, host: Host, tell: Tell): Promise<number> {
  const day = oneWord(given, 'one day, such as 2019-05-01,')
  const { rules, locale, format } = given.options as Readonly<Record<string, string>>
  const book = await rulesNamed(rules ?? '', host, tell)
  try {
    const made = ruleCard(book, plainDay(day), LOCALES[locale as 'zh-CN' | 'en'])
    const law = lawsOf(book).get(made.ruleSet) ?? null
    const page = `${made[format as 'text' | 'markdown']}${law === null ? '' : `\n${law}\n`}`
    await host.out(format === 'json' ? `${JSON.stringify({ ...made, law }, undefined, 2)}\n` : page)
    return 0
  } catch (error) {
    if (error instanceof RangeError) throw new Failure('malformed', `${day}: is not a day such as 2019-05-01`)
    throw error
  }
}

/** A day as people write it, `2019/5/1` or 2019年5月1日, as the library reads it. */
function plainDay(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
