// @ts-check
/** Histories written by hand for histories.json: each shows what drawn commands seldom come to. */

/** @typedef {Readonly<Record<string, unknown>> & { readonly type: string }} Said a command without its time, or with one of its own */

/** @param {string} id @param {string} [firstIssuedOn] @param {string} [licenceClass] @returns {Said} */
const driver = (id, firstIssuedOn = '2012-06-01', licenceClass = 'C1') => ({
  type: 'enrolDriver',
  id,
  licence: { states: [], classes: [licenceClass], firstIssuedOn },
})
/** @param {string} id @param {string} [owner] @param {string} [kind] @returns {Said} */
const vehicle = (id, owner = 'o1', kind = 'individual') => ({
  type: 'enrolVehicle',
  id,
  owner: { kind, id: owner },
  plateType: '02',
  operating: false,
})
/** Occurs when it is recorded, unless `more` says when. @param {string} id @param {string} of @param {number} points @param {number} [fine] @param {object} [more] @returns {Said} */
const violation = (id, of, points, fine = 0, more = {}) => ({
  type: 'recordViolation',
  ...{ id, vehicle: of, fine, points, recordedBy: 'monitoring', ...more },
})
/** @param {string} id @param {string} by @param {string} [channel] @returns {Said} */
const handle = (id, by, channel = 'window') => ({
  type: 'handle',
  ...{ violation: id, driver: by, channel, offenderPresent: true, identityVerified: true },
})
/** @param {string} by @param {string} of @returns {Said} */
const bind = (by, of) => ({ type: 'bind', driver: by, vehicle: of, channel: 'app', ownerConsent: 'qr' })
/** @param {string} by @param {string} of @returns {Said} */
const release = (by, of) => ({ type: 'release', driver: by, vehicle: of, by: 'driver' })
/** @param {string} id @param {string} [paidOn] the day, where it is entered later @returns {Said} */
const pay = (id, paidOn) => ({ type: 'payFine', violation: id, ...(paidOn !== undefined && { paidOn }) })
/** @param {string} id @param {string} [ground] @returns {Said} */
const revoke = (id, ground = 'penalty-revoked') => ({ type: 'revokeHandling', violation: id, ground })
/** Handled on a day, for 200 yuan. @param {string} id @param {string} day @param {number} points @param {string} [paidOn] */
const toldOf = (id, day, points, paidOn) => ({
  ...{ id, occurredAt: `${day}T10:00:00+08:00`, handledAt: `${day}T10:00:00+08:00`, points, fine: 200_00 },
  ...(paidOn !== undefined && { paidOn }),
})
/** @param {string} of @param {string} to @returns {Said} */
const transfer = (of, to) => ({ type: 'transferVehicle', vehicle: of, to: { kind: 'individual', id: to } })
/** @param {string} by @param {readonly string[]} [states] @returns {Said} */
const licence = (by, states = []) => ({ type: 'changeLicence', driver: by, licence: { states, classes: ['C1'] } })
/** @param {string} by @param {string} [way] @param {boolean} [ownVehicleOverdue] @returns {Said} */
const deduct = (by, way = 'on-site', ownVehicleOverdue = false) => ({
  type: 'deductByStudy',
  ...{ driver: by, way, ownVehicleOverdue },
})
/** @param {string} of @param {string} plateType @param {boolean} operating @returns {Said} */
const change = (of, plateType, operating) => ({ type: 'changeVehicle', vehicle: of, plateType, operating })
/** @param {string} of @param {string} because @returns {Said} */
const deregister = (of, because) => ({ type: 'deregisterVehicle', vehicle: of, because })
/** @param {string} by @param {string} firstIssuedOn @returns {Said} */
const reissue = (by, firstIssuedOn) => ({
  type: 'reissueLicence',
  ...{ driver: by, licence: { states: [], classes: ['C1'], firstIssuedOn } },
})
/** @param {string} by @param {number} [days] @param {readonly string[]} [tests] @returns {Said} */
const study = (by, days = 7, tests = ['theory']) => ({ type: 'completeFullScoreStudy', driver: by, days, tests })

/** Recorded and handled at once, at a window. @param {string} id @param {string} of @param {string} by @param {number} points @param {number} [fine] @param {object} [more] */
const handled = (id, of, by, points, fine = 0, more = {}) => [violation(id, of, points, fine, more), handle(id, by)]

/** Commands at ten o'clock of a day in China, or at a moment. @param {string} day @param {...Said} said */
function on(day, ...said) {
  const at = day.includes('T') ? day : `${day}T10:00:00+08:00`
  return said.map((each) => ({ ...each, ...(each.type === 'recordViolation' && { occurredAt: at, ...each }), at }))
}
/** At a time of the day of `clocks`. @param {string} time @param {...Said} said */
const at = (time, ...said) => on(`2024-03-04T${time}:00+08:00`, ...said)

/** At twelve points nothing more is handled, but at a window that day what the same vehicle has; study clears all (C11). */
const fullScore = [
  ...on('2025-03-03', driver('d1'), vehicle('v1'), vehicle('v2')),
  ...on('2025-03-03', violation('x1', 'v1', 9), violation('x2', 'v1', 3), violation('x3', 'v1', 6)),
  ...on('2025-03-03', violation('x4', 'v2', 1), violation('x5', 'v2', 0), violation('x6', 'v1', 0)),
  ...on('2025-03-04', handle('x1', 'd1'), handle('x2', 'd1'), handle('x3', 'd1', 'app'), handle('x4', 'd1')),
  ...on('2025-03-04', handle('x5', 'd1'), handle('x3', 'd1')),
  ...on('2025-03-05', handle('x6', 'd1'), study('d1'), handle('x6', 'd1'), handle('x5', 'd1')),
]
/** Before 2022-04-01 only the driver's own vehicle is finished, and probation ends nothing (C11, C31). */
const fullScoreBefore2022 = [
  ...on(
    '2021-01-04',
    driver('d1', '2020-07-01'),
    driver('d2'),
    vehicle('v1', 'd1'),
    vehicle('v2'),
    vehicle('v3', 'd2'),
  ),
  ...on(
    '2021-01-05',
    ...handled('x1', 'v2', 'd1', 12),
    ...handled('x2', 'v2', 'd1', 3),
    ...handled('x3', 'v1', 'd1', 3),
  ),
  ...on('2021-01-05', ...handled('x4', 'v3', 'd2', 12), ...handled('x5', 'v3', 'd2', 12), study('d2'), deduct('d2')),
  ...on('2021-01-06', study('d1'), study('d2', 7, ['theory', 'road'])),
]
/** Violations on probation that make the full score alone end the class, whenever they are scored. */
const probation = [
  ...on(
    '2024-09-02',
    driver('d1', '2024-06-01'),
    driver('d2', '2024-06-01'),
    driver('d3', '2024-06-01'),
    vehicle('v1'),
  ),
  ...on('2024-09-02', ...handled('x1', 'v1', 'd1', 9), ...handled('x2', 'v1', 'd1', 3), study('d1')),
  ...on('2025-05-31', violation('x3', 'v1', 9), violation('x4', 'v1', 3), deduct('d3')),
  ...on('2025-06-01', ...handled('x5', 'v1', 'd2', 3), handle('x3', 'd2'), study('d2')),
  ...on('2025-06-01', handle('x4', 'd3'), deduct('d3'), study('d1')),
]
/** A licence of 29 February: its periods begin on 28 February in common years (C1). */
const leapDay = [
  ...on('2022-02-27', driver('d1', '2016-02-29'), vehicle('v1'), ...handled('x1', 'v1', 'd1', 3)),
  ...on('2022-02-28T00:00:00+08:00', violation('x2', 'v1', 3)),
  ...on('2024-02-27', handle('x2', 'd1')),
  ...on('2024-02-28', ...handled('x3', 'v1', 'd1', 1)),
  ...on('2024-02-28T23:59:59.999+08:00', violation('x4', 'v1', 1)),
  ...on('2024-02-29T00:00:00+08:00', handle('x4', 'd1')),
  ...on('2025-02-27', handle('x4', 'd1')),
  ...on('2025-02-28T00:00:00+08:00', handle('x4', 'd1')),
]
/** Fifteen days to pay, or until the next day that is no Saturday and no Sunday; the 1st of October is a day as others (C13). */
const dueDays = [
  ...on('2024-03-01', driver('d1', '2013-03-18'), driver('d2', '2013-03-19'), driver('d3', '2013-03-19')),
  ...on('2024-03-01', driver('d4', '2013-03-20'), driver('d5', '2013-10-02'), vehicle('v1')),
  ...on('2024-03-01', ...handled('x1', 'v1', 'd1', 3, 200_00), ...handled('x2', 'v1', 'd2', 3, 200_00)),
  ...on('2024-03-04', ...handled('x3', 'v1', 'd3', 3, 200_00), ...handled('x4', 'v1', 'd4', 3, 200_00)),
  ...on('2024-03-17', violation('x5', 'v1', 3, 200_00)),
  ...['18', '19', '20'].flatMap((day) => on(`2024-03-${day}`, pay('x5'))),
  ...on('2024-09-16', handle('x5', 'd5')),
  ...on('2024-10-02', study('d5')),
]
/** What passes over into the next period: before 2022 all while a fine is unpaid, then what is unpaid while one is overdue (C31). */
const carried = [
  ...on('2020-03-02', driver('d1'), driver('d2'), driver('d3'), driver('d4'), vehicle('v1')),
  ...on('2020-03-02', ...handled('x1', 'v1', 'd4', 3, 200_00), ...handled('x2', 'v1', 'd4', 6, 100_00), pay('x2')),
  ...on('2020-06-01', pay('x1')),
  ...on('2021-06-01', violation('x3', 'v1', 3, 200_00)),
  ...on('2023-03-01', handle('x3', 'd1'), ...handled('x4', 'v1', 'd1', 6, 100_00), ...handled('x5', 'v1', 'd1', 1)),
  ...on('2023-03-01', ...handled('x6', 'v1', 'd2', 0, 300_00), pay('x4')),
  ...on('2023-05-30', ...handled('x7', 'v1', 'd1', 1, 50_00), ...handled('x8', 'v1', 'd2', 3, 200_00)),
  ...on('2023-05-30', ...handled('x9', 'v1', 'd3', 3, 200_00)),
  ...on('2023-06-01', pay('x3'), pay('x7'), pay('x8')),
  ...on('2024-05-30', ...handled('x10', 'v1', 'd3', 3, 200_00)),
  ...on('2024-06-01', pay('x10')),
]
/** Days and tests of the study at a full score: by the points held, by which one it is in the period, and by the classes. */
const studies = [
  ...on('2023-07-03', driver('d1'), driver('d2', '2012-06-01', 'A2'), vehicle('v1'), vehicle('v2')),
  ...on(
    '2023-07-03',
    ...handled('x1', 'v1', 'd1', 12),
    ...handled('x2', 'v1', 'd1', 12),
    ...handled('x3', 'v2', 'd2', 12),
  ),
  ...on('2023-08-01', study('d1', 13, ['theory', 'road']), study('d1', 14), study('d1', 14, ['theory', 'road'])),
  ...on('2023-08-01', study('d2', 29), study('d2', 30, ['road', 'field']), study('d2', 30)),
  ...on('2023-09-01', ...handled('x4', 'v1', 'd1', 12, 200_00), study('d1', 14, ['theory', 'road'])),
  ...on('2023-09-02', pay('x4'), study('d1', 14), study('d1', 14, ['theory', 'road'])),
  ...on('2023-10-09', ...handled('x5', 'v1', 'd1', 12), study('d1', 21, ['theory', 'road'])),
  ...on('2023-10-09', study('d1', 21, ['theory', 'road', 'field'])),
  ...on('2024-06-03', ...handled('x6', 'v1', 'd1', 12), study('d1')),
]
/** Study takes at most six points off in a period, the oldest first. */
const deductions = [
  ...on('2023-03-01', driver('d1'), driver('d2'), driver('d3'), vehicle('v1'), vehicle('v2', 'd2')),
  ...on('2023-03-01', ...handled('x1', 'v1', 'd1', 9, 200_00), ...handled('x2', 'v1', 'd2', 3, 200_00)),
  ...on('2023-03-01', ...handled('x3', 'v1', 'd2', 3, 200_00), pay('x3'), violation('x4', 'v2', 0)),
  ...on('2023-04-03', deduct('d1'), deduct('d1', 'online'), deduct('d1'), deduct('d1'), deduct('d1', 'service')),
  ...on(
    '2023-04-03',
    deduct('d2'),
    { type: 'withdrawViolation', violation: 'x4', ground: 'wrong-plate' },
    deduct('d2'),
  ),
  ...on('2023-04-03', deduct('d3')),
  ...on('2023-06-01', deduct('d1', 'online'), licence('d1', ['suspended']), deduct('d1')),
]
/** What bars it: two full-score studies in this period and the last (C28), and for three periods points that were traded. */
const barred = [
  ...on('2023-03-01', driver('d1'), driver('d2'), vehicle('v1'), ...handled('x1', 'v1', 'd1', 12), study('d1')),
  ...on('2023-03-01', ...handled('x2', 'v1', 'd2', 3), revoke('x2', 'points-traded'), handle('x2', 'd2'), deduct('d2')),
  ...on('2023-07-03', ...handled('x3', 'v1', 'd1', 12), deduct('d1'), study('d1')),
  ...on('2023-07-03', ...handled('x4', 'v1', 'd1', 3), deduct('d1')),
  ...on('2024-07-01', ...handled('x5', 'v1', 'd1', 3), deduct('d1')),
  ...on('2025-05-31', ...handled('x6', 'v1', 'd2', 3), deduct('d2')),
  ...on('2025-06-01', ...handled('x7', 'v1', 'd2', 3), deduct('d2')),
]
/** `out-of-order` comes before all else; an owner's vehicles have a time, a unit has none, and what is refused moves none. */
const clocks = [
  ...at('10:00', driver('d1'), driver('d2'), vehicle('v1', 'd1')),
  ...at('09:00', vehicle('v2', 'd1'), vehicle('v2', 'u1', 'unit'), driver('d1')),
  ...at('08:00', vehicle('v3', 'u1', 'unit')),
  ...at('10:00', driver('d1')),
  ...at('11:00', bind('d2', 'v1')),
  ...at('10:30', bind('d1', 'v2')),
  ...at('10:15', bind('d1', 'v9')),
  ...at('10:45', bind('d1', 'v9'), release('d2', 'v1')),
  ...at('12:00', vehicle('v4', 'd2')),
  ...at('11:30', violation('x1', 'v4', 3)),
  ...at('12:30', violation('x1', 'v1', 3, 200_00)),
  ...at('13:00', handle('x1', 'd2')),
  ...at('12:50', pay('x1')),
  ...at('14:00', pay('x1')),
  ...at('13:30', violation('x2', 'v1', 0), deduct('d2')),
  ...at('14:00', deduct('d2')),
  ...at('13:50', violation('x3', 'v4', 0), transfer('v1', 'd2')),
  ...at('14:10', transfer('v1', 'd2'), { type: 'withdrawViolation', violation: 'x2', ground: 'wrong-plate' }),
  ...at('14:10', transfer('v1', 'd2')),
  ...at('14:05', vehicle('v5', 'd1'), licence('d1'), licence('d2'), revoke('x1')),
]
/** From 16:00Z on it is the next day in China, for applications and for the scoring period. */
const chinaDays = [
  ...on('2024-11-30T15:00:00Z', driver('d1', '2012-12-01'), driver('d2', '2012-12-01')),
  ...on('2024-11-30T15:00:00Z', vehicle('v1'), vehicle('v2'), vehicle('v3')),
  ...on('2024-11-30T15:59:59.999Z', bind('d1', 'v1'), ...handled('x1', 'v1', 'd2', 1)),
  ...on('2024-11-30T16:00:00Z', bind('d1', 'v2'), ...handled('x2', 'v1', 'd1', 3)),
  ...on('2024-12-01T01:00:00Z', bind('d1', 'v3')),
  ...on('2025-11-30T15:59:59Z', violation('x3', 'v2', 0)),
  ...on('2025-12-01T00:00:00+08:00', handle('x3', 'd1')),
]
/** Ids are compared exactly, and name an individual or a unit for ever. */
const ids = [
  ...on('2024-07-01', driver('d1'), driver('D1'), vehicle('v1', 'D1'), vehicle('V1', 'd1'), bind('D1', 'v1')),
  ...on('2024-07-01', bind('d1', 'v1'), release('d1', 'V1'), bind('d1', 'V2'), bind('D1', 'V1')),
  ...on('2024-07-01', ...handled('x1', 'v1', 'd1', 3), violation('X1', 'v1', 6), violation('x1', 'v1', 6)),
  ...on('2024-07-01', handle('X1', 'D1'), vehicle('v2', 'd1', 'unit'), vehicle('v2', 'u1', 'unit'), driver('u1')),
  ...on('2024-07-01', vehicle('v3', 'u1'), vehicle('v3', 'U1'), driver('U1')),
]
/** A transfer and a cancelled licence end bindings, which never revive; a revoked handling leaves the violation open, its fine unpaid. */
const ends = [
  ...on('2024-05-06', driver('d1'), driver('d2'), vehicle('v1'), bind('d1', 'v1'), bind('d2', 'v1')),
  ...on('2024-05-07', violation('x1', 'v1', 3, 200_00), handle('x1', 'd1', 'app')),
  ...on('2024-05-08', transfer('v1', 'o2'), release('d1', 'v1'), transfer('v1', 'o1'), revoke('x1')),
  ...on('2024-05-10', transfer('v1', 'o2'), pay('x1'), handle('x1', 'd1', 'app'), bind('d1', 'v1')),
  ...on('2024-05-10', handle('x1', 'd1', 'app'), handle('x1', 'd1'), pay('x1'), pay('x1'), revoke('x1')),
  ...on('2024-05-11', handle('x1', 'd1'), pay('x1'), licence('d1', ['expired']), licence('d1', ['cancelled'])),
  ...on('2024-05-11', licence('d1'), violation('x2', 'v1', 0, 0, { occurredAt: '2022-05-11T00:00:00+08:00' })),
  ...on('2024-05-11', violation('x3', 'v1', 0, 0, { occurredAt: '2022-05-10T23:59:59.999+08:00' })),
]

/** A fine counts as paid on its day, which decides what is carried into a period that begins on 1 December (C33). */
const paidLate = [
  ...on('2025-10-20', driver('d1', '2020-12-01'), driver('d2', '2020-12-01'), vehicle('v1', 'd1'), vehicle('v2', 'd2')),
  ...on('2025-10-20', ...handled('x1', 'v1', 'd1', 6, 20_000), ...handled('x2', 'v2', 'd2', 6, 20_000)),
  ...on('2025-11-25', ...handled('x3', 'v1', 'd1', 3, 20_000), pay('x1', '2025-11-26'), pay('x1', '2025-10-19')),
  ...on('2025-12-01', pay('x1', '2025-11-30'), ...handled('x4', 'v2', 'd2', 1), pay('x2', '2025-11-30'), pay('x2')),
  ...on('2025-12-01', pay('x3', '2025-12-01')),
]
/** Vehicles that change or are deregistered, and a licence that is obtained anew (C34, C35, C36). */
const registered = [
  ...on('2025-03-03', driver('d1'), driver('d2'), vehicle('v1'), vehicle('v2', 'd1'), bind('d1', 'v1')),
  ...on('2025-03-04', violation('x1', 'v1', 3), change('v1', '02', true), bind('d2', 'v1'), change('v1', '02', false)),
  ...on('2025-03-04', bind('d2', 'v1'), deregister('v1', 'left-country'), deregister('v1', 'scrapped')),
  ...on('2025-03-05', change('v1', '01', false), violation('x2', 'v1', 1), handle('x1', 'd2')),
  ...on('2025-03-05', ...handled('x3', 'v2', 'd1', 9, 20_000), deduct('d1', 'online', true), deduct('d1')),
  ...on('2025-03-06', reissue('d1', '2025-03-06'), licence('d1', ['revoked']), reissue('d1', '2012-06-01')),
  ...on('2025-03-06', reissue('d1', '2025-03-07'), reissue('d1', '2025-03-06')),
  ...['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'suspended', 'cancelled'].flatMap((state, index) => [
    ...on('2025-03-06', driver(`e${index}`), licence(`e${index}`, [state]), reissue(`e${index}`, '2025-03-05')),
  ]),
  ...on('2025-03-07', bind('d1', 'v1'), ...handled('x4', 'v2', 'd1', 3, 0), deduct('d1'), pay('x3')),
]

/** What is seldom drawn: a large class at the full score, a period that ends with a regime, the last day of a year, a payment that closes a period. */
const edges = [
  ...on('2014-03-03', driver('d1', '2010-06-01'), ...['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => vehicle(id))),
  ...on('2014-03-03', ...handled('x1', 'v1', 'd1', 1)),
  ...on('2014-06-02', ...handled('x2', 'v2', 'd1', 1), ...handled('x3', 'v3', 'd1', 1)),
  ...on('2015-03-02', ...handled('x4', 'v4', 'd1', 1)),
  ...on('2015-03-03', handle('x4', 'd1'), ...handled('x5', 'v5', 'd1', 1)),
  ...on(
    '2022-03-21',
    driver('d2', '2012-04-01'),
    driver('d3', '2012-06-01', 'A3'),
    vehicle('v6', 'd2'),
    vehicle('v7', 'd3'),
  ),
  ...on('2022-03-21', ...handled('x6', 'v6', 'd2', 6, 200_00), ...handled('x7', 'v6', 'd2', 3, 200_00), pay('x6')),
  ...on('2022-04-01', pay('x7')),
  ...on('2023-03-31', ...handled('x8', 'v6', 'd2', 1, 100_00), ...handled('x9', 'v6', 'd2', 1, 100_00)),
  ...on('2023-04-03', pay('x8'), pay('x9', '2023-03-31')),
  ...on('2023-04-04', ...handled('x10', 'v7', 'd3', 12), study('d3', 29), study('d3', 30)),
]

/** What an enrolment tells of the time before: an overdue fine carries its points, a paid one does not; told once, paid once, never revoked. */
const told = [
  ...on(
    '2025-06-02',
    {
      ...driver('d1', '2016-05-05'),
      history: {
        violations: [
          toldOf('x1', '2025-03-02', 6),
          toldOf('x2', '2025-03-03', 3, '2025-03-10'),
          toldOf('x3', '2025-05-12', 2, '2025-05-12'),
        ],
        deducted: 4,
      },
    },
    ...[
      { violations: [toldOf('x1', '2025-03-02', 6)] },
      { violations: [toldOf('x4', '2025-06-03', 6)] },
      { violations: [{ ...toldOf('x4', '2025-05-12', 6), occurredAt: '2025-05-13T10:00:00+08:00' }] },
      { violations: [{ ...toldOf('x4', '2025-05-12', 6, '2025-05-12'), fine: 0 }] },
      { violations: [toldOf('x4', '2025-05-12', 6, '2025-06-03')] },
      { violations: [toldOf('x4', '2025-05-12', 6, '2025-05-11')] },
      { violations: [toldOf('x4', '2025-05-12', 12)], studies: 1, studiesBefore: 1 },
    ].map((history) => ({ ...driver('d2', '2016-05-05'), history })),
    { ...vehicle('v1', 'd1'), ownedSince: '2025-06-02T10:00:00.001+08:00' },
    { ...vehicle('v1', 'd1'), ownedSince: '2020-06-02T10:00:00+08:00' },
  ),
  ...on('2025-06-03', pay('x1'), pay('x1'), revoke('x3'), handle('x3', 'd1'), violation('x3', 'v1', 3)),
  ...on('2025-06-03', deduct('d1'), deduct('d1'), deduct('d1'), deduct('d2'), study('d2'), pay('x4'), study('d2')),
  ...on('2025-06-03', study('d2', 30, ['theory', 'field', 'road'])),
]

/** @param {string} by @param {object} history @returns {Said} */
const tell = (by, history) => ({ type: 'tellHistory', driver: by, history })

/** Told later than the enrolment, once bindings were entered; once, and before anything else about points. */
const toldLater = [
  ...on('2025-03-01', ...['d1', 'd2', 'd3', 'd4', 'd5'].map((id) => driver(id, '2016-05-05')), vehicle('v1', 'o1')),
  ...on('2025-03-01', bind('d1', 'v1')),
  ...on(
    '2025-06-02',
    tell('d1', { violations: [toldOf('x1', '2025-03-02', 6)], deducted: 4 }),
    tell('d1', {}),
    tell('d2', { violations: [toldOf('x1', '2025-03-02', 6)] }),
    tell('d2', {}),
    tell('d3', { violations: [toldOf('x2', '2025-05-12', 12)], studies: 1 }),
    tell('d4', { violations: [toldOf('x3', '2025-03-03', 3, '2025-03-10'), toldOf('x4', '2025-05-12', 2)] }),
    tell('d5', { deducted: 6, studiesBefore: 1 }),
    tell('d6', {}),
  ),
  ...on('2025-06-03', pay('x1'), deduct('d1'), revoke('x1')),
]

/** What a registry may take for granted: which states end bindings, what a command is about, whose vehicle it was, what a study counts. */
const takenForGranted = [
  ...on('2025-03-03', driver('d1'), driver('d2'), vehicle('v1'), vehicle('v2', 'u1', 'unit'), bind('d1', 'v1')),
  // Revoked and annulled end no binding; of a change of states no bound vehicle has the time.
  ...on('2025-03-03T12:00:00+08:00', licence('d1', ['revoked'])),
  ...on('2025-03-03T11:00:00+08:00', bind('d2', 'v1'), release('d2', 'v1')),
  ...on('2025-03-03T13:00:00+08:00', licence('d1', ['annulled']), licence('d1', ['suspended'])),
  ...on('2025-03-03T13:00:00+08:00', licence('d1', ['annulled', 'suspended']), licence('d1', ['cancelled'])),
  ...on('2025-03-03T13:00:00+08:00', transfer('v2', 'u1'), transfer('v1', 'o1')),
  { ...vehicle('v3', 'o1', 'unit'), at: '2025-03-03T13:00:00+08:00' },
  // At the moment of a deregistration the vehicle is still registered, a millisecond after it is not.
  ...on('2025-03-04T10:00:00+08:00', deregister('v1', 'scrapped')),
  ...on('2025-03-04T11:00:00+08:00', violation('x1', 'v1', 3, 0, { occurredAt: '2025-03-04T10:00:00+08:00' })),
  ...on('2025-03-04T11:00:00+08:00', violation('x2', 'v1', 3, 0, { occurredAt: '2025-03-04T10:00:00.001+08:00' })),
  // A licence obtained anew on the day of the last points has none of them.
  ...on('2025-03-05', driver('d3'), ...handled('x3', 'v2', 'd3', 6), licence('d3', ['revoked'])),
  ...on('2025-03-05', reissue('d3', '2025-03-05'), ...handled('x4', 'v2', 'd3', 1)),
  // The second study in a period at twice the score takes the larger of both, not their sum (C21); a fine without points is owed too.
  ...on('2025-06-02', driver('d4'), ...handled('x5', 'v2', 'd4', 12), study('d4')),
  ...on('2025-07-01', violation('x6', 'v2', 12), violation('x7', 'v2', 12), violation('x8', 'v2', 0, 100_00)),
  ...on('2025-07-01', handle('x6', 'd4'), handle('x7', 'd4'), handle('x8', 'd4')),
  ...on(
    '2025-08-01',
    study('d4', 14, ['theory', 'road', 'field']),
    pay('x8'),
    study('d4', 13, ['theory', 'road', 'field']),
  ),
  ...on('2025-08-01', study('d4', 14, ['theory', 'road', 'field'])),
  // What a history told is handled.
  ...on(
    '2025-08-01',
    { ...driver('d5'), history: { violations: [toldOf('x9', '2025-07-02', 3)] } },
    handle('x9', 'd2'),
  ),
]
/** Of 2014: a handling that was revoked is none of the year, and a vehicle counts as whose it was when it was handled. */
const ofTheYear = [
  ...on(
    '2014-03-03',
    driver('d1', '2010-06-01'),
    vehicle('v0', 'd1'),
    ...['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => vehicle(id)),
  ),
  ...on('2014-03-03', ...handled('x0', 'v0', 'd1', 1), transfer('v0', 'o2')),
  ...on('2014-03-03', ...['1', '2'].flatMap((n) => handled(`x${n}`, `v${n}`, 'd1', 1)), revoke('x2')),
  ...on('2014-03-03', ...['3', '4', '5'].flatMap((n) => handled(`x${n}`, `v${n}`, 'd1', 1))),
]

/** The commands of each. */
export const SCENARIOS = [
  ...[fullScore, fullScoreBefore2022, probation, leapDay, dueDays, carried, studies, deductions, barred],
  ...[clocks, chinaDays, ids, ends, paidLate, registered, edges, told, toldLater],
  ...[takenForGranted, ofTheYear],
]
