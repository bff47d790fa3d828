import { list, optional, readBoolean, record } from '../input/read.ts'
import {
  type OpenViolation,
  type OpenViolationsOptions,
  openViolationsFor,
} from '../registry/queries/open-violations.ts'
import { vehicleIdsOf } from '../registry/queries/records.ts'
import { stateOf } from '../registry/registry.ts'
import { get } from '../registry/state/persistent-map.ts'
import { asks, notJudged, optionsOf } from '../store/failure.ts'
import type { StoreCore } from '../store/store-on.ts'
import { readChannel } from '../values/channel.ts'
import type { PostgresAdapter } from './adapter.ts'
import { listText } from './columns.ts'
import { readLimit } from './events.ts'
import type { Query, Row } from './query.ts'
import { named as inSchema } from './schema.ts'

/** How the driver would come, with violations of which vehicles, and which page of them. */
export interface OpenViolationsPage extends OpenViolationsOptions {
  /** The last violation of the page before. */
  readonly after?: string
  /** Violations of a page, 100,000 at most; all unless given. */
  readonly limit?: number
}

const MOST_VEHICLES = 1_000_000
/** One page of the open violations of a driver: see `Store.openViolationsFor`. */
export async function openViolationsOf(
  query: Query,
  schema: string,
  { check }: Pick<PostgresAdapter, 'check'>,
  { registryAround, ids }: Pick<StoreCore, 'registryAround' | 'ids'>,
  named: string,
  options: OpenViolationsPage,
): Promise<readonly OpenViolation[]> {
  const page = record(() => ({
    channel: optional(readChannel),
    offenderPresent: optional(readBoolean),
    identityVerified: optional(readBoolean),
    vehicles: optional(list(ids.vehicle, MOST_VEHICLES)),
    advise: optional(readBoolean),
    after: optional(ids.violation),
    limit: optional(readLimit),
  }))
  const given = optionsOf('openViolationsFor(options)', options, page.names)
  const { driver, vehicles, after, limit, ...how } = asks('openViolationsFor', (issues) => ({
    driver: ids.driver(named, ['driver'], issues) as string,
    ...page(given, [], issues),
  }))
  await check()
  const { rows } = await query(inSchema(PAGE_SQL, schema), [
    driver,
    listText(vehicles ?? []),
    String(vehicles !== undefined),
    after ?? '',
    String(limit ?? ''),
  ])
  const open = rows as readonly Row[]
  const places = new Map(open.map(({ id }, place) => [String(id), place]))
  const { registry, at } = await registryAround(driver, {
    vehicle: [...new Set(open.map(({ vehicle }) => String(vehicle)))],
    violation: [...places.keys(), ...(after === undefined ? [] : [after])],
  })
  if (after !== undefined && get(stateOf(registry).violation, after) === undefined) throw notJudged('unknown-violation')
  const placeOf = ({ violation }: OpenViolation) => places.get(violation) ?? -1
  const asked = { ...how, vehicles: vehicleIdsOf(registry) } as OpenViolationsOptions
  const found = openViolationsFor(registry, driver, at, asked)
  return found.filter((each) => placeOf(each) >= 0).sort((one, other) => placeOf(one) - placeOf(other))
}

const PAGE_SQL = `WITH mine AS (
SELECT id FROM demerit.vehicles WHERE $3::text::boolean AND id = ANY($2::text[])
UNION SELECT id FROM demerit.vehicles WHERE NOT $3::text::boolean AND owner = $1::text
UNION SELECT vehicle FROM demerit.bindings WHERE NOT $3::text::boolean AND driver = $1::text AND released_at IS NULL)
SELECT x.id, x.vehicle FROM demerit.violations x JOIN mine ON mine.id = x.vehicle WHERE x.withdrawn_at IS NULL AND x.handler IS NULL
AND ($4::text = '' OR x.seq > (SELECT seq FROM demerit.violations WHERE id = $4::text)) ORDER BY x.seq LIMIT NULLIF($5::text, '')::integer`
