/**
 * Straight code: what a shipped rule set makes of a question as one expression, `(f, s) => bits`, of the same expressions that the library
 * judges by. It has a bit for each provision that fails, on facts `f` of which none that is asked for is missing, in a situation `s`.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'
import { situationIn } from '../../src/decision/compile.ts'
import { COVERING } from '../../src/law/classes-covering.ts'
import { type Comparison, comparisonsIn, type Term } from '../../src/law/expression.ts'
import { FACTS } from '../../src/law/facts.ts'
import type { Question } from '../../src/law/question.ts'
import { resolveProvision } from '../../src/law/resolve.ts'
import type { Provision } from '../../src/law/rule-sets/rule-set.ts'
import { SHIPPED_SETS } from '../../src/law/rule-sets/shipped-sets.ts'
// @ts-expect-error -- without types of its own
import { withPureCalls } from './pure-modules.mjs'

/** The place of straight code in the source of a rule set. */
const PLACE = /\bstraightCode\(\)/g
/** What straight code takes from the library, and from where, as a rule set sees it. */
const TAKEN = {
  legalDayUnchecked: '../../values/instant.ts',
  meet: '../relation.ts',
  COVERING: '../classes-covering.ts',
}

/** Puts straight code in its places while the library is built: before `pureModules`, since a module is loaded by one plugin. */
export const straightCode: Plugin = {
  name: 'straight-code',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]law[\\/]rule-sets[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
      const set = SHIPPED_SETS.find(({ id }) => id === basename(path, '.ts'))
      if (set === undefined) return undefined
      const source = await readFile(path, 'utf8')
      const codeIn = (question: Question) => (set[question].length > 0 ? codeOf(set[question]) : 'undefined')
      const text = source.replace(PLACE, () => `{ bind: ${codeIn('bind')}, handle: ${codeIn('handle')} }`)
      const taken = Object.entries(TAKEN).map(([name, from]) => `import { ${name} } from '${from}';`)
      // All on the first line, so that the others keep their numbers. What is not used is not bundled.
      return { contents: withPureCalls(taken.join(' ') + text), loader: 'ts' }
    })
  },
}

/** Straight code for the provisions of a set on one question. @throws RangeError for a shape that it does not know. */
export function codeOf(provisions: readonly Provision[]): string {
  if (provisions.length > 31)
    throw new RangeError(`straight code: ${provisions.length} provisions are too many for bits`)
  const lines = provisions.map((provision, index) => {
    const { exempt, supplied, relation, limit } = resolveProvision(provision)
    const whens = exempt.map(({ when }) => when)
    const situations = whens.reduce((bits, when) => bits | situationIn(when), 0)
    const conditions = [
      ...whens.filter((when) => situationIn(when) === 0),
      { kind: 'compare', supplied, relation, limit } as const,
    ]
    const texts = conditions.map((when) => comparisonsIn(when).map(comparison).join(' && '))
    if (texts.includes('true')) return '0'
    return `(${[...(situations === 0 ? [] : [`s & ${situations}`]), ...texts].join(' || ')} ? 0 : ${2 ** index})`
  })
  return `(f, s) => ${lines.join(' |\n')}`
}

const COMPARISONS: { readonly [R in Exclude<Comparison['relation'], '∈'>]: (one: string, other: string) => string } = {
  '=': (one, other) => `${one} === ${other}`,
  '≠': (one, other) => `${one} !== ${other}`,
  '<': (one, other) => `${one} < ${other}`,
  '≤': (one, other) => `${one} <= ${other}`,
  '>': (one, other) => `${one} > ${other}`,
  '≥': (one, other) => `${one} >= ${other}`,
  disjoint: (one, other) => `!meet(${one}, ${other})`,
  meets: (one, other) => `meet(${one}, ${other})`,
}

function comparison({ supplied, relation, limit }: Comparison): string {
  if (relation === '∈') return isOneOf(supplied, limit)
  if (relation === 'meets' && othersThan(supplied, limit)?.length === 0) return `${term(supplied)}.length > 0`
  // An instant is later, as text, than the day that it begins with.
  if (relation === '≥' && supplied.kind === 'day') return COMPARISONS['>'](term(supplied.of), term(limit))
  return COMPARISONS[relation](term(supplied), term(limit))
}

/** A word that is one of a list, or none of the others that there are, whichever are fewer. */
function isOneOf(supplied: Term, limit: Term): string {
  const others = othersThan(supplied, limit)
  if (others === undefined) throw new RangeError(`straight code: ∈ of ${supplied.kind} in ${limit.kind}`)
  const list = (limit as Extract<Term, { kind: 'constant' }>).value as readonly string[]
  if (others.length === 0) return 'true'
  return others.length < list.length
    ? others.map((word) => COMPARISONS['≠'](term(supplied), JSON.stringify(word))).join(' && ')
    : `(${list.map((word) => COMPARISONS['='](term(supplied), JSON.stringify(word))).join(' || ')})`
}

/** The words that a fact may be but for those of a list, if they are such. */
function othersThan(supplied: Term, limit: Term): readonly string[] | undefined {
  const words = FACTS.find(({ name }) => supplied.kind === 'fact' && name === supplied.name)?.words
  if (words === undefined || limit.kind !== 'constant' || !Array.isArray(limit.value)) return undefined
  const list: readonly unknown[] = limit.value
  return words.filter((word) => !list.includes(word))
}

function term(of: Term): string {
  switch (of.kind) {
    case 'fact':
      return `f.${of.name}`
    case 'constant':
      return JSON.stringify(of.value)
    case 'plus':
      return `${term(of.left)} + ${term(of.right)}`
    case 'day':
      return `legalDayUnchecked(${term(of.of)})`
    case 'lookup':
      if (of.rows === COVERING) return `COVERING[${term(of.of)}]`
  }
  throw new RangeError(`straight code: no term ${of.kind}`)
}
