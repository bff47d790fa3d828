// @ts-check
/** Which tests a mutant meets first, and which then. */

/** Files and folders of `src/`, and the tests that look at them closely. @type {readonly (readonly [sources: readonly string[], tests: readonly string[]])[]} */
const CLOSE = [
  [
    ['law/', 'decision/', 'law/rule-sets/rule-set.ts', 'law/rule-sets/rule-book.ts'],
    ['cases/provisions', 'cases/boundaries', 'cases/rule-sets', 'exhaustive/decision-table'],
  ],
  [
    ['input/', 'values/', 'law/facts.ts'],
    [
      'cases/reading',
      'cases/facts',
      'cases/arguments',
      'cases/bad-input',
      'cases/values',
      'cases/nested-issues',
      'properties/values',
    ],
  ],
  [
    ['registry/', 'store/'],
    [
      'properties/persistent-map',
      'cases/registry-log',
      'cases/registry-checksum',
      'cases/registry-events',
      'cases/registry-replay',
      'cases/registry-commands',
      'cases/registry-refusals',
      'cases/registry-queries',
      'cases/registry-steps',
      'hostile/sequences',
      'hostile/lying-inputs',
      'hostile/programmer-mistakes',
      'hostile/mutating',
      'cases/hostile-caller',
    ],
  ],
  [
    ['law/points/', 'law/procedure/', 'values/calendar.ts'],
    ['cases/points', 'cases/calendar', 'cases/points-ledger'],
  ],
  [['typed/'], ['properties/identity-numbers', 'properties/values', 'cases/typed-fields', 'cases/typed-ids']],
  [['law/rule-sets/'], ['cases/rule-set-input', 'cases/reforms', 'cases/rule-sets', 'cases/books', 'cases/options']],
  [['form/'], ['cases/forms', 'cases/typed-fields']],
  [
    ['explain/', 'analysis/sentences.ts'],
    ['cases/explain', 'cases/problem'],
  ],
  [
    [
      'law/rule-sets/as-reported.ts',
      'law/rule-sets/chengdu-',
      'law/rule-sets/cn-',
      'law/rule-sets/plan-',
      'law/citations.ts',
      'law/index.ts',
      'decision/decision.ts',
      'values/channel.ts',
      'values/licence.ts',
      'values/vehicle.ts',
      'values/violation.ts',
    ],
    ['cases/rules-page', 'cases/closed-lists'],
  ],
  [
    ['analysis/'],
    [
      'exhaustive/analysis',
      'exhaustive/restrictions',
      'exhaustive/explore',
      'exhaustive/canonical',
      'exhaustive/searches',
    ],
  ],
  [['analysis/rows/'], ['cases/audit-rows']],
  [['analysis/card', 'analysis/rule-card.ts'], ['cases/rule-card']],
  [['analysis/cases/', 'analysis/consent.ts'], ['exhaustive/court-cases']],
  [['analysis/compare/'], ['cases/compare-new-rules', 'exhaustive/analysis', 'exhaustive/searches']],
  [['analysis/capacity/'], ['exhaustive/capacity']],
  [['analysis/explore/canonical.ts'], ['exhaustive/canonical-key']],
  [['testing/'], ['kit/drawn', 'kit/kit', 'kit/records', 'kit/checks']],
  [['sql/'], ['engines/text', 'cases/sql-errors', 'cases/sql-queries', 'store/audit']],
  [['postgres/'], ['store/names', 'store/schema', 'store/options', 'store/store', 'store/verify', 'store/erasure']],
  [['tables/'], ['engines/text', 'store/audit']],
  [['cli/'], ['cases/command-line', 'cases/command-line-cells']],
]

/**
 * What is asked of a mutant that those do not find, before all tests that reach its file: those that have found most of such.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const NEXT = {
  'analysis/': ['hostile/programmer-mistakes', 'exhaustive/compare'],
  'cli/': ['properties/encodings', 'cases/audit-rows', 'engines/cli', 'docs/snippets'],
  'decision/': [
    'cases/reforms',
    'cases/bad-input',
    'cases/made-up',
    'cases/forms',
    'cases/halves',
    'cases/recorded-after-transfer',
    'cases/explain',
    'cases/problem',
    'properties/decisions',
  ],
  'explain/': ['cases/forms', 'cases/rule-card', 'cases/page', 'cases/command-line', 'exhaustive/explore'],
  'form/': ['cases/form-facts', 'cases/form-decisions', 'cases/typed-ids', 'properties/forms'],
  'input/': ['cases/rule-set-input', 'cases/formats', 'properties/json-schema', 'hostile/lying-inputs'],
  'law/': [
    'cases/reforms',
    'cases/rule-set-input',
    'properties/decisions',
    'cases/made-up',
    'cases/forms',
    'engines/text',
  ],
  'registry/': [
    'cases/log-promises',
    'cases/points-ledger',
    'properties/registry-logs',
    'properties/points-ledger',
    'properties/registry',
    'model/registry',
    'exhaustive/searches',
  ],
  'sql/': ['engines/rows', 'engines/decisions'],
  'store/': [
    'store/store-on',
    'cases/neighbourhood',
    'properties/neighbourhood',
    'store/by-hand',
    'store/kept',
    'store/options',
  ],
  'testing/': ['kit/missed', 'store/kit'],
  'typed/': ['cases/audit-rows', 'cases/forms', 'properties/forms'],
  'values/': ['cases/registry-checksum', 'cases/formats', 'cases/options'],
}

/** The tests that look at a file closely: of those that name it or a folder of it, whoever does so most closely. @param {string} file */
export function closeTo(file) {
  const [closest] = CLOSE.flatMap(([sources, tests]) => sources.map((source) => ({ source: `src/${source}`, tests })))
    .filter(({ source }) => file.startsWith(source))
    .sort((one, other) => other.source.length - one.source.length)
  return pathsOf(closest?.tests)
}

/** @param {string} file */
export function nextTo(file) {
  return pathsOf(Object.entries(NEXT).find(([folder]) => file.startsWith(`src/${folder}`))?.[1])
}

/** @param {readonly string[] | undefined} tests */
function pathsOf(tests = []) {
  return tests.map((test) => `test/${test}.test.ts`)
}
