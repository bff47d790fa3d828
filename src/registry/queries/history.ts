import { mistyped, wholeArgument } from '../../input/assert.ts'
import { ownOptions } from '../../input/options.ts'
import { ownProperties } from '../../input/properties.ts'
import { ROLES_OF } from '../commands/decide-command.ts'
import type { CommandType } from '../commands/index.ts'
import { CORRECTED, commandTypeOf, type RegistryEvent } from '../log/events.ts'
import { eventsIn } from '../log/log.ts'
import { type Registry, revisionOf, wholeStateOf } from '../registry.ts'
import { names } from '../state/subjects.ts'

/** Whose history is asked for: that of one driver, vehicle or violation. */
export type HistoryOf = { readonly driver: string } | { readonly vehicle: string } | { readonly violation: string }

export const HISTORY_KINDS = ['driver', 'vehicle', 'violation'] as const
/** Events that a page holds unless it is said, and at most. */
export const PAGE = 1_000
export const MOST_IN_PAGE = 100_000

/**
 * The events that changed a driver, a vehicle or a violation, oldest first, also those that ended a binding of
 * theirs: at most `limit` (1,000 unless given) after the event `after`. `next` is where the next page begins; a page
 * that is not full is the last. Events that a correction took out are there too; the corrections say which.
 *
 * @throws TypeError when `registry` is not genuine or of a store's records (with the code `neighbourhood`), or `of`
 * does not name one record; RangeError when `after` or `limit` is out of range.
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
  const events: RegistryEvent[] = []
  for (const event of eventsIn(log, after)) {
    const isAbout =
      event.type === CORRECTED
        ? event.played.some((each) => each.kind === kind && each.id === id)
        : names(ROLES_OF[commandTypeOf(event.type) as CommandType], event, kind, id)
    if (isAbout) events.push(event)
    if (events.length === limit) break
  }
  return Object.freeze({ events: Object.freeze(events), next: events.at(-1)?.seq ?? after })
}

function subjectOf(argument: string, of: unknown): readonly [kind: (typeof HISTORY_KINDS)[number], id: string] {
  const given = ownProperties(of, HISTORY_KINDS)
  const named = HISTORY_KINDS.filter((kind) => given[kind] !== undefined)
  const [kind] = named
  const id = kind === undefined ? undefined : given[kind]
  if (kind !== undefined && named.length === 1 && typeof id === 'string') return [kind, id]
  throw mistyped(argument, of, 'a record with the id of one driver, vehicle or violation')
}
