// @ts-check
import { readdirSync } from 'node:fs'

/** One seed and few cases a property: a mutant that is found by luck is found again. */
export const SEED = '20180224'
export const RUNS = '20'

/**
 * The sources that are mutated, by area, and the tests that each mutant of an area meets: those that look at it closely,
 * since the time of a mutant is the time of its tests.
 *
 * @type {Readonly<Record<string, { sources: readonly string[], tests: readonly string[], without?: RegExp }>>}
 */
export const AREAS = {
  rules: {
    sources: [...inFolder('src/rules'), 'src/decide.ts', ...named('src/rule-sets', 'plan', 'rule-set', 'rule-book')],
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
    sources: named('src', 'read', 'issue', 'facts', 'fen', 'ids', 'instant', 'argument', 'result', 'frozen'),
    tests: [
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
    sources: [...inFolder('src/points'), ...inFolder('src/procedure'), 'src/calendar.ts'],
    tests: ['cases/points.test.ts', 'cases/calendar.test.ts', 'regressions/points.test.ts'],
  },
  papers: {
    sources: named('src', 'licence-number', 'plate', 'new-energy-letters'),
    tests: ['properties/identity-numbers.test.ts', 'properties/values.test.ts'],
  },
  'rule-sets': {
    sources: named('src/rule-sets', 'parse-rule-set', 'reform', 'reform-name', 'book', 'licence-states'),
    tests: [
      'cases/rule-set-input.test.ts',
      'cases/reforms.test.ts',
      'cases/rule-sets.test.ts',
      'cases/books.test.ts',
      'regressions/reforms.test.ts',
    ],
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
