/** The examples of docs beside the packed package, with the packages of this folder: type-checked, built and loaded as a user would. */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
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
  /** Loads a package as the examples do, or one that only the tests have. */
  readonly use: <T>(name: string) => Promise<T>
}

/** @param others examples that it uses. */
export async function workshop(name: string, ...others: readonly string[]): Promise<Workshop> {
  const consumer = await packed()
  const { folder } = consumer
  const examples = [name, ...others]
  // The packages that the examples say they need, and no others: an example must compile after its own `npm install`.
  for (const each of new Set([...examples.flatMap(packagesOf), ...OF_TESTS])) {
    const [place, source] = [join(folder, 'node_modules', each), sourceOf(each)]
    if (source === undefined || existsSync(place)) continue
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(source, place, 'dir')
  }
  for (const each of examples) cpSync(join(ROOT, 'docs', 'examples', each), join(folder, each), { recursive: true })
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
      plugins: [vueFiles],
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

/** Reads a component of Vue as its own compiler writes it: a script in TypeScript, with the template in it. */
export const vueFiles: Plugin = {
  name: 'vue-files',
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { compileScript, parse } = await import(
        createRequire(join(HERE, 'package.json')).resolve('vue/compiler-sfc')
      )
      const { descriptor, errors } = parse(readFileSync(path, 'utf8'), { filename: path })
      if (errors.length > 0) throw errors[0]
      const options = { id: 'form', inlineTemplate: true, templateOptions: { ssr: false } }
      return { contents: compileScript(descriptor, options).content, loader: 'ts' }
    })
  },
}

/** Packages of the tests alone, which no example imports. */
const OF_TESTS = ['@seriousme/openapi-schema-validator', 'react-dom', 'zod']

function packagesOf(example: string): readonly string[] {
  const path = join(ROOT, 'docs', 'examples', example, 'package.json')
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path, 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies })
}

/** Where a package is: beside these tests, else with the library's own; the library itself is packed. */
function sourceOf(name: string): string | undefined {
  if (name === 'demerit') return undefined
  const places = [join(HERE, 'node_modules', name), join(ROOT, 'node_modules', name)]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`${name} is not installed: add it to test/integrations/package.json`)
  return found
}
