import { Immer } from 'immer'
import { hasItself, isRecord, mistaken, mistyped } from '../../input/assert.ts'
import { type Issue, isArray, type Path, shorten } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { owns } from '../../input/own.ts'
import type { OwnCitationKey } from '../citation.ts'
import { QUESTIONS, type Question } from '../question.ts'
import type { AnyRule } from '../rule.ts'
import { type ParametersOf, RULE_IDS, RULES, type RuleId } from '../rules.ts'
import { hypothesis, ownKeyFor } from './own-citations.ts'
import { parseReform } from './parse-rule-set.ts'
import { changedTitle, changesIn, idOf } from './reform-name.ts'
import { isRuleSet, type Provision, type ProvisionOf, type RuleSet } from './rule-set.ts'

/** Changed parameters by rule; `null` strikes the rule out. */
export type ChangedParameters = { readonly [Id in RuleId]?: Partial<ParametersOf<Id>> | null }
/** A provision of a draft, to be written to; one that is added without a citation is cited as a hypothesis. */
export type DraftProvision = { [Id in RuleId]: Writable<Omit<ProvisionOf<Id>, 'citation'>> & Cited }[RuleId]
/** A copy of a rule set to be written to: provisions may be changed, struck out, taken from another set, or added. */
export type DraftRuleSet = Writable<Pick<RuleSet, 'id' | 'hypothetical'>> & {
  title: Writable<RuleSet['title']>
  from: string
  verifiedOn: string
  citations: Writable<RuleSet['citations']>
} & Record<Question, DraftProvision[]>
/** What an analyst changes: a recipe, which writes to a draft of the whole rule set and returns nothing, or a table of changed parameters. */
export type Changes = ((draft: DraftRuleSet) => void) | ChangedParameters
type Writable<T> = { -readonly [K in keyof T]: T[K] }
type Cited = { citation?: Provision['citation'] }

/** An id and a title for a reform, in the place of those that follow from its changes. */
export interface ReformOptions {
  /** 1 to 64 ASCII or Chinese characters, and no id of a set or book that ships with the library. */
  readonly id?: string
  /** What it is called in both languages; `设想：` and `hypothetical: ` are put before it. */
  readonly title?: RuleSet['title']
}

/**
 * A copy of a rule set with some provisions changed 改革方案: marked hypothetical, and validated like any other. A
 * changed provision is cited as a hypothesis; a recipe may give it a text of its own in `draft.citations`, graded H.
 * The id and the title follow from the changes, so that two reforms of one set differ; the options or the recipe may
 * give others. A reform that changes nothing is hypothetical too, and its id ends in `+reform`.
 *
 * @throws TypeError if `ruleSet` is not genuine, an option is invalid, or a recipe returns anything but nothing or
 * the draft; RangeError naming each fault when the result is not a sound rule set.
 *
 * @example
 * ```ts
 * import { cn2024, reform } from 'demerit/rules'
 * const drop = 'driver-cap'
 * reform(cn2024, { [drop]: { limit: 2 } }).id // 'cn-2024-11-01+driver-cap=2'
 * reform(cn2024, (draft) => { draft.bind = draft.bind.filter(({ rule }) => rule !== drop) }).bind.length - cn2024.bind.length // -1
 * ```
 */
export function reform(ruleSet: RuleSet, changes: Changes, options: ReformOptions = {}): RuleSet {
  const candidate = drafted('reform', ruleSet, changes, asHypothesis)
  const { id, title } = ownOptions('reform(options)', options, ['id', 'title'])
  if (id === ruleSet.id) throw mistaken('reform(options.id)', id, 'another id than that of the rule set')
  if (id !== undefined) candidate.id = id
  if (title !== undefined) candidate.title = title
  const named = candidate.id !== ruleSet.id
  if (!named) candidate.id = UNNAMED
  // What the reform is called follows from what was read: only that is sound, and stays as it is.
  const read = sound('reform', { ...candidate, began: null, hypothetical: true }, ruleSet)
  const changed = changesIn(ruleSet, read)
  return sound(
    'reform',
    { ...read, id: named ? read.id : idOf(ruleSet, changed), title: changedTitle(ruleSet, read, changed) },
    ruleSet,
  )
}

/** What calls it, for its errors. */
type Call = 'reform' | 'enact'
/** A rule set that is still to be read. */
export type Candidate = Record<string, unknown> & { citations: RuleSet['citations'] }

/** A copy of a rule set with the changes, in which each changed provision cites what `cite` says; it may add to the candidate's texts. */
export function drafted(
  call: Call,
  ruleSet: RuleSet,
  changes: Changes,
  cite: (provision: unknown, base: RuleSet, candidate: Candidate) => unknown,
): Candidate {
  if (!isRuleSet(ruleSet)) throw mistyped(`${call}(ruleSet)`, ruleSet, 'a rule set of this copy of the library')
  if (typeof changes !== 'function' && !isRecord(changes)) {
    throw mistyped(`${call}(changes)`, changes, 'a recipe or a table of changed parameters')
  }
  const edited = typeof changes === 'function' ? edit(call, ruleSet, changes) : applied(call, ruleSet, changes)
  const originals = new Set<unknown>([...ruleSet.bind, ...ruleSet.handle])
  const candidate: Candidate = { ...edited }
  for (const question of QUESTIONS) {
    const list: unknown = edited[question]
    if (Array.isArray(list)) {
      candidate[question] = list.map((each) => (originals.has(each) ? each : cite(each, ruleSet, candidate)))
    }
  }
  return candidate
}

const UNNAMED = 'reform'

/** @throws RangeError naming each fault of a candidate. */
export function sound(call: Call, candidate: Readonly<Record<string, unknown>>, base: RuleSet): RuleSet {
  const parsed = parseReform(candidate, base)
  if (parsed.ok) return parsed.value
  const faults = parsed.issues.map((issue) => inWords(issue, candidate))
  throw new RangeError(`${call}(changes): ${[...new Set([...faults, ...howTo(parsed.issues, candidate)])].join('; ')}`)
}

function edit(call: Call, ruleSet: RuleSet, recipe: (draft: DraftRuleSet) => void): RuleSet {
  return new Immer().produce(ruleSet, (draft) => {
    const answer: unknown = recipe(draft)
    if (answer === undefined || answer === draft) return
    if (!hasItself(answer, 'then')) {
      throw new TypeError(
        `${call}(changes): a recipe changes the draft and returns nothing; it gave ${shorten(answer)}`,
      )
    }
    // What it changes later finds no draft any more; nobody else is there to be told of that.
    Promise.resolve(answer).catch(() => {})
    throw mistyped(`${call}(changes)`, recipe, 'a recipe that is done when it returns: it gave a promise')
  })
}

/** The rule set with a table's changes, each parameter read once. */
function applied(call: Call, ruleSet: RuleSet, changes: ChangedParameters): RuleSet {
  let { bind, handle } = ruleSet
  for (const rule of Object.keys(changes) as RuleId[]) {
    const change: unknown = changes[rule]
    if (![...bind, ...handle].some((provision) => provision.rule === rule)) {
      const how = isRuleId(rule) ? `; to add one: ${added(rule)}` : ''
      throw new RangeError(`${call}(changes): the rule set has no provision ${String(rule)}${how}`)
    }
    if (change !== null && !isRecord(change)) {
      throw mistyped(`${call}(changes.${rule})`, change, 'a table of parameters, nor null to strike the rule out')
    }
    const parameters = { ...change }
    const changed = (list: readonly Provision[]): readonly Provision[] =>
      change === null
        ? list.filter((provision) => provision.rule !== rule)
        : list.map((provision) =>
            provision.rule === rule ? ({ ...provision, ...parameters } as Provision) : provision,
          )
    bind = changed(bind)
    handle = changed(handle)
  }
  return { ...ruleSet, bind, handle }
}

/**
 * A changed provision no longer says what its source says, nor does one that is brought from elsewhere: it is cited as a
 * hypothesis, unless the analyst has put a text of their own under its key. The candidate's table takes what is added.
 */
function asHypothesis(provision: unknown, base: RuleSet, candidate: Candidate): unknown {
  if (!isRecord(provision)) return provision
  const { rule, citation } = provision as Partial<Provision>
  const { citations } = candidate
  if (!isRuleId(rule) || !isRecord(citations)) return provision
  const key = citation as OwnCitationKey
  const given = typeof key === 'string' && owns(citations, key) ? citations[key] : undefined
  if (given !== undefined && given !== base.citations[key]) return provision
  const text = hypothesis('reform of', rule, base)
  const own = ownKeyFor(rule, text, citations)
  candidate.citations = { ...citations, [own]: text }
  return { ...provision, citation: own }
}

/** What is wrong and where: in a provision with the name of its rule, since nobody counts provisions. */
function inWords({ code, path, expected, received }: Issue, candidate: Readonly<Record<string, unknown>>): string {
  const rule = ruleAt(path, candidate)
  const where = `${path.join('.') || 'rule set'}${rule === undefined ? '' : ` (${rule})`}`
  return `${where}: ${code} (wanted ${expected}, got ${received})`
}

/** How each provision is written of which a key is missing or unknown, or which stands under the other question. */
function howTo(issues: readonly Issue[], candidate: Readonly<Record<string, unknown>>): readonly string[] {
  return issues.flatMap(({ code, path }) => {
    const rule = ruleAt(path, candidate)
    const isOfKeys = code === 'missing' || code === 'unknown-key' || path[2] === 'rule'
    return rule !== undefined && isOfKeys ? [`a provision of ${rule} is added so: ${added(rule, path[0])}`] : []
  })
}

/** How a provision of a rule is added, with each of its keys: to a question if it is one of the rule's. */
function added(rule: RuleId, to?: unknown): string {
  const { questions, vehicles, parameters }: AnyRule = RULES[rule]
  const question = questions.find((each) => each === to) ?? questions[0]
  const keys = [`rule: '${rule}'`, ...Object.keys(parameters).map((name) => `${name}: …`), "channels: 'all'"]
  return `(draft) => { draft.${question}.push({ ${keys.join(', ')}, vehicles: '${vehicles}' }) }`
}

/** The rule of the provision that a path leads into, if it is one of `RULE_IDS`. */
function ruleAt(path: Path, candidate: Readonly<Record<string, unknown>>): RuleId | undefined {
  // Taken apart by a pattern, a list would be closed by whatever is called `return`.
  const list = candidate[path[0] as string]
  const { rule } = Object((isArray(list) && list[path[1] as number]) || {}) as { readonly rule?: unknown }
  return isRuleId(rule) ? rule : undefined
}

export function isRuleId(rule: unknown): rule is RuleId {
  return RULE_IDS.includes(rule as RuleId)
}
