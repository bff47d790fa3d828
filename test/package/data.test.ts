/// <reference types="node" />
/**
 * The law and its tests as JSON. The vectors are judged three times: by the build, by the sources, and by a judge in Python that
 * reads nothing but the JSON; mistakes in that judge: judge.test.ts.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
// @ts-expect-error -- a program without types of its own
import { answerTo, lawOf, vectorsOf } from '../../docs/generate-data.mjs'
import { lawsOf } from '../../src/cli/named-rules.ts'
import * as main from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { ROOT } from './consumer.ts'

type Question = 'bind' | 'handle'
type Facts = Readonly<Record<string, unknown>>
interface Answer {
  readonly verdict: string
  readonly ruleSet?: string | null
  readonly failing?: readonly string[]
  readonly unknown?: readonly string[]
  readonly issues?: readonly { readonly code: string }[]
}
interface Table {
  readonly facts: readonly string[]
  readonly values: Readonly<Record<string, readonly unknown[]>>
  readonly rows: readonly (readonly number[])[]
  readonly answers: readonly (readonly number[])[]
}
interface Step {
  readonly command: main.Command
  readonly status: string
  readonly code?: string
  readonly points: Readonly<Record<string, number>>
  readonly bindings: readonly (readonly [string, string])[]
}

const DIST = join(ROOT, 'dist')
const read = (file: string) => JSON.parse(readFileSync(join(DIST, file), 'utf8'))
const LAW = read('rule-sets.json')
const VECTORS = read('vectors.json')
const ANSWERS: readonly Answer[] = VECTORS.answers
const JUDGES: readonly string[] = VECTORS.judges

/** Every row with its facts and what each judge answers. */
const ROWS = (['bind', 'handle'] as const).flatMap((question) => {
  const { facts, values, rows, answers }: Table = VECTORS.questions[question]
  return rows.map((row, index) => ({
    question,
    facts: Object.fromEntries(
      facts.flatMap((name, place) => {
        const value = row[place] as number
        return value < 0 ? [] : [[name, values[name]?.[value]]]
      }),
    ) as Facts,
    answers: Object.fromEntries(JUDGES.map((id, place) => [id, ANSWERS[answers[index]?.[place] as number] as Answer])),
  }))
})
const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 9)']).status === 0

describe('rule-sets.json', () => {
  test('is the law of the sources, whole, and says the version of the package', () => {
    expect(LAW).toEqual(JSON.parse(JSON.stringify(lawOf(main, rules))))
    expect(LAW.version).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version)
    for (const { bind, handle } of LAW.ruleSets)
      for (const { citation } of [...bind, ...handle]) expect(Object.hasOwn(LAW.citations, citation)).toBe(true)
  })

  test('law/ has the bytes of each digest that is cited', () => {
    const sha256 = (file: string) =>
      createHash('sha256')
        .update(readFileSync(join(DIST, 'law', `${file}.json`)))
        .digest('hex')
    expect(sha256('all')).toBe(LAW.digest)
    const changes = readFileSync(join(ROOT, 'docs/CHANGES.md'), 'utf8')
    const cited = lawsOf(rules.cn, {
      version: '1',
      sha256Of: (text) => createHash('sha256').update(text).digest('hex'),
    })
    for (const { id } of rules.cn.sets) {
      expect(changes).toContain(`- \`${id}\`: \`${sha256(id)}\``)
      expect(cited.get(id)).toBe(`demerit 1 ${sha256(id).slice(0, 12)}`)
    }
    expect(readdirSync(join(DIST, 'law')).sort()).toEqual(
      ['all', ...rules.SHIPPED_SETS.map(({ id }) => id)].map((name) => `${name}.json`).sort(),
    )
  })

  test('goes back in through parseRuleSet: each set is the shipped one', () => {
    for (const [index, set] of LAW.ruleSets.entries()) {
      const parsed = rules.parseRuleSet(set)
      expect(parsed.ok && parsed.value).toBe(rules.SHIPPED_SETS[index])
    }
  })
})

test.each(['rule-sets', 'changes', 'vectors', 'histories'])(
  '%s.json is as its schema says, and a key of another kind is not',
  (name) => {
    const validate = new Ajv2020({ strict: false }).compile(read(`${name}.schema.json`))
    const content = read(`${name}.json`)
    expect([validate(content), validate.errors]).toEqual([true, null])
    expect(content.digest).toMatch(/^[0-9a-f]{64}$/)
    for (const key of Object.keys(content))
      expect(validate({ ...content, [key]: undefined, [`${key}s`]: 1 })).toBe(false)
  },
)

describe('vectors.json', () => {
  test('is what the sources draw and answer, the same in every build, of the law beside it, in 1.5 MB', () => {
    expect(JSON.parse(JSON.stringify(vectorsOf(main, rules)))).toEqual(VECTORS)
    expect(VECTORS.rules).toBe(LAW.digest)
    // Whole numbers as other writers of JSON have them.
    expect(readFileSync(join(DIST, 'vectors.json'), 'utf8')).toMatch(/,987e3,987001\.0[,\]]/)
    expect(statSync(join(DIST, 'vectors.json')).size).toBeLessThan(1_500_000)
    expect(ROWS.length).toBeLessThan(3000)
    expect(JUDGES).toEqual([...rules.SHIPPED_SETS.map(({ id }) => id), 'cn', 'every-node'])
  })

  test('shows every provision of every set failing, failing alone, and not known', () => {
    const seen = new Set<string>()
    for (const { question, answers } of ROWS) {
      for (const [id, { failing = [], unknown = [] }] of Object.entries(answers)) {
        for (const rule of failing) seen.add(`${id} ${question} ${rule} fails`)
        if (failing.length === 1) seen.add(`${id} ${question} ${failing[0]} fails alone`)
        for (const rule of unknown) seen.add(`${id} ${question} ${rule} unknown`)
      }
    }
    const wanted = [...rules.SHIPPED_SETS, VECTORS.extraSet as rules.RuleSet].flatMap((set) =>
      (['bind', 'handle'] as const).flatMap((question) =>
        set[question].flatMap((provision) => {
          const { rule } = provision
          // Both kinds of owner are allowed: there is no third that could fail.
          const isFree = provision.rule === 'owner-kind' && provision.allowed.length === main.OWNER_KINDS.length
          return (isFree ? ['unknown'] : ['fails', 'fails alone', 'unknown']).map(
            (how) => `${set.id} ${question} ${rule} ${how}`,
          )
        }),
      ),
    )
    expect(wanted.filter((each) => !seen.has(each))).toEqual([])
  })

  test('uses every kind of node, every fact known and not, and most codes of issues', () => {
    const set = rules.parseRuleSet(VECTORS.extraSet)
    if (!set.ok) throw new Error(JSON.stringify(set.issues))
    const used = JSON.stringify(
      LAW.rules.filter(({ id }: { id: string }) =>
        [...set.value.bind, ...set.value.handle].some(({ rule }) => rule === id),
      ),
    )
    for (const kind of LAW.expressions) expect(used.includes(`"kind":"${kind}"`) || kind === 'all', kind).toBe(true)
    for (const question of ['bind', 'handle'] as Question[]) {
      for (const name of VECTORS.questions[question].facts) {
        const mine = ROWS.filter((row) => row.question === question)
        for (const isKnown of [true, false])
          expect(
            mine.some(({ facts }) => Object.hasOwn(facts, name) === isKnown),
            name,
          ).toBe(true)
      }
    }
    const codes = new Set(ANSWERS.flatMap(({ issues = [] }) => issues.map(({ code }) => code)))
    for (const code of [
      'wrong-type',
      'not-whole',
      'out-of-range',
      'not-listed',
      'empty',
      'too-long',
      'forbidden-character',
      'malformed',
      'no-offset',
      'no-such-day',
      'repeated',
    ])
      expect(codes.has(code), code).toBe(true)
    expect(new Set(ROWS.map(({ answers }) => answers.cn?.ruleSet))).toEqual(
      new Set([...LAW.book.ruleSets, 'none', null, undefined]),
    )
  })

  test('is judged alike by the sources', () => {
    const judges = new Map<string, unknown>([...rules.SHIPPED_SETS, rules.cn].map((each) => [each.id, each]))
    for (const { question, facts, answers } of ROWS)
      for (const [id, judge] of judges) expect(answerTo(main, question, facts, judge)).toEqual(answers[id])
  })

  test.skipIf(!hasPython)('is judged alike by a judge in Python', () => {
    const { stdout, status } = spawnSync('python3', [join(ROOT, 'docs/examples/judge.py'), DIST], { encoding: 'utf8' })
    expect([stdout, status]).toEqual([`${ROWS.length * JUDGES.length} judged, 0 otherwise than the library\n`, 0])
  })
})

test('histories.json accepts every command, gives every code of the registry, and comes to the caps', () => {
  const { histories }: { histories: readonly (readonly Step[])[] } = read('histories.json')
  const seen = new Map<string, number>()
  for (const { command, code = 'accepted' } of histories.flat())
    seen.set(`${command.type} ${code}`, (seen.get(`${command.type} ${code}`) ?? 0) + 1)
  for (const type of main.COMMAND_TYPES)
    expect([type, seen.get(`${type} accepted`) ?? 0]).toEqual([type, expect.toSatisfy((count) => count >= 5)])
  const codes = new Set(histories.flat().map(({ code }) => code))
  // Only a reform can ask for a fact that no registry keeps.
  expect(main.REFUSAL_CODES.filter((code) => !codes.has(code))).toEqual(['undetermined'])
  const caps = ['driver-cap', 'vehicle-cap', 'daily-applications'].filter((rule) => seen.has(`bind ${rule}`))
  expect(caps).toEqual(['driver-cap', 'vehicle-cap', 'daily-applications'])
})

test('histories.json is played alike by the sources', () => {
  const { histories, book }: { histories: readonly (readonly Step[])[]; book: string } = read('histories.json')
  expect([histories.length, book]).toEqual([120, rules.cn.id])
  for (const history of histories) {
    let registry = main.openRegistry(rules.cn)
    let latest = 0
    for (const { command, status, code, points, bindings } of history) {
      const outcome = main.execute(registry, command)
      registry = outcome.registry
      latest = Math.max(latest, Date.parse(String(command.at)))
      expect([outcome.status, 'code' in outcome ? outcome.code : undefined]).toEqual([status, code])
      for (const [driver, held] of Object.entries(points)) expect(main.pointsOf(registry, driver, latest)).toBe(held)
      const open = Object.keys(points).flatMap((driver) =>
        main.bindingsOfDriver(registry, driver).map(({ vehicle }) => [driver, vehicle]),
      )
      expect(open.sort()).toEqual([...bindings].sort())
    }
  }
})
