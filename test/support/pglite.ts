import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

/** An empty database of this version of PGlite: to make one is most of a start, so it is made once and kept beside the packages. */
const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const { version } = JSON.parse(readFileSync(join(PACKAGES, '@electric-sql/pglite/package.json'), 'utf8'))
const EMPTY = join(PACKAGES, `.cache/demerit/pglite-${version}.tar`)

export async function emptyDatabase(): Promise<PGlite> {
  if (!existsSync(EMPTY)) {
    const db = await PGlite.create()
    const dump = await db.dumpDataDir('none')
    await db.close()
    mkdirSync(dirname(EMPTY), { recursive: true })
    // Whole or not at all, whoever else is at it.
    const whole = `${EMPTY}.${process.pid}`
    writeFileSync(whole, new Uint8Array(await dump.arrayBuffer()))
    renameSync(whole, EMPTY)
  }
  return PGlite.create({ loadDataDir: new Blob([readFileSync(EMPTY)]) })
}
