#!/usr/bin/env node
// @ts-check
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { isOrdinary, readBytes, temporaryFolder } from './files.mjs'
import { Failure, failureText, run } from './index.ts'

/** DuckDB lies beside this package, or in the project from which it is called. */
async function duckdb() {
  const name = '@duckdb/node-api'
  try {
    return await import(name)
  } catch {
    return await import(pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve(name)).href)
  }
}

const args = process.argv.slice(2)
const temporary = temporaryFolder()
/** Where DuckDB may put what does not fit in memory; nowhere, where no folder can be made. */
function spillFolder() {
  try {
    return join(temporary.folder(), 'duckdb')
  } catch {
    return ''
  }
}

process.on('exit', temporary.remove)
// The signal ends the program as it would have, once nothing is left behind.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => {
    temporary.remove()
    process.kill(process.pid, signal)
  })

// A program that reads only the first lines, as `head` does, closes the pipe: no reader is left, and the exit code is as if there were.
let isUnread = false
let written = () => {}
process.stdout.on('error', (error) => {
  if (/** @type {{ code?: string }} */ (error).code !== 'EPIPE') {
    process.stderr.write(failureText(args, new Failure('unwritable', `standard output: ${error.message}`)))
    process.exit(2)
  }
  isUnread = true
  written()
})

process.exitCode = await run(args, {
  out: (text) =>
    new Promise((resolve) => {
      if (isUnread || process.stdout.write(text)) return resolve()
      written = () => resolve()
      process.stdout.once('drain', resolve)
    }),
  isUnread: () => isUnread,
  // The program lies in dist, one folder below it.
  version: createRequire(import.meta.url)('../package.json').version,
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  isOutTerminal: process.stdout.isTTY === true,
  readBytes,
  isOrdinary,
  temporaryFile: temporary.temporaryFile,
  openDuckdb: async () => {
    const { DuckDBInstance } = await duckdb()
    // By default such files would lie in the folder from which the program is called.
    const instance = await DuckDBInstance.create(':memory:', { temp_directory: spillFolder() })
    const connection = await instance.connect()
    return {
      run: async (/** @type {string} */ sql) => void (await connection.run(sql)),
      rows: async (/** @type {string} */ sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
      close: () => {
        connection.closeSync()
        instance.closeSync()
      },
    }
  },
})
