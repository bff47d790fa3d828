// @ts-check
/** DuckDB as the command line asks it: rows of text, some at a time. */

/** @param {any} module what `@duckdb/node-api` exports */
export async function openedDuckdb({ DuckDBInstance }) {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  return {
    run: async (/** @type {string} */ sql) => void (await connection.run(sql)),
    query: async (/** @type {string} */ sql) => {
      const result = await connection.stream(sql)
      return {
        columns: result.columnNames(),
        batches: (async function* () {
          for (
            let chunk = await result.fetchChunk();
            chunk !== null && chunk.rowCount > 0;
            chunk = await result.fetchChunk()
          )
            yield chunk.getRows()
        })(),
      }
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
