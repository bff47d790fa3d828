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
const APART = ['exhaustive', 'proof', 'docs', 'package', 'engines', 'integrations', 'browser', 'bench']
/** What counts each step of every public function with large input is long: `promises` runs it, on the packed package. */
const COUNTED = ['test/hostile/growth.test.ts']
/** What attacks the packed package takes as long as all other tests of it. */
const HOSTILE = ['test/package/hostile.test.ts', 'test/package/promises.test.ts']
const SUITE = {
  files: ['test/**/*.test.ts'],
  without: [...APART.map((folder) => `test/${folder}/**`), ...COUNTED],
}

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {'test' | 'verify'} by the command that runs it: `npm test`, or `npm run verify`
 * @property {number} [minutes] what `npm run verify` may spend on it on two slow cores; what needs more is for `npm run verify:deep`
 * @property {readonly string[]} files patterns of test files
 * @property {readonly string[]} [without] patterns of files that are left out
 * @property {readonly string[]} [zones] the zones that the files are run in, FAR alone unless given
 * @property {boolean} [whole] whether tables and worlds are gone through whole (`support/whole.ts`)
 * @property {boolean} [types] whether the tests of types run too
 * @property {string} [packages] a folder with a package.json of its own, installed by `npm ci` before the part is run; the part
 *   is left out if there is none
 */

/** @type {readonly Part[]} */
export const PARTS = [
  { name: 'suite', by: 'test', ...SUITE },
  {
    name: 'days',
    by: 'test',
    files: [
      ...['books', 'boundaries', 'calendar', 'facts', 'points', 'reading'].map((name) => `test/cases/${name}.test.ts`),
      ...['registry-commands', 'registry-queries'].map((name) => `test/cases/${name}.test.ts`),
      ...['decisions', 'values'].map((name) => `test/properties/${name}.test.ts`),
      ...['points', 'values'].map((name) => `test/regressions/${name}.test.ts`),
      'test/hostile/numbers-and-dates.test.ts',
    ],
    zones: OTHERS,
  },
  {
    name: 'small',
    by: 'test',
    files: ['test/exhaustive/**/*.test.ts'],
    without: ['bisimulation', 'loopholes', 'changes'].map((name) => `test/exhaustive/${name}.test.ts`),
  },
  {
    name: 'package',
    by: 'test',
    files: ['test/package/**/*.test.ts'],
    without: HOSTILE,
    types: true,
  },
  { name: 'zones', by: 'verify', minutes: 4, ...SUITE, zones: OTHERS },
  { name: 'worlds', by: 'verify', minutes: 7, files: ['test/exhaustive/**/*.test.ts'], whole: true },
  {
    name: 'schemas',
    by: 'verify',
    minutes: 4,
    files: ['test/properties/forms.test.ts', 'test/properties/json-schema.test.ts'],
    whole: true,
  },
  { name: 'promises', by: 'verify', minutes: 3, files: HOSTILE },
  { name: 'docs', by: 'verify', minutes: 3, files: ['test/proof/**/*.test.ts', 'test/docs/**/*.test.ts'] },
  { name: 'engines', by: 'verify', minutes: 10, files: ['test/engines/**/*.test.ts'], packages: 'test/engines' },
  {
    name: 'integrations',
    by: 'verify',
    minutes: 3,
    files: ['test/integrations/**/*.test.ts'],
    packages: 'test/integrations',
  },
  { name: 'browser', by: 'verify', minutes: 3, files: ['test/browser/**/*.test.ts'], packages: 'test/browser' },
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
