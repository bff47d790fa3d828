// @ts-check
import { readdirSync } from 'node:fs'

/** One seed and few cases a property: a mutant that is found by luck is found again. */
export const SEED = '20180224'
export const RUNS = '20'

/**
 * The areas of `src/`: files and folders (a file is of the area that names it most closely), and the tests that each mutant of
 * an area meets: those that look at it closely, since the time of a mutant is the time of its tests; how many milliseconds more
 * than usual they may take, 20,000 if not said.
 *
 * @type {Readonly<Record<string, { sources: readonly string[], tests: readonly string[], without?: RegExp, patience?: number }>>}
 */
export const AREAS = {
  rules: {
    sources: ['src/law/', 'src/decision/', 'src/law/rule-sets/rule-set.ts', 'src/law/rule-sets/rule-book.ts'],
    tests: [
      'cases/provisions.test.ts',
      'cases/boundaries.test.ts',
      'cases/rule-sets.test.ts',
      'cases/reform-drafts.test.ts',
      'exhaustive/decision-table.test.ts',
    ],
    without: /^(?!as-reported|chengdu)\S+ › (bind|handle): every row/,
  },
  values: {
    sources: ['src/input/', 'src/values/', 'src/law/facts.ts'],
    tests: [
      'cases/reading.test.ts',
      'cases/facts.test.ts',
      'cases/arguments.test.ts',
      'cases/bad-input.test.ts',
      'cases/values.test.ts',
      'cases/nested-issues.test.ts',
      'properties/values.test.ts',
    ],
  },
  registry: {
    sources: ['src/registry/', 'src/store/'],
    tests: [
      'properties/persistent-map.test.ts',
      'cases/registry-log.test.ts',
      'cases/registry-checksum.test.ts',
      'cases/registry-events.test.ts',
      'cases/registry-replay.test.ts',
      'cases/registry-commands.test.ts',
      'cases/registry-refusals.test.ts',
      'cases/registry-queries.test.ts',
      'cases/registry-steps.test.ts',
      'hostile/sequences.test.ts',
      'hostile/lying-inputs.test.ts',
      'hostile/programmer-mistakes.test.ts',
      'hostile/mutating.test.ts',
      'cases/hostile-caller.test.ts',
    ],
    // What takes long and finds no other mutants than the rest.
    without: /› (long sequences|#96|#37|#5 |#1 )/,
  },
  points: {
    sources: ['src/law/points/', 'src/law/procedure/', 'src/values/calendar.ts'],
    tests: ['cases/points.test.ts', 'cases/calendar.test.ts', 'cases/points-ledger.test.ts'],
  },
  papers: {
    sources: ['src/typed/'],
    tests: [
      'properties/identity-numbers.test.ts',
      'properties/values.test.ts',
      'cases/typed-fields.test.ts',
      'cases/typed-ids.test.ts',
    ],
  },
  'rule-sets': {
    sources: ['src/law/rule-sets/'],
    tests: [
      'cases/rule-set-input.test.ts',
      'cases/reforms.test.ts',
      'cases/rule-sets.test.ts',
      'cases/books.test.ts',
      'cases/options.test.ts',
      'cases/reform-drafts.test.ts',
    ],
  },
  form: {
    sources: ['src/form/'],
    tests: ['cases/forms.test.ts', 'cases/typed-fields.test.ts'],
  },
  words: {
    sources: ['src/explain/', 'src/analysis/sentences.ts'],
    tests: ['cases/explain.test.ts', 'cases/problem.test.ts'],
  },
  data: {
    sources: [
      'src/law/rule-sets/as-reported.ts',
      'src/law/rule-sets/chengdu-',
      'src/law/rule-sets/cn-',
      'src/law/rule-sets/plan-',
      'src/law/citations.ts',
      'src/law/index.ts',
      'src/decision/decision.ts',
      'src/values/channel.ts',
      'src/values/licence.ts',
      'src/values/vehicle.ts',
      'src/values/violation.ts',
    ],
    tests: ['cases/rules-page.test.ts', 'cases/closed-lists.test.ts'],
  },
  analysis: {
    sources: ['src/analysis/'],
    tests: [
      ...['analysis', 'restrictions', 'explore', 'canonical'].map((name) => `exhaustive/${name}.test.ts`),
      'exhaustive/searches.test.ts',
    ],
    // The larger worlds take seconds a mutant.
    without:
      /a registry always has|: as many keys|^keys of registries › cap|every kind of step|^what is shown|a spent budget|is closed by a restriction/,
  },
  rows: {
    sources: ['src/analysis/rows/'],
    tests: ['cases/audit-rows.test.ts'],
  },
  cards: {
    sources: ['src/analysis/card', 'src/analysis/rule-card.ts'],
    tests: ['cases/rule-card.test.ts'],
  },
  cases: {
    sources: ['src/analysis/cases/', 'src/analysis/consent.ts'],
    tests: ['exhaustive/court-cases.test.ts'],
  },
  compare: {
    sources: ['src/analysis/compare/'],
    tests: ['cases/compare-new-rules.test.ts', 'exhaustive/analysis.test.ts', 'exhaustive/searches.test.ts'],
  },
  capacity: {
    sources: ['src/analysis/capacity/'],
    tests: ['exhaustive/capacity.test.ts'],
  },
  keys: {
    // By themselves: many of their mutants only cost more, which is counted, and take too long in a search.
    sources: ['src/analysis/explore/canonical.ts'],
    tests: ['exhaustive/canonical-key.test.ts'],
    without: /graphs over six points/,
    patience: 2000,
  },
  kit: {
    sources: ['src/testing/'],
    tests: ['kit/drawn.test.ts', 'kit/kit.test.ts', 'kit/records.test.ts', 'kit/checks.test.ts'],
    // Long searches for what shorter tests find too.
    without: /the same seed always|a cap that is one too many|a correct system agrees/,
  },
}

/**
 * What a run of all mutants leaves out, since each test of it starts a database or a process, which would be minutes a mutant; a sample does
 * not (sample.mjs). SQL has mutants of its own in `test/engines/mutants.test.ts`, and the store and the SQL have seeded faults (`test/faults`).
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const APART = {
  'src/sql/': ['engines/text.test.ts', 'cases/sql-errors.test.ts', 'cases/sql-queries.test.ts', 'store/audit.test.ts'],
  'src/postgres/': ['names', 'schema', 'options', 'store', 'verify', 'erasure'].map((name) => `store/${name}.test.ts`),
  'src/tables/': ['engines/text.test.ts', 'store/audit.test.ts'],
  'src/cli/': ['cases/command-line.test.ts', 'cases/command-line-cells.test.ts'],
}

/** @param {string} file */
export function isApart(file) {
  return Object.keys(APART).some((folder) => file.startsWith(folder))
}

/** The tests that look at a file closely. @param {string} file */
export function testsFor(file) {
  const apart = Object.entries(APART).find(([folder]) => file.startsWith(folder))
  const tests = apart?.[1] ?? AREAS[FILES[file] ?? '']?.tests ?? []
  return tests.map((test) => `test/${test}`)
}

/**
 * What is asked of a mutant of a sample that lives in its area, before all tests that reach its file: those that have found most of them, or
 * that StrykerJS's runner cannot run.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const NEXT = {
  'src/analysis/': ['hostile/programmer-mistakes', 'exhaustive/compare'],
  'src/cli/': ['properties/encodings', 'cases/audit-rows', 'engines/cli', 'docs/snippets'],
  'src/decision/': [
    ...['reforms', 'bad-input', 'made-up', 'forms', 'halves', 'recorded-after-transfer', 'explain', 'problem'].map(
      (name) => `cases/${name}`,
    ),
    'properties/decisions',
  ],
  'src/explain/': [
    ...['forms', 'rule-card', 'page', 'command-line', 'required-facts'].map((name) => `cases/${name}`),
    ...['exhaustive/explore'],
  ],
  'src/form/': ['cases/form-facts', 'cases/form-decisions', 'cases/typed-ids', 'properties/forms'],
  'src/input/': ['cases/rule-set-input', 'cases/formats', 'properties/json-schema', 'hostile/lying-inputs'],
  'src/law/': [
    'cases/reforms',
    'cases/rule-set-input',
    'properties/decisions',
    'cases/made-up',
    'cases/forms',
    'engines/text',
  ],
  'src/registry/': [
    ...['log-promises', 'points-ledger'].map((name) => `cases/${name}`),
    ...['registry-logs', 'points-ledger', 'registry'].map((name) => `properties/${name}`),
    ...['model/registry', 'exhaustive/searches'],
  ],
  'src/sql/': ['engines/rows', 'engines/decisions'],
  'src/store/': [
    'store/store-on',
    'cases/neighbourhood',
    'properties/neighbourhood',
    'store/by-hand',
    'store/kept',
    'store/options',
  ],
  'src/testing/': ['kit/missed', 'store/kit'],
  'src/typed/': ['cases/audit-rows', 'cases/forms', 'properties/forms'],
  'src/values/': ['cases/registry-checksum', 'cases/formats', 'cases/options'],
}

/** @param {string} file */
export function nextFor(file) {
  const [, tests = []] = Object.entries(NEXT).find(([folder]) => file.startsWith(folder)) ?? []
  return tests.map((test) => `test/${test}.test.ts`)
}

/** Every file of `src/` and its area; `undefined` where it has none. @type {Readonly<Record<string, string | undefined>>} */
export const FILES = Object.fromEntries(
  readdirSync(new URL('../../src', import.meta.url), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && file !== 'src/index.ts')
    .sort()
    .map((file) => [file, areaOf(file)]),
)

/** @param {string} file */
function areaOf(file) {
  const [closest] = Object.entries(AREAS)
    .flatMap(([area, { sources }]) => sources.map((source) => ({ area, source })))
    .filter(({ source }) => file.startsWith(source))
    .sort((one, other) => other.source.length - one.source.length)
  return closest?.area
}
