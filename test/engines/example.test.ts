/** docs/examples/store.mjs on a real server, as DATABASE_URL makes it run. */
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { enginesInstalled, postgresServer } from './engines.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

test.skipIf(!enginesInstalled)('the example prints on PostgreSQL 18 what it prints on PGlite', async () => {
  const folder = at('node_modules/.cache')
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [at('../../docs/examples/store.mjs')],
    // Where `pg` is found.
    outfile: `${folder}/example.mjs`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg', '@electric-sql/pglite'],
    alias: { 'demerit/postgres': at('../../src/postgres/index.ts'), 'demerit/rules': at('../../src/law/index.ts') },
    logLevel: 'warning',
  })
  const server = await postgresServer()
  try {
    const env = { ...process.env, DATABASE_URL: server.url }
    const { stdout } = await promisify(execFile)(process.execPath, [`${folder}/example.mjs`], { env })
    expect(stdout.split('\n').map((line) => line.trim())).toEqual([
      ...['v1 accepted', 'v2 accepted', 'v3 accepted', 'v4 refused driver-cap'],
      ...['8 events, up to a position: true', 'true', ''],
    ])
  } finally {
    await server.remove()
  }
})
