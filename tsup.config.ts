import { pathToFileURL } from 'node:url'
import { defineConfig, type Options } from 'tsup'
import { writeData } from './docs/generate-data.mjs'
import { writeCommonJs } from './test/support/common-js.mjs'
import { ENTRY_NAMES, sourceOf } from './test/support/entries.mjs'

// `--no-dts` rebuilds the code alone; the declarations of the last whole build stay.
const library = ({ dts }: Options): Options => ({
  entry: {
    ...Object.fromEntries(ENTRY_NAMES.map((name) => [name, sourceOf(name)])),
    // Entries of their own only so that date-fns stays out of bundles that do not compute days.
    calendar: 'src/values/calendar.ts',
  },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  // Shared chunks in both formats, so that a value made through one entry is known to the others.
  splitting: true,
  // No module has an effect: else bare imports of chunks would stay, of which bundlers warn.
  treeshake: { moduleSideEffects: false },
  esbuildOptions(options) {
    options.charset = 'utf8'
  },
  clean: dts !== false,
  // UTC arithmetic for date-fns is bundled: the package keeps two runtime dependencies.
  noExternal: ['@date-fns/utc'],
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  onSuccess: async () => {
    await writeCommonJs('dist')
    // The law and its tests as JSON are made of what was built.
    await writeData(pathToFileURL(`${process.cwd()}/dist/`))
  },
})

/** `npx demerit`: a program of Node's, apart from the library, which asks nothing of its host. */
const cli: Options = {
  entry: { cli: 'src/cli/main.mjs' },
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  splitting: false,
  esbuildOptions(options) {
    options.charset = 'utf8'
  },
  clean: false,
  noExternal: ['@date-fns/utc'],
  dts: false,
}

export default defineConfig((given) => [library(given), cli])
