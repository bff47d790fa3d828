/** Sentences that a reader of Chinese or of English could not use. */
import { expect, test } from 'vitest'
import {
  en,
  enRegistry,
  explain,
  explainFinding,
  explainRefusal,
  headline,
  problemOf,
  reasonsByField,
  zhCN,
  zhCNRegistry,
} from '../../src/explain/index.ts'
import { bindingForm, plate } from '../../src/form/index.ts'
import { type Decision, decideBinding, decideHandling, execute, openRegistry } from '../../src/index.ts'
import { asReported, cn2024, reform } from '../../src/law/index.ts'

const AT = '2024-12-01T10:00:00+08:00'

test('what was wanted read like what was refused: small car, wanted one of large car, small car', () => {
  const wrong = decideBinding({ plateType: '小型汽车', operating: 'no' } as never, asReported)
  const [plate, operating] = explain(wrong, zhCN)
  expect(plate).toContain('收到“小型汽车”，应为下列之一：01（大型汽车）、02（小型汽车）、')
  expect(operating).toBe('“是否为营运车辆”填写有误，收到“no”，应为勾选（true）或者不勾选（false）。')
  expect(explain(wrong, en)[1]).toBe(
    'Field "whether the vehicle is used for hire" has the wrong type: received "no", wanted ticked (true) or not (false).',
  )
})

test('a violation that was handled already was to be bound for first', () => {
  const facts = { at: AT, channel: 'app', driver: 'd', vehicleOwner: 'o', boundSince: null, points: 3 }
  const decision = decideHandling({ ...facts, violationState: 'handled' } as never, cn2024) as Decision
  const told = explain(decision, zhCN).join('')
  expect(told).toContain('不重复处理')
  expect(told).not.toMatch(/请先备案|不受此限/)
})

test('of a violation that was handled nothing was said to be left to do, though its fine may be unpaid', () => {
  const decision = decideHandling({ at: AT, driver: 'd', violationState: 'handled' }, cn2024) as Decision
  for (const audience of ['official', 'driver'] as const) {
    expect(explain(decision, zhCN, { audience }).join('')).not.toContain('无需再办')
    expect(explain(decision, en, { audience }).join('')).not.toContain('nothing left')
  }
})

test('a limit of 0 was told to a driver as a number of vehicles', () => {
  const banned = reform(cn2024, (draft) => {
    for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = 0
  })
  const decision = decideBinding({ driver: 'd', driverBindings: 2 }, banned) as Decision
  const at = decision.findings.findIndex(({ rule }) => rule === 'driver-cap')
  expect(explain(decision, zhCN, { audience: 'driver' })[at]).toBe('按规定不得备案非本人机动车。')
  expect(explain(decision, en, { audience: 'driver' })[at]).toBe('Under this rule you cannot bind vehicles of others.')
})

test('of a field that is empty a driver was told to check what stands in it', () => {
  const empty = decideBinding({ driver: '' }, cn2024)
  expect(explain(empty, zhCN, { audience: 'driver' })).toEqual(['请填写驾驶证号。'])
  expect(explain(empty, en, { audience: 'driver' })).toEqual(['Enter your licence number.'])
})

test('the points of a violation that was handled already were added a second time', () => {
  const held = { at: AT, channel: 'app', driver: 'd', vehicleOwner: 'd', points: 6, pointsHeld: 11 } as const
  for (const locale of [zhCN, en]) {
    for (const audience of ['driver', 'official'] as const) {
      const told = (violationState: 'open' | 'handled') =>
        explain(decideHandling({ ...held, violationState }, cn2024), locale, { audience }).join(' ')
      expect(told('open')).toMatch(/17/)
      expect(told('handled'), audience).not.toMatch(/17/)
      expect(told('handled')).toMatch(/12/)
    }
  }
})

test.each(['__proto__', 'fly', [], 7, null])('a command of the type %j was told to be missing', (type) => {
  const command = Object.fromEntries([['type', type]])
  const outcome = execute(openRegistry(cn2024), command as never)
  expect(problemOf(outcome as never, en).detail).toBe('Check what you entered.')
  expect(problemOf(outcome as never, zhCN).detail).toBe('请核对填写内容。')
  const none = execute(openRegistry(cn2024), {} as never)
  expect(problemOf(none as never, en).detail).toBe('Enter what is missing.')
})

test('one was told to apply again tomorrow and next year', () => {
  const facts = { channel: 'app', driverApplicationsToday: 1, driverApplicationsThisYear: 5 }
  const told = explain(decideBinding(facts as never, cn2024), zhCN).join('')
  expect(told).toContain('驾驶人次年可再申请')
  expect(told).not.toContain('次日可再申请')
})

test('an app asked for the originals of papers', () => {
  const everywhere = reform(cn2024, (draft) => {
    for (const provision of draft.handle) if (provision.rule === 'identity-verified') provision.channels = 'all'
  })
  const decision = decideHandling({ channel: 'app', identityVerified: false }, everywhere) as Decision
  const finding = decision.findings.find(({ rule }) => rule === 'identity-verified')
  expect(explainFinding(finding as never, zhCN, decision)).toContain(
    '自助办理须由驾驶人做实人认证，窗口办理请查验驾驶人的驾驶证和身份证明原件',
  )
})

test('beside the channel of an empty form stood as many sentences as rules', () => {
  const reasons = reasonsByField(decideHandling({}, cn2024), zhCN)
  expect(reasons.channel).toEqual(['请选择办理渠道。'])
  for (const sentences of Object.values(reasons)) expect(sentences).toHaveLength(1)
})

test('a hypothetical rule set was said to be verified', () => {
  const two = reform(asReported, { 'driver-cap': { limit: 2 } }, { id: 'two' })
  const decision = decideBinding({ at: AT } as never, two) as Decision
  expect(decision.verifiedUntil).toBeDefined()
  expect(headline(decision, zhCN)).toBe('备案非本人机动车：目前未发现不能办理的情形，依据假设方案“two”，尚缺8项信息。')
  expect(headline(decision, en)).toBe(
    'Binding vehicles of others: nothing is against it so far under the hypothetical rule set "two"; 8 facts are missing.',
  )
})

test('the code of a refusal had no sentence', () => {
  expect(explainRefusal('out-of-order', zhCN, zhCNRegistry)).toBe('办理时间早于所涉记录最近一次变动的时间。')
  expect(explainRefusal('driver-cap', en, enRegistry)).toBe('The limit on vehicles per driver does not allow this.')
})

test('of a quotation mark an official read its code; what does not show is still told by its code', () => {
  const plates = bindingForm({
    ask: ['vehicle'],
    read: { vehicle: plate },
    rules: cn2024,
    locale: zhCN,
    audience: 'official',
  })
  expect(plates.judge({ vehicle: '"京A12345"' }).byField.vehicle?.[0]?.message).toContain('收到“"京A12345"”')
  const told = (channel: string, locale = zhCN) =>
    bindingForm({ ask: ['channel'], rules: cn2024, locale, audience: 'official' }).judge({ channel }).byField
      .channel?.[0]?.message
  expect(told('a\\b')).toContain('收到“a\\b”')
  // What looks like a code was typed so.
  expect(told('a\\u{22}')).toContain('收到“a\\u{22}”')
  expect(told('a"\u202eb"')).toContain('收到“a"\\u{202e}b"”')
  expect(told('the "app"', en)).toContain('received "the "app""')
})
