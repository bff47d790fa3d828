import { CITATIONS, type Citation, GRADES, QUESTIONS, type RuleSet, SHIPPED_SETS } from '../law/index.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import { lawsOf } from './named-rules.ts'
import { csvLine, textTable } from './output.ts'

/** `demerit rules`: the rule sets; with `--csv` each parameter of each provision, and where it is written. */
export async function listRules({ options }: Arguments, host: Host): Promise<number> {
  if (options.csv === true) {
    const line = csvLine(options.raw === true)
    await host.out(
      `${options.raw === true ? '' : '\ufeff'}${[PARAMETER_COLUMNS, ...parametersOf(SHIPPED_SETS, host)].map(line).join('')}`,
    )
  } else
    await host.out(
      textTable(
        ['rule set', 'from', 'verified on', 'provisions', 'of which grade', 'title'],
        SHIPPED_SETS.map((set) => [
          set.id,
          spanOf(set),
          verifiedOf(set),
          set.bind.length + set.handle.length,
          gradesOf(set),
          set.title.zh,
        ]),
      ),
    )
  return 0
}

/** The first day; where no source gives it, the two days between which it lies. Of a plan that never came into force, the day it was planned for. */
function spanOf({ from, began, verifiedOn }: RuleSet): string {
  if (verifiedOn < from) return `planned for ${from}, never in force`
  return began === null ? from : `after ${began.after}, by ${began.by}`
}

/** The last day for which sources show it; of a plan that never came into force there is none. */
function verifiedOf({ from, verifiedOn }: RuleSet): string {
  return verifiedOn < from ? 'never in force' : verifiedOn
}

/** How many provisions have each grade, from sure to unsure: `O 8, S2 3`. */
function gradesOf({ bind, handle }: RuleSet): string {
  const grades = [...bind, ...handle].map(({ citation }) => (CITATIONS[citation] as Citation).grade)
  const counts = GRADES.map((grade) => [grade, grades.filter((each) => each === grade).length] as const)
  return counts.flatMap(([grade, count]) => (count === 0 ? [] : [`${grade} ${count}`])).join(', ')
}

const PARAMETER_COLUMNS = [
  ...['set', 'from', 'verified_on', 'rule', 'question', 'channels', 'parameter', 'value', 'citation', 'grade', 'page'],
  'law',
]

/** Every parameter of every provision, a row each; a provision without any has one row. */
function parametersOf(sets: readonly RuleSet[], host: Host): readonly (readonly string[])[] {
  return sets.flatMap((set) => {
    const law = lawsOf(set, host).get(set.id) ?? ''
    return QUESTIONS.flatMap((question) =>
      set[question].flatMap(({ rule, channels, citation, ...parameters }) => {
        const { instrument, article, grade, url } = CITATIONS[citation] as Citation
        const cited = [`${instrument} ${article}`.trim(), grade, url]
        const of = [
          set.id,
          spanOf(set),
          verifiedOf(set),
          rule,
          question,
          channels === 'all' ? 'all' : channels.join(' '),
        ]
        const named = Object.entries(parameters)
        const rows = named.length === 0 ? [['', '']] : named.map(([name, value]) => [name, valueText(value)])
        return rows.map((each) => [...of, ...each, ...cited, law])
      }),
    )
  })
}

function valueText(value: unknown): string {
  return Array.isArray(value) ? value.join(' ') : String(value)
}
