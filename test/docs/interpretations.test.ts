import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { permitted } from '../support/permitted.ts'
import { ROOT } from './snippets.ts'

type Facts = Readonly<Record<string, unknown>>
type Decide = (facts: Facts, rules: unknown) => { readonly verdict: string }
const library: { decideBinding: Decide; decideHandling: Decide; yuan: unknown } = await import(
  pathToFileURL(join(ROOT, 'dist/index.js')).href
)
const rules: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(ROOT, 'dist/rules.js')).href)
const PAGE = readFileSync(join(ROOT, 'docs/INTERPRETATIONS.md'), 'utf8')

/** The changes that each entry offers, and section D, as rule sets. */
const CHANGES: ReadonlyMap<string, readonly unknown[]> = new Map(
  PAGE.split(/\n##+ /).map((section) => {
    const given = { ...rules, yuan: library.yuan }
    const made = [...section.matchAll(/`(reform\([^`]+\))`/g)].map(([, code]) =>
      new Function(...Object.keys(given), `return ${code}`)(...Object.values(given)),
    )
    return [section.slice(0, section.indexOf(' ')), made]
  }),
)

const BINDING: Facts = {
  at: '2018-03-02T12:00:00+08:00',
  channel: 'window',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'o',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  operating: false,
  pairBound: false,
  driverBindings: 0,
  vehicleBindings: 0,
  driverBindingsEver: 0,
  driverApplicationsToday: 0,
  driverApplicationsThisYear: 0,
  ownerConsent: 'none',
  identityVerified: true,
}
const HANDLING: Facts = permitted('handle', {
  at: '2023-05-01T12:00:00+08:00',
  occurredAt: '2023-04-01T12:00:00+08:00',
  fine: 20_000,
  points: 3,
  boundSince: '2023-01-01T12:00:00+08:00',
})

/** Released by another on 31 January: thirty days later is 2 March, the day of `BINDING`. */
const RELEASED: Facts = { vehicleReleasedAt: '2018-01-31T12:00:00+08:00', vehicleDriversBoundThisYear: 1 }
/** Through the app, with the consent that the plan asks for. */
const BY_APP: Facts = { channel: 'app', ownerConsent: 'registered-owner' }
/** Owned by the driver when it is handled, and never bound. */
const BOUGHT: Facts = { vehicleOwner: 'd', boundSince: null }

const UNBOUND: Facts = { ...HANDLING, boundSince: null }
/** Bound after the violation. */
const BEFORE: Facts = { ...HANDLING, boundSince: '2023-04-15T12:00:00+08:00' }
const AT_WINDOW: Facts = { ...HANDLING, channel: 'window' }
const SELF_SERVICE: Facts = { ...BINDING, channel: 'app', ownerConsent: 'qr' }

/** Whom an entry surprises: the case, in the set as it is and after the change (the first that the entry offers, or another). */
const SURPRISED: readonly (readonly [
  entry: string,
  set: string,
  facts: Facts,
  before: string,
  after: string,
  nth?: number,
])[] = [
  ['A1.', 'cn2013', BINDING, 'refused', 'permitted'],
  ['A2.', 'cn2018September', { ...UNBOUND, points: 0 }, 'permitted', 'refused'],
  ['A3.', 'cn2018February', UNBOUND, 'refused', 'permitted'],
  ['A3.', 'cn2018February', { ...UNBOUND, channel: 'kiosk' }, 'refused', 'permitted', 1],
  ['A3.', 'cn2018February', UNBOUND, 'refused', 'refused', 1],
  ['A4.', 'cn2018September', { ...SELF_SERVICE, operating: true }, 'refused', 'permitted'],
  ['A4.', 'cn2024', { ...SELF_SERVICE, operating: true }, 'refused', 'permitted', 1],
  ['A6.', 'cn2018September', { ...HANDLING, licenceClasses: ['D'] }, 'refused', 'permitted'],
  ['A8.', 'cn2024', { ...SELF_SERVICE, channel: 'kiosk', operating: true }, 'refused', 'permitted'],
  ['A10.', 'cn2024', { ...HANDLING, ...BOUGHT, fine: 20_100 }, 'refused', 'permitted'],
  ['A12.', 'asReported', { ...HANDLING, licenceStates: ['expired'] }, 'refused', 'permitted'],
  ['A14.', 'cn2024', { ...AT_WINDOW, offenderPresent: false }, 'refused', 'permitted'],
  ['A16.', 'cn2018February', { ...BINDING, channel: 'app' }, 'refused', 'permitted'],
  ['A17.', 'cn2024', { ...AT_WINDOW, licenceClasses: [] }, 'refused', 'permitted'],
  ['A18.', 'cn2018September', BEFORE, 'refused', 'permitted'],
  ['A18.', 'cn2018September', { ...HANDLING, points: 7 }, 'permitted', 'refused'],
  ['A19.', 'chengdu2017', { ...HANDLING, plateType: '01', licenceClasses: ['A1'] }, 'refused', 'permitted'],
  ['6.1', 'cn2018September', { ...HANDLING, boundSince: '2023-04-01T13:00:00+08:00' }, 'permitted', 'refused'],
  ['6.1', 'cn2018September', { ...HANDLING, boundSince: '2023-04-01T11:00:00+08:00' }, 'permitted', 'refused', 1],
  ['6.2', 'cn2024', { ...BEFORE, points: 0 }, 'permitted', 'refused'],
  ['6.2', 'asReported', { ...BEFORE, points: 0 }, 'refused', 'permitted', 1],
  ['6.4', 'cn2024', HANDLING, 'permitted', 'refused'],
  ['6.6', 'cn2024', { ...BINDING, vehicleOwner: 'd' }, 'refused', 'permitted'],
  ['6.10', 'cn2024', BEFORE, 'refused', 'permitted'],
  ['6.12', 'cn2024', { ...HANDLING, pointsHeld: 9 }, 'refused', 'permitted'],
  ['6.22', 'cn2013', { ...AT_WINDOW, othersVehiclesHandledThisYear: 3 }, 'permitted', 'refused'],
  ['6.24', 'cn2024', { ...UNBOUND, channel: 'window' }, 'permitted', 'refused'],
  ['6.26', 'cn2024', { ...AT_WINDOW, fullScoreStudies: 3 }, 'permitted', 'refused'],
  ['C6.', 'cn2024', { ...HANDLING, licenceClasses: ['D'] }, 'refused', 'permitted'],
  ['C7.', 'cn2024', { ...HANDLING, identityVerified: false }, 'permitted', 'refused'],
  ['C8.', 'chengdu2017', { ...BEFORE, firstBinding: true }, 'permitted', 'refused'],
  ['C25.', 'cn2018February', SELF_SERVICE, 'refused', 'permitted'],
  ['D.', 'cn2018February', { ...BINDING, driverBindingsEver: 5 }, 'permitted', 'refused'],
  ['D.', 'cn2018February', { ...BINDING, driverBindingsEver: 4 }, 'permitted', 'permitted'],
  ['D.', 'cn2013', { ...HANDLING, channel: 'kiosk', points: 7 }, 'permitted', 'refused', 1],
  ['D.', 'cn2013', { ...HANDLING, channel: 'kiosk', fine: 20_100 }, 'permitted', 'refused', 1],
  ['D.', 'cn2013', { ...HANDLING, points: 7 }, 'permitted', 'permitted', 1],
  ['D.', 'cn2024', { ...HANDLING, points: 9 }, 'refused', 'permitted', 2],
  ['D.', 'cn2024', HANDLING, 'permitted', 'refused', 3],
  ['D.', 'cn2024', { ...HANDLING, fine: 10_100 }, 'permitted', 'refused', 4],
  ['D.', 'cn2024', { ...BINDING, driverBindingsEver: 5 }, 'permitted', 'refused', 5],
  ['A5.', 'cn2020', { ...HANDLING, fullScoreStudies: 3 }, 'refused', 'permitted'],
  ['A5.', 'cn2018September', { ...HANDLING, fullScoreStudies: 3 }, 'permitted', 'refused', 1],
  ['A2.', 'plan2018', { ...HANDLING, points: 0, boundSince: null }, 'permitted', 'refused', 1],
  ['A7.', 'cn2024', { ...HANDLING, plateType: '07', licenceClasses: ['D'] }, 'permitted', 'refused'],
  ['A7.', 'cn2018February', { ...HANDLING, plateType: '07' }, 'permitted', 'refused', 1],
  ['A7.', 'cn2018February', HANDLING, 'permitted', 'permitted', 1],
  ['A9.', 'plan2018', { ...BINDING, driverBindingsEver: 5 }, 'refused', 'refused', 1],
  ['A9.', 'plan2018', { ...BINDING, ...BY_APP, driverBindingsEver: 5 }, 'refused', 'permitted', 1],
  ['A10.', 'cn2018February', { ...HANDLING, vehicleOwner: 'd', fine: 20_100 }, 'refused', 'permitted', 1],
  ['A10.', 'cn2018February', { ...HANDLING, fine: 20_100 }, 'refused', 'refused', 1],
  ['A9.', 'plan2018', { ...BINDING, driverBindings: 3 }, 'refused', 'permitted'],
  ['A9.', 'plan2018', { ...BINDING, driverBindings: 4 }, 'refused', 'refused'],
  [
    'A11.',
    'cn2018September',
    { ...HANDLING, channel: 'window', othersVehiclesHandledThisYear: 4 },
    'permitted',
    'refused',
  ],
  [
    'A11.',
    'cn2018February',
    { ...HANDLING, channel: 'window', othersVehiclesHandledThisYear: 4 },
    'refused',
    'permitted',
    1,
  ],
  ['A13.', 'cn2018September', { ...HANDLING, channel: 'window', licenceStates: ['locked'] }, 'refused', 'permitted'],
  ['A13.', 'cn2018September', { ...HANDLING, channel: 'window', licenceStates: ['cancelled'] }, 'refused', 'refused'],
  ['A13.', 'cn2018September', { ...HANDLING, licenceStates: ['locked'] }, 'refused', 'refused'],
  ['6.22', 'cn2013', { ...HANDLING, channel: 'window', othersVehiclesHandledThisYear: 4 }, 'refused', 'permitted', 1],
  ['6.25', 'cn2020', { ...HANDLING, points: 9 }, 'refused', 'permitted'],
  ['6.25', 'cn2018September', { ...HANDLING, points: 9 }, 'permitted', 'refused', 2],
  ['6.25', 'cn2024', { ...HANDLING, points: 9 }, 'refused', 'permitted', 1],
  ['6.25', 'cn2024', { ...HANDLING, points: 10 }, 'refused', 'refused', 1],
  ['C20.', 'cn2024', BINDING, 'permitted', 'refused'],
  ['C20.', 'cn2024', { ...BINDING, driverApplicationsToday: 1 }, 'refused', 'permitted', 1],
  [
    'C20.',
    'cn2024',
    { ...BINDING, channel: 'app', ownerConsent: 'qr', driverApplicationsToday: 1 },
    'refused',
    'refused',
    1,
  ],
  ['C26.', 'cn2024', { ...BINDING, ...RELEASED, vehicleDriversBoundThisYear: 3 }, 'permitted', 'permitted'],
  ['C26.', 'cn2024', { ...BINDING, ...RELEASED, at: '2018-03-01T23:59:00+08:00' }, 'permitted', 'refused'],
  ['C26.', 'cn2024', { ...BINDING, ...RELEASED, vehicleDriversBoundThisYear: 4 }, 'permitted', 'refused'],
  ['C27.', 'cn2024', { ...HANDLING, ...BOUGHT, ownedSince: '2023-04-02T12:00:00+08:00' }, 'permitted', 'refused'],
  ['C27.', 'cn2024', { ...HANDLING, ...BOUGHT, ownedSince: '2023-04-01T11:00:00+08:00' }, 'permitted', 'permitted'],
]

test.for(SURPRISED)('%s under %s: the change decides as those expect whom it surprises', (row) => {
  const [entry, set, facts, before, after, nth = 0] = row
  const decide = 'driverBindings' in facts ? library.decideBinding : library.decideHandling
  expect(decide(facts, rules[set]).verdict).toBe(before)
  expect(decide(facts, CHANGES.get(entry)?.[nth]).verdict).toBe(after)
})

test('each change that the page offers decides a case otherwise, but one that moves a last day', () => {
  const offered = [...CHANGES].flatMap(([entry, made]) => made.map((_, nth) => `${entry} ${nth}`))
  const changed = SURPRISED.flatMap(([entry, , , before, after, nth = 0]) =>
    before === after ? [] : `${entry} ${nth}`,
  )
  expect(new Set([...changed, 'C3. 0'])).toEqual(new Set(offered))
})
