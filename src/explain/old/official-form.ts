import type { Decision } from '../../decision/decision.ts'
import type { FormState } from './context.ts'
import { factName } from './halves.ts'
import { headlineOf } from './headline.ts'
import type { Words } from './locale.ts'

/** Of facts that are missing, what an official has to supply, and what to correct. */
export function officialLack(facts: readonly string[], held: readonly string[], words: Words): string {
  const { paragraph, sentence, lack } = words.core
  const ways = (['missing', 'damaged'] as const).flatMap((way) => {
    const such = facts.filter((fact) => held.includes(fact) === (way === 'damaged'))
    return such.length === 0 ? [] : [sentence(lack[way](such.map((fact) => factName(words, fact) as string)))]
  })
  return paragraph(ways)
}

/** The headline for an official while nothing is against the act so far. Of a form that lets it happen the messages name what is missing. */
export function officialClear(form: FormState, isFinal: boolean, words: Words): string {
  const { decision, beside, context = beside.contextOf(decision, beside), lacking, held } = form
  const reading = { audience: 'official', source: undefined, only: undefined } as const
  const open: Decision = { ...decision, verdict: 'undetermined', missing: lacking as Decision['missing'] }
  const line = headlineOf(open, words, reading, context, beside)
  return isFinal ? line : words.core.paragraph([line, officialLack(lacking, held, words)])
}
