/** What a search once took for the same, or missed. */

import { expect, test } from 'vitest'
import { canonicalKey } from '../../src/analysis/canonical.ts'
import { menuOf } from '../../src/analysis/menu.ts'
import { reachedBy } from '../../src/analysis/renaming.ts'
import { wholeScope } from '../../src/analysis/scope.ts'
import { shownIn } from '../../src/analysis/structure.ts'
import {
  everyState,
  explore,
  handledAsLaterOwner,
  type Operation,
  type Question,
  type Scope,
} from '../../src/analysis.ts'
import { bindingsOf, type Command, execute, type Registry } from '../../src/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

test('which of two handlings was for somebody else: revoked, one of them counts no more within the year', () => {
  const rules = SETS['cn-2013-05-02']
  const fines = [20_000, 10_000]
  const operations = ['bind', 'release', 'transferVehicle', 'recordViolation', 'handle', 'revokeHandling'] as const
  const scope = wholeScope(rules, { drivers: 1, vehicles: 1, violations: 2, days: 1, start: [null], fines, operations })
  const menu = menuOf(rules, scope)
  const shown = shownIn(rules, scope, everyState, menu)

  /** One is handled for the owner; then the vehicle is the driver's own, and so is the other. */
  const reached = (fines: readonly [number, number]): Registry => {
    let minute = 0
    const next = () => `${scope.firstDay}T10:${String(minute++).padStart(2, '0')}:00.000+08:00`
    const recorded = (id: string, fine: number): Command => {
      const at = next()
      return {
        type: 'recordViolation',
        id,
        vehicle: 'v1',
        occurredAt: at,
        fine,
        points: 1,
        recordedBy: 'monitoring',
        at,
      }
    }
    const handled = (violation: string): Command => {
      const [channel, offenderPresent, identityVerified] = ['app', false, true] as const
      return { type: 'handle', violation, driver: 'd1', channel, offenderPresent, identityVerified, at: next() }
    }
    const { registry, whole } = reachedBy(
      rules,
      [
        ...(menu.starts[0] as readonly Command[]),
        ...[recorded('x1', fines[0]), handled('x1')],
        { type: 'transferVehicle', vehicle: 'v1', to: { kind: 'individual', id: 'd1' }, at: next() },
        ...[recorded('x2', fines[1]), handled('x2')],
      ],
      everyState,
    )
    expect(whole).toBe(true)
    return registry
  }
  const key = (registry: Registry): string => canonicalKey(shown(registry, [], 0))
  const [one, other] = [reached([20_000, 10_000]), reached([10_000, 20_000])]
  expect(key(one)).toBe(key(reached([20_000, 10_000])))
  expect(key(one)).not.toBe(key(other))
  // What tells them apart: the larger fine revoked, it counts for the one and not for the other.
  const at = `${scope.firstDay}T11:00:00.000+08:00`
  const revoke = (registry: Registry, violation: string): Registry =>
    execute(registry, { type: 'revokeHandling', violation, ground: 'penalty-revoked', at }).registry
  expect(key(revoke(one, 'x1'))).not.toBe(key(revoke(other, 'x2')))
})

test('by which channel a binding was made, for a question that looks at it', () => {
  const scope: Scope = {
    drivers: 2,
    vehicles: 2,
    violations: 0,
    days: 1,
    start: [null, null],
    operations: ['bind', 'release'],
  }
  const twiceByApp: Question<null> = {
    ...everyState,
    memoryAlone: false,
    bad: (_, registry) =>
      ['d1', 'd2'].some(
        (driver) => bindingsOf(registry, driver).filter(({ channel }) => channel === 'app').length === 2,
      ),
  }
  for (const channels of [['app'], ['app', 'window'], ['window', 'app', 'kiosk', 'web']] as const) {
    expect(explore(SETS['as-reported'], { ...scope, channels }, twiceByApp)).toMatchObject({
      kind: 'witness',
      steps: 2,
    })
  }
  expect(explore(SETS['as-reported'], { ...scope, channels: ['window'] }, twiceByApp)).toMatchObject({ kind: 'none' })
})

test('a full score that is studied away and comes back with the next handling, without end', () => {
  const operations: readonly Operation[] = ['recordViolation', 'handle', 'payFine', 'revokeHandling', 'completeStudy']
  const scope: Scope = {
    drivers: 1,
    vehicles: 1,
    violations: 1,
    days: 1,
    points: [12],
    channels: ['window'],
    start: [0],
  }
  for (const id of SET_IDS) {
    const found = explore(SETS[id], { ...scope, operations }, handledAsLaterOwner)
    expect([id, found.kind, found.states < 100]).toEqual([id, 'none', true])
  }
  expect(explore(SETS['cn-2024-11-01'], scope, handledAsLaterOwner)).toMatchObject({ kind: 'none' })
  // A question that may look at how often it was studied finds no end of states, and the day has no minute left.
  const looking = { ...everyState, memoryAlone: false }
  expect(explore(SETS['cn-2024-11-01'], { ...scope, operations }, looking)).toMatchObject({
    kind: 'unknown',
    reason: 'budget',
    depthReached: 900,
  })
})
