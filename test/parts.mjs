// @ts-check
/**
 * What is run, by which command, and in which time zones: vitest runs each part as one project a time zone
 * (`vitest.config.ts`). To add a part, add a row.
 */

/** What does not depend on the zone runs far from China, where a slip into the host's zone shows. */
export const FAR = 'America/Los_Angeles'
export const ZONES = [FAR, 'UTC', 'Asia/Shanghai', 'Pacific/Kiritimati']
const OTHERS = ZONES.filter((zone) => zone !== FAR)

/** Folders of test files that are a part of their own; whatever else lies in `test/` runs in every `npm test`. */
const APART = ['exhaustive', 'proof', 'docs', 'package', 'engines', 'integrations', 'browser']
/** What counts each step of every public function with large input is long: `promises` runs it, on the packed package. */
const COUNTED = ['test/hostile/growth.test.ts']
/** What attacks the package with each name in turn takes as long as all other tests of it. */
const HOSTILE = [
  ...['hostile', 'promises'].map((name) => `test/package/${name}.test.ts`),
  'test/hostile/forging.test.ts',
]
/** Of the package, what is not of its code: the demo, the sizes that pages show, and its types under each compiler. */
const SHOWN = ['demo', 'forms', 'bench', 'types'].map((name) => `test/package/${name}.test.ts`)
/** Pages and lists that are made from the sources, each compared in less than a second: `npm test` tells which is old. */
const MADE = ['docstrings', 'facts', 'generated', 'links', 'sentences'].map((name) => `test/docs/${name}.test.ts`)
/**
 * Of the store: its answers beside those of a registry come first. Each file starts a database, so that the others are for
 * `npm run verify`.
 */
const STORE = 'test/store/**/*.test.ts'
const STORE_FIRST = ['kit', 'options', 'store'].map((name) => `test/store/${name}.test.ts`)
/** Of small worlds: two laws compared and what a ring can sell at most take longer than all others. */
const COMPARED = ['capacity', 'compare', 'restrictions'].map((name) => `test/exhaustive/${name}.test.ts`)
/** Files about days, instants and points: `npm test` runs them in every zone. */
const DAYS = [
  ...['books', 'boundaries', 'calendar', 'facts', 'points', 'reading'].map((name) => `test/cases/${name}.test.ts`),
  ...['registry-commands', 'registry-queries'].map((name) => `test/cases/${name}.test.ts`),
  ...['decisions', 'values'].map((name) => `test/properties/${name}.test.ts`),
  ...['points', 'values'].map((name) => `test/regressions/${name}.test.ts`),
  'test/hostile/numbers-and-dates.test.ts',
]
/**
 * What cannot depend on the host's zone, or does so through what the other files call: attacks, ids, maps and counts without a
 * day in them, JSON Schema, what does not compile, which headline a decision has, and the store, whose days the library computes and whose database is told them as numbers.
 */
const WITHOUT_DAYS = [
  'test/hostile/**',
  'test/store/**',
  ...['bad-input', 'closed-lists', 'made-up', 'typed-ids', 'typed-fields'].map((name) => `test/cases/${name}.test.ts`),
  ...['counted', 'forms', 'headlines', 'identity-numbers', 'json-schema', 'persistent-map'].map(
    (name) => `test/properties/${name}.test.ts`,
  ),
  'test/regressions/quadratic-paths.test.ts',
]
const SUITE = {
  files: ['test/**/*.test.ts'],
  without: [...APART.map((folder) => `test/${folder}/**`), ...COUNTED],
}

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {'test' | 'verify'} by the command that runs it: `npm test`, or `npm run verify`
 * @property {true} [named] run only if it is named: `npm run verify -- everywhere`
 * @property {number} [minutes] what `npm run verify` may spend on it on two slow cores; what needs more is for `npm run verify:deep`
 * @property {readonly string[]} files patterns of test files
 * @property {readonly string[]} [without] patterns of files that are left out
 * @property {readonly string[]} [zones] the zones that the files are run in, FAR alone unless given
 * @property {boolean} [whole] whether tables and worlds are gone through whole (`support/whole.ts`)
 * @property {boolean} [types] whether the tests of types run too
 * @property {readonly string[]} [packages] folders with a package.json of their own, installed by `npm ci` before the part is run;
 *   the part is left out if one is not there
 */

/** @type {readonly Part[]} */
export const PARTS = [
  { name: 'suite', by: 'test', files: SUITE.files, without: [...SUITE.without, STORE, ...HOSTILE] },
  { name: 'store', by: 'test', files: STORE_FIRST },
  { name: 'days', by: 'test', files: DAYS, zones: OTHERS },
  {
    name: 'small',
    by: 'test',
    files: ['test/exhaustive/**/*.test.ts'],
    without: [
      ...['bisimulation', 'loopholes', 'changes'].map((name) => `test/exhaustive/${name}.test.ts`),
      ...COMPARED,
    ],
  },
  {
    name: 'package',
    by: 'test',
    files: ['test/package/**/*.test.ts'],
    without: [...HOSTILE, ...SHOWN],
    types: true,
  },
  { name: 'pages', by: 'test', files: MADE },
  {
    name: 'zones',
    by: 'verify',
    minutes: 4,
    files: SUITE.files,
    without: [...SUITE.without, ...DAYS, ...WITHOUT_DAYS],
    zones: OTHERS,
  },
  { name: 'tables', by: 'verify', minutes: 1, files: [STORE], without: STORE_FIRST },
  { name: 'worlds', by: 'verify', minutes: 5, files: ['test/exhaustive/**/*.test.ts'], whole: true },
  {
    name: 'schemas',
    by: 'verify',
    minutes: 2,
    files: ['test/properties/forms.test.ts', 'test/properties/json-schema.test.ts'],
    whole: true,
  },
  { name: 'promises', by: 'verify', minutes: 3, files: [...HOSTILE, ...SHOWN] },
  {
    name: 'docs',
    by: 'verify',
    minutes: 3,
    files: ['test/proof/**/*.test.ts', 'test/docs/**/*.test.ts'],
    without: MADE,
  },
  {
    name: 'engines',
    by: 'verify',
    minutes: 6,
    files: ['test/engines/**/*.test.ts'],
    packages: ['test/engines', 'docs/site'],
  },
  {
    name: 'integrations',
    by: 'verify',
    minutes: 2,
    files: ['test/integrations/**/*.test.ts'],
    packages: ['test/integrations'],
  },
  {
    name: 'browser',
    by: 'verify',
    minutes: 2,
    files: ['test/browser/**/*.test.ts'],
    packages: ['test/browser', 'docs/site'],
  },
  { name: 'everywhere', by: 'verify', named: true, ...SUITE, zones: ZONES },
]

/** Files that take longest: they begin first, so that none is left to run alone. */
export const LONGEST = [
  'scopes',
  'decisions',
  'decision-table',
  'bisimulation',
  'analysis',
  'loopholes',
  'bans',
  'explore',
  'compare',
]
