import { type Draft, Immer } from 'immer'
import type { LegalDay } from '../instant.ts'
import type { Issue } from '../issue.ts'
import type { Citation } from '../rules/citation.ts'
import type { ParametersOf, RuleId } from '../rules/index.ts'
import { QUESTIONS } from '../rules/rule.ts'
import { parseRuleSet } from './parse-rule-set.ts'
import { isRuleSet, type Provision, type RuleSet } from './rule-set.ts'

/** Changed parameters by rule; `null` strikes the rule out. */
export type ChangedParameters = { readonly [Id in RuleId]?: Partial<ParametersOf<Id>> | null }
/** What an analyst changes: a recipe on a draft of the whole rule set, or a table of changed parameters. */
export type Changes = ((draft: Draft<RuleSet>) => void) | ChangedParameters

/**
 * A copy of a rule set with some provisions changed 改革方案: marked hypothetical, under an id of its own (`…+reform`
 * unless the recipe gives one), and validated like any other. A changed provision is cited as a hypothesis.
 *
 *     reform(cn2024, { 'driver-cap': { limit: 2 } })
 *     reform(cn2024, (draft) => { draft.id = 'no-caps'; draft.bind = draft.bind.filter((p) => p.rule !== 'driver-cap') })
 *
 * @throws TypeError when `ruleSet` is not genuine; RangeError naming each fault when the result is not a sound rule set.
 */
export function reform(ruleSet: RuleSet, changes: Changes): RuleSet {
  if (!isRuleSet(ruleSet)) throw new TypeError('reform(ruleSet): not a rule set of this copy of the library')
  const edited = typeof changes === 'function' ? edit(ruleSet, changes) : applied(ruleSet, changes)
  const originals = new Set<unknown>([...ruleSet.bind, ...ruleSet.handle])
  const id = edited.id === ruleSet.id ? `${ruleSet.id}+reform` : edited.id
  const candidate: Record<string, unknown> = { ...edited, id, hypothetical: true }
  for (const question of QUESTIONS) {
    const list: unknown = edited[question]
    if (Array.isArray(list)) {
      candidate[question] = list.map((each) => (originals.has(each) ? each : asHypothesis(each, ruleSet)))
    }
  }
  const parsed = parseRuleSet(candidate)
  if (!parsed.ok) throw new RangeError(`reform(changes): ${parsed.issues.map(inWords).join('; ')}`)
  return parsed.value
}

function edit(ruleSet: RuleSet, recipe: (draft: Draft<RuleSet>) => void): RuleSet {
  return new Immer({ autoFreeze: true }).produce(ruleSet, (draft) => {
    recipe(draft)
  })
}

/** The rule set with a table's changes, each parameter read once. */
function applied(ruleSet: RuleSet, changes: ChangedParameters): RuleSet {
  return (Object.keys(changes) as RuleId[]).reduce((set, rule) => {
    const change = changes[rule]
    if (![...set.bind, ...set.handle].some((provision) => provision.rule === rule)) {
      throw new RangeError(`reform(changes): the rule set has no provision ${String(rule)}`)
    }
    const parameters = { ...change }
    const changed = (list: readonly Provision[]): readonly Provision[] =>
      change === null
        ? list.filter((provision) => provision.rule !== rule)
        : list.map((provision) =>
            provision.rule === rule ? ({ ...provision, ...parameters } as Provision) : provision,
          )
    return { ...set, bind: changed(set.bind), handle: changed(set.handle) }
  }, ruleSet)
}

/** A changed provision no longer says what its source says; one that the analyst brings and cites is a hypothesis all the same. */
function asHypothesis(provision: unknown, base: RuleSet): unknown {
  if (typeof provision !== 'object' || provision === null) return provision
  const { rule, citation } = provision as Provision
  const all: readonly Provision[] = [...base.bind, ...base.handle]
  const kept = all.some((original) => original.rule === rule && original.citation.zh === citation?.zh)
  if (citation !== undefined && !kept) return { ...provision, citation: { ...citation, grade: 'H' } }
  const hypothesis: Citation = {
    instrument: `reform of ${base.id}`,
    article: String((provision as Provision).rule),
    url: 'about:hypothesis',
    since: base.from as LegalDay,
    grade: 'H',
    zh: '假设的条款',
    en: 'a hypothetical provision',
    basis: base.id,
  }
  return { ...provision, citation: hypothesis }
}

function inWords({ code, path, expected, received }: Issue): string {
  return `${path.join('.') || 'rule set'}: ${code} (wanted ${expected}, got ${received})`
}
