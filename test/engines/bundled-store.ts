import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The store of the sources in one file, for worker processes, which run no TypeScript; gives its path. */
export async function bundledStore(name: string): Promise<string> {
  const folder = join(ROOT, 'node_modules', '.cache', 'demerit')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${name}.mjs`)
  await build({
    stdin: {
      contents: `export { postgresStore } from './src/postgres/index.ts'; export { asReported } from './src/law/index.ts'`,
      resolveDir: ROOT,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
  })
  return outfile
}
