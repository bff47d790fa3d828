/** The command line with what it needs of the machine: DuckDB for Parquet and database files, and the packed program. */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error -- without types of its own
import { openedDuckdb } from '../../src/cli/duckdb.mjs'
import { cn } from '../../src/law/index.ts'
import { decisionSql, factsSql } from '../../src/sql/index.ts'
import { type Consumer, MANIFEST, packed } from '../package/consumer.ts'
import { commandLine, gb18030, rowsIn } from '../support/command-line.ts'
import { duckdb, enginesInstalled, loadPackage } from './engines.ts'
import { histories, loadTables } from './history.ts'

const { folder, fileOf, ran } = commandLine(async () => openedDuckdb(await loadPackage('@duckdb/node-api')))

const CSV = `id,at,channel,driver,vehicle,vehicle_owner,fine,points,bound_since,licence_states,licence_classes
a,2024-12-01T10:00:00+08:00,app,d,v,o,20000,0,2024-11-10T10:00:00+08:00,none,C1
b,2024-12-01T10:00:00+08:00,app,d,v,o,20001,3,none,none,"C1 C2"
c,2018-03-01 10:00:00Z,app,d,v,o,20000,0,1519800000000,seized locked,C1
d,2018-03-01 10:00:00,post,d,v,o,20000,0,,none,C1
`
/** Each row with what came of it, without its own cells. */
const judgedIn = (out: string) =>
  rowsIn(out).map(({ id, verdict, rule_set, failing, unknown, missing, malformed }) =>
    [id, verdict, rule_set, failing, unknown, missing, malformed].join(),
  )

describe.skipIf(!enginesInstalled)('with DuckDB', () => {
  const written = async (from: string, path: string) => {
    const engine = await duckdb()
    await engine.run(`COPY (${from}) TO '${path}' (FORMAT parquet)`)
    await engine.close()
    return path
  }

  test('a Parquet file is judged as the same CSV is, whatever a pattern would make of its name, and so are many', async () => {
    const csv = fileOf('acts.csv', CSV)
    const plain = await ran(['audit', csv, '--format', 'csv'])
    const inside = join(folder, 'channel=web')
    mkdirSync(inside)
    const typed = `SELECT * REPLACE (CAST(fine AS BIGINT) AS fine, string_split(licence_classes, ' ') AS licence_classes) FROM read_csv('${csv}', all_varchar = true, hive_partitioning = false)`
    for (const name of ['acts.parquet', 'a[1].parquet', '{a}.parquet']) {
      const path = await written(typed, join(inside, name))
      const { code, out } = await ran(['audit', path, '--format', 'csv'])
      expect([code, judgedIn(out)]).toEqual([1, judgedIn(plain.out)])
      expect((await ran(['explain', path, '--id', 'b'])).out).toBe((await ran(['explain', csv, '--id', 'b'])).out)
    }
    const many = await ran(['audit', `${inside}/*.parquet`, '--format', 'csv'])
    expect(judgedIn(many.out)).toHaveLength(12)
    const over = await ran(['audit', `${inside}/*.parquet`, '--output', join(inside, 'acts.parquet')])
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('--output names this file, which is read')])
    writeFileSync(join(inside, 'no.parquet'), 'hello')
    expect((await ran(['audit', join(inside, 'no.parquet')])).err).toMatch(/no.parquet: error\[database\]: /)
  })

  test('a table of a DuckDB file is judged, and the file is only read', async () => {
    const path = join(folder, 'office.duckdb')
    const engine = await duckdb()
    await engine.run(`ATTACH '${path}' AS office`)
    await engine.run(
      `CREATE TABLE office."the acts" AS SELECT * REPLACE (CAST(fine AS BIGINT) AS fine) FROM read_csv('${fileOf('acts.csv', CSV)}', all_varchar = true)`,
    )
    await engine.run('DETACH office')
    await engine.close()
    const { out } = await ran(['audit', path, '--table', 'the acts', '--format', 'csv'])
    expect(judgedIn(out)).toEqual(judgedIn((await ran(['audit', join(folder, 'acts.csv'), '--format', 'csv'])).out))
    expect((await ran(['audit', path, '--table', 'none'])).err).toMatch(/error\[database\]: /)
    expect((await ran(['audit', path, '--table', 'the acts', '--output', path])).err).toMatch(/error\[contradicted\]/)
  })

  test('what factsSql gives is read as it was written, as CSV and as Parquet', async () => {
    const engine = await duckdb()
    const { tables } = histories(2, 16)
    await loadTables(engine, tables)
    const facts = factsSql('handle', { dialect: 'duckdb' })
    const judged = await engine.rows(decisionSql(cn, 'handle', { dialect: 'duckdb', from: { sql: facts } }))
    const line = (row: Readonly<Record<string, unknown>>) =>
      [row.id, row.verdict, ...['failing', 'unknown', 'missing'].map((name) => [row[name]].flat().join(' '))].join()
    for (const format of ['csv', 'parquet']) {
      const path = join(folder, `exported.${format}`)
      await engine.run(`COPY (${facts}) TO '${path}' (FORMAT ${format})`)
      const { code, out } = await ran(['audit', path, '--format', 'csv', '--raw', '--codes'])
      expect(code).toBe(0)
      expect(rowsIn(out).map(line).sort()).toEqual(judged.map(line).sort())
    }
    await engine.close()
  })
})

describe('without DuckDB', () => {
  test('Parquet and databases say what they need; CSV needs nothing', async () => {
    for (const code of ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']) {
      const openDuckdb = () => Promise.reject(Object.assign(new Error('no'), { code }))
      expect(await ran(['audit', 'x.parquet'], { openDuckdb })).toMatchObject({
        ...{
          code: 2,
          err: 'x.parquet: error[no-duckdb]: Parquet and database files need DuckDB: npm install @duckdb/node-api\n',
        },
      })
    }
    const openDuckdb = () => Promise.reject(new Error('no\nroom'))
    expect((await ran(['audit', 'x.parquet'], { openDuckdb })).err).toBe('x.parquet: error[database]: no room\n')
  })
})

describe.skipIf(process.env.DEMERIT_BUILT !== '1')('the packed program', () => {
  let consumer: Consumer
  beforeAll(async () => {
    consumer = await packed()
  })
  afterAll(() => consumer?.remove())
  const cli = () => join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
  const program = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, [cli(), ...args], { cwd: consumer.folder }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })
  const inBash = (command: string, ...words: string[]) =>
    spawnSync('bash', ['-c', command, process.execPath, cli(), ...words], { cwd: consumer.folder, encoding: 'utf8' })

  test('audits a file with nothing beside the package, and says what is wrong with a call', async () => {
    const path = consumer.write('acts.csv', CSV)
    const audited = await program('audit', path, '--format', 'csv')
    const { code, out, err } = await ran(['audit', path, '--format', 'csv'], { version: MANIFEST.version })
    expect(audited).toEqual({ code, out, err })
    expect((await program('audit')).code).toBe(2)
    expect((await program('help')).out).toContain('demerit audit FILE')
    expect(await program('--version')).toEqual({ code: 0, out: `${MANIFEST.version}\n`, err: '' })
    writeFileSync(join(consumer.folder, 'office.csv'), gb18030('驾驶证号,罚款金额\nd,300\n'))
    expect((await program('audit', 'office.csv')).out).toContain('fines in yuan (罚款金额): from 300 to 300 yuan')
  })

  test.skipIf(!enginesInstalled)('finds DuckDB in the project from which it is called', async () => {
    const modules = fileURLToPath(new URL('./node_modules/@duckdb', import.meta.url))
    mkdirSync(dirname(join(consumer.folder, 'node_modules', '@duckdb')), { recursive: true })
    symlinkSync(modules, join(consumer.folder, 'node_modules', '@duckdb'), 'dir')
    const engine = await duckdb()
    await engine.run(
      `COPY (SELECT 'd' AS driver, 30000 AS fine) TO '${join(consumer.folder, 'acts.parquet')}' (FORMAT parquet)`,
    )
    await engine.close()
    expect(await program('audit', 'acts.parquet')).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 row, question handle'),
    })
  })

  test('tells by its exit code of malformed rows, when nobody reads on', () => {
    const many = [...Array(20_000).keys()].map((row) => `r${row},${row === 3 ? 'x' : '20000'}`)
    const path = consumer.write('many.csv', `id,fine\n${many.join('\n')}\n`)
    const { stdout } = inBash('"$0" "$1" audit "$2" --format csv | head -1; echo "${PIPESTATUS[0]}"', path)
    expect(stdout).toBe(
      '\ufeffid,fine,verdict,rule_set,law,attested,reasons,failing,unknown,inferred,missing,malformed\n1\n',
    )
  })

  test('reads a pipe', async () => {
    const path = consumer.write('piped.csv', CSV)
    const { status, stdout } = inBash('cat "$2" | "$0" "$1" audit /dev/stdin --format csv', path)
    const { out } = await ran(['audit', path, '--format', 'csv'], { version: MANIFEST.version })
    expect([status, stdout]).toEqual([1, out])
  })

  test.skipIf(!existsSync('/dev/full'))('says so when what it writes cannot be kept', () => {
    const path = consumer.write('full.csv', CSV)
    const { status, stderr } = inBash('"$0" "$1" audit "$2" --format csv > /dev/full', path)
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^demerit: error\[unwritable\]: standard output: ENOSPC/m),
    ])
  })

  test('is installed beside the newest DuckDB, whose versions all count as previews', () => {
    const beside = join(consumer.folder, 'beside')
    mkdirSync(beside)
    writeFileSync(join(beside, 'package.json'), '{ "private": true }')
    const npm = (...args: string[]) => execFileSync('npm', args, { cwd: beside, encoding: 'utf8', stdio: 'pipe' })
    npm('install', '--package-lock-only', '--no-audit', '--no-fund', consumer.tarball, '@duckdb/node-api')
    const { dependencies } = JSON.parse(npm('ls', '--package-lock-only', '--json')) as { dependencies: object }
    expect(Object.keys(dependencies).sort()).toEqual(['@duckdb/node-api', 'demerit'])
  })
})
