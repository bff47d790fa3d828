// @ts-check
/** Which tests a mutant meets first, and which then. */

const words = (/** @type {string} */ text) => text.trim().split(/\s+/)

/** Files and folders of `src/`, and the tests that look at them closely. @type {readonly (readonly [sources: readonly string[], tests: readonly string[]])[]} */
const CLOSE = [
  [
    words('law/ decision/ law/rule-sets/rule-set.ts law/rule-sets/rule-book.ts'),
    words('cases/provisions cases/boundaries cases/rule-sets exhaustive/decision-table'),
  ],
  [
    words('input/ values/ law/facts.ts'),
    words('cases/reading cases/facts cases/bad-input cases/nested-issues properties/values'),
  ],
  [
    words('registry/ store/'),
    words(`
    properties/persistent-map cases/registry-checksum cases/registry-events
    cases/registry-replay cases/registry-commands cases/registry-refusals cases/registry-queries
    cases/registry-steps hostile/sequences hostile/lying-inputs hostile/programmer-mistakes hostile/mutating`),
  ],
  [words('law/points/ law/procedure/ values/calendar.ts'), words('cases/points cases/calendar cases/points-ledger')],
  [words('typed/'), words('properties/identity-numbers properties/values cases/typed-fields cases/typed-ids')],
  [words('law/rule-sets/'), words('cases/rule-set-input cases/reforms cases/rule-sets cases/books cases/options')],
  [words('form/'), words('cases/forms cases/typed-fields')],
  [words('advice/'), words('cases/advice properties/advice')],
  [words('explain/ analysis/sentences.ts'), words('cases/explain cases/problem')],
  [
    words(`
    law/rule-sets/as-reported.ts law/rule-sets/chengdu- law/rule-sets/cn- law/rule-sets/plan- law/citations.ts
    law/index.ts decision/decision.ts values/channel.ts values/licence.ts values/vehicle.ts
    values/violation.ts`),
    words('cases/rules-page cases/closed-lists'),
  ],
  [
    words('analysis/'),
    words('exhaustive/analysis exhaustive/restrictions exhaustive/explore exhaustive/canonical exhaustive/searches'),
  ],
  [words('analysis/rows/'), words('cases/audit-rows')],
  [words('analysis/card analysis/rule-card.ts'), words('cases/rule-card')],
  [words('analysis/cases/ analysis/consent.ts'), words('exhaustive/court-cases')],
  [words('analysis/compare/'), words('cases/compare-new-rules exhaustive/analysis exhaustive/searches')],
  [words('analysis/capacity/'), words('exhaustive/capacity')],
  [words('analysis/explore/canonical.ts'), words('exhaustive/canonical-key')],
  [words('testing/'), words('kit/drawn kit/records kit/checks')],
  [words('sql/'), words('engines/text cases/sql-errors cases/sql-queries store/audit')],
  [words('postgres/'), words('store/names store/schema store/options store/store store/verify store/erasure')],
  [words('tables/'), words('engines/text store/audit')],
  [words('cli/'), words('cases/command-line cases/command-line-cells')],
]

/**
 * What is asked of a mutant that those do not find, before all tests that reach its file: those that have found most of such.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const NEXT = {
  'advice/': words('cases/explain cases/problem cases/forms cases/pages'),
  'analysis/': words('hostile/programmer-mistakes exhaustive/compare'),
  'cli/': words('properties/encodings cases/audit-rows engines/cli docs/snippets'),
  'decision/': words(`
    cases/reforms cases/bad-input cases/made-up cases/forms cases/halves cases/recorded-after-transfer
    cases/explain cases/problem properties/decisions`),
  'explain/': words('cases/forms cases/rule-card cases/page cases/command-line exhaustive/explore'),
  'form/': words('cases/form-facts cases/form-decisions cases/typed-ids properties/forms'),
  'input/': words('cases/rule-set-input cases/formats properties/json-schema hostile/lying-inputs'),
  'law/': words('cases/reforms cases/rule-set-input properties/decisions cases/made-up cases/forms engines/text'),
  'registry/': words(`
    cases/log-promises cases/points-ledger properties/registry-logs properties/points-ledger
    properties/registry model/registry exhaustive/searches`),
  'sql/': words('engines/rows engines/decisions'),
  'store/': words('store/store-on cases/neighbourhood properties/neighbourhood store/by-hand store/kept store/options'),
  'testing/': words('kit/missed store/kit'),
  'typed/': words('cases/audit-rows cases/forms properties/forms'),
  'values/': words('cases/registry-checksum cases/formats cases/options'),
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
