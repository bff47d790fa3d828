import { randomInt } from 'node:crypto'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Far from China, where a slip into the host's zone shows. */
const FAR = 'America/Los_Angeles'
const files = (folder: string, ...names: readonly string[]) => names.map((name) => `test/${folder}/${name}.test.ts`)
/** About days, instants and points: by `npm run verify` in three zones more. The linter keeps the host's zone out of what else there is. */
const DAYS = [
  ...files(
    'cases',
    'books',
    'boundaries',
    'calendar',
    'facts',
    'points',
    'reading',
    'registry-commands',
    'registry-queries',
  ),
  ...files('properties', 'decisions', 'values'),
  ...files('hostile', 'numbers-and-dates'),
]
/** What counts each step of every public function with large input: `promises` runs it on the packed package. */
const COUNTED = files('hostile', 'growth')
/** What `verify` alone goes through: of what is on record others find it first. */
const WHOLE_WORLDS = [
  ...files('exhaustive', 'bisimulation', 'loopholes', 'changes', 'capacity', 'compare', 'restrictions'),
  ...files('exhaustive', 'canonical', 'scopes', 'court-cases', 'ranges'),
]
/** Of the package: the sizes that pages show, its types under each compiler, the promises, which run on it twice, and what vectors find of a judge's mistakes. */
const SHOWN = files('package', 'bench', 'forms', 'judge', 'promises', 'types')
/** Of folders that are for `npm run test:ci` and `npm run verify`, what `npm test` runs all the same. */
const TEXT = files('engines', 'text')
const SEARCHES = files('exhaustive', 'searches')
const PLAIN = files('package', 'data', 'exports', 'floor', 'repository')
/** What compares pages with what their code prints today. */
const PRINTED = files('docs', 'generated', 'ranges', 'reference', 'snippets')
const FORGING = files('hostile', 'forging')
/** What takes long, and of what is recorded finds nothing that others do not. */
const LONG = [
  ...files('docs', 'faults'),
  ...files('kit', 'checks'),
  ...files('model', 'many'),
  ...files('properties', 'corrections'),
]
/** What is run by `npm run test:ci`, by `npm run verify` or by its name alone. */
const APART = [
  ...['exhaustive', 'proof', 'package', 'engines', 'integrations', 'browser', 'store', 'deep'].map(
    (each) => `test/${each}/**`,
  ),
  ...COUNTED,
  ...FORGING,
  ...LONG,
  ...PRINTED,
]
/**
 * What has a process of its own: it does more than a light file may (`support/weight.ts`), or looks at modules as they are loaded. The other files share
 * processes and what is loaded there, which halves what they take; of these it would make more.
 */
const HEAVY = [
  ...files(
    'cases',
    'command-line',
    'form-decisions',
    'halves',
    'log-promises',
    'made-up',
    'office',
    'office-facts',
    'page',
    'page-audit',
    'page-stop',
    'quadratic-paths',
    'sql-queries',
  ),
  ...files('docs', 'layers', 'weight'),
  ...files('hostile', 'identity', 'mutating'),
  ...files(
    'properties',
    'clocks',
    'advice',
    'counted',
    'decisions',
    'forms',
    'json-schema',
    'neighbourhood',
    'persistent-map',
    'points-ledger',
    'registry',
    'registry-logs',
    'values',
  ),
  ...['kit', 'model'].map((each) => `test/${each}/**/*.test.ts`),
]

interface Part {
  readonly files: readonly string[]
  readonly without?: readonly string[]
  readonly zones?: readonly string[]
  /** Whether tables and worlds are gone through whole (`support/whole.ts`). */
  readonly whole?: true
  /** Whether its files share processes, and each is held to the weight of a light file. */
  readonly light?: true
  readonly types?: true
  /** Databases; all that are installed unless given. */
  readonly engines?: string
}
/** What `npm test` runs, what `npm run test:ci` and `npm run verify` run besides, and what is run by its name alone. */
const PARTS: Readonly<Record<string, Part>> = {
  'test heavy': { files: [...HEAVY, ...SEARCHES, ...TEXT, ...PLAIN], without: LONG },
  'test light': { files: ['test/**/*.test.ts'], without: [...APART, ...HEAVY], light: true },
  'ci store': { files: ['test/store/**/*.test.ts'] },
  'ci small': { files: ['test/exhaustive/**/*.test.ts'], without: [...WHOLE_WORLDS, ...SEARCHES] },
  'ci package': { files: ['test/package/**/*.test.ts'], without: [...SHOWN, ...PLAIN] },
  'ci long': { files: LONG },
  'ci pages': { files: PRINTED },
  'ci engines': { files: files('engines', 'cli', 'decisions', 'rows', 'store'), engines: 'postgresql,duckdb' },
  'verify zones': { files: DAYS, zones: ['UTC', 'Asia/Shanghai', 'Pacific/Kiritimati'] },
  'verify worlds': { files: ['test/exhaustive/**/*.test.ts'], whole: true },
  'verify draws': {
    files: [
      ...files('properties', 'advice', 'corrections', 'forms', 'json-schema'),
      ...files('store', 'by-hand', 'corrections', 'erasure', 'store'),
    ],
    whole: true,
  },
  'verify promises': { files: [...SHOWN, ...FORGING] },
  'verify proof': { files: ['test/proof/**/*.test.ts'] },
  'verify engines': { files: ['test/engines/**/*.test.ts'], whole: true },
  'verify integrations': { files: ['test/integrations/**/*.test.ts'] },
  'verify browser': { files: ['test/browser/**/*.test.ts'] },
  deep: { files: ['test/deep/**/*.test.ts'] },
  any: {
    files: ['test/**/*.test.ts'],
    zones: [process.env.TZ || FAR],
    ...(process.env.DEMERIT_TYPES === '1' ? { types: true } : {}),
  },
}

/** One project a time zone. */
function projectsOf([name, part]: [string, Part]): TestProjectInlineConfiguration[] {
  return (part.zones ?? [FAR]).map((zone) => ({
    extends: true,
    test: {
      name: `${name} ${zone}`,
      include: [...part.files],
      exclude: [...configDefaults.exclude, 'test/bench/**', ...(part.without ?? [])],
      ...(part.light ? { isolate: false, setupFiles: ['test/light.ts'] } : {}),
      env: {
        TZ: zone,
        DEMERIT_WHOLE: part.whole || process.env.DEMERIT_WHOLE === '1' ? '1' : '',
        ...(part.engines ? { DEMERIT_ENGINES: part.engines } : {}),
      },
      typecheck: {
        enabled: part.types ?? false,
        include: ['test/types/**/*.test-d.ts'],
        tsconfig: 'test/tsconfig.json',
        checker: 'node_modules/typescript/bin/tsc',
      },
    },
  }))
}

/** What takes longest begins first, so that none is left to run alone. */
const LONGEST = [
  'ranges',
  'promises',
  'advice',
  'corrections',
  'compare',
  'changes',
  'judge',
  'by-hand',
  'snippets',
  'decisions',
  'erasure',
  'scopes',
  'analysis',
  'forging',
  'store',
  'registry',
  'decision-table',
  'court-cases',
  'command-line',
  'data',
  'missed',
  'drawn',
  'neighbourhood',
  'made-up',
  'reformed',
  'sql-queries',
  'proof',
  'capacity',
  'bisimulation',
  'site',
  'blanks',
  'audit-records',
]
class LongestFirst extends BaseSequencer {
  override async sort(all: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => (LONGEST.indexOf(basename(moduleId, '.test.ts')) + 1 || 99) - 1
    return (await super.sort(all)).sort((one, other) => rankOf(one) - rankOf(other))
  }
}

/** One seed for every property, which the last lines tell; the same run again: `DEMERIT_SEED=<seed>`. */
process.env.DEMERIT_SEED ||= String(randomInt(2 ** 31))
/** `-u` writes every golden anew. */
if (process.argv.some((each) => each === '-u' || each === '--update')) process.env.UPDATE_GOLDEN = '1'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: Object.entries(PARTS).flatMap(projectsOf),
    reporters: ['default', fileURLToPath(new URL('reporter.mjs', import.meta.url))],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    // The WebAssembly of PGlite as its first compiler makes it: a database starts in half the time, and no test runs long enough for the second to pay.
    execArgv: ['--liftoff-only'],
    // What was made of a module is kept by its text beside the packages: half of what a run of one file takes.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    // No test is ended by a clock: what could go on for ever is bounded by a count, but for waiting for a page in a browser.
    testTimeout: 0,
    hookTimeout: 0,
    silent: 'passed-only',
    slowTestThreshold: 10_000,
    coverage: { include: ['src/**'], reporter: ['text', 'html'] },
  },
})
