import { mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { owns } from '../input/own.ts'
import type { Citation, Grade } from './citation.ts'
import { type CitationKey, citedBy } from './citations.ts'
import { QUESTIONS, type Question } from './question.ts'
import { answers, isRuleSet, type RuleSet } from './rule-sets/rule-set.ts'
import { cn } from './rule-sets/shipped-sets.ts'
import type { RuleId } from './rules.ts'

/** A provision that the national set before had, and this set no longer has 不再有的条款. */
export interface Absence {
  readonly question: Question
  readonly rule: RuleId
  /** The source that says so; `null` if none was found. */
  readonly citation: CitationKey | null
  /** Of that source; I where none was found. */
  readonly grade: Grade
}

/** Where a source says that there is no such rule any more, by set and rule. */
const CITED: { readonly [set: string]: { readonly [R in RuleId]?: CitationKey } } = {
  'cn-2018-09-01': {
    'vehicles-per-year': 'wh3-no-list-at-window',
    'drivers-per-year': 'wh3-no-list-at-window',
  },
}

/**
 * The provisions that a national set, or one that an office enacted, no longer has of the national set before it,
 * each with its source if there is one. A half gives those of its own question; any other set gives none.
 *
 * @throws TypeError when `set` is not a rule set of this copy of the library.
 */
export function absencesOf(set: RuleSet): readonly Absence[] {
  if (!isRuleSet(set)) throw mistyped('absencesOf(set)', set, 'a rule set of this copy of the library')
  const before = owns(set, 'enacted')
    ? cn.sets.filter(({ from }) => from < set.from).at(-1)
    : cn.sets[cn.sets.findIndex(({ id }) => id === set.id) - 1]
  if (before === undefined) return frozen([])
  const texts = citedBy(set)
  const absences = QUESTIONS.filter((question) => answers(set, question)).flatMap((question) => {
    const gone = before[question].filter(({ rule }) => !set[question].some((each) => each.rule === rule))
    return gone.map(({ rule }): Absence => {
      const own: CitationKey = `own:${rule}`
      const citation = owns(set.citations, own) ? own : (CITED[set.id]?.[rule] ?? null)
      const grade = citation === null ? 'I' : (texts[citation] as Citation).grade
      return { question, rule, citation, grade }
    })
  })
  return frozen(absences)
}
