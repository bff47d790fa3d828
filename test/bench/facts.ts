/**
 * Rows of complete facts, the same for everyone: about a third is permitted, the others fail by one to three changes
 * drawn from what the rule set of the case asks about.
 */
import { type Draw, drawFrom, instantAt } from './draw.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const FIRST = Date.UTC(2024, 10, 20, 0)
const SELF_SERVICE = ['app', 'app', 'app', 'web', 'kiosk']
const BARRING = ['revoked', 'cancelled', 'expired', 'seized', 'suspended', 'full-points']
const HARMLESS = [[], [], [], ['violations-pending'], ['renewal-deferred', 'accidents-pending']]
const CLASSES = [['C1'], ['C1'], ['C2'], ['A2', 'D'], ['B1'], ['C1', 'E']]

/** One row of raw facts. */
// biome-ignore lint/suspicious/noExplicitAny: rows are spoilt fact by fact, whatever its type.
export type Row = Record<string, any>

function binding(draw: Draw): Row {
  const channel = draw.chance(0.25) ? 'window' : draw.of(SELF_SERVICE)
  return {
    at: instantAt(FIRST + draw.below(60 * DAY)),
    channel,
    driver: `driver-${draw.below(1_000_000)}`,
    vehicle: `川A${String(draw.below(100_000)).padStart(5, '0')}`,
    vehicleOwner: `owner-${draw.below(1_000_000)}`,
    vehicleOwnerKind: draw.chance(0.2) ? 'unit' : 'individual',
    plateType: draw.chance(0.2) ? '52' : '02',
    operating: false,
    pairBound: false,
    driverBindings: draw.below(3),
    vehicleBindings: draw.below(3),
    driverBindingsEver: draw.below(9),
    driverApplicationsToday: 0,
    driverApplicationsThisYear: draw.below(5),
    ownerConsent: draw.of(['qr', 'sms']),
    identityVerified: channel === 'window',
    vehicleReleasedAt: draw.chance(0.5) ? null : instantAt(FIRST - draw.below(60 * DAY)),
    vehicleDriversBoundThisYear: 1 + draw.below(3),
  }
}

function handling(draw: Draw): Row {
  const channel = draw.chance(0.25) ? 'window' : draw.of(SELF_SERVICE)
  const driver = `driver-${draw.below(1_000_000)}`
  const own = draw.chance(0.2)
  const since = FIRST + draw.below(60 * DAY)
  const occurred = since + draw.below(20 * DAY)
  const points = draw.of([0, 0, 1, 1, 3, 3, 6])
  return {
    at: instantAt(occurred + draw.below(10 * DAY)),
    channel,
    driver,
    vehicle: `川A${String(draw.below(100_000)).padStart(5, '0')}`,
    vehicleOwner: own ? driver : `owner-${draw.below(1_000_000)}`,
    plateType: draw.chance(0.2) ? '52' : '02',
    violationState: 'open',
    occurredAt: instantAt(occurred),
    fine: draw.of([50_00, 100_00, 150_00, 200_00]),
    points,
    recordedBy: 'monitoring',
    boundSince: own ? null : instantAt(since),
    firstBinding: draw.chance(0.6),
    licenceStates: draw.of(HARMLESS),
    licenceClasses: draw.of(CLASSES),
    pointsHeld: draw.below(12 - points),
    fullScoreStudies: draw.below(2),
    offenderPresent: channel === 'window',
    identityVerified: channel === 'window',
    othersVehiclesHandledThisYear: 1 + draw.below(5),
    vehicleOtherDriversThisYear: 1 + draw.below(5),
    ownedSince: instantAt(FIRST - draw.below(900 * DAY)),
  }
}

const SPOILT: Readonly<Record<string, (row: Row, draw: Draw) => void>> = {
  'own-vehicle': (row) => {
    row.vehicleOwner = row.driver
  },
  'already-bound': (row) => {
    row.pairBound = true
  },
  'driver-cap': (row, draw) => {
    row.driverBindings = 3 + draw.below(2)
  },
  'vehicle-cap': (row, draw) => {
    row.vehicleBindings = 3 + draw.below(2)
  },
  'identity-verified': (row) => {
    row.channel = 'window'
    row.identityVerified = false
  },
  'violation-open': (row, draw) => {
    row.violationState = draw.of(['handled', 'withdrawn'])
  },
  'not-before-occurrence': (row, draw) => {
    row.at = instantAt(Date.parse(row.occurredAt) - 1 - draw.below(DAY))
  },
  'open-binding': (row) => {
    if (row.driver === row.vehicleOwner) row.vehicleOwner = 'owner-0'
    row.boundSince = null
  },
  'since-binding': (row, draw) => {
    if (row.boundSince !== null) row.boundSince = instantAt(Date.parse(row.occurredAt) + 1 + draw.below(2 * DAY))
  },
  'fine-limit': (row, draw) => {
    row.fine = draw.of([200_01, 500_00, 1_000_00])
  },
  'points-room': (row, draw) => {
    row.points = 1 + draw.below(6)
    row.pointsHeld = 12 - draw.below(row.points)
  },
  'licence-state': (row, draw) => {
    row.licenceStates = draw.chance(0.3) ? [draw.of(BARRING), 'violations-pending'] : [draw.of(BARRING)]
  },
  'offender-present': (row) => {
    row.channel = 'window'
    row.offenderPresent = false
  },
  'plate-type': (row, draw) => {
    row.plateType = draw.of(['01', '51'])
  },
  'recorded-by-monitoring': (row) => {
    row.recordedBy = 'officer'
  },
  'single-points-limit': (row, draw) => {
    row.points = draw.of([9, 12])
    row.pointsHeld = 0
  },
  'repeat-full-score': (row) => {
    row.fullScoreStudies = 3
  },
  'licence-class': (row, draw) => {
    row.licenceClasses = draw.of([['D'], ['C3', 'C4'], ['M']])
  },
  'licence-held': (row) => {
    row.licenceClasses = []
  },
}

/** So many rows for a question, judged by these rules. */
export function rowsOf(question: 'bind' | 'handle', rules: readonly string[], count: number, seed: number): Row[] {
  const draw = drawFrom(seed)
  return Array.from({ length: count }, () => {
    const row = question === 'bind' ? binding(draw) : handling(draw)
    const changes = draw.chance(0.36) ? 0 : 1 + draw.below(3)
    for (let change = 0; change < changes; change++) SPOILT[draw.of(rules)]?.(row, draw)
    return row
  })
}
