// @ts-check
import { readdirSync } from 'node:fs'

/** One seed and few cases a property: a mutant that is found by luck is found again. */
export const SEED = '20180224'
export const RUNS = '20'

/** The file that has an area of its own. */
const KEYS = 'src/analysis/explore/canonical.ts'

/**
 * The sources that are mutated, by area, and the tests that each mutant of an area meets: those that look at it closely,
 * since the time of a mutant is the time of its tests; how many milliseconds more than usual they may take, 20,000 if not said.
 *
 * @type {Readonly<Record<string, { sources: readonly string[], tests: readonly string[], without?: RegExp, patience?: number }>>}
 */
export const AREAS = {
  rules: {
    sources: [
      ...inFolder('src/rules'),
      'src/decision/decide.ts',
      ...named('src/rule-sets', 'plan', 'rule-set', 'rule-book'),
    ],
    tests: [
      'cases/provisions.test.ts',
      'cases/boundaries.test.ts',
      'cases/rule-sets.test.ts',
      'regressions/reforms.test.ts',
      'exhaustive/decision-table.test.ts',
    ],
    without: /^(?!as-reported|chengdu)\S+ › (bind|handle): every row/,
  },
  values: {
    sources: named('src', 'read', 'issue', 'facts', 'mark', 'fen', 'ids', 'instant', 'argument', 'result', 'frozen'),
    tests: [
      'cases/reading.test.ts',
      'cases/facts.test.ts',
      'cases/arguments.test.ts',
      'cases/bad-input.test.ts',
      'regressions/values.test.ts',
      'regressions/nested-issues.test.ts',
      'properties/values.test.ts',
    ],
  },
  registry: {
    sources: [
      ...named('src/registry', 'persistent-map', 'log', 'checksum', 'records', 'matter', 'facts', 'attempt', 'evolve'),
      ...named('src/registry', 'events', 'replay', 'snapshot', 'execute', 'batch', 'registry', 'commands', 'queries'),
    ],
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
      'regressions/hostile-caller.test.ts',
    ],
    // What takes long and finds no other mutants than the rest.
    without: /› (long sequences|#96|#37|#5 |#1 )/,
  },
  points: {
    sources: [...inFolder('src/points'), ...inFolder('src/procedure'), 'src/values/calendar.ts'],
    tests: ['cases/points.test.ts', 'cases/calendar.test.ts', 'regressions/points.test.ts'],
  },
  papers: {
    sources: named('src', 'licence-number', 'plate', 'new-energy-letters'),
    tests: ['properties/identity-numbers.test.ts', 'properties/values.test.ts'],
  },
  'rule-sets': {
    sources: named('src/rule-sets', 'parse-rule-set', 'shipped', 'reform', 'reform-name', 'book', 'licence-states'),
    tests: [
      'cases/rule-set-input.test.ts',
      'cases/reforms.test.ts',
      'cases/rule-sets.test.ts',
      'cases/books.test.ts',
      'regressions/options.test.ts',
      'regressions/reforms.test.ts',
    ],
  },
  words: {
    sources: [...inFolder('src/explain'), 'src/explain/index.ts', 'src/explain/licence-state-names.ts'],
    tests: ['cases/explain.test.ts', 'cases/explain-arguments.test.ts'],
  },
  data: {
    sources: [
      ...named('src/rule-sets', 'as-reported', 'chengdu-2017-11-16', 'cn-2013-05-02', 'cn-2018-02-24'),
      ...named('src/rule-sets', 'cn-2018-09-01', 'cn-2020-09-28', 'cn-2024-11-01', 'plan-2018-03-01'),
      ...named('src/rule-sets', 'sources'),
      ...named('src', 'binding', 'decision', 'driver', 'rules', 'vehicle', 'violation'),
    ],
    tests: ['cases/rules-page.test.ts', 'cases/closed-lists.test.ts'],
  },
  analysis: {
    sources: [...inFolder('src/analysis').filter((file) => file !== KEYS), 'src/analysis/index.ts'],
    tests: [
      ...['analysis', 'bans', 'explore', 'canonical'].map((name) => `exhaustive/${name}.test.ts`),
      'regressions/analysis.test.ts',
    ],
    // The larger worlds take seconds a mutant.
    without:
      /a registry always has|: as many keys|^keys of registries › cap|every kind of step|^what is shown|a spent budget|is closed by a ban/,
  },
  keys: {
    // By themselves: many of their mutants only cost more, which is counted, and take too long in a search.
    sources: [KEYS],
    tests: ['exhaustive/canonical-key.test.ts'],
    without: /graphs over six points/,
    patience: 2000,
  },
  kit: {
    sources: [...inFolder('src/testing'), 'src/testing/index.ts'],
    tests: ['kit/drawn.test.ts', 'kit/kit.test.ts', 'kit/records.test.ts', 'regressions/kit.test.ts'],
    // Long searches for what shorter tests find too.
    without: /the same seed always|a cap that is one too many|a correct system agrees/,
  },
}

/** @param {string} folder */
function inFolder(folder) {
  return readdirSync(new URL(`../../${folder}`, import.meta.url))
    .sort()
    .map((name) => `${folder}/${name}`)
}

/** @param {string} folder @param {string[]} names */
function named(folder, ...names) {
  return names.map((name) => `${folder}/${name}.ts`)
}
