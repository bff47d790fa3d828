import type { Decision, Invalid } from '../../decision/decision.ts'
import { fieldOf } from './concerns.ts'
import { contextOf } from './decision-context.ts'
import { checked } from './explain.ts'
import { correctionOf, inputSentence } from './issues.ts'
import type { Words } from './locale.ts'
import type { ExplainOptions } from './options.ts'
import { lackOf, sentenceOf } from './sentence.ts'

/**
 * For a form: the sentences to show beside each field, by the fact's name. Each stands beside one field: that a rule fails
 * beside the first fact that it compares; with `only`, the first of these that is among them, else the driver or the vehicle
 * that the rule is about, else under `''`. Beside a fact that is missing stands one short request for it, however many rules
 * miss it; for a driver without `only`, of a fact that only the office has, that it checks it. An issue stands beside the field it lies in, `''` for the whole input. Facts without a sentence are absent. The
 * record has no prototype.
 */
export function reasonsByField(
  decision: Decision | Invalid,
  locale: Words,
  options?: ExplainOptions,
): Readonly<Record<string, readonly string[]>> {
  const { read, reading } = checked('reasonsByField', decision, locale, options)
  const { audience, only } = reading
  const fields: Record<string, string[]> = Object.create(null)
  const add = (field: string, sentence: string) => {
    const sentences = fields[field]
    if (sentences === undefined) fields[field] = [sentence]
    else sentences.push(sentence)
  }
  const shown = (field: string) => only === undefined || only.includes(field)
  if (read.verdict === 'invalid') {
    for (const issue of read.issues) {
      const field = issue.path.length === 0 ? '' : String(issue.path[0])
      add(shown(field) ? field : '', (audience === 'driver' ? correctionOf : inputSentence)(issue, locale))
    }
  } else {
    const context = contextOf(read, reading.only)
    for (const finding of read.findings) {
      if (finding.outcome !== 'fails') continue
      add(fieldOf(finding.rule, only), sentenceOf(finding, locale, reading, read.question, context))
    }
    for (const fact of read.missing) {
      if (shown(fact)) add(fact, lackOf(fact, locale, reading))
    }
  }
  for (const sentences of Object.values(fields)) Object.freeze(sentences)
  return Object.freeze(fields)
}
