// @ts-check
// A store on MariaDB or MySQL with mysql2, on one server or on the nodes of a Galera cluster. What a store does is `storeOn`; a database adds that records
// are written back only if no version moved, in one transaction with the event and the answer. It needs no constraint across records.
import { storeOn } from 'demerit/store'

/**
 * @typedef {import('demerit/store').StoreAdapter} StoreAdapter
 * @typedef {{ query: (sql: string, values?: any[]) => Promise<[any, any]> }} Connection
 * @typedef {Connection & { getConnection: () => Promise<Connection & { beginTransaction(): Promise<void>, commit(): Promise<void>, rollback(): Promise<void>, release(): void }> }} Pool
 */

/** The tables: records with their versions, what happened, and what commands with a key were answered. */
export const TABLES = [
  `CREATE TABLE IF NOT EXISTS records (kind varchar(9) NOT NULL, id varchar(64) NOT NULL, version int NOT NULL,
    record longtext NOT NULL, PRIMARY KEY (kind, id)) COLLATE utf8mb4_bin`,
  `CREATE TABLE IF NOT EXISTS events (position bigint AUTO_INCREMENT PRIMARY KEY, event longtext NOT NULL) COLLATE utf8mb4_bin`,
  `CREATE TABLE IF NOT EXISTS answers (name varchar(64) PRIMARY KEY, command longtext NOT NULL, outcome longtext NOT NULL,
    position bigint) COLLATE utf8mb4_bin`,
]
const KINDS = /** @type {const} */ (['driver', 'vehicle', 'violation', 'party'])
/** Another writer was first: a deadlock, which a Galera node answers too where another node committed first, a lock that took too long, a row that is there already. */
const LOST = ['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_DUP_ENTRY', 'ER_CHECKREAD']

/** @param {Pool} pool @param {Omit<import('demerit/store').StoreOnOptions, 'onCommand'>} options */
export function mysqlStore(pool, options) {
  /** @type {StoreAdapter['load']} */
  const load = async ({ scope, keys }) => {
    const rows = Object.fromEntries(
      KINDS.map((kind) => [kind, Object.fromEntries(scope[kind].map((id) => [id, null]))]),
    )
    const names = KINDS.flatMap((kind) => scope[kind].map((id) => [kind, id]))
    // The server's clock, in the same trip: that of this host is compared with it.
    let clock = {}
    if (names.length > 0) {
      const sql =
        'SELECT kind, id, version, record, UNIX_TIMESTAMP() * 1000 AS now FROM records WHERE (kind, id) IN (?)'
      for (const { kind, id, version, record, now } of (await pool.query(sql, [names]))[0]) {
        Object.assign(rows[kind] ?? {}, { [id]: { version, record: JSON.parse(record) } })
        clock = { now: Number(now) }
      }
    }
    const answers = new Map()
    if (keys.length > 0) {
      const sql = 'SELECT a.*, e.event FROM answers a LEFT JOIN events e ON e.position = a.position WHERE name IN (?)'
      for (const { name, command, outcome, position, event } of (await pool.query(sql, [keys]))[0])
        answers.set(name, {
          command,
          outcome: JSON.parse(outcome),
          event: event === null ? null : { ...JSON.parse(event), position: String(position) },
        })
    }
    return { rows, answers, ...clock }
  }

  /** @type {StoreAdapter['save']} */
  const save = async ({ changes, accepted, answers }) => {
    const connection = await pool.getConnection()
    try {
      await connection.beginTransaction()
      for (const { kind, id, version, record } of changes) {
        const text = JSON.stringify(record)
        const [{ affectedRows }] =
          version === 0
            ? await connection.query('INSERT INTO records VALUES (?, ?, 1, ?)', [kind, id, text])
            : await connection.query(
                'UPDATE records SET version = version + 1, record = ? WHERE kind = ? AND id = ? AND version = ?',
                [text, kind, id, version],
              )
        if (affectedRows !== 1) {
          await connection.rollback()
          return { lost: undefined }
        }
      }
      const positions = []
      for (const { event } of accepted) {
        const [{ insertId }] = await connection.query('INSERT INTO events (event) VALUES (?)', [JSON.stringify(event)])
        positions.push(String(insertId))
      }
      for (const { key, command, outcome, event } of answers)
        await connection.query('INSERT INTO answers VALUES (?, ?, ?, ?)', [
          key,
          command,
          JSON.stringify(outcome),
          event === null ? null : positions[event],
        ])
      await connection.commit()
      return positions
    } catch (error) {
      await connection.rollback().catch(() => {})
      if (LOST.includes(/** @type {{ code: string }} */ (error).code)) return { lost: error }
      throw error
    } finally {
      connection.release()
    }
  }
  return storeOn({ load, save }, options)
}
