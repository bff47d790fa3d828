import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
// @ts-expect-error -- a list without types of its own
import { FAR, LONGEST, PARTS } from './parts.mjs'

interface Part {
  readonly name: string
  readonly files: readonly string[]
  readonly without?: readonly string[]
  readonly zones?: readonly string[]
  readonly whole?: boolean
  readonly types?: boolean
}

/** `test/run.mjs` names the parts that it wants; without it any file can be run, in the zone that `TZ` names. */
const wanted = process.env.DEMERIT_PARTS?.split(',') ?? []
const parts: readonly Part[] = PARTS.filter(({ name }: Part) => wanted.includes(name))
const anything: Part = {
  name: 'any',
  files: ['test/**/*.test.ts'],
  zones: [process.env.TZ || FAR],
  whole: process.env.DEMERIT_WHOLE === '1',
  types: process.env.DEMERIT_TYPES !== '0',
}

/** One project a time zone. */
function projectsOf(part: Part): TestProjectInlineConfiguration[] {
  return (part.zones ?? [FAR]).map((zone) => ({
    extends: true,
    test: {
      name: `${part.name} ${zone}`,
      include: [...part.files],
      exclude: [...configDefaults.exclude, ...(part.without ?? [])],
      env: { TZ: zone, DEMERIT_WHOLE: part.whole ? '1' : '' },
      typecheck: {
        enabled: part.types ?? false,
        include: ['test/types/**/*.test-d.ts'],
        tsconfig: 'test/tsconfig.json',
        checker: 'node_modules/typescript/bin/tsc',
      },
    },
  }))
}

/** What takes longest begins first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => LONGEST.indexOf(basename(moduleId, '.test.ts'))
    const rankOf = (file: TestSpecification) => (placeOf(file) === -1 ? LONGEST.length : placeOf(file))
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other))
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: (parts.length > 0 ? parts : [anything]).flatMap(projectsOf),
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // No test is ended by a clock: what could go on for ever is bounded by a count, but for waiting for a page in a browser.
    testTimeout: 0,
    hookTimeout: 0,
    silent: 'passed-only',
    slowTestThreshold: 10_000,
    coverage: { include: ['src/**'], reporter: ['text', 'html'] },
  },
})
