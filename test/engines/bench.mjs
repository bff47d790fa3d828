// @ts-check
/**
 * The SQL that the library writes against SQL written by hand, in DuckDB and ClickHouse, under two rule sets, and the library itself: the same rows,
 * the same answers, one run. Needs the built package and `npm ci --prefix test/engines`:
 *
 *     node test/engines/bench.mjs [--handlings 2000000] [--bindings 1000000] [--rounds 7] [--growth] [--write]
 *
 * Ratios are taken round by round of what the process computed on all its cores, so that other work of the machine is not in them.
 * `--growth` takes a hundred thousand, a million and ten million rows besides, and shows what each row takes; without it the last ones stay. `--write` keeps the results
 * in bench-results.json and puts their table into docs/guides/sql-reference.md. Ten million rows take about ten gigabytes.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { Session } from 'chdb'
import { decideBinding, decideHandling } from '../../dist/index.js'
import { cn2018February, cn2024 } from '../../dist/rules.js'
import { decisionSql } from '../../dist/sql.js'
import { computed, now, quartilesOf } from '../bench/measure.mjs'
import { GUIDES, RESULTS, withTables } from './bench-page.mjs'

const { values } = parseArgs({
  options: {
    handlings: { type: 'string', default: '2000000' },
    bindings: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
    growth: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const ROUNDS = Number(values.rounds)
const GROWTH = [100_000, 1_000_000, 10_000_000]
/** How many rows the library judges at a time. */
const BATCH = 50_000
const NUMBERS = ['at', 'occurredAt', 'boundSince', 'fine']
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
    'd' AS driver, 'v' AS vehicle, CASE WHEN ${hash(13, 5)} = 0 THEN 'd' ELSE 'o' END AS vehicle_owner, ${AT - 400 * 86_400_000} AS owned_since, CASE WHEN ${hash(71, 8)} = 0 THEN '01' ELSE '02' END AS plate_type,
    CASE WHEN ${hash(11, 12)} = 0 THEN 'handled' ELSE 'open' END AS violation_state, ${AT} - ${hash(19, 40)} * 86400000 AS occurred_at,
    CASE WHEN ${hash(23, 6)} = 0 THEN 20001 ELSE 20000 END AS fine, ${hash(29, 4)} * 3 AS points, CASE WHEN ${hash(37, 9)} = 0 THEN 'officer' ELSE 'monitoring' END AS recorded_by,
    CASE WHEN ${hash(41, 5)} > 0 THEN ${AT} - ${hash(43, 30)} * 86400000 END AS bound_since, TRUE AS bound_since_known, FALSE AS first_binding,
    ${say.words(say.none, "'seized'", `${hash(47, 8)} = 0`)} AS licence_states, TRUE AS licence_states_known, ${say.words("['C1']", "'B2', 'D'", `${hash(73, 6)} = 0`)} AS licence_classes, TRUE AS licence_classes_known,
    ${hash(53, 12)} AS points_held, ${hash(79, 4)} AS full_score_studies, ${hash(59, 4)} > 0 AS offender_present, TRUE AS identity_verified,
    1 + ${hash(61, 4)} AS others_vehicles_handled_this_year, 1 + ${hash(67, 4)} AS vehicle_other_drivers_this_year FROM ${say.rows(n)}`
}

/** Whole facts of bindings. @param {Record<string, any>} say @param {number} n */
function bindings(say, n) {
  const { hash } = say
  return `SELECT CAST(i AS ${say.text}) AS id, ${AT} AS "at", CASE WHEN ${hash(17, 3)} = 0 THEN 'window' ELSE 'app' END AS channel, 'd' AS driver, 'v' AS vehicle,
    CASE WHEN ${hash(13, 9)} = 0 THEN 'd' ELSE 'o' END AS vehicle_owner, CASE WHEN ${hash(11, 5)} = 0 THEN 'unit' ELSE 'individual' END AS vehicle_owner_kind,
    CASE WHEN ${hash(19, 6)} = 0 THEN '01' ELSE '02' END AS plate_type, ${hash(23, 8)} = 0 AS operating, ${hash(29, 9)} = 0 AS pair_bound, ${hash(31, 5)} AS driver_bindings,
    ${hash(37, 5)} AS vehicle_bindings, 0 AS driver_bindings_ever, ${AT - 400 * 86_400_000} AS vehicle_released_at, TRUE AS vehicle_released_at_known, 0 AS vehicle_drivers_bound_this_year, ${hash(41, 2)} AS driver_applications_today, ${hash(43, 7)} AS driver_applications_this_year,
    CASE ${hash(47, 4)} WHEN 0 THEN 'none' WHEN 1 THEN 'registered-owner' ELSE 'qr' END AS owner_consent, ${hash(53, 5)} > 0 AS identity_verified FROM ${say.rows(n)}`
}

const BARRED = [
  ...['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded'],
  ...['seized', 'suspended', 'locked', 'transferred-out', 'full-points'],
]
/** The classes that cover each group of plate types; none covers 14. @type {readonly (readonly [plates: string, classes: string])[]} */
const CLASSES = [
  ['01 51', 'A1 A2 A3 B1 B2'],
  ['02 03 04 05 06 16 18 20 22 23 52', 'A1 A2 A3 B1 B2 C1 C2'],
  ['07 17 24', 'D E'],
  ['08 09 10 11 12 21', 'D E F'],
  ['13', 'A1 A2 A3 B1 B2 C1 C3 C4'],
  ['15', 'A2 C6'],
]
const EVERY_CLASS = 'A1 A2 A3 B1 B2 C1 C2 C3 C4 C5 C6 D E F M N P'.split(' ')
const [SELF, WINDOW, OTHERS] = ["channel <> 'window'", "channel = 'window'", 'driver <> vehicle_owner']
/** @param {readonly string[]} list */
const quoted = (list) => list.map((word) => `'${word}'`).join(', ')

/** The rule of February 2018 on handling, as an analyst who knows that no fact is missing would write it. @param {Record<string, any>} say */
function handlingsOf2018(say) {
  return byHand(say, 'handlings', {
    'violation-open': "violation_state <> 'open'",
    'not-before-occurrence': 'occurred_at > "at"',
    'open-binding': `${SELF} AND ${OTHERS} AND points > 0 AND bound_since IS NULL`,
    'since-binding': `${SELF} AND ${OTHERS} AND points > 0 AND bound_since IS NOT NULL AND ${say.day('occurred_at')} < ${say.day('bound_since')}`,
    'fine-limit': `${SELF} AND fine > 20000`,
    'recorded-by-monitoring': `${SELF} AND recorded_by <> 'monitoring'`,
    'points-room': `${SELF} AND points > 0 AND points + points_held >= 12`,
    'vehicles-per-year': `${WINDOW} AND ${OTHERS} AND others_vehicles_handled_this_year > 3`,
    'drivers-per-year': `${WINDOW} AND ${OTHERS} AND vehicle_other_drivers_this_year > 3`,
    'licence-state': say.meets('licence_states', quoted(BARRED)),
    'licence-held': `points > 0 AND NOT ${say.meets('licence_classes', quoted(EVERY_CLASS))}`,
    'offender-present': `${WINDOW} AND NOT offender_present`,
    'identity-verified': `${WINDOW} AND NOT identity_verified`,
  })
}

/** The rule of 2024 on handling, likewise. @param {Record<string, any>} say */
function handlingsOf2024(say) {
  const covered = CLASSES.map(
    ([plates, classes]) =>
      `WHEN plate_type IN (${quoted(plates.split(' '))}) THEN ${say.meets('licence_classes', quoted(classes.split(' ')))}`,
  )
  return byHand(say, 'handlings', {
    'violation-open': "violation_state <> 'open'",
    'not-before-occurrence': 'occurred_at > "at"',
    'open-binding': `${SELF} AND ${OTHERS} AND bound_since IS NULL`,
    'since-binding': `${SELF} AND ${OTHERS} AND points > 0 AND bound_since IS NOT NULL AND occurred_at < bound_since`,
    'plate-type': `${SELF} AND ${OTHERS} AND plate_type IN ('01', '51')`,
    'fine-limit': `${SELF} AND fine > 20000`,
    'recorded-by-monitoring': `${SELF} AND recorded_by <> 'monitoring'`,
    'points-room': `${SELF} AND points > 0 AND points + points_held >= 12`,
    'single-points-limit': `${SELF} AND points > 6`,
    'repeat-full-score': `${SELF} AND ${OTHERS} AND full_score_studies >= 3`,
    'licence-class': `${SELF} AND NOT (CASE ${covered.join(' ')} ELSE FALSE END)`,
    'licence-state': say.meets('licence_states', quoted(BARRED)),
    'licence-held': `points > 0 AND NOT ${say.meets('licence_classes', quoted(EVERY_CLASS))}`,
    'offender-present': `${WINDOW} AND NOT offender_present`,
    'identity-verified': `${WINDOW} AND NOT identity_verified`,
  })
}

/** The rule of February 2018 on binding, likewise. @param {Record<string, any>} say */
function bindingsOf2018(say) {
  return byHand(say, 'bindings', {
    'own-vehicle': 'driver = vehicle_owner',
    'already-bound': 'pair_bound',
    'driver-cap': 'driver_bindings >= 3',
    'vehicle-cap': 'vehicle_bindings >= 3',
    'plate-type': `${SELF} AND plate_type NOT IN ('02', '52')`,
    'non-operating': `${SELF} AND operating`,
    'owner-kind': `${SELF} AND vehicle_owner_kind <> 'individual'`,
    'owner-consent': `${SELF} AND owner_consent <> 'registered-owner'`,
    'identity-verified': `${WINDOW} AND NOT identity_verified`,
  })
}

/** The rule of 2024 on binding, likewise. @param {Record<string, any>} say */
function bindingsOf2024(say) {
  return byHand(say, 'bindings', {
    'own-vehicle': 'driver = vehicle_owner',
    'already-bound': 'pair_bound',
    'driver-cap': 'driver_bindings >= 3',
    'vehicle-cap': 'vehicle_bindings >= 3',
    'daily-applications': 'driver_applications_today >= 1',
    'yearly-applications': 'driver_applications_this_year >= 5',
    'plate-type': `${SELF} AND plate_type NOT IN ('02', '52')`,
    'non-operating': `${SELF} AND operating`,
    'owner-kind': `${SELF} AND vehicle_owner_kind NOT IN ('individual', 'unit')`,
    'owner-consent': `${SELF} AND owner_consent NOT IN ('qr', 'sms')`,
    'identity-verified': `${WINDOW} AND NOT identity_verified`,
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
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  const [[version]] = /** @type {any} */ ((await connection.runAndReadAll('SELECT version()')).getRows())
  return {
    version: String(version),
    run: async (/** @type {string} */ sql) => void (await connection.run(sql)),
    rows: async (/** @type {string} */ sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function clickhouse() {
  const session = new Session()
  return {
    version: String(session.query('SELECT version()', 'TSV')).trim(),
    run: async (/** @type {string} */ sql) => void session.query(sql),
    rows: async (/** @type {string} */ sql) =>
      String(session.query(sql, 'JSONEachRow'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    close: () => session.cleanup(),
  }
}

const QUESTIONS = /** @type {const} */ ([
  {
    ...{ table: 'handlings', question: 'handle', make: handlings },
    laws: [
      [cn2018February, handlingsOf2018],
      [cn2024, handlingsOf2024],
    ],
  },
  {
    ...{ table: 'bindings', question: 'bind', make: bindings },
    laws: [
      [cn2018February, bindingsOf2018],
      [cn2024, bindingsOf2024],
    ],
  },
])

/** What a step takes: nanoseconds on the wall, and what the process computed meanwhile. @param {() => Promise<void>} step */
async function timed(step) {
  const [from, before] = [now(), computed()]
  await step()
  return { wall: now() - from, computed: computed() - before }
}

const compared = []
const growth = []
/** @type {Record<string, string>} */
const versions = {}
for (const [name, open] of /** @type {const} */ ([
  ['duckdb', duckdb],
  ['clickhouse', clickhouse],
])) {
  const db = await open()
  versions[name] = db.version
  const say = /** @type {Record<string, any>} */ (SAYS[name])
  const stored = (/** @type {string} */ sql) =>
    timed(async () => {
      await db.run(`CREATE TABLE result${say.end} AS ${sql}`)
    }).finally(() => db.run('DROP TABLE result'))
  for (const { table, question, make, laws } of QUESTIONS) {
    const n = Number(values[table])
    await db.run(`CREATE TABLE ${table}${say.end} AS ${make(say, n)}`)
    for (const [rules, hand] of laws) {
      const generated = decisionSql(rules, question, { dialect: name, from: table, trusted: true })
      const own = `SELECT id, verdict, failing FROM (${generated}) AS g`
      await db.run(`CREATE TABLE first${say.end} AS ${own}`)
      await db.run(`CREATE TABLE second${say.end} AS ${hand(say)}`)
      const [equal] = await db.rows(
        'SELECT count(*) AS n FROM first f JOIN second s ON f.id = s.id WHERE f.verdict = s.verdict AND f.failing = s.failing',
      )
      if (Number(equal?.n) !== n) throw new Error(`${name} ${table} ${rules.id}: ${equal?.n} of ${n} rows are equal`)
      await db.run('DROP TABLE first')
      await db.run('DROP TABLE second')
      const rounds = []
      for (let round = 0; round < ROUNDS; round++) {
        const order = round % 2 === 0 ? [hand(say), own] : [own, hand(say)]
        const times = [await stored(/** @type {string} */ (order[0])), await stored(/** @type {string} */ (order[1]))]
        const [byHand, written] = /** @type {{ wall: number, computed: number }[]} */ (
          round % 2 === 0 ? times : times.toReversed()
        )
        rounds.push({ byHand, written, whole: await stored(generated) })
      }
      const of = (/** @type {(round: any) => number} */ figure) => quartilesOf(rounds.map(figure))
      const row = {
        ...{ engine: name, table, rules: rules.id, rows: n },
        byHand: of(({ byHand }) => byHand.wall / 1e9).median,
        generated: of(({ written }) => written.wall / 1e9).median,
        allColumns: of(({ whole }) => whole.wall / 1e9).median,
        ratio: of(({ byHand, written }) => written.computed / byHand.computed),
        ratioOnTheWall: of(({ byHand, written }) => written.wall / byHand.wall),
      }
      compared.push(row)
      console.log(JSON.stringify(row))
    }
    await db.run(`DROP TABLE ${table}`)
    if (!values.growth) continue
    const [[rules]] = laws
    const own = `SELECT id, verdict, failing FROM (${decisionSql(rules, question, { dialect: name, from: table, trusted: true })}) AS g`
    for (const rows of GROWTH) {
      await db.run(`CREATE TABLE ${table}${say.end} AS ${make(say, rows)}`)
      const times = []
      for (let round = 0; round < 3; round++) times.push((await stored(own)).computed / rows)
      const row = { engine: name, table, rules: rules.id, rows, nsARow: Math.min(...times) }
      growth.push(row)
      console.log(JSON.stringify(row))
      await db.run(`DROP TABLE ${table}`)
    }
  }
  db.close()
}

// The library itself, on every row, beside what DuckDB answers.
const library = []
for (const { table, question, make, laws } of QUESTIONS) {
  const n = Number(values[table])
  const db = await duckdb()
  await db.run(`CREATE TABLE ${table} AS ${make(/** @type {any} */ (SAYS.duckdb), n)}`)
  for (const [rules] of laws) {
    const generated = decisionSql(rules, question, { dialect: 'duckdb', from: table, trusted: true })
    await db.run(`CREATE OR REPLACE TABLE answers AS SELECT id AS of, verdict, failing FROM (${generated}) AS g`)
    let spent = 0
    let refused = 0
    for (let from = 0; from < n; from += BATCH) {
      const rows = await db.rows(
        `SELECT * FROM ${table} JOIN answers ON of = id WHERE CAST(id AS BIGINT) BETWEEN ${from} AND ${from + BATCH - 1}`,
      )
      const facts = rows.map(factsOf)
      const before = computed()
      const decisions = facts.map((each) =>
        question === 'handle' ? decideHandling(each, rules) : decideBinding(each, rules),
      )
      spent += computed() - before
      decisions.forEach((decision, index) => {
        if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
        const failing = decision.findings.filter(({ outcome }) => outcome === 'fails').map(({ rule }) => rule)
        const { verdict, failing: found } = /** @type {any} */ (rows[index])
        if (decision.verdict !== verdict || String(failing) !== String(found))
          throw new Error(
            `${table} ${rules.id}: ${JSON.stringify(rows[index])}; the library: ${decision.verdict} ${failing}`,
          )
        if (verdict === 'refused') refused++
      })
    }
    const row = { table, rules: rules.id, rows: n, refused, nsARow: spent / n }
    library.push(row)
    console.log(JSON.stringify(row))
  }
  db.close()
}

if (values.write) {
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim()
  const day = new Date().toISOString().slice(0, 10)
  const results = {
    commit,
    day,
    versions: { ...versions, node: process.versions.node },
    rounds: ROUNDS,
    compared,
    growth: values.growth ? growth : JSON.parse(readFileSync(RESULTS, 'utf8')).growth,
    library,
  }
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
  for (const [guide, says] of Object.entries(GUIDES))
    writeFileSync(guide, withTables(readFileSync(guide, 'utf8'), results, says))
}

/** A row of the table as facts. @param {Record<string, any>} row */
function factsOf(row) {
  const facts = /** @type {Record<string, any>} */ ({})
  for (const [column, value] of Object.entries(row)) {
    if (['id', 'of', 'verdict', 'failing'].includes(column) || column.endsWith('_known')) continue
    const name = column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
    const isNumber =
      NUMBERS.includes(name) || (typeof value === 'string' && /^\d+$/.test(value) && name !== 'plateType')
    facts[name] = isNumber && value !== null ? Number(value) : value
  }
  return facts
}
