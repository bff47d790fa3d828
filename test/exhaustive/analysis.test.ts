/// <reference types="node" />
/**
 * What the analysis asks, tries, counts and tells, over small scopes, in one text that was read: analysis.golden.txt. That the
 * counts are right is shown elsewhere (canonical, explore, scopes, recount); here it is seen when they change.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { BASES, classesOf, factsRead } from '../../src/analysis/compare/classes.ts'
import { canonicalKey, LABELS } from '../../src/analysis/explore/canonical.ts'
import { MOST_TURNS, menuOf, timeOf } from '../../src/analysis/explore/menu.ts'
import { reachedBy, renamed, renamings, renamingsTried } from '../../src/analysis/explore/renaming.ts'
import { setsOf, wholeScope } from '../../src/analysis/explore/scope.ts'
import { search } from '../../src/analysis/explore/search.ts'
import { shownIn } from '../../src/analysis/explore/structure.ts'
import {
  compareRuleSets,
  everyState,
  explore,
  type Given,
  type Goal,
  LOOPHOLES,
  OCCURRENCES,
  OPERATIONS,
  type Operation,
  type SearchScope,
  type Witness,
} from '../../src/analysis/index.ts'
import { drawn } from '../../src/analysis/story/drawing.ts'
import { storyOf, storyWordsOf } from '../../src/analysis/story/story.ts'
import { enStories, zhCNStories } from '../../src/explain/index.ts'
import {
  BINDING_FACTS,
  bindingsOfDriver,
  type Channel,
  type Command,
  HANDLING_FACTS,
  LICENCE_STATES,
} from '../../src/index.ts'
import { cn, type RuleBook, type RuleSet, reform } from '../../src/law/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SETS } from '../oracle/sets.ts'
import { WHOLE } from '../support/whole.ts'

const GOLDEN = fileURLToPath(new URL('analysis.golden.txt', import.meta.url))
const asReported = SETS['as-reported']
const newest = SETS['cn-2024-11-01']
const ONE: SearchScope = { drivers: 1, vehicles: 1, violations: 1, days: 1 }

/** Ways to bring every step about that has words of its own; nobody asks whether a registry would accept them. */
const EVERY_STEP: readonly Command[] = [
  { type: 'bind', driver: 'd1', vehicle: 'v1', channel: 'app', identityVerified: true, at: at('24', '09:00') },
  { type: 'bind', driver: 'd2', vehicle: 'v1', channel: 'window', identityVerified: true, at: at('24', '09:01') },
  { type: 'bind', driver: 'd2', vehicle: 'v2', channel: 'web', identityVerified: true, at: at('24', '09:02') },
  { type: 'bind', driver: 'd1', vehicle: 'v3', channel: 'kiosk', identityVerified: true, at: at('24', '09:03') },
  { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver', at: at('24', '09:04') },
  { type: 'release', driver: 'd1', vehicle: 'v2', by: 'driver', at: at('24', '09:05') },
  recorded('x1', 'v1', 20_000, 1, at('24', '09:06')),
  recorded('x2', 'v2', 5_050, 6, at('25', '09:00'), at('24', '08:00')),
  { type: 'withdrawViolation', violation: 'x2', ground: 'other-error', at: at('25', '09:01') },
  { type: 'handle', violation: 'x1', driver: 'd2', channel: 'window', offenderPresent: true, at: at('25', '09:02') },
  { type: 'revokeHandling', violation: 'x1', ground: 'penalty-revoked', at: at('25', '09:03') },
  { type: 'transferVehicle', vehicle: 'v1', to: { kind: 'individual', id: 'd1' }, at: at('25', '09:04') },
  { type: 'handle', violation: 'x1', driver: 'd1', channel: 'app', at: at('25', '09:05') },
  { type: 'payFine', violation: 'x1', at: at('25', '09:06') },
  { type: 'deductByStudy', driver: 'd1', way: 'online', at: at('25', '09:07') },
  { type: 'completeFullScoreStudy', driver: 'd1', days: 60, tests: [], at: at('25', '09:08') },
  { type: 'changeLicence', driver: 'd1', licence: { states: [], classes: ['C1'] }, at: at('25', '09:09') },
  { type: 'changeLicence', driver: 'd2', licence: { states: ['suspended'], classes: [] }, at: at('25', '09:10') },
  {
    type: 'changeLicence',
    driver: 'd2',
    licence: { states: ['cancelled', 'seized'], classes: [] },
    at: at('25', '09:11'),
  },
  { type: 'transferVehicle', vehicle: 'v3', to: { kind: 'individual', id: 'o' }, at: at('25', '23:59') },
]

/** What the goals remember, step by step: fines above 200 yuan, owners, who had what bound. */
const HAPPENED: readonly Command[] = [
  enrolDriver('d1'),
  enrolDriver('d2'),
  enrolVehicle('v1', 'o'),
  enrolVehicle('v2', 'd1'),
  { type: 'bind', driver: 'd1', vehicle: 'v1', channel: 'window', identityVerified: true, at: at('02', '09:00') },
  recorded('x1', 'v1', 20_001, 1, at('02', '09:01')),
  recorded('x2', 'v1', 20_000, 0, at('02', '09:02')),
  recorded('x3', 'v2', 20_001, 2, at('02', '09:03')),
  recorded('x4', 'v1', 20_000, 1, at('02', '09:04')),
  recorded('x5', 'v2', 20_001, 2, at('02', '09:05')),
  { type: 'bind', driver: 'd2', vehicle: 'v1', channel: 'window', identityVerified: true, at: at('02', '09:06') },
  atWindow('x1', 'd1', '09:07'),
  atWindow('x2', 'd2', '09:08'),
  atWindow('x3', 'd1', '09:09'),
  { type: 'payFine', violation: 'x1', at: at('02', '09:10') },
  { type: 'withdrawViolation', violation: 'x5', ground: 'other-error', at: at('02', '09:11') },
  atWindow('x4', 'd1', '09:12'),
  transfer('v1', 'd2', '02', '09:13'),
  recorded('x6', 'v1', 20_001, 1, at('02', '09:14')),
  atWindow('x6', 'd2', '09:15'),
  { type: 'revokeHandling', violation: 'x2', ground: 'penalty-revoked', at: at('02', '09:16') },
  atWindow('x2', 'd2', '09:17'),
  { type: 'revokeHandling', violation: 'x1', ground: 'penalty-revoked', at: at('02', '09:18') },
  atWindow('x1', 'd1', '09:19'),
  { type: 'revokeHandling', violation: 'x1', ground: 'penalty-revoked', at: at('02', '09:20') },
  atWindow('x1', 'd2', '09:21'),
  recorded('x7', 'v1', 20_000, 1, at('02', '09:22')),
  atWindow('x7', 'd1', '09:23'),
]
/** Then a licence changes, and points are studied away. */
const STUDIED: readonly Command[] = [
  {
    type: 'changeLicence',
    driver: 'd2',
    licence: { states: ['renewal-deferred'], classes: ['C1'] },
    at: at('02', '09:24'),
  },
  { type: 'deductByStudy', driver: 'd1', way: 'online', at: at('02', '09:25') },
  { type: 'bind', driver: 'd1', vehicle: 'v1', channel: 'window', identityVerified: true, at: at('03', '09:00') },
]
/** The same until somebody handles who had the vehicle bound, but not when the violation was recorded. */
const HAPPENED_TOO: readonly Command[] = [...HAPPENED.slice(0, 11), atWindow('x4', 'd2', '09:07')]

const BARE: SearchScope = { drivers: 2, vehicles: 1, violations: 1, days: 2, start: [null] }
const SERVICE: readonly Operation[] = ['bind', 'release', 'recordViolation', 'handle']
const MONEY: readonly Operation[] = ['recordViolation', 'handle', 'revokeHandling', 'payFine', 'withdrawViolation']
const STUDY: readonly Operation[] = ['recordViolation', 'handle', 'deductByStudy', 'completeFullScoreStudy', 'payFine']

const PERIOD: SearchScope = { ...ONE, days: 3, start: [0], points: [6], operations: STUDY }
const AGAIN: SearchScope = { ...ONE, violations: 0, days: 3, start: [null], operations: ['bind', 'release'] }
const LOOKING: Goal<null> = { ...everyState, memoryAlone: false }
const DATELESS: Goal<null> = { ...everyState, ignoresBindingDays: true }
const [D, , F] = LOOPHOLES.slice(4) as unknown as readonly [Goal<unknown>, Goal<unknown>, Goal<unknown>]

/** Each with the rule sets under which it is explored, and what is asked. */
const EXPLORED: readonly (readonly [string, SearchScope, readonly (RuleSet | RuleBook)[], ...Goal<unknown>[]])[] = [
  ['service', { ...BARE, operations: SERVICE }, [asReported, SETS['cn-2020-09-28']], everyState, LOOKING, DATELESS, F],
  ['the list of suspects', { ...BARE, days: 1, operations: SERVICE }, [SETS['cn-2013-05-02']], everyState, F],
  ['all bindings count', { ...BARE, days: 1, operations: SERVICE }, [SETS['plan-2018-03-01']], everyState, DATELESS],
  ['a first binding', { ...BARE, days: 1, operations: SERVICE }, [SETS[CHENGDU]], everyState, DATELESS],
  ['applications', { ...BARE, drivers: 1, operations: SERVICE }, [newest], everyState, LOOKING, F],
  ['either channel', { ...BARE, days: 1, operations: SERVICE, channels: ['app', 'window'] }, [newest], everyState, F],
  ['any day', { ...BARE, drivers: 1, operations: SERVICE, occurrences: 'any-day' }, [asReported], everyState, DATELESS],
  [
    'owners',
    { ...ONE, drivers: 2, vehicles: 2, violations: 0, operations: ['bind', 'transferVehicle'] },
    [asReported],
    everyState,
  ],
  [
    'two cars',
    { ...BARE, vehicles: 2, start: [0, null], days: 1, operations: SERVICE },
    [newest],
    everyState,
    LOOKING,
    F,
  ],
  ['names', { ...BARE, days: 1, operations: SERVICE, pinned: ['d2', 'v1'] }, [asReported, newest], everyState],
  [
    'money',
    { ...ONE, start: [0], violations: 2, operations: MONEY, fines: [0, 20_001] },
    [asReported],
    everyState,
    LOOKING,
    D,
  ],
  ['no money', { ...ONE, start: [0], violations: 2, operations: MONEY.slice(0, 2) }, [asReported], everyState, LOOKING],
  [
    'study',
    { ...ONE, start: [0], violations: 2, points: [3, 12], operations: STUDY, channels: ['window'] },
    [newest],
    everyState,
    LOOKING,
  ],
  ['a period ends', { ...PERIOD, firstIssuedOn: '2010-02-26' }, [asReported], everyState, LOOKING],
  ['a period ends a day late', { ...PERIOD, firstIssuedOn: '2010-02-27' }, [asReported], everyState, LOOKING],
  ['licences', { ...BARE, days: 1, operations: ['changeLicence', 'bind'] }, [newest], everyState],
  ['a change of the law', { ...BARE, operations: SERVICE, firstDay: '2018-08-31' }, [cn], everyState, F],
  ['again and again', { ...AGAIN }, [SETS['plan-2018-03-01'], newest], everyState, DATELESS],
  ['twice a year', { ...AGAIN }, [reform(newest, { 'yearly-applications': { limit: 2 } })], everyState],
]

const PAIRS: readonly (readonly [RuleSet, RuleSet, Given])[] = [
  [SETS['cn-2013-05-02'], SETS['cn-2018-02-24'], {}],
  [SETS['cn-2018-02-24'], SETS['cn-2018-09-01'], {}],
  [SETS['cn-2018-09-01'], SETS['cn-2020-09-28'], {}],
  [SETS['cn-2020-09-28'], newest, {}],
  [SETS['cn-2020-09-28'], newest, { channel: 'window', fine: 20_001 as never }],
  [asReported, SETS['plan-2018-03-01'], { vehicles: 'own' }],
  [SETS[CHENGDU], asReported, { vehicles: 'others', channel: 'app', points: 3 }],
  [asReported, reform(asReported, { 'driver-cap': { limit: 2 }, 'vehicle-cap': { limit: 4 } }), {}],
  [asReported, reform(asReported, { 'points-room': { full: 9 } }), {}],
  // The same rule refuses in either direction, and in either goal.
  [reform(newest, { 'plate-type': { allowed: ['01'] } }), newest, {}],
  [asReported, reform(asReported, { 'identity-verified': null }), {}],
  // One side refuses whatever comes: for one reason, for two at once, for one here and for another there.
  [asReported, reform(asReported, { 'driver-cap': { limit: 0 }, 'vehicle-cap': { limit: 2 } }), {}],
  [asReported, reform(asReported, { 'driver-cap': { limit: 0 }, 'vehicle-cap': { limit: 0 } }), {}],
  [asReported, limitedOn({ 'vehicle-cap': ['window'] }), {}],
  [asReported, limitedOn({ 'driver-cap': ['app', 'web', 'kiosk'], 'vehicle-cap': ['window'] }), {}],
  [newest, limitedOn({ 'vehicle-cap': ['app'], 'daily-applications': ['window'] }, newest), {}],
  // What is plain is refused by both.
  [
    reform(newest, { 'plate-type': { allowed: ['01'] } }),
    reform(newest, { 'plate-type': { allowed: ['01'] }, 'driver-cap': { limit: 2 } }),
    { channel: 'app' },
  ],
]

/** With no driver-cap above 0, and no more of some other limits either, on some channels. */
function limitedOn(channels: Readonly<Record<string, readonly Channel[]>>, base: RuleSet = asReported): RuleSet {
  const id = `none+${Object.entries(channels).flat(2).join('.')}`
  return reform(
    base,
    (draft) => {
      for (const provision of draft.bind) {
        const some = channels[provision.rule]
        if (some !== undefined) provision.channels = [...some]
        if ((some !== undefined || provision.rule === 'driver-cap') && 'limit' in provision) provision.limit = 0
      }
    },
    { id },
  )
}

type Lines = string[]
const more = (lines: Lines, ...items: unknown[]) =>
  lines.push(...items.map((each) => `  ${typeof each === 'string' ? each : JSON.stringify(each)}`))
const ALL: SearchScope = {
  ...{
    drivers: 2,
    vehicles: 2,
    violations: 2,
    days: 3,
    fines: [0, 20_001],
    points: [0, 12],
    operations: ['handle', 'bind'],
  },
  ...{ start: [1, null], firstDay: '2020-02-28', firstIssuedOn: '2012-02-29', channels: ['kiosk', 'window'] },
  ...{ licences: [['locked', 'annulled']], occurrences: 'any-day', pinned: ['v2', 'd1'] },
}

/** The parts of the text, each made from nothing. */
const PARTS: Readonly<Record<string, (lines: Lines) => void>> = {
  'whole scopes': (lines) => {
    lines.push(`operations ${OPERATIONS.join(', ')}; occurrences ${OCCURRENCES.join(', ')}`)
    more(lines, wholeScope(asReported, ONE), wholeScope(cn, ONE), wholeScope(newest, ALL))
    more(
      lines,
      ...['2018-08-31', '2018-09-01'].map((firstDay) =>
        setsOf(cn, wholeScope(cn, { ...ONE, firstDay, days: 2 })).map(({ id }) => id),
      ),
    )
  },
  menus: (lines) => {
    for (const [rules, scope] of [
      [newest, { ...ALL, operations: OPERATIONS }],
      [asReported, { ...ONE, drivers: 2, operations: ['bind', 'transferVehicle', 'recordViolation', 'changeLicence'] }],
      [cn, { ...ONE, days: 2, firstDay: '2018-08-31', start: [0], operations: ['bind', 'transferVehicle'] }],
      [cn, { ...ONE, days: 1, firstDay: '2018-09-01', start: [0], operations: ['bind'] }],
    ] as const) {
      const menu = menuOf(rules, wholeScope(rules, scope as SearchScope))
      lines.push(`under ${rules.id}: ${menu.drivers}; ${menu.vehicles}; ${menu.violations}; ${menu.days}`)
      for (const start of menu.starts) more(lines, ...start)
      for (const [day, turn, recorded] of [
        [0, 0, 0],
        [menu.days.length - 1, 61, menu.violations.length - 1],
        [0, 899, menu.violations.length],
      ] as const) {
        lines.push(` day ${day}, turn ${turn}, ${recorded} on record`)
        more(lines, ...menu.on(day, turn, recorded))
      }
    }
    for (const pinned of [[], ['d1']]) {
      const { starts } = menuOf(asReported, wholeScope(asReported, { ...ONE, drivers: 3, vehicles: 3, pinned }))
      const owners = starts.map((start) =>
        start.flatMap((each) => (each.type === 'enrolVehicle' ? [each.owner.id] : [])).join(' '),
      )
      lines.push(` owners, ${pinned.length} pinned: ${owners.join('; ')}`)
    }
  },
  goals: (lines) => {
    for (const goal of [everyState, ...LOOPHOLES] as Goal<unknown>[]) {
      const { id, title, memoryAlone, ignoresBindingDays, init } = goal
      more(lines, `${id}: ${title.zh}; ${title.en}`, { memoryAlone, ignoresBindingDays, init })
      const ways = [...HAPPENED.map((_, index) => HAPPENED.slice(0, index + 1)), HAPPENED_TOO]
      for (const way of ways) {
        const { whole, memory, registry } = reachedBy(SETS['cn-2018-09-01'], way, goal)
        if (!whole) throw new Error(`${way.length}: the last command was refused`)
        const key = JSON.stringify(goal.key(memory))
        more(lines, `${way.length} ${way.at(-1)?.type}: ${goal.reached(memory, registry)} ${key}`)
      }
    }
  },
  'what of a state counts': (lines) => {
    const days = { firstDay: '2018-09-02', days: 2, fines: [20_000, 20_001], points: [0, 1, 2] }
    for (const id of ['cn-2013-05-02', CHENGDU, 'as-reported', 'plan-2018-03-01', 'cn-2024-11-01'] as const) {
      for (const [looking, operations, pinned] of [
        [everyState, OPERATIONS, []],
        [LOOKING, OPERATIONS, ['d2', 'v1']],
        [DATELESS, SERVICE, []],
        [DATELESS, [...SERVICE, 'payFine'], ['v2']],
      ] as const) {
        const scope = wholeScope(SETS[id], { drivers: 2, vehicles: 2, violations: 7, ...days, operations, pinned })
        const shown = shownIn(SETS[id], scope, looking, menuOf(SETS[id], scope))
        for (const length of [4, 8, 11, 14, 18, 24, HAPPENED.length + 3]) {
          const { registry } = reachedBy(SETS[id], [...HAPPENED, ...STUDIED].slice(0, length), everyState)
          const memory = [
            ['seen', 'x1', 'd1', 'o'],
            ['seen', 'v1'],
          ] as const
          const { kinds, facts } = shown(registry, memory, length > 20 ? 1 : 0)
          more(
            lines,
            `${id} ${looking.ignoresBindingDays} ${operations.length} ${length}: ${kinds.join()} ${facts.join()}`,
          )
        }
      }
    }
  },
  'other names': (lines) => {
    const named = wholeScope(asReported, { ...ONE, drivers: 3, vehicles: 2, violations: 2 })
    for (const pinned of [[], ['d2', 'v1']]) {
      const some = renamings(menuOf(asReported, named), { ...named, pinned })
      for (let time = 0; time < 6; time++)
        more(lines, [...(some.next().value as ReadonlyMap<string, string>)].join(' '))
    }
    const others = new Map(Object.entries({ d1: 'd2', d2: 'd1', v1: 'v2', v2: 'v1', x1: 'x2', x2: 'x1' }))
    const enrolled = menuOf(newest, wholeScope(newest, { ...ALL, start: [0, null] })).starts[0] as readonly Command[]
    more(lines, ...[...enrolled, ...EVERY_STEP.slice(5, 13)].map((command) => renamed(command, others)))
  },
  'stories and drawings': (lines) => {
    const scope = wholeScope(asReported, { drivers: 2, vehicles: 3, violations: 2, days: 2 })
    const { title } = LOOPHOLES[0] as Goal<never>
    for (const words of [enStories, zhCNStories]) {
      for (const [setUp, commands] of [
        [setUpOf('d1', 'd1', 'd1'), EVERY_STEP],
        [setUpOf('o', 'd2', 'o'), EVERY_STEP],
        [setUpOf('o'), []],
      ] as const) {
        const plot = { setUp, commands, scope: { ...scope, drivers: commands.length === 0 ? 1 : 2 }, goal: { title } }
        more(lines, ...storyOf(plot, words), ...drawn(plot, words).split('\n'))
      }
    }
  },
  classes: (lines) => {
    more(lines, ...BASES)
    for (const question of ['bind', 'handle'] as const) {
      const classes = classesOf([asReported, newest], question)
      for (const fact of question === 'bind' ? BINDING_FACTS : HANDLING_FACTS) {
        lines.push(
          ` ${question} ${fact}: ${JSON.stringify(classes(fact, { points: 3 }))} ${fact === 'pointsHeld' ? JSON.stringify(classes(fact, {})) : ''}`,
        )
      }
      for (const [limit, full] of [
        [0, 3],
        [12, 12],
      ] as const) {
        const odd = reform(newest, {
          'driver-cap': { limit },
          'single-points-limit': { limit },
          'points-room': { full },
        })
        const around = classesOf([odd], question)
        for (const fact of ['driverBindings', 'points', 'pointsHeld'] as const) {
          lines.push(` ${question} ${fact} at ${limit}, ${full}: ${JSON.stringify(around(fact, { points: 3 }))}`)
        }
      }
      for (const provision of newest[question])
        lines.push(` ${question} ${provision.rule} reads ${factsRead(provision).join(', ')}`)
    }
  },
  ...Object.fromEntries(
    PAIRS.map(([a, b, given]) => [
      `${a.id} and ${b.id}, ${JSON.stringify(given)}`,
      (lines: Lines) => {
        const { cases, changes } = compareRuleSets(a, b, given)
        more(lines, cases)
        for (const { question, from, to, rules, channels, vehicles, example } of changes) {
          const { facts, a: one, b: other } = example
          more(
            lines,
            `${question} ${from} ${to} ${rules.join('+')} ${channels.join()} ${vehicles.join()} ${JSON.stringify(facts)} ${one.verdict} ${other.verdict}`,
          )
        }
      },
    ]),
  ),
  ...Object.fromEntries(
    EXPLORED.map(([name, explored, sets, ...goals]) => [
      `exploring ${name}`,
      (lines: Lines) => {
        for (const rules of sets) {
          for (const goal of goals) {
            const found = explore(rules, explored, goal)
            const came = found.kind === 'witness' ? `in ${found.steps} steps` : found.kind
            const looks = `${goal.id}${goal.memoryAlone ? '' : ' looking around'}${goal.ignoresBindingDays ? ' without dates' : ''}`
            more(
              lines,
              `${rules.id}, ${looks}: ${came}, ${found.states} states, ${found.decisions} decisions, ${JSON.stringify(found.accepted)}`,
            )
          }
        }
      },
    ]),
  ),
}

/** Each takes most of a minute: `npm run verify` reads them. */
const LONG: readonly string[] = [
  'cn-2018-09-01 and cn-2020-09-28, {}',
  'cn-2020-09-28 and cn-2024-11-01, {}',
  'cn-2024-11-01+plate-type=01 and cn-2024-11-01, {}',
]

const made = (part: string): string => {
  const lines: Lines = []
  PARTS[part]?.(lines)
  return lines.join('\n')
}

describe('analysis.golden.txt has', () => {
  if (process.env.UPDATE_GOLDEN === '1') {
    const parts = Object.keys(PARTS).map((part) => `\n== ${part}\n${made(part)}\n`)
    writeFileSync(GOLDEN, `What the analysis asks, tries, counts and tells over small scopes.\n${parts.join('')}`)
  }
  const kept = new Map(
    readFileSync(GOLDEN, 'utf8')
      .split('\n== ')
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trimEnd()] as const),
  )

  test.each(Object.keys(PARTS).filter((part) => WHOLE || !LONG.includes(part)))('%s', (part) => {
    const how = 'to accept the new text, run again with UPDATE_GOLDEN=1 in the environment and read the diff'
    expect(made(part), how).toBe(kept.get(part))
  })

  test('no other part', () => {
    expect([...kept.keys()]).toEqual(Object.keys(PARTS))
  })
})

describe('states are told apart', () => {
  const lax = SETS['cn-2018-09-01']
  const away: Command = { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver', at: at('02', '09:01') }
  const bind = (day: string, time = '09:00', driver = 'd1'): Command => ({
    type: 'bind',
    driver,
    vehicle: 'v1',
    channel: 'window',
    ownerConsent: 'qr',
    identityVerified: true,
    at: at(day, time),
  })
  const handle = (day: string, driver = 'd1'): Command =>
    ({ ...atWindow('x1', driver, '10:00'), at: at(day, '10:00') }) as Command

  /** What is shown of the ways on the third of September, with a vehicle that none of the two drivers owns. */
  const shownOf = (
    rules: RuleSet,
    looking: Goal<null>,
    ways: readonly (readonly Command[])[],
    part: Partial<SearchScope> = {},
  ) => {
    const days: SearchScope = { drivers: 2, vehicles: 1, violations: 1, days: 3, firstDay: '2018-09-02' }
    const scope = wholeScope(rules, { ...days, operations: SERVICE, ...part })
    const menu = menuOf(rules, scope)
    const shown = shownIn(rules, scope, looking, menu)
    return ways.map((way) => {
      const { whole, registry } = reachedBy(rules, [...setUpOf(...menu.vehicles.map(() => 'o')), ...way], everyState)
      expect(whole).toBe(true)
      return shown(registry, [], 2)
    })
  }
  const keysOf = (...of: Parameters<typeof shownOf>) => shownOf(...of).map((structure) => canonicalKey(structure))

  test('by fine, points, day and state of a violation', () => {
    const fines = Array.from({ length: 14 }, (_, index) => index)
    const points = [0, 1, 11, 12]
    const ways = fines.flatMap((fine) =>
      points.flatMap((held) =>
        ['02', '03', '04'].flatMap((day) => {
          const open = recorded('x1', 'v1', fine, held, at('04', '09:00'), at(day, '08:00'))
          const withdrawn: Command = {
            type: 'withdrawViolation',
            violation: 'x1',
            ground: 'other-error',
            at: at('04', '09:01'),
          }
          return [[open], [open, withdrawn]]
        }),
      ),
    )
    expect(new Set(keysOf(lax, LOOKING, ways, { fines, points })).size).toBe(ways.length)
  })

  test('by the states of a licence, the day of a binding, and whether it was the first', () => {
    const licence = (state: 'suspended' | 'seized'): Command => ({
      type: 'changeLicence',
      driver: 'd1',
      licence: { states: [state], classes: ['C1'] },
      at: at('02', '09:00'),
    })
    expect(new Set(keysOf(lax, everyState, [[], [licence('suspended')], [licence('seized')]])).size).toBe(3)
    const bound = [[bind('02')], [bind('02'), away, bind('04')], [bind('02'), away, bind('03')]]
    expect(new Set(keysOf(SETS[CHENGDU], LOOKING, bound)).size).toBe(3)
  })

  test('by applications of today where only those are limited', () => {
    const daily = reform(newest, { 'yearly-applications': null })
    const gone: Command = { ...away, at: at('04', '09:01') } as Command
    expect(new Set(keysOf(daily, DATELESS, [[], [bind('04'), gone]])).size).toBe(2)
  })

  test('by what came since a binding, as finely as the rule looks', () => {
    const at0905 = (time: string) => [bind('04'), recorded('x1', 'v1', 20_000, 1, at('04', '09:05'), at('04', time))]
    const instant = reform(asReported, { 'since-binding': { grain: 'instant' } })
    const [before, same, after] = keysOf(instant, DATELESS, [at0905('08:59'), at0905('09:00'), at0905('09:03')])
    expect([before === same, same === after]).toEqual([false, true])
    const nextDay = reform(asReported, { 'since-binding': { grain: 'next-day' } })
    const third = recorded('x1', 'v1', 20_000, 1, at('03', '09:05'))
    const [later, sameDay] = keysOf(nextDay, DATELESS, [
      [bind('02'), third],
      [bind('03'), third],
    ])
    expect(later).not.toBe(sameDay)
  })

  test('by whether a vehicle was its owner’s at an act, where the rules ask for that', () => {
    const atAct = reform(lax, (draft) => {
      for (const provision of draft.handle) provision.own = 'at-act'
    })
    const act = recorded('x1', 'v2', 20_000, 1, at('04', '09:05'), at('03', '08:00'))
    const passed = (before: string, after: string) =>
      [transfer(before, 'd1', '02', '09:00'), transfer(after, 'd1', '04', '09:00'), act] as const
    const counted = (rules: RuleSet) =>
      new Set(keysOf(rules, everyState, [passed('v1', 'v2'), passed('v2', 'v1')], { vehicles: 2 })).size
    expect([counted(atAct), counted(lax)]).toEqual([2, 1])
  })

  test('by a full score reached today, no matter by whom', () => {
    const twelve = recorded('x1', 'v1', 20_000, 12, at('02', '09:05'))
    const way = (day: string, driver?: string) => [bind('02', '09:00', driver), twelve, handle(day, driver)]
    const ways = [way('03'), way('04'), way('04', 'd2')]
    const some = { points: [12] }
    const [yesterday, today, other] = keysOf(lax, DATELESS, ways, some)
    expect([yesterday === today, today === other]).toEqual([false, true])
    const [fewer, more] = shownOf(lax, DATELESS, ways, some).map(({ facts }) => facts.length / 4)
    expect(more).toBe((fewer as number) + 1)
  })

  test('by points studied away, no matter by whom', () => {
    const way = (driver: string): readonly Command[] => [
      bind('02', '09:00', driver),
      recorded('x1', 'v1', 20_000, 12, at('02', '09:05')),
      handle('02', driver),
      { type: 'completeFullScoreStudy', driver, days: 60, tests: ['theory', 'field', 'road'], at: at('04', '09:00') },
    ]
    const paid: Command = { type: 'payFine', violation: 'x1', at: at('02', '10:01') }
    const ways = [way('d1'), way('d2')].map((each) => [...each.slice(0, 3), paid, ...each.slice(3)])
    const [one, other] = keysOf(lax, everyState, ways, { points: [12], operations: STUDY })
    expect(one).toBe(other)
  })

  test('by a study at the full score of a period that has ended', () => {
    const setUp = setUpOf('o').map((command) =>
      command.type === 'enrolDriver'
        ? { ...command, licence: { ...command.licence, firstIssuedOn: '2010-09-04' } }
        : command,
    )
    const twelve = recorded('x1', 'v1', 20_000, 12, at('02', '09:05'))
    const ways: readonly (readonly Command[])[] = [
      [{ type: 'withdrawViolation', violation: 'x1', ground: 'other-error', at: at('02', '10:00') }],
      [
        handle('02'),
        { type: 'payFine', violation: 'x1', at: at('02', '10:01') },
        {
          type: 'completeFullScoreStudy',
          driver: 'd1',
          days: 60,
          tests: ['theory', 'field', 'road'],
          at: at('03', '09:00'),
        },
      ],
    ]
    const days: SearchScope = { drivers: 2, vehicles: 1, violations: 1, days: 3, firstDay: '2018-09-02', points: [12] }
    const scope = wholeScope(lax, { ...days, operations: SERVICE })
    const shown = shownIn(lax, scope, DATELESS, menuOf(lax, scope))
    const [without, studied] = ways.map((way) => {
      const { whole, registry } = reachedBy(lax, [...setUp, bind('02'), twelve, ...way], everyState)
      expect(whole).toBe(true)
      return shown(registry, [], 2).facts.length
    })
    expect(studied).toBe((without as number) + 4)
  })

  test('by what was handled where it can be revoked or studied for, and for whom where that is limited', () => {
    const way = [bind('02'), recorded('x1', 'v1', 20_000, 1, at('02', '09:05')), handle('02')]
    const things = (operations: readonly Operation[]) =>
      shownOf(lax, DATELESS, [way], { operations }).map(({ kinds }) => kinds.length)
    expect([
      things(SERVICE),
      things([...SERVICE, 'revokeHandling']),
      things([...SERVICE, 'completeFullScoreStudy']),
    ]).toEqual([[3], [4], [4]])
    const both = SETS['cn-2018-02-24']
    const facts = [
      both,
      reform(both, { 'drivers-per-year': null }),
      reform(both, { 'vehicles-per-year': null }),
      reform(both, { 'drivers-per-year': null, 'vehicles-per-year': null }),
    ].map((rules) => shownOf(rules, DATELESS, [way])[0]?.facts.length as number)
    expect(facts.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => (facts[3] as number) + 4))
    const revoked: Command = {
      type: 'revokeHandling',
      violation: 'x1',
      ground: 'penalty-revoked',
      at: at('02', '10:01'),
    }
    const [open, again] = keysOf(both, DATELESS, [way.slice(0, 2), [...way, revoked]])
    expect(again).toBe(open)
  })

  test('by as many labels as there are', () => {
    const scope = wholeScope(asReported, ONE)
    const menu = menuOf(asReported, scope)
    const { registry } = reachedBy(asReported, menu.starts[0] as readonly Command[], everyState)
    const fresh = () => shownIn(asReported, scope, everyState, menu)
    const { facts } = fresh()(registry, [], 0)
    const used = new Set(facts.filter((_, index) => index % 4 === 0)).size
    const memory = (count: number) => Array.from({ length: count }, (_, index) => [`${index}`] as const)
    expect(fresh()(registry, memory(LABELS - used), 0).facts).toHaveLength(facts.length + (LABELS - used) * 4)
    expect(() => fresh()(registry, memory(LABELS - used + 1), 0)).toThrow(RangeError)
  })
})

describe('a goal comes about', () => {
  const handledLater = (id: string, vehicle: string, driver: string): readonly Command[] => [
    recorded(id, vehicle, 20_000, 1, at('03', '09:51'), at('01', '08:00')),
    {
      type: 'handle',
      violation: id,
      driver,
      channel: 'window',
      offenderPresent: true,
      identityVerified: true,
      at: at('03', '09:51'),
    },
  ]

  /** Who handles of which vehicle, as `1-1 4-1@02#0`: driver, vehicle, the day on which it occurred if not the first, points if not one. */
  const handled = (pairs: string) => [
    ...Array.from({ length: 5 }, (_, index) => enrolDriver(`d${index + 1}`)),
    ...Array.from({ length: 5 }, (_, index) => enrolVehicle(`v${index + 1}`, 'o')),
    ...[...pairs.matchAll(/(\d)-(\d)(?:@(\d\d))?(?:#(\d))?/g)].flatMap(
      ([, driver, vehicle, day = '01', points = '1'], index): readonly Command[] => {
        const [id, now] = [`x${index + 1}`, at('03', `09:${10 + index}`)]
        return [
          recorded(id, `v${vehicle}`, 20_000, Number(points), now, at(day, '08:00')),
          {
            type: 'handle',
            violation: id,
            driver: `d${driver}`,
            channel: 'window',
            offenderPresent: true,
            identityVerified: true,
            at: now,
          },
        ]
      },
    ),
  ]
  const lax = SETS['cn-2018-09-01']
  const reached = (goal: Goal<unknown>, commands: readonly Command[]) => {
    const { whole, memory, registry } = reachedBy(lax, commands, goal)
    expect(whole).toBe(true)
    return goal.reached(memory, registry)
  }
  const [A, B, C1, C2] = LOOPHOLES as unknown as readonly [Goal<unknown>, Goal<unknown>, Goal<unknown>, Goal<unknown>]

  test.each([
    ['1-1 2-1 3-1', false],
    ['1-1 2-1 3-1 3-1', false],
    ['1-1 2-1 3-1 4-1', true],
    ['1-1 2-1 3-1 4-2', false],
    ['1-1 2-1 3-1 4-1@02', false],
    ['1-1 2-1 3-1 4-1#0', false],
  ])('A: with the fourth driver for one vehicle and one day: %s, %s', (pairs, comesAbout) => {
    expect(reached(A, handled(pairs))).toBe(comesAbout)
  })

  test.each([
    ['1-1 1-2 1-3', false],
    ['1-1 1-2 1-3 1-4', true],
    ['1-1 1-2 1-3 2-4', false],
    ['1-1 1-2 1-3 1-4@02', false],
  ])('B: with the fourth vehicle of one driver and one day: %s, %s', (pairs, comesAbout) => {
    expect(reached(B, handled(pairs))).toBe(comesAbout)
  })

  test('neither while a handling is revoked, nor for what somebody handled as the owner', () => {
    const four = handled('1-1 2-1 3-1 4-1')
    const revoked: Command = {
      type: 'revokeHandling',
      violation: 'x2',
      ground: 'penalty-revoked',
      at: at('03', '10:00'),
    }
    expect(reached(A, [...four, revoked])).toBe(false)
    const five = [...four, ...handledLater('x9', 'v1', 'd5')]
    expect(reached(A, [...five, revoked])).toBe(true)
    const owned = [...handled('1-1 2-1 3-1'), transfer('v1', 'd4', '03', '09:50')]
    const own = (driver: string) => handledLater('x9', 'v1', driver)
    expect(reached(A, [...owned, ...own('d4')])).toBe(false)
    expect(reached(A, [...owned, ...own('d5')])).toBe(true)
  })

  test.each([
    ['C1', 10, 10],
    ['C2', 6, 7],
  ] as const)('%s: with %i bindings of one driver within %i days', (id, bindings, days) => {
    const goal = id === 'C1' ? C1 : C2
    const bound = (times: number, last: number, other = -1) => [
      ...handled(''),
      ...Array.from({ length: times }, (_, index): readonly Command[] => {
        const now = onDay(index === times - 1 ? last : 1, index)
        const binding = { driver: index === other ? 'd2' : 'd1', vehicle: 'v1' }
        const release: Command = { type: 'release', ...binding, by: 'driver', at: now }
        return [{ type: 'bind', ...binding, channel: 'window', identityVerified: true, at: now }, release]
      }).flat(),
    ]
    expect(reached(goal, bound(bindings - 1, 1))).toBe(false)
    expect(reached(goal, bound(bindings, 1))).toBe(true)
    expect(reached(goal, bound(bindings, days))).toBe(true)
    expect(reached(goal, bound(bindings, days + 1))).toBe(false)
    expect(reached(goal, bound(bindings, 1, 0))).toBe(false)
    expect(reached(goal, bound(bindings + 1, 1, 1))).toBe(true)
    expect(goal.reached(goal.init, undefined as never)).toBe(false)
  })
})

test('a goal is asked about every event that is accepted, but not about enrolments', () => {
  const counting: Goal<number> = {
    ...everyState,
    init: 0,
    next: (asked) => asked + 1,
    key: () => [],
    reached: () => false,
  }
  const { whole, memory } = reachedBy(SETS['cn-2018-09-01'], HAPPENED, counting)
  expect([whole, memory]).toEqual([true, HAPPENED.length - 4])
  const twice = [...HAPPENED.slice(0, 5), HAPPENED[4] as Command]
  expect(reachedBy(SETS['cn-2018-09-01'], twice, counting)).toMatchObject({ whole: false, memory: 1 })
  expect(everyState.next(null, undefined as never, undefined as never)).toBe(null)
})

test('the commands of a moment are made once, and no two moments share them', () => {
  const menu = menuOf(asReported, wholeScope(asReported, { ...ONE, days: 60, violations: 2 }))
  expect(menu.on(0, 0, 0)).toBe(menu.on(0, 0, 0))
  const moments: readonly (readonly [day: number, turn: number, recorded: number])[] = [
    [0, 0, 0],
    [0, 0, 1],
    [0, 32, 0],
    [45, 0, 0],
    [45, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]
  expect(new Set(moments.map((moment) => menu.on(...moment))).size).toBe(moments.length)
})

test('a scope is a copy: what was handed in is neither kept nor frozen', () => {
  const [start, pinned] = [[null], ['d1']]
  const whole = wholeScope(asReported, { ...ONE, start, pinned })
  expect([whole.start, whole.pinned]).toEqual([start, pinned])
  expect([Object.isFrozen(start), Object.isFrozen(pinned), Object.isFrozen(whole.start)]).toEqual([false, false, true])
})

describe('the names tried on a state', () => {
  const tried = (part: Partial<SearchScope>) => {
    const named = wholeScope(asReported, { ...ONE, ...part })
    const menu = menuOf(asReported, named)
    return { row: renamingsTried(menu, named), random: renamings(menu, named) }
  }
  const written = (some: readonly ReadonlyMap<string, string>[]) =>
    some.map((names) => [...names].map((pair) => pair.join('>')).join(' '))

  test('are all, where there are at most 48, and the same for every state', () => {
    const { row } = tried({ drivers: 2, vehicles: 3, pinned: ['v2'] })
    const all = row.next().value
    expect(written(all)).toEqual([
      'd1>d1 d2>d2 v1>v1 v3>v3 x1>x1',
      'd1>d1 d2>d2 v1>v3 v3>v1 x1>x1',
      'd1>d2 d2>d1 v1>v1 v3>v3 x1>x1',
      'd1>d2 d2>d1 v1>v3 v3>v1 x1>x1',
    ])
    expect(row.next().value).toBe(all)
    const most = written(tried({ drivers: 4, vehicles: 2 }).row.next().value)
    expect([most.length, new Set(most).size]).toEqual([48, 48])
  })

  test('are else all swaps, where there are at most 40, and eight random ones', () => {
    const { row, random } = tried({ drivers: 1, vehicles: 3, violations: 4 })
    const swaps = ['v1 v2', 'v1 v3', 'v2 v3', 'x1 x2', 'x1 x3', 'x1 x4', 'x2 x3', 'x2 x4', 'x3 x4'].map((pair) => {
      const [one, other] = pair.split(' ')
      return `${one}>${other} ${other}>${one}`
    })
    for (let state = 0; state < 3; state++) {
      const names = written(row.next().value)
      expect(names.slice(0, 9).sort()).toEqual([...swaps].sort())
      expect(names.slice(9)).toEqual(written(Array.from({ length: 8 }, () => random.next().value)))
    }
  })

  test('are else 40 swaps in turn, and eight random ones', () => {
    const { row } = tried({ drivers: 10, violations: 2 })
    const states = [row, row, row].map((each) => written(each.next().value))
    for (const state of states) expect(state).toHaveLength(48)
    const swaps = states.flatMap((state) => state.slice(0, 40))
    // Of ten drivers there are 45, and one of two violations.
    expect(new Set(swaps.slice(0, 46)).size).toBe(46)
    expect(swaps.slice(46, 92)).toEqual(swaps.slice(0, 46))
    expect([swaps[0], swaps[45]]).toEqual(['d1>d2 d2>d1', 'x1>x2 x2>x1'])
  })
})

describe('a search', () => {
  const scope: SearchScope = { ...BARE, operations: SERVICE }

  test('ends where the budget does, and says how deep it was', () => {
    const all = explore(asReported, scope, everyState)
    expect(explore(asReported, scope, everyState, { states: all.states })).toEqual(all)
    const short = { kind: 'unknown', reason: 'budget', rules: 'as-reported', goal: 'every-state' }
    const found = explore(asReported, scope, everyState, { states: all.states - 1 })
    expect(found).toMatchObject({ ...short, states: all.states, depthReached: 4 })
    expect(Object.isFrozen(found)).toBe(true)
    expect(explore(asReported, scope, everyState, { states: 3 })).toMatchObject({
      ...short,
      states: 4,
      depthReached: 0,
    })
    expect(explore(asReported, scope, everyState, { states: 9 })).toMatchObject({ ...short, depthReached: 1 })
  })

  test('keeps the ways to its first 64 states, and to four in each doubling after', () => {
    const plan = SETS['plan-2018-03-01']
    const { end, found, states, sample, depth } = search(plan, wholeScope(plan, { ...scope, days: 1 }), everyState)
    const after = [64, 80, 96, 112, 128, 160, 192, 224].filter((node) => node < states)
    expect([end, found, sample.length]).toEqual(['exhausted', null, 64 + after.length])
    // Two drivers bind and release five times each, and one violation is recorded and handled.
    expect([states > 200, depth]).toEqual([true, 2 * 5 * 2 + 2])
    const back = search(asReported, wholeScope(asReported, scope), F)
    expect([back.end, back.found?.steps.length, back.depth]).toEqual(['found', 3, 3])
    expect(search(asReported, wholeScope(asReported, ONE), { ...F, reached: () => true }).end).toBe('found')
    const none = search(asReported, wholeScope(asReported, { ...ONE, start: [0], operations: ['handle'] }), everyState)
    expect([none.end, none.states, none.depth]).toEqual(['exhausted', 1, 0])
  })

  test('does not answer what depends on a name that the goal does not remember', () => {
    const first: Goal<null> = { ...everyState, reached: (_, registry) => bindingsOfDriver(registry, 'd1').length > 0 }
    expect(explore(asReported, scope, first)).toMatchObject({ kind: 'unknown', reason: 'asymmetric-goal' })
  })

  test('finds at once what is so at the start', () => {
    const always: Goal<null> = { ...everyState, reached: () => true }
    const found = explore(asReported, scope, always) as Witness
    expect(found).toMatchObject({ kind: 'witness', steps: 0, commands: [], shortest: true, decisions: 0 })
    expect(found.setUp.map(({ type }) => type)).toEqual(['enrolDriver', 'enrolDriver', 'enrolVehicle'])
  })

  test('tells an observer of each state and each command, or of one of the two', () => {
    let [states, tried] = [0, 0]
    const state = () => void states++
    const told = explore(asReported, scope, everyState, { observer: { state, tried: () => void tried++ } })
    expect([states, tried]).toEqual([told.states, told.decisions])
    expect(explore(asReported, scope, everyState, { observer: { state } })).toEqual(told)
    expect(explore(asReported, scope, everyState, { observer: { tried: () => void tried++ } })).toEqual(told)
    expect([states, tried]).toEqual([2 * told.states, 2 * told.decisions])
  })

  test('tells apart no more labels than there are, and says so', () => {
    let label = 0
    const endless: Goal<null> = {
      ...everyState,
      key: () => Array.from({ length: 2 ** 16 }, () => [`${label++}`] as const),
    }
    expect(() => explore(asReported, { ...scope, days: 1 }, endless)).toThrow(
      new RangeError('explore: more kinds of facts than there are labels'),
    )
  })
})

describe('what cannot be explored', () => {
  test.each([
    [{ drivers: 0 }, 'drivers', 'a whole number from 1 to 31', '0'],
    [{ drivers: 32 }, 'drivers', 'a whole number from 1 to 31', '32'],
    [{ vehicles: 1.5 }, 'vehicles', 'a whole number from 1 to 31', '1.5'],
    [{ violations: -1 }, 'violations', 'a whole number from 0 to 31', '-1'],
    [{ drivers: 29, violations: 2 }, 'drivers', 'no more than 31 things in all', '29'],
    [{ days: 0 }, 'days', 'a whole number from 1 to 365', '0'],
    [{ days: 366 }, 'days', 'a whole number from 1 to 365', '366'],
    [{ fines: [] }, 'fines', 'a list of at least one item', 'array'],
    [{ fines: 'many' }, 'fines', 'a list of at least one item', '"many"'],
    [{ fines: [-1] }, 'fines', 'a whole number from 0 to 10000000000', '-1'],
    [{ points: [] }, 'points', 'a list of at least one item', 'array'],
    [{ points: [13] }, 'points', 'a whole number from 0 to 12', '13'],
    [{ operations: ['enrolDriver'] }, 'operations', `words of ${OPERATIONS.join(', ')}`, '"enrolDriver"'],
    [{ operations: 'bind' }, 'operations', `words of ${OPERATIONS.join(', ')}`, '"bind"'],
    [{ operations: ['bind', 'fly'] }, 'operations', `words of ${OPERATIONS.join(', ')}`, 'array'],
    [{ start: [null, null] }, 'start', 'one owner for each vehicle', 'array'],
    [{ start: 'nobody' }, 'start', 'one owner for each vehicle', '"nobody"'],
    [{ start: [1] }, 'start', 'a whole number from 0 to 0', '1'],
    [{ start: [undefined] }, 'start', 'a whole number from 0 to 0', 'undefined'],
    [{ firstDay: '2018-02-30' }, 'firstDay', 'a day YYYY-MM-DD', '"2018-02-30"'],
    [{ firstIssuedOn: 7 }, 'firstIssuedOn', 'a day YYYY-MM-DD', '7'],
    [{ firstIssuedOn: '2018-02-25' }, 'firstIssuedOn', 'no day after firstDay, 2018-02-24', '"2018-02-25"'],
    [{ firstDay: '2199-12-31', days: 3 }, 'days', 'days up to 2199-12-31', '3'],
    [{ firstDay: '2199-12-31', days: 2 }, 'days', 'days up to 2199-12-31', '2'],
    [{ channels: [] }, 'channels', 'a list of at least one item', 'array'],
    [{ channels: ['post'] }, 'channels', 'words of window, app, web, kiosk', '"post"'],
    [{ licences: [] }, 'licences', 'a list of at least one item', 'array'],
    [{ licences: [['lent']] }, 'licences', `words of ${LICENCE_STATES.join(', ')}`, '"lent"'],
    [{ occurrences: 'never' }, 'occurrences', 'words of as-recorded, any-day', '"never"'],
    [{ pinned: ['d2'] }, 'pinned', 'some of d1, v1', 'array'],
    [{ pinned: 'd1' }, 'pinned', 'some of d1, v1', '"d1"'],
  ])('%j', (part, field, wanted, got) => {
    expect(() => wholeScope(asReported, { ...ONE, ...part } as SearchScope)).toThrow(
      new RangeError(`explore(scope.${field}): wanted ${wanted}, got ${got}`),
    )
  })

  test('31 things in all are allowed, and so are 365 days', () => {
    expect(wholeScope(asReported, { ...ONE, drivers: 28, vehicles: 1, violations: 2, days: 365 })).toMatchObject({
      drivers: 28,
      days: 365,
    })
  })

  test('licences are issued ten years before, or when the calendar begins, or on the first day itself', () => {
    const issued = (part: Partial<SearchScope>) => {
      const found = explore(asReported, { ...ONE, violations: 0, ...part }, everyState)
      return [found.kind, found.scope.firstDay, found.scope.firstIssuedOn]
    }
    expect(issued({})).toEqual(['none', '2018-02-24', '2008-02-24'])
    expect(issued({ firstDay: '1910-01-02' })).toEqual(['none', '1910-01-02', '1900-01-02'])
    expect(issued({ firstDay: '1905-01-01' })).toEqual(['none', '1905-01-01', '1900-01-01'])
    expect(issued({ firstIssuedOn: '2018-02-24' })).toEqual(['none', '2018-02-24', '2018-02-24'])
  })

  test('the first and the last day of the calendar are days like others', () => {
    for (const [firstDay, days] of [
      ['1900-01-01', 1],
      ['2199-12-31', 1],
      ['2199-12-29', 3],
    ] as const) {
      const states = (part: Partial<SearchScope>) => explore(asReported, { ...AGAIN, days, ...part }, LOOKING).states
      expect(states({ firstDay })).toBe(states({}))
    }
  })

  test('arguments of no kind are named', () => {
    expect(() => explore({} as never, ONE, everyState)).toThrow(
      /^explore\(rules\): object is not a rule set or a rule book/,
    )
    expect(() => explore(asReported, 7 as never, everyState)).toThrow(new TypeError('explore(scope): 7 is not a scope'))
    for (const lacking of ['title', 'next', 'key', 'reached']) {
      const goal = { ...everyState, [lacking]: undefined }
      expect(() => explore(asReported, ONE, goal as never)).toThrow(
        new TypeError('explore(goal): object is not a goal with title, next, key and reached'),
      )
    }
    for (const title of [undefined, null, {}, { zh: '遍历' }, { zh: 1, en: 'every' }]) {
      expect(() => explore(asReported, ONE, { ...everyState, title } as never)).toThrow(/^explore\(goal\): /)
    }
    expect(() => explore(asReported, ONE, everyState, 7 as never)).toThrow(
      new TypeError('explore(budget): 7 is not a budget'),
    )
    for (const states of [0, 1.5]) {
      expect(() => explore(asReported, ONE, everyState, { states })).toThrow(
        new RangeError(`explore(budget.states): ${states} is not a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`),
      )
    }
    for (const [language, got] of [
      [{ tag: 'fr' }, '"fr"'],
      ['en', 'undefined'],
      [null, 'undefined'],
    ] as const) {
      expect(() => storyWordsOf('story', language as never, undefined)).toThrow(
        new RangeError(`story(language.tag): ${got} is not en or zh-CN, and no words for stories are given`),
      )
    }
  })

  test('a field that a scope or a budget does not have is named, and nothing is explored', () => {
    expect(() => explore(asReported, { ...ONE, chanels: ['window'] } as never, everyState)).toThrow(
      new TypeError(
        'explore(scope): "chanels" is not an option; the options are drivers, vehicles, violations, days, fines, points, operations, start, firstDay, firstIssuedOn, channels, licences, occurrences, pinned',
      ),
    )
    expect(() => explore(asReported, ONE, everyState, { state: 500 } as never)).toThrow(
      new TypeError('explore(budget): "state" is not an option; the options are states, observer'),
    )
  })

  test('a day has minutes for 900 commands after nine o’clock', () => {
    const days = ['2018-02-24'] as never
    expect([0, 60, 899].map((turn) => timeOf(days, 0, turn).slice(11, 16))).toEqual(['09:00', '10:00', '23:59'])
    expect(MOST_TURNS).toBe(900)
  })

  test('a fact about more than three things cannot be remembered', () => {
    const four: Goal<null> = { ...everyState, key: () => [['four', 'd1', 'v1', 'd1', 'v1']] }
    expect(() => explore(asReported, ONE, four)).toThrow(
      new RangeError('explore(goal.key): four is about more than three ids'),
    )
    const three: Goal<null> = { ...everyState, key: () => [['three', 'd1', 'v1', 'd1', 'nobody']] }
    expect(explore(asReported, { ...ONE, operations: ['bind'] }, three).kind).toBe('none')
  })

  test('what cannot be compared is named', () => {
    const set = 'a rule set of this copy of the library'
    expect(() => compareRuleSets({} as never, newest)).toThrow(
      new TypeError(`compareRuleSets(a): object is not ${set}`),
    )
    expect(() => compareRuleSets(newest, cn as never)).toThrow(
      new TypeError(`compareRuleSets(b): object is not ${set}`),
    )
    expect(() => compareRuleSets(newest, newest, 7 as never)).toThrow(
      new TypeError('compareRuleSets(given): 7 is not facts to hold fixed'),
    )
    for (const fact of ['driver', 'vehicleOwner', 'colour']) {
      expect(() => compareRuleSets(newest, newest, { [fact]: 'red' } as never)).toThrow(
        new RangeError(`compareRuleSets(given): "${fact}" is not a fact to hold fixed`),
      )
    }
    expect(() => compareRuleSets(asReported, newest, { fine: -1 as never })).toThrow(
      /^compareRuleSets\(given\.fine\): out-of-range, wanted whole number of fen from 0 to/,
    )
    expect(() => compareRuleSets(asReported, newest, { licenceStates: ['lent'] as never })).toThrow(
      /^compareRuleSets\(given\.licenceStates\.0\): not-listed, wanted one of annulled, /,
    )
    for (const [fact, value, wanted] of [
      ['channel', 'telephone', 'not-listed, wanted one of window, app, web, kiosk'],
      ['channel', null, 'wrong-type, wanted one of window, app, web, kiosk'],
      ['operating', 'no', 'wrong-type, wanted true or false'],
      ['pointsHeld', -1, 'out-of-range, wanted whole number from 0 to 1000000'],
    ] as const) {
      expect(() => compareRuleSets(asReported, newest, { [fact]: value } as never)).toThrow(
        new RangeError(`compareRuleSets(given.${fact}): ${wanted}`),
      )
    }
    for (const vehicles of ['other', null]) {
      expect(() => compareRuleSets(asReported, newest, { vehicles } as never)).toThrow(
        /^compareRuleSets\(given\.vehicles\): ("other"|null) is not one of others, own$/,
      )
    }
    const held = { channel: 'app', licenceStates: [], licenceClasses: ['C1'] } as const
    const given = { ...held, points: 3 as never } as const
    expect(compareRuleSets(asReported, newest, { ...given, fine: undefined, vehicles: undefined })).toEqual(
      compareRuleSets(asReported, newest, given),
    )
    const found = compareRuleSets(asReported, newest, { ...held, vehicles: 'own' })
    for (const part of [found, found.cases, found.cases.bind, found.changes]) expect(Object.isFrozen(part)).toBe(true)
  })
})

function at(day: string, time: string): never {
  return `2018-${day < '20' ? '09' : '02'}-${day}T${time}:00.000+08:00` as never
}

/** The `n`th day of September, a minute later each time. */
function onDay(day: number, minute: number): never {
  return at(String(day).padStart(2, '0'), `09:${String(minute).padStart(2, '0')}`)
}

function recorded(id: string, vehicle: string, fine: number, points: number, now: never, occurredAt = now): Command {
  return { type: 'recordViolation', id, vehicle, occurredAt, fine, points, recordedBy: 'monitoring', at: now }
}

function atWindow(violation: string, driver: string, time: string): Command {
  const present = { channel: 'window', offenderPresent: true, identityVerified: true } as const
  return { type: 'handle', violation, driver, ...present, at: at('02', time) }
}

function transfer(vehicle: string, id: string, day: string, time: string): Command {
  return { type: 'transferVehicle', vehicle, to: { kind: 'individual', id }, at: at(day, time) }
}

function enrolDriver(id: string): Command {
  return {
    type: 'enrolDriver',
    id,
    licence: { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' },
    at: at('01', '00:00'),
  }
}

function enrolVehicle(id: string, owner: string): Command {
  return {
    type: 'enrolVehicle',
    id,
    owner: { kind: 'individual', id: owner },
    plateType: '02',
    operating: false,
    at: at('01', '00:00'),
  }
}

function setUpOf(...owners: readonly string[]): readonly Command[] {
  return [enrolDriver('d1'), enrolDriver('d2'), ...owners.map((owner, index) => enrolVehicle(`v${index + 1}`, owner))]
}
