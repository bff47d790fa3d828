/** The examples of docs beside the packed package, with the packages of this folder: type-checked, built and loaded as a user would. */
import { cpSync, existsSync, readdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type Consumer, packed, ROOT } from '../package/consumer.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
/** Whether `npm ci --prefix test/integrations` has been run. */
export const isInstalled: boolean = existsSync(join(HERE, 'node_modules'))

export interface Workshop extends Consumer {
  /** Builds a module of the examples and loads it, its packages those of this folder. */
  readonly load: <T>(file: string) => Promise<T>
  /** Loads a package as the examples do. */
  readonly use: <T>(name: string) => Promise<T>
}

export async function workshop(example: string): Promise<Workshop> {
  const consumer = await packed()
  const { folder } = consumer
  for (const name of packagesIn(join(HERE, 'node_modules'))) {
    const place = join(folder, 'node_modules', name)
    if (!existsSync(place)) symlinkSync(join(HERE, 'node_modules', name), place, 'dir')
  }
  cpSync(join(ROOT, 'docs', 'examples', example), folder, { recursive: true })
  const require = createRequire(join(folder, 'package.json'))
  return {
    ...consumer,
    load: async (file) => {
      const outfile = join(folder, `${file}.mjs`)
      const entryPoints = [join(folder, file)]
      await build({
        entryPoints,
        outfile,
        bundle: true,
        packages: 'external',
        format: 'esm',
        jsx: 'automatic',
        logLevel: 'error',
      })
      return import(pathToFileURL(outfile).href)
    },
    use: async (name) => import(pathToFileURL(require.resolve(name)).href),
  }
}

/** Packages, and folders of packages with one scope. */
function packagesIn(modules: string): readonly string[] {
  return readdirSync(modules).filter((name) => !name.startsWith('.'))
}
