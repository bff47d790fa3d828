// @ts-check
/** A process that executes commands with keys until each is answered, and tells its parent each answer. It may be killed at any time. */
import pg from 'pg'

const [url = '', bundle = '', schema = ''] = process.argv.slice(2)
const { postgresStore, asReported } = await import(bundle)
const pool = new pg.Pool({ connectionString: url, max: 4 })
pool.on('error', () => {})
/** @param {string} text @param {string[]} params */
const query = async (text, params) => ({ rows: (await pool.query(text, params)).rows })
const store = postgresStore({ query, rules: asReported, schema })

/** More often than connections are cut. */
const MOST_REPEATS = 1_000

/** Sends one command again until there is an answer. @param {object} command @param {string} key */
async function answered(command, key) {
  for (let repeats = 0; repeats < MOST_REPEATS; repeats++) {
    try {
      return await store.execute(command, { key })
    } catch {
      // What became of it is not known: the key makes it safe to ask again.
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  throw new Error(`no answer to ${key}`)
}

process.on('message', async (/** @type {{ key: string, command: object }[]} */ work) => {
  const left = [...work]
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const outcome = await answered(next.command, next.key)
        process.send?.({ key: next.key, outcome })
      }
    }),
  )
  process.send?.('done')
})
process.send?.('ready')
