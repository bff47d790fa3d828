/** RFC 9457: what a service answers with, made of outcomes, decisions and issues. */
import { describe, expect, test } from 'vitest'
import {
  en,
  enBinding,
  enRegistry,
  explain,
  problemOf,
  zhCN,
  zhCNBinding,
  zhCNBindingForm,
  zhCNRegistry,
} from '../../src/explain/index.ts'
import { bindingForm, type FormIssue, finalForm } from '../../src/form/index.ts'
import {
  type Decision,
  decideBinding,
  decideHandling,
  execute,
  openRegistry,
  parseBindingFacts,
  REFUSAL_CODES,
  RULE_IDS,
} from '../../src/index.ts'
import { CITATIONS, cn2024 } from '../../src/law/index.ts'
import { run } from '../hostile/world.ts'
import { EVERY } from '../support/every-command.ts'

const registry = run(openRegistry(cn2024), EVERY)
const refused = decideBinding(
  { channel: 'app', driver: 'd', vehicleOwner: 'o', driverBindings: 3, operating: true },
  cn2024,
)
const BASE = 'https://example.org/problems/'

describe('a problem', () => {
  test('of a refused decision names the first rule that fails, both its sides, and tells all', () => {
    const problem = problemOf(refused, zhCN)
    expect(problem).toMatchObject({
      type: 'urn:demerit:driver-cap',
      status: 409,
      code: 'driver-cap',
      rule: 'driver-cap',
      supplied: 4,
      limit: 3,
      title: '不能办理：不符合“一人备案车辆数上限”。',
    })
    expect(problem.findings?.map(({ rule }) => rule)).toEqual(['driver-cap', 'non-operating'])
    for (const sentence of explain(refused, zhCN).filter((each) => /已超限|营运/.test(each))) {
      expect(problem.detail).toContain(sentence)
    }
    expect(problemOf(refused, zhCNBinding)).toEqual(problem)
    expect(problemOf(refused, en, { base: BASE }).type).toBe(`${BASE}driver-cap`)
    expect(problemOf(refused, zhCN, { audience: 'driver' }).detail).toContain('请先解除1辆')
    expect(problemOf(refused, en, { cite: CITATIONS }).detail).toContain('(')
    expect(JSON.parse(JSON.stringify(problem))).toEqual(problem)
    expect(Object.isFrozen(problem) && Object.isFrozen(problem.findings)).toBe(true)
  })

  test('of what is not there is 404, of another refusal 409, in the words for refusals', () => {
    for (const code of REFUSAL_CODES) {
      const outcome = { status: 'refused', registry, code } as const
      const problem = problemOf(outcome, en, { registry: enRegistry })
      const isThere = !['unknown-driver', 'unknown-vehicle', 'unknown-violation'].includes(code)
      expect(problem).toEqual({
        type: `urn:demerit:${code}`,
        title: enRegistry.refusals[code],
        detail: enRegistry.refusals[code],
        status: isThere ? 409 : 404,
        code,
      })
      expect(problemOf(outcome, { ...zhCN, ...zhCNRegistry }).title).toBe(zhCNRegistry.refusals[code])
      // Without words for refusals there is a general title, and the code says which.
      expect(problemOf(outcome, zhCN)).toMatchObject({ code, status: problem.status })
    }
    const gone = execute(registry, {
      type: 'release',
      at: '2030-01-01T10:00:00+08:00',
      driver: 'nobody',
      vehicle: 'nothing',
      by: 'driver',
    })
    expect(problemOf(gone, zhCN, { registry: zhCNRegistry })).toMatchObject({
      status: 404,
      title: '该驾驶人尚未登记。',
    })
  })

  test('of an input is 400, with each issue, and never what came in', () => {
    const parsed = parseBindingFacts({ driver: ' secret-number ', channel: 'phone', driverBindings: -7 })
    if (parsed.ok) throw new Error('malformed facts were read')
    const invalid = decideBinding({ driver: ' secret-number ', channel: 'phone', driverBindings: -7 } as never, cn2024)
    const outcome = execute(registry, { type: 'release', driver: ' secret-number ' } as never)
    for (const answer of [parsed.issues, invalid, outcome]) {
      const problem = problemOf(answer, en)
      expect(problem).toMatchObject({ type: 'urn:demerit:invalid', status: 400, code: 'invalid' })
      expect(JSON.stringify(problem)).not.toMatch(/secret-number|phone|-7/)
      expect(problem.issues?.every(({ path, code, detail }) => path && code && detail)).toBe(true)
    }
    expect(problemOf(parsed.issues, zhCN).issues?.map(({ path }) => path[0])).toEqual(
      parsed.issues.map(({ path }) => path[0]),
    )
    expect(problemOf([], en).status).toBe(400)
  })

  test('of what is undetermined is 422, with the facts that are missing', () => {
    const decision = decideHandling({ channel: 'app' }, cn2024) as Decision
    const problem = problemOf(decision, zhCN)
    expect(problem).toMatchObject({ type: 'urn:demerit:undetermined', status: 422, code: 'undetermined' })
    expect(problem.missing).toContain('driver')
    expect(problem.detail).toContain('目前未发现不能办理的情形')
  })

  test('is not made of what is permitted or accepted, or of what is nothing of the kind', () => {
    const permitted = { ...(refused as Decision), verdict: 'permitted', findings: [] }
    const accepted = execute(openRegistry(cn2024), EVERY[0] as never)
    expect(accepted.status).toBe('accepted')
    for (const answer of [permitted, accepted, undefined, null, 'refused', {}, { status: 'refused' }]) {
      expect(() => problemOf(answer as never, en)).toThrow(TypeError)
    }
    for (const answer of [accepted, { status: 'accepted', decision: permitted }, { status: 'accepted' }]) {
      expect(() => problemOf(answer as never, en)).toThrow(
        'problemOf(answer): object is not a problem: it was accepted',
      )
    }
    expect(() => problemOf({} as never, en)).toThrow(
      'problemOf(answer): object is not a refused or invalid outcome, a decision, issues, or what a form found',
    )
    expect(() => problemOf(refused, en, { base: 7 } as never)).toThrow('problemOf(options.base): 7 is not text')
  })

  test('of a form that speaks another language is refused, so that no title stands above sentences of another', () => {
    const form = bindingForm({ ask: ['driver', 'channel'], rules: cn2024, locale: zhCNBindingForm })
    const { issues } = form['~standard'].validate({})
    const final = finalForm(form, { driver: 'd' } as never).judge({ driver: 'd', channel: 'app' })
    for (const answer of [
      form.judge({}),
      issues as readonly FormIssue[],
      final,
      JSON.parse(JSON.stringify(form.judge({}))),
    ]) {
      expect(() => problemOf(answer, enBinding)).toThrow(
        new TypeError('problemOf(locale): "en" is not of the language of the answer, "zh-CN"'),
      )
      expect(problemOf(answer, zhCN).title).toMatch(/。$/)
    }
    expect(form.judge({}).language).toBe('zh-CN')
  })

  test('of a form that lacks facts is 422, and of a final one, whose facts are the server’s own, 500; it names them', () => {
    const form = bindingForm({ ask: ['driver'], rules: cn2024, locale: zhCNBindingForm })
    const open = problemOf(form.judge({ driver: 'd' }), zhCN)
    expect([open.status, open.code, open.detail]).toEqual([422, 'undetermined', form.judge({ driver: 'd' }).headline])
    expect(open.missing).toContain('at')
    const final = finalForm(form, { driver: 'd' } as never)
    const lacking = problemOf(final.judge({ driver: 'd' }), zhCN)
    expect([lacking.status, lacking.detail]).toEqual([500, '系统暂时查不到有关信息，请稍后再试。'])
    expect(problemOf(JSON.parse(JSON.stringify(final.judge({ driver: 'd' }))), zhCN)).toEqual(lacking)
    expect(lacking.missing).toHaveLength(17)
    const { issues } = final['~standard'].validate({ driver: 'd' })
    expect(problemOf(issues as readonly FormIssue[], zhCN)).toEqual(lacking)
  })

  test('has a title for every rule, with or without the words for refusals', () => {
    for (const rule of RULE_IDS) {
      for (const locale of [zhCN, en]) {
        const outcome = { status: 'refused', code: rule } as const
        expect(problemOf(outcome, locale).title).toContain(locale.names.rules[rule])
      }
      expect(problemOf({ status: 'refused', code: rule }, en, { registry: enRegistry }).title).toBe(
        enRegistry.refusals[rule],
      )
    }
  })
})
