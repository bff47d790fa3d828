/**
 * Two made-up facts and a made-up rule, put into the sources as `.github/CONTRIBUTING.md` says: into the table of facts
 * and the page of rules. All that judges is made from these, and the compiler names whatever lacks words for them.
 */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as analysis from '../../src/analysis/index.ts'
import type * as explain from '../../src/explain/index.ts'
import type * as index from '../../src/index.ts'
import type * as law from '../../src/law/index.ts'
import type * as sql from '../../src/sql/index.ts'
import type * as testing from '../../src/testing/index.ts'
// @ts-expect-error -- a list without types of its own
import { sourceOf } from '../support/entries.mjs'
import { emptyDatabase } from '../support/pglite.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FACTS = 'src/law/facts.ts'
const RULES = 'src/law/rules.ts'

const MADE_UP = `
export const madeUp = rule('made-up', {
  questions: ['handle'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(fact('daysOverdue'), limit),
  exempt: () => [exempt('no-points', is(fact('escorted'), true))],
})
`

/** A line written at the end of what opens with `open` and closes with `close`. */
type Line = readonly [file: string, open: string, close: string, line: string]
const LINES: readonly Line[] = [
  [FACTS, '// Each fact once', '\n\n', "const escorted = flag((facts) => facts.escorted, 'office', 'act')"],
  [FACTS, '// Each fact once', '\n\n', "const daysOverdue = count((facts) => facts.daysOverdue, 'others', 'act')"],
  [FACTS, 'const handlingRows =', '\n})', 'escorted,'],
  [FACTS, 'const handlingRows =', '\n})', 'daysOverdue,'],
  [FACTS, 'const EXAMPLES', '\n}', 'escorted: false,'],
  [FACTS, 'const EXAMPLES', '\n}', 'daysOverdue: 0,'],
  [RULES, '// All rules,', '\n\n/** One', MADE_UP],
  [RULES, 'export const RULE_IDS', '\n]', "'made-up',"],
  [RULES, 'export const RULES =', '\n  // biome-ignore', "'made-up': madeUp,"],
]

/** What must not compile, in the rows of the two facts, and on which line it is told: of what is read as another, on that of its example. */
const WRONG = [
  [
    'that neither who asks nor the office supplies',
    "facts.escorted, 'office', 'act'",
    "facts.escorted, 'act'",
    "facts.escorted, 'act'",
  ],
  [
    'that is read as another',
    'count((facts) => facts.daysOverdue',
    'flag((facts) => facts.daysOverdue',
    'daysOverdue: 0,',
  ],
] as const

/** The sources with the two facts and the rule; and where both facts are wrong. */
const both = mkdtempSync(join(tmpdir(), 'demerit-made-up-'))
const [folder, wrong] = [join(both, 'made'), join(both, 'wrong')]
/** What the compiler says of each, while the rest is tried. */
let saidOf: Readonly<Record<'made' | 'wrong', Promise<string>>>
let made: typeof index & typeof explain & typeof law & typeof sql & typeof testing & typeof analysis
beforeAll(async () => {
  for (const path of ['src', 'tsconfig.json', 'package.json'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(both, 'node_modules'))
  for (const line of LINES) write(line)
  cpSync(folder, wrong, { recursive: true })
  const facts = readFileSync(join(folder, FACTS), 'utf8')
  writeFileSync(
    join(wrong, FACTS),
    WRONG.reduce((text, [, from, to]) => text.replace(from, to), facts),
  )
  // What is wrong in the table of facts shows there.
  writeFileSync(join(wrong, 'facts.json'), JSON.stringify({ extends: './tsconfig.json', include: [FACTS] }))
  saidOf = { made: compiled(folder), wrong: compiled(wrong, 'facts.json') }
  const entries = ['index', 'explain', 'rules', 'sql', 'testing', 'analysis']
  // What is in such a folder is not compiled by vitest once more.
  const outfile = join(folder, 'node_modules', 'made-up.mjs')
  await build({
    stdin: { contents: entries.map((entry) => `export * from './${sourceOf(entry)}'`).join('\n'), resolveDir: folder },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  })
  made = await import(pathToFileURL(outfile).href)
})
afterAll(() => rmSync(both, { recursive: true, force: true }))

/** What the compiler says of the sources in a folder. */
function compiled(cwd: string, project = 'tsconfig.json'): Promise<string> {
  const compiler = join(ROOT, 'node_modules/typescript-7/bin/tsc')
  return new Promise((resolve) => {
    const args = ['--noEmit', '--pretty', 'false', '--project', project]
    execFile(process.execPath, [compiler, ...args], { cwd }, (_, stdout) => resolve(stdout))
  })
}

function write([file, open, close, line]: Line): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const begin = text.indexOf(open)
  const end = text.indexOf(close, begin)
  if (begin < 0 || end < 0) throw new Error(`${file} has no ${open}`)
  writeFileSync(path, `${text.slice(0, end)}\n  ${line}${text.slice(end)}`)
}

/** The law of today, and a handling must not be more than 3 days late. */
function lawWith(limit: number): law.RuleSet {
  const { cn2024 } = made
  const provision = { rule: 'made-up', channels: 'all', vehicles: 'all', limit, citation: cn2024.handle[0]?.citation }
  const read = made.parseRuleSet({ ...cn2024, id: 'made-up', handle: [...cn2024.handle, provision] })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

/** What is held where two laws are compared. */
const GIVEN = { channel: 'window', vehicles: 'own', licenceStates: [], licenceClasses: ['C1'] } as const
/** A violation of their own vehicle that the driver may handle. */
const USUAL = { vehicleOwner: 'd', boundSince: null }
function row(facts: object): index.HandlingFactsInput {
  const asked = made.FACTS.filter(({ questions }) => questions.includes('handle'))
  const whole = { ...Object.fromEntries(asked.map(({ name, example }) => [name, example])), ...USUAL, ...facts }
  return whole as index.HandlingFactsInput
}

describe('two made-up facts and a made-up rule', () => {
  /** What is known of the two facts, and how the rule judges with the limit 3. */
  const CASES = [
    [{ daysOverdue: 2 }, 'permitted', 'holds', []],
    [{ daysOverdue: 3 }, 'permitted', 'holds', []],
    [{ daysOverdue: 4 }, 'refused', 'fails', []],
    [{ daysOverdue: 4, escorted: true }, 'permitted', 'not-applicable', []],
    [{ daysOverdue: undefined, escorted: true }, 'permitted', 'not-applicable', []],
    [{ daysOverdue: undefined }, 'undetermined', 'unknown', ['daysOverdue']],
    [{ daysOverdue: 2, escorted: undefined }, 'undetermined', 'unknown', ['escorted']],
    [{ daysOverdue: undefined, escorted: undefined }, 'undetermined', 'unknown', ['daysOverdue', 'escorted']],
  ] as const

  test.each(CASES)('judge: %o is %s', (facts, verdict, outcome, missing) => {
    const decision = made.decideHandling(row(facts), lawWith(3))
    if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
    expect([decision.verdict, decision.findings.at(-1)?.outcome, decision.missing]).toEqual([verdict, outcome, missing])
    expect(decision.findings.at(-1)?.rule).toBe('made-up')
  })

  test('are facts as all others: listed, read and drawn, each missing alone', () => {
    expect(made.HANDLING_FACTS.slice(-2)).toEqual(['escorted', 'daysOverdue'])
    expect(made.FACTS.slice(-2).map(({ kind, questions }) => [kind, questions])).toEqual([
      ['flag', ['handle']],
      ['count', ['handle']],
    ])
    expect(made.parseHandlingFacts({ escorted: 1, daysOverdue: -1 } as object)).toMatchObject({
      ok: false,
      issues: [
        { code: 'wrong-type', path: ['escorted'] },
        { code: 'out-of-range', path: ['daysOverdue'] },
      ],
    })
    const set = lawWith(3)
    const drawn = fc.sample(made.wholeHandlingFacts(), { numRuns: 50, seed: 1 })
    for (const facts of drawn) expect(made.decideHandling(facts, set)).not.toMatchObject({ verdict: 'undetermined' })
    expect(new Set(drawn.map((facts) => Reflect.get(facts, 'escorted'))).size).toBe(2)
    // No two facts share a bit: what one lacks, no other makes up for.
    for (const name of made.HANDLING_FACTS) {
      const decision = made.decideHandling(row({ [name]: undefined }), set) as index.Decision
      expect(decision.missing.filter((fact) => fact !== name)).toEqual([])
    }
  })

  test('stand in formulas and in JSON Schema, and two laws with the rule are compared by it', () => {
    expect(made.formulaOf(Reflect.get(made.RULES, 'made-up'))).toBe('daysOverdue ≤ limit, or escorted = true')
    const schema = made.parseHandlingFacts['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    expect(schema).toMatchObject({ properties: { escorted: { type: 'boolean' }, daysOverdue: { type: 'integer' } } })
    const { changes } = made.compareRuleSets(lawWith(3), lawWith(5), GIVEN)
    expect(changes).toMatchObject([{ rules: ['made-up'], example: { facts: { escorted: false, daysOverdue: 4 } } }])
  })

  test('under a law that asks for a fact that no registry keeps, a registry answers `undetermined`, and no search begins', () => {
    const at = '2025-03-10T12:00:00+08:00'
    const owner = { kind: 'individual', id: 'd' } as const
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
    const seen = { occurredAt: '2025-03-01T12:00:00+08:00', fine: 20_000, points: 1, recordedBy: 'monitoring' } as const
    const act = { driver: 'd', channel: 'app', at } as const
    const registry = (
      [
        { type: 'enrolDriver', id: 'd', licence, at },
        { type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false, at },
        { type: 'recordViolation', id: 'x', vehicle: 'v', ...seen, at },
      ] satisfies index.Command[]
    ).reduce((so, command) => made.execute(so, command).registry, made.openRegistry(lawWith(3)))
    const decision = { verdict: 'undetermined', missing: ['daysOverdue'] }
    const refused = { code: 'undetermined', decision }
    const outcome = made.handle(registry, { violation: 'x', ...act })
    expect(outcome).toMatchObject({ status: 'refused', ...refused })
    expect(made.openViolationsFor(registry, 'd', at)).toMatchObject([{ violation: 'x', ...refused }])
    const facts = made.handlingFacts(registry, { violation: 'x', ...act })
    expect(made.decideHandling({ ...facts, escorted: false } as object, lawWith(3))).toMatchObject(decision)
    const words = { ...made.en, ...made.enRegistry }
    expect(made.problemOfOutcome(outcome as never, words)).toMatchObject({ status: 422, code: 'undetermined' })
    const scope = { drivers: 1, vehicles: 1, violations: 1, days: 1, firstDay: '2025-03-10' }
    const said = 'made-up asks for daysOverdue, which no registry keeps; leave out the provision that does'
    expect(() => made.explore(lawWith(3), scope, made.boundAfterTheFact)).toThrow(
      new RangeError(`explore(rules): ${said}`),
    )
    const ring = { licences: 1, vehicles: 1, days: 1, channel: 'window', occurred: 'before' } as const
    expect(() => made.capacityOf(lawWith(3), { ...ring, official: true, points: 1, price: 0 } as never)).toThrow(
      new RangeError(`capacityOf(rules): ${said}`),
    )
  })

  describe('are judged in PostgreSQL', () => {
    let db: PGlite
    beforeAll(async () => {
      db = await emptyDatabase()
    })
    afterAll(() => db.close())

    test('as by the library', async () => {
      const table = made.factsTable('handle', { dialect: 'postgresql', name: 'made_up' })
      await db.exec(table.ddl)
      await db.exec(table.insert(CASES.map(([facts], id) => ({ id, facts: row(facts) }))).sql)
      const judged = made.decisionSql(lawWith(3), 'handle', { dialect: 'postgresql', from: 'made_up' })
      const { rows } = await db.query<Record<string, unknown>>(
        `SELECT verdict, missing FROM (${judged}) AS judged ORDER BY id`,
      )
      expect(rows.map(({ verdict, missing }) => [verdict, missing])).toEqual(
        CASES.map(([, verdict, , missing]) => [verdict, missing]),
      )
    })
  })

  test('do not compile until words, registry and SQL know them', async () => {
    const named = [...(await saidOf.made).matchAll(/^(src\/[^(]+)\(/gm)].map(([, file]) => file as string)
    const files = new Set(named.filter((file) => !file.includes('/old/')))
    expect([...files].filter((file) => !file.includes('/zh-CN/')).sort()).toEqual([
      'src/analysis/explore/relevance.ts',
      'src/explain/en/facts.ts',
      'src/explain/en/rules.ts',
      'src/registry/state/facts.ts',
      'src/sql/facts-at.ts',
    ])
    for (const file of files) if (file.includes('/en/')) expect(files).toContain(file.replace('/en/', '/zh-CN/'))
  })

  test.each(WRONG)('a fact %s does not compile', async (_, from, __, told) => {
    const line =
      readFileSync(join(wrong, FACTS), 'utf8')
        .split('\n')
        .findIndex((text) => text.includes(told)) + 1
    expect(readFileSync(join(folder, FACTS), 'utf8').split(from)).toHaveLength(2)
    expect(await saidOf.wrong).toMatch(new RegExp(`^src/law/facts\\.ts\\(${line},`, 'm'))
  })

  test('every file that CONTRIBUTING.md names is there', () => {
    const page = readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8')
    const named = [...page.matchAll(/`((?:src|test|docs)\/[^`<*]+\.\w+)`/g)].map(([, file]) => file as string)
    expect(named.length).toBeGreaterThan(10)
    for (const file of named) expect(existsSync(join(ROOT, file)), file).toBe(true)
  })
})
