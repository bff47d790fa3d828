import { mistyped, wholeArgument } from '../../input/assert.ts'
import { ownOptions } from '../../input/options.ts'
import { ownProperties } from '../../input/properties.ts'
import { ROLES_OF } from '../commands/decide-command.ts'
import type { CommandType } from '../commands/index.ts'
import { CORRECTED, commandTypeOf, type RegistryEvent } from '../log/events.ts'
import { eventsIn } from '../log/log.ts'
import { type Registry, revisionOf, wholeStateOf } from '../registry.ts'
import { names } from '../state/subjects.ts'

/** Whose history is asked for: that of one driver, vehicle or violation, or all that was corrected. */
export type HistoryOf =
  | { readonly driver: string }
  | { readonly vehicle: string }
  | { readonly violation: string }
  | { readonly corrected: true }

export const HISTORY_KINDS = ['driver', 'vehicle', 'violation', 'corrected'] as const
/** Events that a page holds unless it is said, and at most. */
export const PAGE = 1_000
export const MOST_IN_PAGE = 100_000

/**
 * The events that changed a driver, a vehicle or a violation, oldest first, also those that ended a binding of
 * theirs: at most `limit` (1,000 unless given) after the event `after`. `next` is where the next page begins; a page
 * that is not full is the last. Events that a correction took out are there too; the corrections say which. Of
 * `{ corrected: true }` it gives all corrections, what they omitted and what they entered.
 *
 * @throws TypeError when `registry` is not genuine or of a store's records (with the code `neighbourhood`), or `of`
 * names none of these; RangeError when `after` or `limit` is out of range.
 *
 * @example
 * ```ts
 * import { execute, historyOf, openRegistry } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const
 * const { registry } = execute(openRegistry(cn), { type: 'enrolDriver', id: 'd', licence, at })
 * historyOf(registry, { driver: 'd' }).events.map(({ type }) => type) // [ 'driver-enrolled' ]
 * ```
 */
export function historyOf(
  registry: Registry,
  of: HistoryOf,
  options: { readonly after?: number; readonly limit?: number } = {},
): { readonly events: readonly RegistryEvent[]; readonly next: number } {
  const { log } = wholeStateOf('historyOf', registry)
  const [kind, id] = subjectOf('historyOf(of)', of)
  const { after = 0, limit = PAGE } = ownOptions('historyOf(options)', options, ['after', 'limit'])
  wholeArgument('historyOf(options.after)', after, 0, revisionOf(registry))
  wholeArgument('historyOf(options.limit)', limit, 1, MOST_IN_PAGE)
  const isAbout = kind === 'corrected' ? isCorrectedIn(eventsIn(log, 0)) : isOf(kind, id)
  const events: RegistryEvent[] = []
  for (const event of eventsIn(log, after)) {
    if (isAbout(event)) events.push(event)
    if (events.length === limit) break
  }
  return Object.freeze({ events: Object.freeze(events), next: events.at(-1)?.seq ?? after })
}

function isOf(kind: Exclude<(typeof HISTORY_KINDS)[number], 'corrected'>, id: string) {
  return (event: RegistryEvent): boolean =>
    event.type === CORRECTED
      ? event.played.some((each) => each.kind === kind && each.id === id)
      : names(ROLES_OF[commandTypeOf(event.type) as CommandType], event, kind, id)
}

/** Corrections, what they omitted and what they entered. */
function isCorrectedIn(log: readonly RegistryEvent[]) {
  const omitted = new Set(log.flatMap((event) => (event.type === CORRECTED ? event.omitted : [])))
  return (event: RegistryEvent): boolean =>
    event.type === CORRECTED || event.correction !== undefined || omitted.has(event.seq)
}

function subjectOf(argument: string, of: unknown): readonly [kind: (typeof HISTORY_KINDS)[number], id: string] {
  const given = ownProperties(of, HISTORY_KINDS)
  const named = HISTORY_KINDS.filter((kind) => given[kind] !== undefined)
  const [kind] = named
  const id = kind === undefined ? undefined : given[kind]
  const isNamed = kind === 'corrected' ? id === true : typeof id === 'string'
  if (kind !== undefined && named.length === 1 && isNamed) return [kind, String(id)]
  throw mistyped(argument, of, 'a record with the id of one driver, vehicle or violation, or { corrected: true }')
}
