/** RFC 9457: what a service answers with, made of outcomes, decisions and issues. */
import { describe, expect, test } from 'vitest'
import {
  en,
  enBinding,
  enBindingForm,
  enRegistry,
  explain,
  problemOf,
  zhCN,
  zhCNBinding,
  zhCNBindingForm,
  zhCNRegistry,
} from '../../src/explain/index.ts'
import { bindingForm, type FormIssue, plate } from '../../src/form/index.ts'
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

  test('of a form is made of its judgement, or of the issues that its validation gives', () => {
    const form = bindingForm({
      ask: ['driver', 'vehicle', 'channel'],
      read: { vehicle: plate },
      rules: cn2024,
      locale: zhCNBindingForm,
    })
    const typed = { driver: 'd', vehicle: '京A·1O345', channel: '', points: 0, more: 1 }
    const judged = form.judge(typed)
    const problem = problemOf(judged, zhCNBinding)
    expect(problem).toEqual({
      type: 'urn:demerit:invalid',
      title: '填报有误。',
      status: 400,
      detail: '号牌此处不使用字母I和O，请核对是否为京A·10345。页面提交的内容有误，请刷新后重试。请选择办理渠道。',
      code: 'invalid',
      issues: [
        { path: ['vehicle'], code: 'ambiguous-letter', detail: judged.byField.vehicle?.[0]?.message },
        { path: ['points'], code: 'unknown-key', detail: judged.byField['']?.[0]?.message },
        { path: ['more'], code: 'unknown-key', detail: judged.byField['']?.[0]?.message },
        { path: ['channel'], code: 'missing', detail: '请选择办理渠道。' },
      ],
    })
    const { issues } = form['~standard'].validate(typed)
    expect(problemOf(issues as readonly FormIssue[], zhCNBinding)).toEqual(problem)
    expect(problemOf(JSON.parse(JSON.stringify(judged)), zhCNBinding)).toEqual(problem)
  })

  test('of a form that speaks another language is refused, so that no title stands above sentences of another', () => {
    const form = bindingForm({ ask: ['driver', 'channel'], rules: cn2024, locale: zhCNBindingForm })
    const { issues } = form['~standard'].validate({})
    const final = form.final({ driver: 'd' } as never).judge({ driver: 'd', channel: 'app' })
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

  test('of a form that is refused is 409, in the words of the form, whatever else is typed', () => {
    const form = bindingForm({ ask: ['driver', 'channel'], rules: cn2024, locale: enBindingForm })
    const judged = form.with({ driverBindings: 3, operating: true }).judge({ driver: 'd', channel: 'app' })
    const problem = problemOf(judged, enBinding, { base: BASE, registry: enRegistry })
    expect(problem).toMatchObject({
      type: `${BASE}driver-cap`,
      title: enRegistry.refusals['driver-cap'],
      status: 409,
      rule: 'driver-cap',
      supplied: 4,
      limit: 3,
    })
    expect(problem.findings?.map(({ rule }) => rule)).toEqual(['driver-cap', 'non-operating'])
    // Beside its field, or beside none.
    expect(problem.issues?.map(({ path, code }) => [path, code])).toEqual([
      [['driver'], 'driver-cap'],
      [[], 'non-operating'],
    ])
    expect(problem.detail).toBe(
      'You have bound 3 vehicles of others, and the limit is 3; release 1 first. This vehicle is used for hire, and cannot be bound by self-service; only a window will do.',
    )
    const { issues } = form.with({ driverBindings: 3 })['~standard'].validate({ driver: 'd' })
    expect(problemOf(issues as readonly FormIssue[], enBinding)).toEqual({
      type: 'urn:demerit:driver-cap',
      title: 'The limit on vehicles per driver does not allow this.',
      status: 409,
      detail: 'You have bound 3 vehicles of others, and the limit is 3; release 1 first.',
      code: 'driver-cap',
      rule: 'driver-cap',
      issues: [{ path: ['driver'], code: 'driver-cap', detail: issues?.[0]?.message }],
    })
  })

  test('of a form that lacks facts is 422, and of a final one, whose facts are the server’s own, 500; it names them', () => {
    const form = bindingForm({ ask: ['driver'], rules: cn2024, locale: zhCN })
    const open = problemOf(form.judge({ driver: 'd' }), zhCN)
    expect([open.status, open.code, open.detail]).toEqual([
      422,
      'undetermined',
      '目前未发现不能办理的情形，以办理时的核查为准。',
    ])
    expect(open.missing).toContain('at')
    const final = form.final({ driver: 'd' } as never)
    const lacking = problemOf(final.judge({ driver: 'd' }), zhCN)
    expect([lacking.status, lacking.detail]).toEqual([500, '系统暂时无法核查有关信息，请稍后再试。'])
    expect(problemOf(JSON.parse(JSON.stringify(final.judge({ driver: 'd' }))), zhCN)).toEqual(lacking)
    expect(lacking.missing).toHaveLength(17)
    const { issues } = final['~standard'].validate({ driver: 'd' })
    expect(problemOf(issues as readonly FormIssue[], zhCN)).toEqual(lacking)
  })

  test('of a form that passes, or of what only looks like one, is none; the words of a form alone have no titles', () => {
    const form = bindingForm({ ask: ['driver'], rules: cn2024, locale: zhCN })
    const judged = form.judge({})
    const message = { kind: 'missing', field: 'driver', message: '' }
    for (const answer of [
      { ...judged, status: 'permitted' },
      { ...judged, headline: 1 },
      { ...judged, byField: [] },
      { ...judged, byField: { driver: {} } },
      { ...judged, byField: { driver: [{ ...message, kind: 'constructor' }] } },
      { ...judged, byField: { driver: [{ ...message, kind: 'refused', rule: 'driver-cap' }] } },
      { ...judged, byField: {}, decision: {} },
      [{ ...message, message: undefined }],
      [{ ...message, path: 'driver' }],
      [{ ...message, kind: 'unknown', facts: [1] }],
      [{ ...message, kind: 'refused', rule: '<b>' }],
      [{ ...message, kind: 'not-asked', code: 'unknown-key', keys: 'points' }],
      [message, {}],
    ]) {
      expect(() => problemOf(answer as never, zhCN), JSON.stringify(answer)).toThrow(TypeError)
    }
    expect(() => problemOf(judged, zhCNBindingForm as never)).toThrow(
      'problemOf(locale): "zh-CN" for bind is not a locale, such as en or zhCN, or one of its halves: words of a form are for the form alone',
    )
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
