/** RFC 9457: what a service answers with, made of outcomes, decisions, judgements and issues. */
import { describe, expect, test } from 'vitest'
import {
  en,
  enRegistry,
  explain,
  explainIssue,
  headline,
  type ProblemJudgement,
  type ProblemMessage,
  problemOfDecision,
  problemOfIssues,
  problemOfJudgement,
  problemOfOutcome,
  zhCN,
  zhCNRegistry,
} from '../../src/explain/index.ts'
import {
  type Advice,
  adviseBinding,
  type Decision,
  decideBinding,
  execute,
  openRegistry,
  parseBindingFacts,
  parsePlate,
  REFUSAL_CODES,
} from '../../src/index.ts'
import { CITATIONS, cn2024 } from '../../src/law/index.ts'
import { run } from '../hostile/world.ts'
import { EVERY } from '../support/every-command.ts'

const registry = run(openRegistry(cn2024), EVERY)
const FACTS = { channel: 'app', driver: 'd', vehicleOwner: 'o', driverBindings: 3, operating: true } as const
const refused = decideBinding(FACTS, cn2024) as Decision
const LANGUAGES = [
  { ...zhCN, ...zhCNRegistry },
  { ...en, ...enRegistry },
] as const

describe('of a decision', () => {
  test.each(LANGUAGES)(
    'that is refused: the first rule that fails, both its sides, and all that fails ($tag)',
    (words) => {
      const problem = problemOfDecision(refused, words)
      expect(problem).toMatchObject({
        type: 'urn:demerit:driver-cap',
        status: 409,
        code: 'driver-cap',
        rule: 'driver-cap',
        supplied: 4,
        limit: 3,
        title: words.problems.refused(words.names.rules['driver-cap']),
      })
      expect(problem.findings?.map(({ rule }) => rule)).toEqual(['driver-cap', 'non-operating'])
      const told = explain(refused, words).filter((_, index) => refused.findings[index]?.outcome === 'fails')
      expect(problem.detail).toBe(words.grammar.paragraph([headline(refused, words), ...told]))
      expect(JSON.parse(JSON.stringify(problem))).toEqual(problem)
      expect(Object.isFrozen(problem) && Object.isFrozen(problem.findings)).toBe(true)
      expect(problemOfDecision(refused, words, { base: 'https://example.org/' }).type).toBe(
        'https://example.org/driver-cap',
      )
      expect(problemOfDecision(refused, words, { cite: CITATIONS }).detail.length).toBeGreaterThan(
        problem.detail.length,
      )
    },
  )

  test('with its facts at hand: what helps, and what each channel would say, as data', () => {
    const advice = adviseBinding({ ...FACTS, operating: false }, cn2024) as Advice
    const problem = problemOfDecision(advice, zhCN)
    expect(problem.findings?.map(({ todo }) => todo)).toEqual([{ driverBindings: 2 }])
    expect(problem.channels).toEqual(advice.channels)
    expect(problem.detail).toContain(zhCN.bind.rules['driver-cap'].todo(decisionFinding(advice)))
  })

  test('of ids of people: without their sides', () => {
    const own = decideBinding({ driver: 'secret-id', vehicleOwner: 'secret-id' }, cn2024)
    const problem = problemOfDecision(own, en)
    expect(JSON.stringify(problem)).not.toContain('secret-id')
    expect(problem).not.toHaveProperty('supplied')
  })

  test('that lacks facts is 422, one that was not judged 400, and one that permits no problem', () => {
    const open = decideBinding({ channel: 'app' }, cn2024) as Decision
    expect(problemOfDecision(open, en)).toMatchObject({ status: 422, code: 'undetermined', missing: open.missing })
    expect(problemOfDecision(open, en, { audience: 'driver' }).detail).toMatch(
      /^So far nothing is against binding this vehicle; .*\. Missing: .*; number of vehicles of others bound now; /,
    )
    expect(problemOfDecision(open, zhCN).detail).toMatch(
      /^备案非本人机动车：信息不全.*。尚缺信息：.*现已备案的非本人机动车数、/,
    )
    const invalid = problemOfDecision(decideBinding({ driverBindings: -1 }, cn2024), en)
    expect(invalid).toMatchObject({ status: 400, code: 'invalid', issues: [{ path: ['driverBindings'] }] })
    const permitted = Object.freeze({ ...refused, verdict: 'permitted' })
    expect(() => problemOfDecision(permitted as Decision, en)).toThrow(TypeError)
    expect(() => problemOfDecision(JSON.parse(JSON.stringify(refused)), en)).toThrow('parseDecision')
  })
})

function decisionFinding({ findings }: Decision): never {
  return findings.find(({ rule }) => rule === 'driver-cap') as never
}

describe('of an outcome', () => {
  test.each(LANGUAGES)('404 where nothing is there, 409 else, with a sentence for each code ($tag)', (words) => {
    for (const code of REFUSAL_CODES) {
      const isThere = !['unknown-driver', 'unknown-vehicle', 'unknown-violation'].includes(code)
      expect(problemOfOutcome({ status: 'refused', code }, words)).toEqual({
        type: `urn:demerit:${code}`,
        title: words.refusals[code],
        detail: words.grammar.paragraph([words.refusals[code], words.helps[code] ?? []].flat()),
        status: isThere ? 409 : 404,
        code,
      })
    }
  })

  test('of a code that is none: an error that names it, and nothing of it in a problem', () => {
    for (const code of ['bad-row', '<b>\u001b', 'toString', undefined, 5])
      for (const words of LANGUAGES)
        expect(() => problemOfOutcome({ status: 'refused', code: code as never }, words)).toThrow(
          /^problemOfOutcome\(outcome\.code\): \S+ is not a code of REFUSAL_CODES or a rule$/,
        )
    expect(problemOfOutcome({ status: 'refused', code: 'no-rule-set-in-force' }, LANGUAGES[1]).status).toBe(409)
  })

  test('of a registry, whatever became of the command', () => {
    const gone = execute(registry, {
      type: 'release',
      at: '2030-01-01T10:00:00+08:00',
      driver: 'nobody',
      vehicle: 'v',
      by: 'driver',
    } as never)
    expect(problemOfOutcome(gone as never, LANGUAGES[1])).toMatchObject({ status: 404, code: 'unknown-driver' })
    const by = { type: 'release', at: '2030-01-01T10:00:00+08:00', driver: 'd', vehicle: 'v', by: 'nobody' }
    expect(problemOfOutcome(execute(registry, by as never) as never, LANGUAGES[1])).toMatchObject({
      issues: [{ path: ['by'], allowed: ['driver', 'owner'] }],
    })
    const invalid = execute(registry, { type: 'release' } as never)
    expect(problemOfOutcome(invalid as never, LANGUAGES[1])).toMatchObject({ status: 400, code: 'invalid' })
    expect(() => problemOfOutcome({ status: 'accepted' }, LANGUAGES[1])).toThrow(TypeError)
    expect(() => problemOfOutcome({ status: 'refused', code: 'not-bound' }, en as never)).toThrow('enRegistry')
    expect(problemOfOutcome({ status: 'refused', code: 'driver-cap', decision: refused }, LANGUAGES[1])).toEqual(
      problemOfDecision(refused, LANGUAGES[1]),
    )
  })
})

describe('of issues', () => {
  test.each(LANGUAGES)('tells five faults and how many more there are, and all in issues ($tag)', (words) => {
    const keys = Object.fromEntries([...'abcdefgh'].map((key) => [key, 1]))
    const read = parseBindingFacts(keys)
    if (read.ok) throw new Error('read')
    const problem = problemOfIssues(read.issues, words)
    expect(problem.issues).toHaveLength(8)
    expect(problem.detail).toContain(words.problems.more(3))
    expect(problem.status).toBe(400)
  })

  test('of what is none: an error that names its place, and nothing of it in a problem', () => {
    const read = parseBindingFacts({ x: 1 })
    if (read.ok) throw new Error('read')
    const [issue] = read.issues
    const message = { kind: 'missing', field: 'x', message: 'm.' }
    const code = '<b>\u001b'
    for (const [what, none] of [
      ...[null, undefined, 5, {}, [], { code: 'too-long', path: ['x'] }].map((each) => ['an issue', each] as const),
      ...[{ code }, { path: 'x' }, { path: [{}] }, { wanted: {} }, { wanted: { kind: 'this-plate', meant: 5 } }].map(
        (odd) => ['an issue', { ...issue, ...odd }] as const,
      ),
      ...[{ code }, { rule: code }, { kind: code }, { field: 5 }, { message: 5 }, { path: 'x' }, { keys: 'x' }].map(
        (odd) => ['a message', { ...message, ...odd }] as const,
      ),
    ]) {
      const says = new RegExp(`^problemOfIssues\\(issues\\[1\\]\\) is not ${what} of (?:this library|a form)$`)
      expect(() => problemOfIssues([issue, none] as never, en), JSON.stringify(none)).toThrow(says)
      if (what === 'an issue') expect(() => explainIssue(none as never, en)).toThrow('explainIssue(issue)')
    }
    const travelled = JSON.parse(JSON.stringify([...read.issues, message]))
    expect(problemOfIssues(travelled, en)).toEqual(problemOfIssues([...read.issues, message as never], en))
  })

  test('says what was meant, and what a form says, without what does not show', () => {
    const read = parsePlate('京a12345')
    const meant = { kind: 'this-plate', meant: '<b>\u001b[2J' }
    const issues = [{ ...(read.ok ? undefined : read.issues[0]), code: 'malformed', path: [], wanted: meant }]
    const message = { kind: 'unknown', field: '', message: '<b>\u001b[2J', facts: ['fine'] }
    for (const found of [issues, [message]]) {
      const text = JSON.stringify(problemOfIssues(found as never, en))
      expect(text).toContain('[2J')
      for (const wrong of ['<', '\\u001b']) expect(text).not.toContain(wrong)
    }
  })

  test('shows keys without what does not show, and no markup', () => {
    const read = parseBindingFacts({ '<b>\u202e': 1 })
    if (read.ok) throw new Error('read')
    const text = JSON.stringify(problemOfIssues(read.issues, en))
    for (const wrong of ['<', '\u202e']) expect(text).not.toContain(wrong)
  })
})

describe('of what a form found', () => {
  const message = (kind: ProblemMessage['kind'], more: object): ProblemMessage => ({
    kind,
    field: 'x',
    message: 'm.',
    ...more,
  })
  const judged = (status: ProblemJudgement['status'], ...messages: readonly ProblemMessage[]): ProblemJudgement => ({
    status,
    headline: 'h.',
    byField: { x: messages },
    advice: adviseBinding(status === 'refused' ? FACTS : {}, cn2024) as Advice,
  })

  test('refused: its sentences, each with its field', () => {
    const problem = problemOfJudgement(judged('refused', message('refused', { rule: 'driver-cap' })), en)
    expect(problem).toMatchObject({ status: 409, detail: 'h. m.', rule: 'driver-cap' })
    expect(problem.issues).toEqual([{ path: ['x'], code: 'driver-cap', detail: 'm.' }])
  })

  test('malformed, blank or not asked for: 400; missing at the office: 500; else 422', () => {
    const faults = [
      message('malformed', { code: 'wrong-type', path: ['x', 0] }),
      message('missing', {}),
      message('not-asked', { field: '', code: 'unknown-key', keys: ['a', 'b'] }),
      message('note', {}),
    ]
    const problem = problemOfJudgement(judged('malformed', ...faults), en)
    expect(problem.status).toBe(400)
    expect(problem.issues?.map(({ path, code }) => [path, code])).toEqual([
      [['x', 0], 'wrong-type'],
      [['x'], 'missing'],
      [['a'], 'unknown-key'],
      [['b'], 'unknown-key'],
    ])
    const lacking = message('unknown', { field: '', facts: ['fine'] })
    expect(problemOfJudgement(judged('clear-so-far', lacking), en)).toMatchObject({ status: 500, missing: ['fine'] })
    expect(problemOfJudgement(judged('clear-so-far'), en)).toMatchObject({ status: 422, detail: 'h.' })
    expect(() => problemOfJudgement(judged('permitted'), en)).toThrow(TypeError)
    for (const none of [null, {}, message('refused', { rule: 'bad-row' }), message('malformed', { code: 'x' })])
      expect(() => problemOfJudgement(judged('malformed', none as never), en)).toThrow(
        'problemOfJudgement(judgement.byField) is not a message of a form',
      )
  })

  test('by the issues of its validate, the same', () => {
    const issue = message('refused', { rule: 'driver-cap', path: [{ key: 'x' }] })
    expect(problemOfIssues([issue], en)).toMatchObject({ status: 409, rule: 'driver-cap', issues: [{ path: ['x'] }] })
    const lacking = [message('unknown', { facts: ['fine', 'at'] }), message('unknown', { facts: ['at'] })]
    expect(problemOfIssues(lacking, en)).toMatchObject({ status: 500, missing: ['fine', 'at'] })
    expect(problemOfIssues([message('missing', {})], en)).toMatchObject({ status: 400, detail: 'm.' })
  })
})
