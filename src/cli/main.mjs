#!/usr/bin/env node
// @ts-check
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { openedDuckdb } from './duckdb.mjs'
import { createFile, filesLike, identityOf, openFile } from './files.mjs'
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
  sha256Of: (text) => createHash('sha256').update(text).digest('hex'),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  open: openFile,
  filesLike,
  identityOf,
  create: createFile,
  openDuckdb: async () => openedDuckdb(await duckdb()),
})
