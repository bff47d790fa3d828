import { pathToFileURL } from 'node:url'
import { defineConfig, type Options } from 'tsup'
import { writeData } from './docs/generate-data.mjs'
import { writeCommonJs } from './test/support/common-js.mjs'
import { ENTRY_NAMES, sourceOf } from './test/support/entries.mjs'
import { notices } from './test/support/notices.mjs'
import { pureModules } from './test/support/pure-modules.mjs'
import { straightCode } from './test/support/straight-code.ts'

const entry = {
  ...Object.fromEntries(ENTRY_NAMES.map((name) => [name, sourceOf(name)])),
  // Entries of their own only so that date-fns stays out of bundles that do not compute days.
  calendar: 'src/values/calendar.ts',
}
const shared: Options = {
  target: 'es2022',
  removeNodeProtocol: false,
  // UTC arithmetic for date-fns is bundled: the package keeps two runtime dependencies. The command line alone reads CSV.
  noExternal: ['@date-fns/utc', 'papaparse'],
}

/** The code, as ES modules that share their chunks, so that a value made through one entry is known to the others; then CommonJS of them. */
const code: Options = {
  ...shared,
  // `npx demerit` is a program of Node's: it holds nothing of the library twice, and the library asks nothing of its host.
  entry: { ...entry, cli: 'src/cli/main.mjs' },
  format: 'esm',
  platform: 'neutral',
  // papaparse asks for streams where it is given one, which nothing here does.
  external: [/^node:/, 'stream'],
  splitting: true,
  // No module has an effect: else bare imports of chunks would stay, of which bundlers warn.
  treeshake: { moduleSideEffects: false },
  esbuildPlugins: [straightCode, pureModules, notices],
  esbuildOptions(options) {
    options.charset = 'utf8'
    options.mainFields = ['module', 'main']
  },
  // What makes the declarations removes them, so that --no-dts leaves those of the last whole build.
  clean: ['!**/*.d.{ts,cts}'],
  dts: false,
  onSuccess: async () => {
    await writeCommonJs('dist')
    // The law and its tests as JSON are made of what was built.
    await writeData(pathToFileURL(`${process.cwd()}/dist/`))
  },
}

const types: Options = {
  ...shared,
  entry,
  format: ['esm', 'cjs'],
  clean: true,
  dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } },
}

export default defineConfig((given) => (given.dts === false ? code : [code, types]))
