/// <reference types="node" />
/**
 * The law and its test vectors as JSON. The vectors are judged three times: by the build, by the sources, and by a judge that
 * reads nothing but the JSON, as a programmer of another language would write it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
// @ts-expect-error -- a program without types of its own
import { answerTo, lawOf, vectorsOf } from '../../docs/generate-data.mjs'
import * as main from '../../src/index.ts'
import { OWNER_KINDS } from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { ROOT } from './consumer.ts'

type Row = Readonly<Record<string, unknown>>
type Question = 'bind' | 'handle'
interface Answer {
  readonly verdict: string
  readonly failing: readonly string[]
  readonly unknown: readonly string[]
  readonly missing: readonly string[]
}
interface Vector {
  readonly question: Question
  readonly facts: Row
  readonly answers: Readonly<Record<string, Answer>>
}
type Node = Readonly<Record<string, unknown>> & { readonly kind: string }
interface Law {
  readonly format: string
  readonly facts: readonly { readonly name: string; readonly questions: readonly string[] }[]
  readonly required: readonly string[]
  readonly rules: readonly {
    readonly id: string
    readonly holds: Node
    readonly exempt: readonly { readonly when: Node; readonly where: { parameter: string; is: unknown } | null }[]
  }[]
  readonly ruleSets: readonly (Row & { readonly id: string } & Readonly<Record<Question, readonly Row[]>>)[]
  readonly book: { readonly id: string; readonly ruleSets: readonly string[] }
  readonly citations: Readonly<Record<string, unknown>>
}

const read = (file: string): string => readFileSync(join(ROOT, 'dist', file), 'utf8')
const LAW: Law = JSON.parse(read('rule-sets.json'))
const VECTORS: { readonly format: string; readonly rows: readonly Vector[] } = JSON.parse(read('vectors.json'))
const SETS = new Map(rules.SHIPPED_SETS.map((set) => [set.id, set]))

describe('rule-sets.json', () => {
  test('is the law of the sources, whole', () => {
    expect(LAW).toEqual(JSON.parse(JSON.stringify(lawOf(main, rules))))
    expect(LAW.ruleSets.map(({ id }) => id)).toEqual([...SETS.keys()])
    expect(LAW.rules.map(({ id }) => id)).toEqual([...rules.RULE_IDS])
    expect(Object.keys(LAW.citations)).toEqual([...rules.CITATION_KEYS])
    expect(LAW.book).toEqual({ id: 'cn', ruleSets: rules.cn.sets.map(({ id }) => id) })
    for (const { bind, handle } of LAW.ruleSets) {
      for (const { citation } of [...bind, ...handle]) expect(Object.hasOwn(LAW.citations, String(citation))).toBe(true)
    }
  })

  test('goes back in through parseRuleSet: each set is the shipped one', () => {
    for (const set of LAW.ruleSets) {
      const parsed = rules.parseRuleSet(set)
      expect(parsed.ok && parsed.value).toBe(SETS.get(set.id))
    }
  })

  test('gives equal verdicts and findings under another name', () => {
    for (const set of LAW.ruleSets) {
      const parsed = rules.parseRuleSet({ ...set, id: 'copy' })
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
      for (const { question, facts } of VECTORS.rows) {
        const decide = question === 'bind' ? main.decideBinding : main.decideHandling
        const [one, other] = [decide(facts, SETS.get(set.id) as rules.RuleSet), decide(facts, parsed.value)]
        expect({ ...other, ruleSet: set.id }).toEqual({ ...one, hypothetical: true })
      }
    }
  })
})

describe('vectors.json', () => {
  test('has a few thousand rows of both questions, partial ones among them, in a megabyte when compressed', () => {
    const { rows } = VECTORS
    expect(rows.length).toBeGreaterThanOrEqual(2000)
    expect(gzipSync(read('vectors.json'), { level: 9 }).length).toBeLessThan(1_000_000)
    for (const question of ['bind', 'handle'] as const) {
      const names = LAW.facts.filter(({ questions }) => questions.includes(question)).map(({ name }) => name)
      const mine = rows.filter((row) => row.question === question)
      const whole = mine.filter(({ facts }) => Object.keys(facts).length === names.length)
      expect(whole.length).toBeGreaterThan(mine.length / 3)
      expect(mine.length - whole.length).toBeGreaterThan(mine.length / 3)
      for (const name of names)
        expect(
          mine.some(({ facts }) => !Object.hasOwn(facts, name)),
          name,
        ).toBe(true)
    }
    for (const { answers } of rows) expect(Object.keys(answers)).toEqual([...SETS.keys()])
  })

  test('shows every provision of every set failing, failing alone, and not known', () => {
    const seen = new Set<string>()
    for (const { question, answers } of VECTORS.rows) {
      for (const [set, { failing, unknown }] of Object.entries(answers)) {
        for (const rule of failing) seen.add(`${set} ${question} ${rule} fails`)
        if (failing.length === 1) seen.add(`${set} ${question} ${failing[0]} fails alone`)
        for (const rule of unknown) seen.add(`${set} ${question} ${rule} unknown`)
      }
    }
    const wanted = rules.SHIPPED_SETS.flatMap((set) =>
      (['bind', 'handle'] as const).flatMap((question) =>
        set[question].flatMap((provision) => {
          const { rule } = provision
          // Both kinds of owner are allowed: there is no third that could fail.
          const isFree = provision.rule === 'owner-kind' && provision.allowed.length === OWNER_KINDS.length
          return (isFree ? ['unknown'] : ['fails', 'fails alone', 'unknown']).map(
            (how) => `${set.id} ${question} ${rule} ${how}`,
          )
        }),
      ),
    )
    expect(wanted.filter((each) => !seen.has(each))).toEqual([])
  })

  test('is what the sources draw and answer, the same in every build', () => {
    expect(vectorsOf(main, rules)).toEqual(VECTORS)
  })

  test('is judged alike by the sources', () => {
    for (const { question, facts, answers } of VECTORS.rows) {
      for (const [id, answer] of Object.entries(answers)) {
        expect(answerTo(main, question, facts, SETS.get(id))).toEqual(answer)
      }
    }
  })

  test('is judged alike by a reader of the JSON alone', () => {
    const ruleOf = new Map(LAW.rules.map((rule) => [rule.id, rule]))
    for (const { question, facts, answers } of VECTORS.rows) {
      for (const set of LAW.ruleSets) {
        expect(judgedByHand(set[question], facts, ruleOf), `${set.id} ${JSON.stringify(facts)}`).toEqual(
          answers[set.id],
        )
      }
    }
  })

  test("is judged alike by it under a set of one's own in which a vehicle must have been the driver's at the act", () => {
    const ruleOf = new Map(LAW.rules.map((rule) => [rule.id, rule]))
    const shipped = LAW.ruleSets.find(({ id }) => id === 'cn-2024-11-01')
    const handle = shipped?.handle.map((each) => (each.vehicles === 'others' ? { ...each, own: 'at-act' } : each)) ?? []
    const set = rules.parseRuleSet({ ...shipped, id: 'at-act', handle })
    if (!set.ok) throw new Error(JSON.stringify(set.issues))
    const rows = VECTORS.rows.filter(({ question }) => question === 'handle')
    for (const { facts } of rows) {
      expect(judgedByHand(handle, facts, ruleOf)).toEqual(answerTo(main, 'handle', facts, set.value))
    }
    // A buyer who owns it since a minute after the act is another, and one who is not known to have owned it is unknown.
    const own = { driver: 'd', vehicleOwner: 'd', channel: 'app', occurredAt: '2024-12-01T12:00:00.000+08:00' }
    const bought = { ...own, ownedSince: '2024-12-01T12:01:00.000+08:00', boundSince: null }
    expect(judgedByHand(handle, bought, ruleOf).failing).toContain('open-binding')
    expect(judgedByHand(handle, { ...own, boundSince: null }, ruleOf).unknown).toContain('open-binding')
    expect(judgedByHand(shipped?.handle ?? [], bought, ruleOf).failing).not.toContain('open-binding')
    expect(judgedByHand(handle, bought, ruleOf)).toEqual(answerTo(main, 'handle', bought, set.value))
  })
})

/** A judge of forty lines: all that there is to do in another language. */
function judgedByHand(
  provisions: readonly Row[],
  facts: Row,
  ruleOf: ReadonlyMap<string, Law['rules'][number]>,
): Answer {
  const lacking = LAW.required.filter((name) => !Object.hasOwn(facts, name))
  if (provisions.length === 0) {
    return { verdict: 'refused', failing: ['no-rule-set-in-force'], unknown: [], missing: lacking }
  }
  const failing: string[] = []
  const unknown: string[] = []
  const missing = new Set(lacking)
  for (const provision of provisions) {
    const rule = ruleOf.get(String(provision.rule)) as Law['rules'][number]
    const { channels, vehicles } = provision
    const fact = (name: string): Node => ({ kind: 'fact', name })
    // Another channel and the driver's own vehicle come first, then what the rule itself exempts.
    const scope: Node[] = []
    if (Array.isArray(channels)) scope.push({ kind: 'other-channel', left: fact('channel'), channels })
    if (vehicles === 'others') {
      const isOwner: Node = { kind: 'compare', supplied: fact('driver'), relation: '=', limit: fact('vehicleOwner') }
      const wasOwner: Node = { kind: 'compare', supplied: fact('ownedSince'), relation: '≤', limit: fact('occurredAt') }
      scope.push(provision.own === 'at-act' ? { kind: 'all', of: [isOwner, wasOwner] } : isOwner)
    }
    const own = rule.exempt
      .filter(({ where }) => where === null || provision[where.parameter] === where.is)
      .map(({ when }) => when)
    const holds = chosen(rule.holds, provision)
    const isKnown = (node: Node): boolean => factsIn(node).every((name) => Object.hasOwn(facts, name))
    if ([...scope, ...own].some((when) => isKnown(when) && value(when, facts, provision))) continue
    const order = [...scope, holds, ...own].flatMap(factsIn)
    const absent = order.filter((name) => !Object.hasOwn(facts, name))
    if (absent.length > 0) {
      unknown.push(rule.id)
      for (const name of absent) missing.add(name)
    } else if (!value(holds, facts, provision)) failing.push(rule.id)
  }
  const undetermined = unknown.length > 0 || lacking.length > 0
  const verdict = failing.length > 0 ? 'refused' : undetermined ? 'undetermined' : 'permitted'
  return { verdict, failing, unknown, missing: [...missing] }
}

function chosen(holds: Node, provision: Row): Node {
  if (holds.kind !== 'choose') return holds
  return (holds.cases as Readonly<Record<string, Node>>)[String(provision[String(holds.by)])] as Node
}

function factsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  if ((node as Node).kind === 'fact') return [String((node as Node).name)]
  return Object.values(node).flatMap((part) => factsIn(part))
}

function value(node: Node, facts: Row, provision: Row): unknown {
  const at = (key: string): unknown => value(node[key] as Node, facts, provision)
  switch (node.kind) {
    case 'fact':
      return facts[String(node.name)]
    case 'parameter':
      return provision[String(node.name)]
    case 'constant':
      return node.value
    case 'plus':
      return Number(at('left')) + Number(at('right'))
    case 'day':
      return String(at('of')).slice(0, 10)
    case 'lookup':
      return (node.rows as Row)[String(at('of'))]
    case 'all':
      return (node.of as readonly Node[]).every((each) => value(each, facts, provision))
    case 'other-channel':
      return !(node.channels as readonly unknown[]).includes(at('left'))
    case 'compare':
      return compared(at('supplied'), String(node.relation), at('limit'))
    default:
      throw new Error(`no case for ${node.kind}`)
  }
}

function compared(supplied: unknown, relation: string, limit: unknown): boolean {
  const [one, other] = [supplied as number, limit as number]
  const [list, others] = [supplied as readonly unknown[], limit as readonly unknown[]]
  const is: Readonly<Record<string, () => boolean>> = {
    '=': () => one === other,
    '≠': () => one !== other,
    '<': () => one < other,
    '≤': () => one <= other,
    '>': () => one > other,
    '≥': () => one >= other,
    '∈': () => others.includes(supplied),
    disjoint: () => !list.some((each) => others.includes(each)),
    meets: () => list.some((each) => others.includes(each)),
  }
  return (is[relation] as () => boolean)()
}
