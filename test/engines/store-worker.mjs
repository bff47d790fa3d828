// @ts-check
/** One of the processes that write at once: takes rounds of commands from its parent, and says what became of each. */
import pg from 'pg'

const [url = '', bundle = '', schema = '', clients = '4'] = process.argv.slice(2)
const { postgresStore, asReported } = await import(bundle)
const pool = new pg.Pool({ connectionString: url, max: Number(clients) })
pool.on('error', () => {})
/** @param {string} text @param {string[]} params */
const query = async (text, params) => ({ rows: (await pool.query(text, params)).rows })
const store = postgresStore({ query, rules: asReported, schema })
/** @param {{ type: string }} command */
const done = ({ type, ...said }) => (type === 'correct' ? store.correct(said) : store.execute({ type, ...said }))

process.on('message', async (/** @type {{ round: number, commands: { type: string }[] } | 'end'} */ message) => {
  if (message === 'end') {
    await pool.end()
    process.exit(0)
  }
  const outcomes = await Promise.all(
    message.commands.map((command) =>
      done(command).then(
        (/** @type {{ status: string, code?: string }} */ { status, code }) => code ?? status,
        (/** @type {Error & { code?: string }} */ error) => `rejected ${error.code ?? error.message}`,
      ),
    ),
  )
  process.send?.({ round: message.round, outcomes })
})
process.send?.('ready')
