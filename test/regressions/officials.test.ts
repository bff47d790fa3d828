/** What an official read that was untrue, said to somebody else, or in the words of programs. */
import { expect, test } from 'vitest'
import { en, explain, explainIssue, type Locale, zhCN } from '../../src/explain/index.ts'
import { beijingTime, bindingForm, handlingForm, licenceNumber, plate, yuan } from '../../src/form/index.ts'
import { decideBinding, decideHandling } from '../../src/index.ts'
import { cn2024, parseRuleSet } from '../../src/law/index.ts'

const READ = { driver: licenceNumber, vehicle: plate, fine: yuan, boundSince: beijingTime } as const
type Field = keyof typeof READ | 'points' | 'channel' | 'identityVerified' | 'licenceClasses' | 'vehicleBindings'

/** What is said beside a field. */
function told(
  field: Field,
  typed: string,
  locale: Locale = zhCN,
  audience: 'official' | 'driver' = 'official',
): string | undefined {
  const form =
    field === 'vehicleBindings'
      ? bindingForm({ ask: [field], rules: cn2024, locale, audience })
      : handlingForm({
          ask: [field],
          read: Object.hasOwn(READ, field) ? { [field]: READ[field as 'fine'] } : {},
          rules: cn2024,
          locale,
          audience,
        } as never)
  const { byField } = form.judge({ [field]: typed } as never)
  return (byField as Record<string, readonly { readonly message: string }[] | undefined>)[field]?.[0]?.message
}

test('a number with an impossible date of birth was told that it should be a date', () => {
  for (const number of ['111111111111111111', '11010519491331002X']) {
    expect(told('driver', number)).toBe(`“驾驶证号”中的出生日期有误，收到“${number}”，请核对。`)
    expect(told('driver', number, en)).toBe(
      `Field "licence number" has a date of birth that cannot be: received "${number}".`,
    )
  }
})

test('of a character that does not belong an official read neither the character nor what was received', () => {
  expect(told('vehicle', '京А12345')).toMatch(/^“号牌号码”含有不能使用的字符“А”，收到“京А12345”，应为民用号牌号码/)
  expect(told('vehicle', '京A12345🚗')).toMatch(/字符“🚗”，收到“京A12345🚗”/)
  expect(told('driver', '张三110105194912310021')).toMatch(/字符“张三”，收到“张三110105194912310021”/)
  expect(told('vehicle', '京А12345', en)).toMatch(/contains "А", which does not belong there: received "京А12345"/)
})

test('an amount and a count above their maximum were told to be 0 or more', () => {
  expect(told('fine', '100000001')).toBe('“罚款金额”过大，收到“100000001”，请核对。')
  expect(told('fine', '100000001', zhCN, 'driver')).toBe('罚款金额过大，请核对。')
  expect(told('fine', '100000001', en, 'driver')).toBe('Check the fine: it is too large.')
  expect(told('vehicleBindings', '1000001', zhCN, 'driver')).toBe('现已备案该车的驾驶人数过大，请核对。')
  expect(told('fine', '-1', zhCN, 'driver')).toBe('请核对罚款金额，应为0或者正数。')
  for (const [field, typed] of [
    ['fine', '两百'],
    ['vehicleBindings', '三'],
    ['fine', '-1'],
  ] as const) {
    expect(told(field, typed)).not.toMatch(/000/)
    expect(told(field, typed, en)).not.toMatch(/000/)
  }
})

test('an official read words of programs, and not that none is accepted', () => {
  expect(told('identityVerified', '是')).toBe(
    '“是否已核验身份”填写有误，收到“是”，应为勾选（true）或者不勾选（false）。',
  )
  expect(told('boundSince', '昨天')).toMatch(/，没有的填“无”。$/)
  expect(told('licenceClasses', 'Z9')).toMatch(/填写有误，收到“Z9”，应为.*，没有的填“无”。$/)
  expect(told('boundSince', '昨天', en)).toMatch(/, or none\.$/)
  expect(told('vehicle', '台A12345')).toMatch(/填写有误，收到/)
  expect(told('driver', '110105194912310021')).toMatch(/校验码不符，收到“110105194912310021”，请逐位核对。$/)
  for (const [field, typed] of [
    ['points', '三'],
    ['channel', 'phone'],
    ['vehicle', '台A12345'],
  ] as const)
    expect(told(field, typed)).not.toMatch(/类型|列表|对象|文字代码|可选项/)
})

test('an official was asked to do what the driver has to do', () => {
  const decision = decideBinding(
    { channel: 'window', driverBindings: 3, identityVerified: false, driverApplicationsToday: 9 } as never,
    cn2024,
  )
  const [zh, english] = [zhCN, en].map((locale) => explain(decision, locale).join('')) as [string, string]
  expect(zh).not.toMatch(/请出示|请先|请明日|请届时/)
  expect(english).not.toMatch(/; (?:release|apply|show|bind) /)
})

test('an unknown key was told without its place', () => {
  const parsed = parseRuleSet({ ...cn2024, bind: [{ ...cn2024.bind[0], limt: 3 }] })
  const unknown = (parsed.ok ? [] : parsed.issues).find(({ code }) => code === 'unknown-key')
  expect(explainIssue(unknown as never, en)).toBe('Field "bind[0].limt" is not known here.')
  expect(explainIssue(unknown as never, zhCN)).toBe('没有“bind[0].limt”这一项，请删除。')
})

test('of what is on no register it was said that it differs from the register', () => {
  const known = { ownerConsent: 'qr', plateType: '02', driver: '11010519491231002X' } as never
  const form = bindingForm({
    ask: ['ownerConsent', 'plateType', 'driver'],
    rules: cn2024,
    locale: zhCN,
    audience: 'official',
    known,
  })
  const { byField } = form.judge({ ownerConsent: 'sms', plateType: '01', driver: 'd2' } as never)
  expect([byField.ownerConsent, byField.plateType, byField.driver].map((list) => list?.[0]?.message)).toEqual([
    '“所有人同意方式”与系统掌握的情况不一致，请核对。',
    '“号牌种类”与登记信息不一致，请核对。',
    '驾驶证号与正在办理的驾驶人的驾驶证号不一致，请核对。',
  ])
})

test('where the page is at fault the headline asked a person to mend it', () => {
  const form = handlingForm({ ask: ['channel'], rules: cn2024, locale: zhCN, audience: 'driver' })
  const OF_PAGE = '页面提交的内容有误，请刷新后重试。'
  for (const typed of [{ channel: 'app', csrf: '1' }, null, []])
    expect(form.judge(typed as never).headline).toBe(OF_PAGE)
  const sent = new URLSearchParams([
    ['channel', 'app'],
    ['channel', 'web'],
  ])
  expect(form.judge(sent as never).headline).toBe(OF_PAGE)
  expect(form.judge({ channel: 'x', csrf: '1' } as never).headline).toBe('有内容填写不正确，请按提示改正。')
})

test('of a violation that was handled an official read in Chinese what bars handling for how long', () => {
  const decision = decideHandling({ violationState: 'handled', licenceStates: ['annulled'] } as never, cn2024)
  const told = explain(decision, zhCN).find((sentence) => sentence.startsWith('驾驶证状态'))
  expect(told).toBe('驾驶证状态为撤销，不能处理违法。')
})
