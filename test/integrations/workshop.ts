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
  /** The folder of the example. */
  readonly example: string
  /** Builds a module of the example: gives the file. */
  readonly built: (file: string) => Promise<string>
  /** Builds a module of the example and loads it, its packages those of this folder. */
  readonly load: <T>(file: string) => Promise<T>
  /** Loads a package as the examples do. */
  readonly use: <T>(name: string) => Promise<T>
}

/** @param others examples that it uses. */
export async function workshop(name: string, ...others: readonly string[]): Promise<Workshop> {
  const consumer = await packed()
  const { folder } = consumer
  for (const name of packagesIn(join(HERE, 'node_modules'))) {
    const place = join(folder, 'node_modules', name)
    if (!existsSync(place)) symlinkSync(join(HERE, 'node_modules', name), place, 'dir')
  }
  for (const each of [name, ...others]) {
    cpSync(join(ROOT, 'docs', 'examples', each), join(folder, each), { recursive: true })
  }
  const example = join(folder, name)
  const require = createRequire(join(folder, 'package.json'))
  const built = async (file: string) => {
    const outfile = join(example, `${file}.mjs`)
    await build({
      entryPoints: [join(example, file)],
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      jsx: 'automatic',
      logLevel: 'error',
    })
    return outfile
  }
  return {
    ...consumer,
    example,
    built,
    load: async (file) => import(pathToFileURL(await built(file)).href),
    use: async (specifier) => import(pathToFileURL(require.resolve(specifier)).href),
  }
}

/** Packages, and folders of packages with one scope. */
function packagesIn(modules: string): readonly string[] {
  return readdirSync(modules).filter((name) => !name.startsWith('.'))
}
