/** What is typed into forms: mostly as a form wants it, also as people paste it. */
import { china, DAY, type Draw, drawBy, written } from './draw.ts'
import { type Facts, factsRows, type Question, type SetName } from './facts.ts'

export interface FormRow {
  /** `asked`: one that passes. `pasted`: labels, signs and prose around what is asked. */
  readonly kind: 'asked' | 'pasted'
  readonly set: SetName
  readonly question: Question
  readonly ask: readonly string[]
  /** Which readers it has: `licenceNumber` or `anyLicenceNumber`, and of the fine `yuan` or `fen`. */
  readonly readers: { readonly number: string; readonly fine: string }
  readonly known: Facts
  readonly typed: Readonly<Record<string, unknown>>
  readonly final: boolean
  readonly official: boolean
}

const LAWS: readonly SetName[] = ['cn', 'cn', 'cn-2024-11-01', 'as-reported', 'net-every']
const PLAIN: Readonly<Record<string, readonly unknown[]>> = {
  driver: ['11010519491231002X', '440308199901101512', '11010519491231002x'],
  vehicle: ['京A12345', '粤BD12345', '京a12345', '粤B·12345'],
  vehicleOwner: ['11010519491231002X', '440308199901101512'],
  channel: ['app', 'window', 'web', 'kiosk', 'fax', ''],
  plateType: ['02', '52', '01', '2', ''],
  fine: ['200', '200.00', '50', '200.01', 200, '20000', '', '-1', 'abc'],
  points: ['3', '0', 6, '13', '', '1.5'],
  ownerConsent: ['qr', 'none', 'sms', '', 'x'],
  identityVerified: ['on', 'true', 'false', true, '', 'yes'],
  offenderPresent: ['on', 'true', 'false', false, ''],
  operating: ['true', 'false', ''],
  recordedBy: ['monitoring', 'officer', ''],
  licenceStates: [[], ['seized'], 'seized', ['x'], '', ['expired', '']],
  occurredAt: [
    '2024-11-20T10:00',
    '2024-11-20 10:00',
    '2024/11/20 10:00:30',
    '2024-11-20T10:00:00+08:00',
    '',
    '2024-02-30 10:00',
  ],
  boundSince: ['2024-11-20T09:59', '2024-11-19 10:00', ''],
  driverBindings: ['0', '3', 4, '', '-1'],
}
const PASTED: Readonly<Record<string, readonly unknown[]>> = {
  driver: [
    '身份证号：11010519491231002X',
    '驾驶证号 440308199901101512',
    '1101051949123100２X',
    '11010519491231002',
    'E12345678',
    '1101********002X',
    '440308199901101512 张三',
  ],
  vehicle: [
    '车牌号：京A12345',
    '京Ａ１２３４５',
    '我的车牌号是京A12345',
    '京A12345（小型汽车）',
    'JA12345',
    '京A1234',
    '京A12345 京A54321',
    '京Al2345',
    '京A*2345',
    '粤BD12345（新能源）',
  ],
  vehicleOwner: ['身份证 11010519491231002X', '公司'],
  fine: ['￥200', '罚款200元', '200元整', '1,000.50', '200块', '200,300', '２００', '20000分', '二百'],
  occurredAt: [
    '2024年11月20日 10:00',
    '2024年11月20日下午3点半',
    '2024-11-20T10:00:00Z',
    '2024-11-20 24:00',
    '2024-11-20 10:00至11:00',
    '昨天',
  ],
  boundSince: ['2024.11.20 9:59', '"2024-11-20 09:59"'],
  points: ['3分', '３', '记3分'],
  driverBindings: ['3辆', '３'],
}
const ASKED: Readonly<Record<Question, readonly string[]>> = {
  bind: [
    'driver',
    'vehicle',
    'vehicleOwner',
    'channel',
    'plateType',
    'ownerConsent',
    'identityVerified',
    'operating',
    'driverBindings',
  ],
  handle: [
    'driver',
    'vehicle',
    'channel',
    'fine',
    'points',
    'occurredAt',
    'boundSince',
    'recordedBy',
    'licenceStates',
    'offenderPresent',
    'identityVerified',
  ],
}

/** What no rule refuses: most of what the office knows. */
const USUAL: Facts = {
  ...{ vehicleOwnerKind: 'individual', plateType: '02', operating: false, pairBound: false, driverBindings: 0 },
  ...{ vehicleBindings: 0, driverBindingsEver: 0, driverApplicationsToday: 0, driverApplicationsThisYear: 0 },
  ...{ ownerConsent: 'qr', identityVerified: true, vehicleReleasedAt: null, vehicleDriversBoundThisYear: 1 },
  ...{
    violationState: 'open',
    occurredAt: '2024-11-20T10:00:00+08:00',
    fine: 10_000,
    points: 3,
    recordedBy: 'monitoring',
  },
  ...{ boundSince: '2024-11-20T09:00:00+08:00', firstBinding: false, licenceStates: [], licenceClasses: ['C1'] },
  ...{ pointsHeld: 0, fullScoreStudies: 0, offenderPresent: true, othersVehiclesHandledThisYear: 1 },
  ...{ vehicleOtherDriversThisYear: 1, ownedSince: '2020-01-01T00:00:00+08:00' },
}

function formRow(facts: Facts, question: Question, draw: Draw): FormRow {
  const kind = draw.chance(60) ? 'asked' : 'pasted'
  const ask = ASKED[question].filter(() => draw.chance(60))
  const typed: Record<string, unknown> = {}
  for (const field of ask) {
    if (draw.chance(6)) continue
    const plain = PLAIN[field] as readonly unknown[]
    const first = plain.slice(0, 2)
    typed[field] =
      kind === 'pasted' && PASTED[field]
        ? draw.any([...PASTED[field], ...first])
        : draw.chance(70)
          ? draw.any(first)
          : draw.any(plain)
  }
  if (draw.chance(5)) typed[draw.any(['note', 'pairBound', 'at'])] = 'x'
  const ids = {
    driver: '11010519491231002X',
    vehicle: '京A12345',
    vehicleOwner: draw.any(['440308199901101512', '440308199901101512', '11010519491231002X']),
  }
  const at = written(china('2024-12-01T10:00:00') + draw.below(3) * DAY)
  const whole: Record<string, unknown> = { ...facts, ...ids, at }
  for (const [name, value] of Object.entries(USUAL)) if (name in facts && draw.chance(90)) whole[name] = value
  const final = draw.chance(25)
  const isThere = (name: string) => (final ? !draw.chance(1) : !ask.includes(name) && !draw.chance(10))
  const known = Object.fromEntries(Object.entries(whole).filter(([name]) => isThere(name)))
  return {
    ...{ kind, set: draw.any(LAWS), question, ask, known, typed, final },
    readers: {
      number: draw.any(['licenceNumber', 'licenceNumber', 'anyLicenceNumber']),
      fine: draw.any(['yuan', 'yuan', 'fen']),
    },
    official: draw.chance(30),
  }
}

export function formRows(count: number, seed: number): readonly FormRow[] {
  const draw = drawBy(seed)
  const whole = factsRows(count * 2, seed + 1).filter(({ kind }) => kind === 'whole')
  return whole.slice(0, count).map(({ facts, question }) => formRow(facts, question, draw))
}
