import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { permitted } from '../support/permitted.ts'
import { ROOT } from './snippets.ts'

type Facts = Readonly<Record<string, unknown>>
type Decide = (facts: Facts, rules: unknown) => { readonly verdict: string }
const library: { decideBinding: Decide; decideHandling: Decide } = await import(
  pathToFileURL(join(ROOT, 'dist/index.js')).href
)
const rules: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(ROOT, 'dist/rules.js')).href)
const PAGE = readFileSync(join(ROOT, 'docs/INTERPRETATIONS.md'), 'utf8')

/** The changes that an entry offers, as rule sets. */
function changesOf(entry: string): readonly unknown[] {
  const [, after = ''] = PAGE.split(`\n### ${entry} `)
  const [section = ''] = after.split('\n### ')
  const names = Object.keys(rules)
  return [...section.matchAll(/`(reform\([^`]+\))`/g)].map(([, code]) =>
    new Function(...names, `return ${code}`)(...names.map((name) => rules[name])),
  )
}

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

/** Whom an entry surprises: the case, in the set as it is and after the change (the first that the entry offers, or another). */
const SURPRISED: readonly (readonly [
  entry: string,
  set: string,
  facts: Facts,
  before: string,
  after: string,
  nth?: number,
])[] = [
  ['A4.', 'cn2024', { ...BINDING, channel: 'app', ownerConsent: 'qr', operating: true }, 'refused', 'permitted', 1],
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
  expect(decide(facts, changesOf(entry)[nth]).verdict).toBe(after)
})
