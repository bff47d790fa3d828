// @ts-check
/**
 * The SQL that the library writes against SQL written by hand, in DuckDB and ClickHouse, and the library itself: the same rows, the same answers, one
 * run. Ratios are what counts; seconds depend on the machine. Needs the built package and `npm ci --prefix test/engines`:
 *
 *     node test/engines/bench.mjs [--handlings 2000000] [--bindings 1000000] [--growth]
 *
 * `--growth` takes ten times as many rows and ten times fewer, in DuckDB, and shows the time of a row.
 */
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { Session } from 'chdb'
import { decideBinding, decideHandling } from '../../dist/index.js'
import { cn2018february, cn2024 } from '../../dist/rules.js'
import { decisionSql } from '../../dist/sql.js'

const { values } = parseArgs({
  options: {
    handlings: { type: 'string', default: '2000000' },
    bindings: { type: 'string', default: '1000000' },
    growth: { type: 'boolean', default: false },
  },
})
const RUNS = 3
const AT = Date.parse('2018-03-10T10:00:00+08:00')

/** How each database says what differs. @type {Record<string, Record<string, any>>} */
const SAYS = {
  duckdb: {
    rows: (/** @type {number} */ n) => `range(${n}) t(i)`,
    list: (/** @type {string[]} */ items) => `list_filter([${items.join(', ')}], lambda x: x IS NOT NULL)`,
    named: (/** @type {string} */ when, /** @type {string} */ rule) => `CASE WHEN ${when} THEN '${rule}' END`,
    meets: (/** @type {string} */ list, /** @type {string} */ words) => `list_has_any(${list}, [${words}])`,
    day: (/** @type {string} */ x) => `((${x} + 2237788800000) // 86400000)`,
    hash: (/** @type {number} */ salt, /** @type {number} */ k) => `((i * ${salt} + i // 7) % ${k})`,
    words: (/** @type {string} */ a, /** @type {string} */ b, /** @type {string} */ when) =>
      `CASE WHEN ${when} THEN [${b}] ELSE ${a} END`,
    none: '[]::VARCHAR[]',
    text: 'VARCHAR',
    end: '',
  },
  clickhouse: {
    rows: (/** @type {number} */ n) => `(SELECT CAST(number AS Int64) AS i FROM numbers(${n})) AS t`,
    list: (/** @type {string[]} */ items) => `arrayFilter(x -> x != '', [${items.join(', ')}])`,
    named: (/** @type {string} */ when, /** @type {string} */ rule) => `if(${when}, '${rule}', '')`,
    meets: (/** @type {string} */ list, /** @type {string} */ words) => `hasAny(${list}, [${words}])`,
    day: (/** @type {string} */ x) => `intDiv(${x} + 2237788800000, 86400000)`,
    hash: (/** @type {number} */ salt, /** @type {number} */ k) => `((i * ${salt} + intDiv(i, 7)) % ${k})`,
    words: (/** @type {string} */ a, /** @type {string} */ b, /** @type {string} */ when) =>
      `CASE WHEN ${when} THEN [${b}] ELSE ${a} END`,
    none: "CAST([], 'Array(String)')",
    text: 'String',
    end: ' ENGINE = Memory',
  },
}

/** Whole facts of handlings, drawn by arithmetic. @param {Record<string, any>} say @param {number} n */
function handlings(say, n) {
  const { hash } = say
  return `SELECT CAST(i AS ${say.text}) AS id, ${AT} + ${hash(31, 90)} * 86400000 AS "at", CASE WHEN ${hash(17, 3)} = 0 THEN 'window' ELSE 'app' END AS channel,
    'd' AS driver, 'v' AS vehicle, CASE WHEN ${hash(13, 5)} = 0 THEN 'd' ELSE 'o' END AS vehicle_owner, '02' AS plate_type,
    CASE WHEN ${hash(11, 12)} = 0 THEN 'handled' ELSE 'open' END AS violation_state, ${AT} - ${hash(19, 40)} * 86400000 AS occurred_at,
    CASE WHEN ${hash(23, 6)} = 0 THEN 20001 ELSE 20000 END AS fine, ${hash(29, 4)} * 3 AS points, CASE WHEN ${hash(37, 9)} = 0 THEN 'officer' ELSE 'monitoring' END AS recorded_by,
    CASE WHEN ${hash(41, 5)} > 0 THEN ${AT} - ${hash(43, 30)} * 86400000 END AS bound_since, TRUE AS bound_since_known, FALSE AS first_binding,
    ${say.words(say.none, "'seized'", `${hash(47, 8)} = 0`)} AS licence_states, TRUE AS licence_states_known, ['C1'] AS licence_classes, TRUE AS licence_classes_known,
    ${hash(53, 12)} AS points_held, 0 AS full_score_studies, ${hash(59, 4)} > 0 AS offender_present, TRUE AS identity_verified,
    1 + ${hash(61, 4)} AS others_vehicles_handled_this_year, 1 + ${hash(67, 4)} AS vehicle_other_drivers_this_year FROM ${say.rows(n)}`
}

/** Whole facts of bindings. @param {Record<string, any>} say @param {number} n */
function bindings(say, n) {
  const { hash } = say
  return `SELECT CAST(i AS ${say.text}) AS id, ${AT} AS "at", CASE WHEN ${hash(17, 3)} = 0 THEN 'window' ELSE 'app' END AS channel, 'd' AS driver, 'v' AS vehicle,
    CASE WHEN ${hash(13, 9)} = 0 THEN 'd' ELSE 'o' END AS vehicle_owner, CASE WHEN ${hash(11, 5)} = 0 THEN 'unit' ELSE 'individual' END AS vehicle_owner_kind,
    CASE WHEN ${hash(19, 6)} = 0 THEN '01' ELSE '02' END AS plate_type, ${hash(23, 8)} = 0 AS operating, ${hash(29, 9)} = 0 AS pair_bound, ${hash(31, 5)} AS driver_bindings,
    ${hash(37, 5)} AS vehicle_bindings, 0 AS driver_bindings_ever, ${hash(41, 2)} AS driver_applications_today, ${hash(43, 7)} AS driver_applications_this_year,
    CASE WHEN ${hash(47, 4)} = 0 THEN 'none' ELSE 'qr' END AS owner_consent, ${hash(53, 5)} > 0 AS identity_verified FROM ${say.rows(n)}`
}

/** The rule of February 2018 on handling, as an analyst who knows that no fact is missing would write it. @param {Record<string, any>} say */
function handlingsByHand(say) {
  const barred = [
    'annulled',
    'revoked',
    'cancelled',
    'cancelled-restorable',
    'use-stopped',
    'expired',
    'unverified',
    'impounded',
    'seized',
    'suspended',
    'locked',
    'transferred-out',
    'full-points',
  ]
  const [self, window, others] = ["channel <> 'window'", "channel = 'window'", 'driver <> vehicle_owner']
  return byHand(say, 'handlings', {
    'violation-open': "violation_state <> 'open'",
    'not-before-occurrence': 'occurred_at > "at"',
    'open-binding': `${self} AND ${others} AND points > 0 AND bound_since IS NULL`,
    'since-binding': `${self} AND ${others} AND points > 0 AND bound_since IS NOT NULL AND ${say.day('occurred_at')} < ${say.day('bound_since')}`,
    'fine-limit': `${self} AND fine > 20000`,
    'recorded-by-monitoring': `${self} AND recorded_by <> 'monitoring'`,
    'points-room': `${self} AND points > 0 AND points + points_held >= 12`,
    'vehicles-per-year': `${window} AND ${others} AND others_vehicles_handled_this_year > 3`,
    'drivers-per-year': `${window} AND ${others} AND vehicle_other_drivers_this_year > 3`,
    'licence-state': say.meets('licence_states', barred.map((word) => `'${word}'`).join(', ')),
    'offender-present': `${window} AND NOT offender_present`,
    'identity-verified': `${window} AND NOT identity_verified`,
  })
}

/** The rule of 2024 on binding, likewise. @param {Record<string, any>} say */
function bindingsByHand(say) {
  const [self, window] = ["channel <> 'window'", "channel = 'window'"]
  return byHand(say, 'bindings', {
    'own-vehicle': 'driver = vehicle_owner',
    'already-bound': 'pair_bound',
    'driver-cap': 'driver_bindings >= 3',
    'vehicle-cap': 'vehicle_bindings >= 3',
    'daily-applications': 'driver_applications_today >= 1',
    'yearly-applications': 'driver_applications_this_year >= 5',
    'plate-type': `${self} AND plate_type NOT IN ('02', '52')`,
    'non-operating': `${self} AND operating`,
    'owner-kind': `${self} AND vehicle_owner_kind NOT IN ('individual', 'unit')`,
    'owner-consent': `${self} AND owner_consent NOT IN ('qr', 'sms')`,
    'identity-verified': `${window} AND NOT identity_verified`,
  })
}

/** @param {Record<string, any>} say @param {string} from @param {Record<string, string>} rules */
function byHand(say, from, rules) {
  const list = say.list(Object.entries(rules).map(([rule, when]) => say.named(when, rule)))
  return `SELECT id, CASE WHEN ${Object.values(rules)
    .map((when) => `(${when})`)
    .join(' OR ')} THEN 'refused' ELSE 'permitted' END AS verdict, ${list} AS failing FROM ${from}`
}

async function duckdb() {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  return {
    run: async (/** @type {string} */ sql) => void (await connection.run(sql)),
    rows: async (/** @type {string} */ sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
  }
}

async function clickhouse() {
  const session = new Session()
  return {
    run: async (/** @type {string} */ sql) => void session.query(sql),
    rows: async (/** @type {string} */ sql) =>
      String(session.query(sql, 'JSONEachRow'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  }
}

const QUESTIONS = /** @type {const} */ ([
  ['handlings', 'handle', cn2018february, handlings, handlingsByHand],
  ['bindings', 'bind', cn2024, bindings, bindingsByHand],
])

for (const [name, open] of /** @type {const} */ ([
  ['duckdb', duckdb],
  ['clickhouse', clickhouse],
])) {
  const db = await open()
  const say = /** @type {Record<string, any>} */ (SAYS[name])
  const timed = async (/** @type {string} */ sql) => {
    await db.run('DROP TABLE IF EXISTS result')
    const from = performance.now()
    await db.run(`CREATE TABLE result${say.end} AS ${sql}`)
    return (performance.now() - from) / 1000
  }
  for (const [table, question, rules, make, hand] of QUESTIONS) {
    const n = Number(values[table])
    await db.run(`CREATE TABLE ${table}${say.end} AS ${make(say, n)}`)
    const generated = decisionSql(rules, question, { dialect: name, from: table, trusted: true })
    const own = `SELECT id, verdict, failing FROM (${generated}) AS g`
    await db.run(`CREATE TABLE first${say.end} AS ${own}`)
    await db.run(`CREATE TABLE second${say.end} AS ${hand(say)}`)
    const [equal] = await db.rows(
      'SELECT count(*) AS n FROM first f JOIN second s ON f.id = s.id WHERE f.verdict = s.verdict AND f.failing = s.failing',
    )
    if (Number(equal?.n) !== n) throw new Error(`${name} ${table}: ${equal?.n} of ${n} rows are equal`)
    await db.run('DROP TABLE first')
    await db.run('DROP TABLE second')
    const times = {
      generated: Number.POSITIVE_INFINITY,
      hand: Number.POSITIVE_INFINITY,
      whole: Number.POSITIVE_INFINITY,
    }
    for (let turn = 0; turn < RUNS; turn++) {
      times.hand = Math.min(times.hand, await timed(hand(say)))
      times.generated = Math.min(times.generated, await timed(own))
      times.whole = Math.min(times.whole, await timed(generated))
    }
    const ratio = times.generated / times.hand
    console.log(
      `${name} ${table} ${n} rows, all equal: by hand ${times.hand.toFixed(2)} s, generated ${times.generated.toFixed(2)} s, ratio ${ratio.toFixed(2)}; with all columns ${times.whole.toFixed(2)} s`,
    )
    if (values.growth && name === 'duckdb') {
      for (const rows of [n / 10, n, n * 5]) {
        await db.run(`CREATE OR REPLACE TABLE ${table} AS ${make(say, rows)}`)
        console.log(`  ${rows} rows: ${(((await timed(own)) / rows) * 1e9).toFixed(0)} ns a row`)
      }
    }
  }
}

// The library itself, on a tenth of the rows.
for (const [table, question] of QUESTIONS) {
  const n = Number(values[table]) / 10
  const db = await duckdb()
  const rows = await db.rows(
    `SELECT * FROM (${(question === 'handle' ? handlings : bindings)(/** @type {any} */ (SAYS.duckdb), n)}) AS r`,
  )
  const facts = rows.map((row) => factsOf(row))
  const from = performance.now()
  let refused = 0
  for (const each of facts) {
    const { verdict } = question === 'handle' ? decideHandling(each, cn2018february) : decideBinding(each, cn2024)
    if (verdict === 'refused') refused++
  }
  const seconds = (performance.now() - from) / 1000
  console.log(`library ${table}: ${((seconds / n) * 1e6).toFixed(2)} µs a row (${refused} of ${n} refused)`)
}

/** A row of the table as facts. @param {Record<string, any>} row */
function factsOf(row) {
  const facts = /** @type {Record<string, any>} */ ({})
  for (const [column, value] of Object.entries(row)) {
    if (column === 'id' || column.endsWith('_known')) continue
    const name = column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
    facts[name] =
      ['at', 'occurredAt', 'boundSince'].includes(name) && value !== null
        ? Number(value)
        : typeof value === 'string' && /^\d+$/.test(value) && name !== 'plateType'
          ? Number(value)
          : value
  }
  return facts
}
